"""Map, who takes part: the subject of a verb in its clause, and whom a relative goes back to."""

from __future__ import annotations

from functools import cache

from kg.mappers.clauses import clause
from kg.mappers.lexicon import clausal, clause_words, is_past_form, speech
from kg.mappers.lists import NOBODY, Listed, kin_follows, link, listed
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.mappers.unnamed import described


def subject(tape: Tape, verb: int, *, anybody: bool = False) -> Listed:
    """Return who does what the verb at an item says.

    `anybody`: those too whom a noun phrase only describes, where it is all that stands before the
    verb ("The state committee would meet"). The participants just before it (adverbs, dates,
    auxiliaries and asides skipped), else the first ones of the clause that no preposition governs,
    else whom a relative clause is about.
    Example: "Sen, along with Das, on Monday met Roy" has Sen and Das.
    """
    first, _ = clause(tape, verb)
    noun = anybody and tape.word(first - 1) != "who"  # not "chairs the panel" behind it
    begin = _behind_fronted(tape, first, verb)
    whole = _described(tape, begin, verb) if noun else NOBODY
    if whole:
        return _with_described(tape, verb, whole)
    if tape.word(first - 1) in clause_words()["relative"]:
        aside = _before_aside(tape, verb)
        if aside or (aside is not None and tape.word(first - 1) == "whom"):
            return aside
    if is_main(tape, first, verb):
        return antecedent(tape, first - 1)
    starts = [i for i in range(begin, verb) if may_be_subject(tape, i, first)]
    lists = [found for i in starts if (found := listed(tape, i, verb))]
    for found in lists:
        if _reaches(tape, found.last, verb):
            return _with_described(tape, verb, found)
    if lists:
        return lists[0]
    if tape.word(first - 1) in clausal("going_on"):  # "Sen said little but later met Das"
        free = (i for i in range(first) if may_be_subject(tape, i, 0) and tape.letter(i) in "PTR")
        return next((found for i in free if (found := listed(tape, i, first))), NOBODY)
    that = tape.word(first - 1) == "that" and tape.letter(first - 2) in PARTICIPANTS
    if that or tape.word(first - 1) in clause_words()["relative"]:
        found = antecedent(tape, _first_relative(tape, first - 1))
        return found or (_before_relative(tape, first - 1) if anybody else NOBODY)
    return _before_aside(tape, verb) or NOBODY


def _with_described(tape: Tape, verb: int, found: Listed) -> Listed:
    """Return a subject's list with whom a noun phrase that opens its clause only describes.

    Example: "the government" in "The government and the protesters held talks".
    """
    if found.first < _FEW or tape.word(found.first - 1) != "and":
        return found
    begin, _ = clause(tape, found.first - 2)
    whole = listed(tape, begin, verb, anybody=True)
    return whole if whole.last == found.last and whole.mentions[1:] == found.mentions else found


_FEW = 2  # items: a noun and its "and"


def _behind_fronted(tape: Tape, first: int, verb: int) -> int:
    """Return where a clause goes on behind what it fronts: "Amid a rift in the Sena, Das met"."""
    if clausal("fronting").isdisjoint((tape.word(first), tape.word(first - 1))):
        return first
    comma = tape.letters.find(",", first, verb)
    while _is_in_list(tape, comma) and (later := tape.letters.find(",", comma + 1, verb)) > 0:
        comma = later  # "Following talks of the BJP, the Sena and the NCP, Das met"
    named = any(letter in PARTICIPANTS for letter in tape.letters[comma + 1 : verb])
    return comma + 1 if comma > 0 and named else first


def _is_in_list(tape: Tape, comma: int) -> bool:
    """Say whether a comma stands between two parties."""
    behind = comma + 1 + (tape.word(comma + 1) == "the")
    return comma > 0 and tape.letter(comma - 1) == tape.letter(behind) == "O"


def is_main(tape: Tape, first: int, verb: int) -> bool:
    """Say whether a relative clause has ended before a verb: its own one stands there already.

    Examples: "Those who met Sen in May have met Das", "MPs who back Sen met Das"; nothing joins
    the two verbs.
    """
    if tape.word(first - 1) not in ("who", "which"):
        return False
    if _follows_own(tape, first, verb):
        return True
    begin = verb
    while begin > first and tape.word(begin - 1) in clause_words()["auxiliary"]:
        begin -= 1
    free = (
        tape.word(begin - 1) not in clause_words()["adverb"] and tape.letter(begin - 1) in "PGOLD"
    )
    told = any(
        is_past_form(word) or word in clausal("finite") for word in tape.words[first : begin - 1]
    )
    joined = {"and", "but", ","} & set(tape.words[first:begin])
    return begin < verb and free and told and not joined and "to" not in tape.words[begin:verb]


def _follows_own(tape: Tape, first: int, verb: int) -> bool:
    """Say whether a relative clause opens with a verb of its own, and a past one stands behind it.

    Example: at "met" in "MPs who back Sen met Das", not in "who at Foo met Das", nor in "who says
    Sen met Das".
    """
    past = is_past_form(tape.word(verb))
    if not past or tape.letter(verb - 1) not in "PGOLD" or tape.letter(first) != "w":
        return False
    loose = clausal("adverb") | clausal("auxiliary")
    while first < verb and (tape.word(first) in loose or tape.word(first).endswith("ly")):
        first += 1
    own, between = tape.word(first), {"and", "but", ",", "to", "that"}
    opens = bool(own) and own not in _opening_none()
    return first < verb and opens and between.isdisjoint(tape.words[first:verb])


@cache
def _opening_none() -> frozenset[str]:
    """Return the words that are no verb, or have a clause for their object: "who say Sen met"."""
    small = "preposition determiner joining boundary link subordinate leading fronting".split()
    return (speech()["verbs"] - speech()["weak"]).union(*map(clausal, small))


def _first_relative(tape: Tape, relative: int) -> int:
    """Return the first of relatives in a row: "Sen, who had left but who met Das"."""
    if tape.word(relative - 1) not in ("but", "and"):
        return relative
    before = [i for i in range(relative) if tape.word(i) == tape.word(relative)]
    return before[-1] if before else relative


def _before_aside(tape: Tape, verb: int) -> Listed | None:
    """Return whom an aside that ends before a verb is of, None where no aside does.

    Examples: "Sen, who has led it since May, met Das", "Sen, who leads the team, is to meet Das",
    "Sen, with whom Roy had broken, met Das", "Sen, who advises Roy, on Sunday met Das".
    """
    ends = verb - 1
    while ends >= 0 and tape.letter(ends) != "," and _may_part(tape, ends):
        ends -= 1
    dated = all(letter == "D" for letter in tape.letters[ends + 1 : verb])
    finite = dated or tape.word(ends + 1) in clausal("finite")
    if tape.word(ends) != "," or not finite:
        return None
    relatives = ("who", "which", "whose", "whom")
    at = next((i for i in range(ends - 1, 0, -1) if tape.word(i) in relatives), 0)
    at -= tape.word(at - 1) in clausal("preposition")
    return antecedent(tape, at) if at > 0 and tape.word(at - 1) == "," else None


def _described(tape: Tape, first: int, verb: int) -> Listed:
    """Return the people of a noun phrase that fills a clause from its start up to its verb."""
    while first < verb and (tape.letter(first) in "D," or _opens(tape.word(first))):
        first += 1
    found = listed(tape, first, verb, anybody=True)
    return found if found and _reaches(tape, found.last, verb) else NOBODY


def _before_relative(tape: Tape, relative: int) -> Listed:
    """Return the people of the noun phrase before "which": "a working group, which met in May"."""
    stop = relative - (tape.word(relative - 1) == ",")
    for first in range(max(0, stop - _LONGEST), stop):
        found = described(tape, first, stop)
        if found and found[1] == stop:
            return Listed(first, stop, (found[0],))
    return NOBODY


_LONGEST = 5  # items of a noun phrase


def _reaches(tape: Tape, at: int, verb: int) -> bool:
    """Say whether nothing but auxiliaries, dates and brackets stands between an item and a verb."""
    while at < verb:
        if tape.word(at) == "(" or tape.letter(at) == "(":
            closing = [i for i in range(at, verb) if tape.letter(i) == ")"]
            at = closing[0] if closing else verb
        elif not _may_part(tape, at):
            return False
        at += 1
    return True


def _opens(word: str) -> bool:
    return word in clause_words()["adverb"] or word in clause_words()["boundary"] or word == "and"


def _may_part(tape: Tape, at: int) -> bool:
    """Say whether an item may stand between a subject and its verb."""
    word = tape.word(at)
    known = word in clause_words()["auxiliary"] or word in clause_words()["adverb"]
    return tape.letter(at) in "D," or known or word.endswith("ly")


def may_be_subject(tape: Tape, at: int, first: int) -> bool:
    """Say whether the participant at an item may be the subject of the clause from `first`."""
    mention = tape.items[at].mention
    if tape.letter(at) not in PARTICIPANTS or mention is None:
        return False
    leads = tape.words[at + 1 : at + 3] == ("-", "led")  # "the CPI(M)-led Left Front"
    if leads or (mention.owner and not kin_follows(tape, at)):
        return False
    if mention.kind == "R" and tape.sentence.tokens[mention.first].lower in ("him", "her"):
        return False
    before = tape.word(at - 1)
    if tape.letter(at) == "T" and mention.entity is None and _is_said_of(tape, at):
        return False  # "while Sen was still mayor, he met Das"
    if before in ("'s", "'") and tape.letter(at - 2) not in ("L", "O") and not mention.offices:
        return False  # but "Norway's Berg", "the Sena's Das", "Sen's adviser, Roy Das"
    if before == "as" and tape.letter(at) == "T" and not tape.word_of(at).startswith("the "):
        return False  # "Sen, elected as leader, met Das"
    if before == "meeting" and tape.letter(at - 1) + tape.letter(at) == "wP":
        return False  # "after meeting Das, Sen flew home"
    if before in ("the", "a", "an", "both"):
        before = tape.word(at - 2)
    return (at == first or before not in clausal("preposition")) and not _in_bracket(tape, at)


def _is_said_of(tape: Tape, at: int) -> bool:
    """Say whether an office is what somebody is said to be: "was still the mayor"."""
    at -= 1
    while tape.word(at) in clause_words()["adverb"] | {"the", "a", "an"}:
        at -= 1
    return tape.word(at) in clausal("being")


def _in_bracket(tape: Tape, at: int) -> bool:
    left = tape.words[:at]
    return left.count("(") > left.count(")")


def antecedent(tape: Tape, relative: int) -> Listed:
    """Return whom "who" or "which" at an item stands for: the list that ends before it.

    Example: at "who" in "Sen and Das, who met Roy": Sen and Das.
    """
    at = relative - 1
    while at >= 0 and tape.word(at) == ",":
        at -= 1
    placed = tape.letter(at) == "L" and tape.word(at - 1) in ("in", "from")
    if placed and tape.word(relative) == "who":
        relative, at = at - 1, at - 2  # "the MLAs from Foo, who met Das"
    if at < 0 or tape.letter(at) not in PARTICIPANTS:
        return NOBODY
    first = at
    while first > 0 and (tape.letter(first - 1) in PARTICIPANTS or link(tape, first - 1)):
        first -= 1
    named = first - 1
    while tape.letter(first) == "T" and tape.letter(named) == "w" and first - named < _LONGEST:
        named -= 1
    if tape.letter(named) == "," and tape.letter(named - 1) == "P":
        first = named - 1  # "Sen, a seasoned former minister, who met Das"
        return listed(tape, first, named)
    return listed(tape, first, relative)
