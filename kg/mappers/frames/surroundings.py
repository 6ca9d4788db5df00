"""Map, who met: those whom the words round a trigger put there."""

from __future__ import annotations

from kg.linking import Mention
from kg.mappers.clause_subjects import may_be_subject
from kg.mappers.clauses import clause
from kg.mappers.frames.glimpse import Glimpse, lexicon_of_meeting, light_verbs, words
from kg.mappers.lexicon import clausal
from kg.mappers.lists import NOBODY, Listed, listed
from kg.mappers.modality import Modality
from kg.mappers.reach import behind_what_is_told
from kg.mappers.tape import Tape

_OPENING = 8  # items: a phrase that begins later does not open its sentence


def scan(found: Glimpse, at: int, noun: bool = False) -> None:
    """Add those named after a trigger: "with Das", "chaired by Sen", "in the presence of Roy".

    `noun`: the trigger is a noun, and "with", "between", "of" near it name who met.
    """
    tape = found.tape
    _, last = clause(tape, at - 1)
    near = noun
    while at < len(tape.items):
        near = near and at < last
        if tape.word(at) in words("other_times") and tape.letter(at + 1) != "D":
            return  # "the first talks since a session at which they were joined by Das"
        who, part = _named(found, at, near)
        if who:
            found.take(who, part)
            if tape.words[at - 2 : at] == ("to", "be"):
                found.modality = Modality.PLANNED  # "the meeting to be attended by Sen"
            at = who.last
            continue
        near = near and (tape.word(at) == "of" or _may_stand_between(tape, at))
        at += 1


def _named(found: Glimpse, at: int, near: bool) -> tuple[Listed, str]:
    """Return whom the words at an item name, and as what."""
    tape, word = found.tape, found.tape.word(at)
    by = lexicon_of_meeting()["by"]
    if near and word in words("with_whom"):
        return listed(tape, at + 1, anybody=word != "by"), "participants"
    elsewhere = not words("elsewhere").isdisjoint(tape.words[found.at : at])
    behind = tape.words[at + 1 : at + 6]
    if word in by and "by" in behind and not elsewhere:
        start = at + 2 + behind.index("by")
        missed = tape.word(at - 1) in ("not", "n't")
        part = "absentees" if missed else "participants"
        return listed(tape, start), part if by[word] == "takes_part" else by[word]
    if word == "not" and tape.words[at - 1 : at + 2] == ("but", "not", "by"):
        return listed(tape, at + 2), "absentees"  # "attended by Sen but not by Das"
    if near and word in words("involving") and tape.word(found.at) in words("countable"):
        return listed(tape, at + 1, anybody=True), "participants"
    if _introduces(found, at):
        missed = any(light_verbs().get(word) == "misses" for word in tape.words[: found.at])
        return listed(tape, at + 1), "absentees" if missed else "participants"
    if word in words("chairing") and tape.word(at + 1) == "of":
        return listed(tape, at + 2), "chairs"
    beside = _beside(found, at)
    return (listed(tape, beside), "participants") if beside else (NOBODY, "")


def _beside(found: Glimpse, at: int) -> int:
    """Return where a list of who was there too begins, 0 where none does.

    Examples: "in the presence of Sen", "accompanied by Sen", "met Das in Oslo along with Sen".
    """
    tape, word = found.tape, found.tape.word(at)
    if word == "presence" and tape.word(at + 1) == "of":
        return at + 2
    if word == "by" and tape.word(at - 1) in ("accompanied", "flanked", "joined"):
        return at + 1
    if word not in words("companions") or at >= clause(tape, found.at)[1]:
        return 0
    ends = words("before_companions") | words("parts_of_day")
    if tape.letter(at - 1) in ("D", "L") or tape.word(at - 1) in ends:
        return at + 1 if word == "alongside" else (tape.word(at + 1) == "with") * (at + 2)
    return 0


def _introduces(found: Glimpse, at: int) -> bool:
    """Say whether a list of those who were there follows: "the delegation included Sen and Das"."""
    tape, word = found.tape, found.tape.word(at)
    if word in words("introducing"):
        return found.has_group or "those" in tape.words[:at]
    told = "those" in tape.words[: found.at] or "who" in tape.words[: found.at]
    return word in ("were", "are") and told and tape.letter(at + 1) in "PT"


def _may_stand_between(tape: Tape, at: int) -> bool:
    """Say whether an item may stand between a noun of meeting and "with": a date, a place."""
    if tape.letter(at) in "DL" or tape.word(at) in words("between"):
        return True
    return tape.letter(at) in "PO" and owns(tape, at)


def besides(found: Glimpse) -> None:
    """Add those named before a comma.

    Examples: "Besides Sen, the meeting was attended by Das", "Led by Sen, the wrestlers met Das".
    """
    tape = found.tape
    two = tape.words[:2] in (("apart", "from"), ("led", "by"), ("headed", "by"))
    size = 2 if two or tape.words[:2] == ("accompanied", "by") else int(tape.word(0) == "besides")
    if size and found.participants:
        found.take(listed(tape, size))


def members(tape: Tape, who: Listed) -> Listed:
    """Return those whom a sentence puts into a group.

    Examples: "Sen and Das were in the delegation that met the Governor", "Sen led a delegation that
    met the Governor".
    """
    group = len(who.mentions) == 1 and who.mentions[0].kind == "G"
    before = tape.words[max(0, who.first - 3) : who.first]
    leads = tape.word(who.first - 1) in ("led", "leads", "headed", "heads")
    if not group or not (leads or {"in", "of", "among"} & set(before)):
        return NOBODY
    start = next((i for i in range(who.first) if may_be_subject(tape, i, 0)), None)
    return NOBODY if start is None else listed(tape, start, who.first)


def main_subject(tape: Tape, at: int, last: int | None = None) -> Listed:
    """Return the subject of the main clause round a phrase at items at..last (exclusive).

    Whoever stands before it without a preposition; where the phrase opens the sentence, the first
    after a comma behind it. Example: "Speaking after talks with Das, Sen said".
    """
    behind = at + 1 if last is None else last
    quotation = tape.quotation(at)
    if telling := teller(tape, at):
        return telling
    for i in range(behind_what_is_told(tape, 0, at), at):
        free = tape.letter(i) in "PTR" and may_be_subject(tape, i, 0)
        if free and tape.quotation(i) == quotation:
            return listed(tape, i, at)
    if at > _OPENING:
        return NOBODY
    for i in range(behind, len(tape.items)):
        first = i - 2 if tape.word(i - 1) == "'s" and tape.letter(i - 2) == "L" else i
        near = tape.word(first - 1) == "," or (last is None and i == behind)
        if tape.letter(i) in "PTRG" and near and tape.quotation(i) == quotation:
            return listed(tape, i)
    return NOBODY


def teller(tape: Tape, at: int) -> Listed:
    """Return who tells what stands before: "Foo will win, said Sen after talks with Das"."""
    said = behind_what_is_told(tape, clause(tape, at)[0], at)
    return listed(tape, said + 1, at) if tape.word(said) in clausal("told") else NOBODY


def pair_before(tape: Tape, at: int) -> Listed:
    """Return those just named together: "Sen says he and Das are friends, but their"."""
    for first in range(at - 2):
        named = listed(tape, first, at) if tape.letter(first) == "P" else NOBODY
        if len(named.mentions) > _TWO and all(m.kind == "P" for m in named.mentions):
            return named
        joined = tape.letter(first) in "PR" and tape.word(first + 1) in ("and", "&")
        if joined and tape.letter(first + 2) in ("P", "R"):
            return Listed(first, at, mentions(tape, first) + mentions(tape, first + 2))
    people = {i.entity: n for n, i in enumerate(tape.items[:at]) if i.letter in "PT" and i.entity}
    if len(people) != _TWO:
        return NOBODY
    both = sorted(people.values())  # "Sen regretted no word from Das during their meeting"
    return Listed(both[0], at, tuple(m for n in both for m in mentions(tape, n)))


_TWO = 2


def owner_before(tape: Tape, at: int) -> Listed:
    """Return whose "his" is: the sentence's first person, even an owner ("Sen's letter")."""
    first = next((i for i in range(at) if tape.letter(i) in ("P", "R")), None)
    return NOBODY if first is None else one(tape, first)


def one(tape: Tape, at: int) -> Listed:
    """Return the list of the one mention at an item."""
    return Listed(at, at + 1, mentions(tape, at))


def mentions(tape: Tape, at: int) -> tuple[Mention, ...]:
    """Return the mention at an item, none for a word."""
    mention = tape.items[at].mention
    return (mention,) if mention else ()


def owns(tape: Tape, at: int) -> bool:
    """Say whether a possessive follows the mention at an item."""
    return any(mention.owner for mention in mentions(tape, at))


def is_further(tape: Tape, at: int) -> bool:
    """Say whether the words before a trigger make it a further occasion: "another meeting"."""
    return not words("further").isdisjoint(tape.words[max(0, at - 5) : at])
