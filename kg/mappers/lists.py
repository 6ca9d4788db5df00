"""Map, who takes part: the lists of participants that sentences hold."""

from __future__ import annotations

from kg.linking import Mention
from kg.linking.chunks import is_number
from kg.linking.lexicon import words as noun_words
from kg.mappers.groups import qualifies
from kg.mappers.lexicon import clausal, clause_words, is_past_form, occasion_verbs, speech
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.mappers.unnamed import SIGNS, apposed, described
from kg.values import value


@value
class Listed:
    """A list of participants: items first..last (exclusive) of the tape and their mentions."""

    first: int
    last: int
    mentions: tuple[Mention, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anybody is in it."""
        return bool(self.mentions)


NOBODY = Listed(0, 0)


def listed(tape: Tape, at: int, last: int | None = None, *, anybody: bool = False) -> Listed:
    """Return the list of participants that begins at an item, determiners and adverbs skipped.

    `anybody`: those count too whom a noun phrase only describes, as somebody must be meant there.
    Example: at "with" + 1 in "with Sen, his son Das and party leaders on Monday": three.
    """
    end = len(tape.items) if last is None else last
    mentions: list[Mention] = []
    first = begin = done = at
    while at < end:
        states = anybody or (bool(mentions) and mentions[-1].kind == "L")
        mention = _participant(tape, at, states)
        if mention and mentions and at == done and not _is_apposition(mentions[-1], mention):
            break  # "told journalists he had": nothing joins the two
        if mention:
            body = _body(tape, at, end) if anybody and mention.kind == "O" else None
            mentions.append(body[0] if body else mention)
            begin = at
            done = at = body[1] if body else at + 1
            continue
        open_ = not mentions or at > done  # at the start, or behind a link
        size = _between(tape, at, end, begun=bool(mentions))
        if anybody and open_ and (found := described(tape, at, end)):
            mentions.append(found[0])
            begin, done = at, found[1]
            at = done
            continue
        if not size:
            break
        at += size
    if len(mentions) > 1 and _opens_main_clause(tape, first, begin, done):
        return Listed(first, begin - 1, tuple(mentions[:-1]))
    if len(mentions) > 1 and opens_second(tape, done - 1):
        return Listed(first, done - 3, tuple(mentions[:-1]))
    return Listed(first, done, tuple(mentions))


def _body(tape: Tape, at: int, last: int) -> tuple[Mention, int] | None:
    """Return the body whose noun phrase an organisation's name begins, and where it ends.

    Example: "the Foo Party screening committee", of the party but not the party.
    """
    found = described(tape, at, last)
    return found if found and tape.word(found[1] - 1) in clausal("bodies") else None


def _opens_main_clause(tape: Tape, first: int, last: int, end: int) -> bool:
    """Say whether the last of a governed list is a clause's subject.

    Example: Das in "after talks with Sen, Das left".

    One comma alone joins nobody to a list behind a preposition or verb where a verb follows.
    """
    if tape.letter(last - 1) != ",":
        return False
    return _is_governed(tape, first) and verb_follows(tape, end)


def opens_second(tape: Tape, at: int) -> bool:
    """Say whether ", and" and a participant at an item open a clause, and end no list of two.

    Example: Rao in "held talks with Sen and Das, and Rao called on Roy".
    """
    first = at - 3
    if tape.words[at - 2 : at] != (",", "and") or tape.letter(at) not in PARTICIPANTS:
        return False
    if tape.letter(first) not in PARTICIPANTS:
        return False
    while tape.word(first - 1) in ("and", "&") and tape.letter(first - 2) in PARTICIPANTS:
        first -= 2
    while first > 0 and qualifies(tape.items, first - 1):
        first -= 1  # "with smaller allies"
    both = tape.word(first - 1) == "between"
    return not both and _is_governed(tape, first) and verb_follows(tape, at + 1)


def _is_governed(tape: Tape, first: int) -> bool:
    """Say whether a preposition or a verb of meeting governs what begins at an item."""
    before = first - 1 - (tape.word(first - 1) in clausal("leading") - clausal("preposition"))
    word = tape.word(before)
    return word in clausal("preposition") or word in occasion_verbs()


def verb_follows(tape: Tape, at: int) -> bool:
    """Say whether a finite verb stands at an item, dates and adverbs before it skipped."""
    while tape.letter(at) == "D" or tape.word(at) in clause_words()["adverb"]:
        at += 1
    verb = tape.word(at)
    known = (clausal("finite"), occasion_verbs(), speech()["verbs"])
    return is_past_form(verb) or any(verb in each for each in known)


def _is_apposition(one: Mention, two: Mention) -> bool:
    """Say whether a name stands right behind what it is: "Congress leaders Sen", "his ally Sen"."""
    return two.kind == "P" and one.kind in "GTOL"


def _participant(tape: Tape, at: int, state: bool) -> Mention | None:
    """Return the mention at an item that can take part and owns nothing; `state`: a state too."""
    mention = tape.items[at].mention
    if mention is None or mention.owner or _sums_up(tape, at):
        return None
    return mention if tape.letter(at) in PARTICIPANTS or _is_state(tape, at, state) else None


def _sums_up(tape: Tape, at: int) -> bool:
    """Say whether a group says of those before it what they are: "Sen and Das, both ministers,"."""
    both = tape.letter(at) == "G" and tape.text(at, at + 1).lower().startswith("both ")
    return both and tape.letter(at - 1) == "," and tape.letter(at - 2) == "P"


def _between(tape: Tape, at: int, end: int, begun: bool) -> int:
    """Return how many items here may stand within a list of participants, 0 where it ends."""
    item = tape.items[at]
    if item.mention and item.mention.owner:
        if kin_follows(tape, at):
            return 3 + (tape.word(at + 3) == ",")  # Sen's wife Rita
        return 2 if tape.letter(at + 2) in ("P", "G") else 0  # the Sena's Raut, Sen's aides
    if _opens_bracket(tape, at, end):
        return _after_bracket(tape, at, end) - at
    if begun and tape.word(at) == "of" and (size := _of_place(tape, at)):
        return size
    joined = link(tape, at) if begun or item.lower == "both" else 0
    if joined or " ".join(tape.words[at : at + 2]) in clause_words()["part"]:
        return joined or 2
    if _is_passed_over(tape, at, begun):
        return 1
    if _kin(tape, at):
        return 1 + (tape.word(at + 1) == ",")
    return _to_name(tape, at, end) or _to_holder(tape, at, end)


def _to_holder(tape: Tape, at: int, end: int) -> int:
    """Return how many items stand before a name that say what its bearer heads, 0 where none do.

    Example: "head of the state's security council, Roy Sen,".
    """
    if tape.word(at) not in clausal("heading") or tape.word(at + 1) != "of":
        return 0
    comma = next((i for i in range(at + 2, min(at + _LONG, end)) if tape.letter(i) == ","), at)
    closed = tape.letter(comma + 2) in (*SIGNS, "D") or tape.word(comma + 2) == "and"
    return comma + 1 - at if comma > at and tape.letter(comma + 1) == "P" and closed else 0


_LONG = 9  # items that say what somebody heads


def _of_place(tape: Tape, at: int) -> int:
    """Return the size of "of the Foo", which a title before it left: "Sen, leader of the Foo,"."""
    place = at + 1 + (tape.word(at + 1) == "the")
    return place + 1 - at if tape.letter(place) == "L" and tape.letter(place + 1) == "," else 0


def _is_passed_over(tape: Tape, at: int, begun: bool) -> bool:
    """Say whether one word may stand before a participant, or behind his office: "Foo region"."""
    item = tape.items[at]
    adverb = item.letter == "w" and item.lower in clause_words()["adverb"]
    of_office = tape.letter(at - 1) == "T" and item.lower in clausal("area")
    opening = not begun and (adverb or _qualifies(tape, at))
    titled = _precedes_title(tape, at) and (not begun or qualifies(tape.items, at))
    return of_office or opening or item.lower in clausal("leading") or titled


def _precedes_title(tape: Tape, at: int) -> bool:
    """Say whether a title in lower case stands behind a word: "the council leader, Roy Sen"."""
    if at + 1 < len(tape.items) and qualifies(tape.items, at + 1):
        at += 1  # "ailing socialist leader Roy Sen"
    mention = tape.items[at + 1].mention if at + 1 < len(tape.items) else None
    titled = mention is not None and mention.kind == "P" and bool(mention.offices)
    lower = titled and tape.items[at + 1].span.of(tape.document.document.text)[:1].islower()
    free = tape.letter(at) == "w" and tape.letter(at - 1) not in f"{PARTICIPANTS}L"
    return lower and free and tape.word(at) not in clausal("preposition")


def _is_state(tape: Tape, at: int, acts: bool) -> bool:
    """Say whether a country's name at an item is the state that acts: "talks with Iran"."""
    mention = tape.items[at].mention
    if tape.letter(at) != "L" or mention is None or mention.entity is None or mention.owner:
        return False
    if mention.entity.slug not in tape.document.states or _goes_on(tape, at + 1):
        return False
    if tape.word(at + 1) in clausal("related"):
        return False  # "his US counterpart"
    before = tape.word(at - 2 if tape.word(at - 1) == "the" else at - 1)
    return before in clausal("before_state") or (acts and before not in clausal("locative"))


def _goes_on(tape: Tape, at: int) -> bool:
    """Say whether a name goes on at an item: "Foo" in "Foo Medical University"."""
    if at >= len(tape.items) or tape.letter(at) in "DR":
        return False
    return tape.items[at].span.of(tape.document.document.text)[0].isupper()


def _to_name(tape: Tape, at: int, end: int) -> int:
    """Return how many words stand before a name that they describe, 0 where none does.

    Example: "his Chinese counterpart, Dong Jun,", "the country's president Rui Costa".
    """
    named = next((i for i in range(at + 1, min(at + 6, end)) if tape.letter(i) in "PT"), at)
    noun = named - 1 - apposed(tape, named - 1)
    nouns = (tape.word(noun), tape.word_of(named).partition(" ")[0])  # "aide" may be a title
    related = tape.word(at - 1) in _WHOSE and not clausal("related").isdisjoint(nouns)
    described = named > at and all(_describes(tape, i, related) for i in range(at, noun + 1))
    return named - at if described else 0


_WHOSE = ("his", "her", "their", "its")


def _describes(tape: Tape, at: int, related: bool) -> bool:
    """Say whether a word may describe the person named after it, or whose friend that is."""
    item = tape.items[at]
    if item.letter == "L":
        return True  # "his counterpart Jordan Falk"
    proper = item.letter == "w" and item.span.of(tape.document.document.text)[0].isupper()
    known = clausal("leading") | clausal("describing") | clausal("related")
    return proper or item.lower in known or (related and qualifies(tape.items, at))


def _qualifies(tape: Tape, at: int) -> bool:
    """Say whether a word before the first participant only qualifies it: "newly-constituted"."""
    word = tape.word(at)
    return word in noun_words().modifier or "-" in word or word == "member" or is_number(word)


def link(tape: Tape, at: int) -> int:
    """Return how many items join two participants here, 0 where none do."""
    words = clause_words()["link"]
    for size in (3, 2, 1):
        if " ".join(tape.words[at : at + size]) in words:
            return size
    return 0


def _kin(tape: Tape, at: int) -> bool:
    return tape.word(at) in noun_words().kin


def kin_follows(tape: Tape, at: int) -> bool:
    """Say whether "'s" and a word of kin follow the mention at an item: "Sen's wife"."""
    return tape.word(at + 1) in ("'s", "'") and _kin(tape, at + 2)


def _opens_bracket(tape: Tape, at: int, end: int) -> bool:
    return tape.word(at) == "(" and ")" in tape.words[at:end]


def _after_bracket(tape: Tape, at: int, end: int) -> int:
    return tape.words.index(")", at, end) + 1
