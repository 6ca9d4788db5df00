"""Map, who moves: the people before and after a verb of moving, and who does it to them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kg.linking import Mention
from kg.mappers.clauses import clause, may_be_subject
from kg.mappers.lists import listed
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.vocabulary import EntityKind

_COPULAS = frozenset(("is", "are", "was", "were", "be", "been", "as", "become", "became"))
_VERBLIKE = frozenset(("was", "were", "is", "are", "has", "have", "had", "will", "said"))
_ANYBODY = frozenset("whoever anyone someone nobody those anybody everyone".split())
_SKIPPED = frozenset(
    "has is are have had also to will later then earlier formally was were been be".split()
)


def movers(tape: Tape, verb: int) -> tuple[Mention, ...]:
    """Return the people who are the subject of the verb at an item.

    Example: in "nine members, including Sen, were elected" Sen of "elected".
    """
    first, _ = clause(tape, verb)
    if not _ANYBODY.isdisjoint(tape.words[max(first, verb - 3) : verb]):
        return ()
    if tape.word(first - 1) == "as" and tape.word(first - 2) in ("known", "called", "named"):
        first, _ = clause(tape, first - 2)  # "who is known as Sen" does not make Sen a subject
    if tape.word(verb - 1) == "to" and tape.word(verb - 3) in _FORCED:
        return _people(tape, verb - 2, verb - 1)  # "protests that forced Sen to resign"
    first = _after_subordinator(tape, first, verb)
    starts = [i for i in range(first, verb) if _may_move(tape, i, first)]
    near = _nearest(tape, verb)
    if tape.word(near).endswith("s") and tape.word(near) not in ("always", "thus", "perhaps"):
        return ()  # "150 youths joined"
    if near in starts and tape.letter(near) == "P" and tape.word(near - 1) in _SUBORDINATORS:
        return _people(tape, near, near + 1)  # "before Sen became president"
    if near in starts and tape.letter(near) in "OG":
        start = _first_of_list(tape, near)
        return _people(tape, start if start in starts else near, verb)
    if starts:
        return _people(tape, _restart(tape, starts), verb)
    if tape.word(first - 1) in ("who", "which"):
        return _antecedent(tape, first - 1)
    return _shared_subject(tape, first)


_SUBORDINATORS = frozenset(
    "before after when since until while as because that if once although".split()
)


def _shared_subject(tape: Tape, first: int) -> tuple[Mention, ...]:
    """Return the subject of the clause before "but": "Sen was a minister but quit"."""
    if tape.word(first - 1) not in ("but", "and"):
        return ()
    start, _ = clause(tape, first - 2)
    subject = tape.letter(start) in "PTR" and start + 1 < first and tape.letter(start + 1) == "w"
    return _people(tape, start, start + 1) if subject else ()


_FORCED = frozenset(
    ("forced", "forces", "forcing", "compelled", "made", "prompted", "led", "obliged")
)


def _after_subordinator(tape: Tape, first: int, verb: int) -> int:
    """Return where a verb's own clause begins, if another verb stands before its "after".

    Example: in "Sen was killed after the remnants of it were removed" behind "after".
    """
    for at in range(verb - 1, first, -1):
        if tape.letter(at) == ",":
            return first
        after = tape.word(at) in _FRONTS or tape.text(at, at + 1).endswith((" after", " before"))
        if after and tape.word(at + 1) in ("the", "a", "an", "his", "its", "their", "her"):
            told = any(_is_verb(tape, i) for i in range(first, at))
            return at + 1 if told and tape.word(verb - 1) in _VERBLIKE else first
    return first


def _nearest(tape: Tape, verb: int) -> int:
    """Return the item before a verb, its auxiliaries, adverbs and dates skipped."""
    at = verb - 1
    while at > 0 and (
        tape.letter(at) == "D" or tape.word(at) in _SKIPPED or tape.word(at)[-2:] == "ly"
    ):
        at -= 1
    return at


def _first_of_list(tape: Tape, at: int) -> int:
    """Return the first item of the list of participants that ends at an item."""
    while at > 1 and tape.word(at - 1) in ("and", ",") and tape.letter(at - 2) in "PTROG":
        at -= 2
    return at


def _may_move(tape: Tape, at: int, first: int) -> bool:
    if tape.letter(at) not in "PTROG" or tape.word(at - 1) in _COPULAS:
        return False
    if tape.word(at - 1) == "'s" and tape.letter(at - 2) in ("O", "L"):
        return True  # "the Foo Party's Sen"
    mention = tape.items[at].mention
    if tape.word(at - 1) in ("'s", "'") and tape.letter(at) == "P" and mention and mention.offices:
        return True  # "Das's defence minister, Sen,"
    if tape.letter(at) in "OG" and at != first and tape.letter(at - 1) == "w":
        return tape.word(at - 1) in ("and", "but", "or")  # else it is what a verb is done to
    return may_be_subject(tape, at, first)


def _restart(tape: Tape, starts: list[int]) -> int:
    """Return the subject's first item: the last one after "and" with a verb before it.

    Example: in "Sen was elected and Das from Foo was disqualified" Das, for "disqualified".
    """
    start = starts[0]
    for last, at in pairwise(starts):
        joined = tape.word(at - 1) in ("and", "but", ",", ";")
        if joined and any(_is_verb(tape, i) for i in range(last + 1, at - 1)):
            start = at
    return start


def _is_verb(tape: Tape, at: int) -> bool:
    word = tape.word(at)
    return word in _VERBLIKE or (word.endswith("ed") and len(word) > 4)


def _people(tape: Tape, start: int, end: int) -> tuple[Mention, ...]:
    found = listed(tape, start, end).mentions
    return tuple(m for m in found if is_person(m) and is_certain(tape, m))


def is_person(mention: Mention) -> bool:
    """Say whether a mention is of somebody: known, or "I" and "we", whom the voices tell."""
    if mention.entity is None:
        return mention.kind == "R"
    return mention.entity.kind is EntityKind.PERSON


def is_certain(tape: Tape, mention: Mention) -> bool:
    """Say whether a pronoun stands for one person without doubt.

    For the only one before it in its sentence, else for the first of the sentence before.
    """
    if mention.kind != "R" or mention.entity is None:
        return True
    here = [m for m in tape.sentence.mentions if m.first < mention.first]
    number = tape.sentence.number
    last = tape.document.sentences[number - 1].mentions if number else ()
    if _named(here):
        return _named(here) == {mention.entity}
    return next((m.entity for m in last if _named((m,))), None) == mention.entity


def _named(mentions: Iterable[Mention]) -> set[Entity]:
    return {m.entity for m in mentions if m.entity and m.entity.kind is EntityKind.PERSON}


def owner_of(tape: Tape, at: int) -> tuple[Mention, ...]:
    """Return whom "his", "her" or "whose" at an item goes back to, if there is no doubt.

    Who stands right before it ("Sen and his wife", "Sen, whose son"), else the only one before it.
    """
    before = at - 1
    while tape.word(before) in _JOINS:
        before -= 1
    named = [i for i in range(at) if _named((m,) if (m := tape.items[i].mention) else ())]
    people = {tape.items[i].entity for i in named}
    near = tape.items[before].mention if before in named else None
    if near is None and "and" in tape.words[before + 1 : at]:
        return ()  # "the factory's boss and his wife"
    only_joined = {tape.word(i) for i in range(before + 1, at)} <= _CLOSE
    if near and (only_joined or len(people) == 1):
        return (near,) if is_certain(tape, near) and not near.owner else ()
    who = named[-1] + 1 if named else at
    who += tape.word(who) == ","
    acts = tape.word(who) == "who" and tape.word(who + 1) not in _COPULAS
    if acts and tape.word(at) != "whose":  # "Sen, who took over from his brother"
        return _people(tape, named[-1], named[-1] + 1)
    if len(people) != 1 or tape.word(at) == "whose":
        return ()
    first = tape.items[named[0]].mention
    return (first,) if first and is_certain(tape, first) else ()


_CLOSE = frozenset(("and", ",", "on", "accompanied", "by"))
_JOINS = _CLOSE | frozenset(
    ("with", "along", "together", "accompanied", "by", "after", "following", "for")
)


def _antecedent(tape: Tape, relative: int) -> tuple[Mention, ...]:
    """Return whom "who" stands for: the list that ends before it, asides skipped.

    Example: "Sen, a four-term corporator who quit" has Sen.
    """
    at = relative - 1
    if tape.word(at) == "and" and "who" in tape.words[:at]:  # "who owed it to Das and who left"
        return _antecedent(tape, max(i for i in range(at) if tape.word(i) == "who"))
    while at >= 0 and tape.word(at) in (",", "-", "–", "—"):
        at -= 1
    if tape.letter(at) == "T" or (tape.letter(at) == "w" and _aside(tape, at) >= 0):
        at = _aside(tape, at)
    if at < 0:
        at = relative - 2 if tape.word(relative - 1) == "," else relative - 1
        return _people(tape, at, relative) if tape.letter(at) == "T" else ()
    if tape.letter(at) not in "PR":
        return ()
    of_another = tape.word(at - 1) in ("to", "of", "for") and tape.letter(at - 2) in "GTw"
    if of_another and tape.word(relative - 1) != ",":
        return ()  # "aides to Sen who resigned"
    first = at
    if tape.word(relative + 1) in ("is", "was", "has"):
        return _people(tape, at, relative)  # "Sen and Das, who is"
    while first > 1 and tape.word(first - 1) in ("and", ",") and tape.letter(first - 2) == "P":
        first -= 2
    return _people(tape, first, relative)


def _aside(tape: Tape, at: int) -> int:
    """Return the person before an apposition that ends at an item, else -1."""
    for i in range(at, max(at - 6, 0), -1):
        if tape.word(i) == ",":
            return i - 1 if tape.letter(i - 1) == "P" else -1
    return -1


def gerund_subject(tape: Tape, at: int) -> tuple[Mention, ...]:
    """Return whom "after quitting the party" is said of: the main clause's subject.

    Whoever stands before it without a preposition, else the first after a comma behind it.
    """
    with_ = [i for i in range(at) if tape.letter(i) == "P" and tape.word(i - 1) == "with"]
    if with_ and tape.word(at - 1) not in _FRONTS and not with_[-1] < at - 6:
        return _people(tape, with_[-1], at)[:1]  # "with Sen taking over as minister"
    before = [i for i in range(at) if tape.letter(i) in "PR" and may_be_subject(tape, i, 0)]
    same = [i for i in before if tape.quotation(i) == tape.quotation(at)]
    if same:
        return _people(tape, same[-1] if len(same) == 1 else same[0], at)[:1]
    for i in range(at + 1, len(tape.items) if tape.word(at - 1) in _FRONTS or at == 0 else 0):
        if tape.letter(i) in "PR" and tape.word(i - 1) == ",":
            mention = tape.items[i].mention
            return (mention,) if mention and not mention.owner else ()
    return ()


_FRONTS = frozenset(
    ("after", "before", "on", "by", "since", "while", "following", "without", "upon")
)


def by_whom(tape: Tape, at: int) -> Entity | None:
    """Return the agent of a passive: "was sacked by the party"."""
    _, last = clause(tape, at)
    for i in range(at, min(last, at + 6)):
        if tape.word(i) == ",":
            break
        if tape.word(i) == "by" and tape.letter(i + 1) in "PORT":
            return _actor(tape, i + 1)
    return None


def agent_of(tape: Tape, verb: int) -> Entity | None:
    """Return who does what a verb says: a person or organisation, the nearest subject."""
    first, _ = clause(tape, verb)
    starts = [i for i in range(first, verb) if _may_move(tape, i, first)]
    if starts:
        return _actor(tape, _restart(tape, starts))
    if "it" in tape.words[first:verb]:
        return _it(tape)
    return None


def _it(tape: Tape) -> Entity | None:
    """Return the organisation that "it" goes back to: the one that opens the sentence before."""
    number = tape.sentence.number
    before = tape.document.sentences[number - 1].mentions[:1] if number else ()
    mention = next((m for m in before if m.kind == "O" and m.first <= 1 and not m.owner), None)
    return mention.entity if mention else None


def _actor(tape: Tape, at: int) -> Entity | None:
    entity = tape.items[at].entity
    return entity if entity and entity.kind is not EntityKind.PLACE else None
