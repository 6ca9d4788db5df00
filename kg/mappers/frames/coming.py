"""Map, who met: whether what a noun of meeting names is still to come, by what stands round it."""

from __future__ import annotations

import re
from functools import cache

from kg.mappers.clauses import clause
from kg.mappers.frames.glimpse import Glimpse, words
from kg.mappers.frames.governors import governor
from kg.mappers.lexicon import clausal
from kg.mappers.modality import Modality, plain
from kg.mappers.tape import Tape
from kg.mappers.times import is_over, when

_OVER = r"(?!(?:was|were|said|told|decided|agreed|announced|held|met|had) )"
_COMING = re.compile(r"\b(?:will|would|expected to|scheduled to|set to|hop\w+ that) (?:\w+ ){1,8}$")
_INTENDED = re.compile(
    r"\b(?:will|intends? to|plans? to|is to|are to|expected to|scheduled to|set to) "
    rf"(?:{_OVER}\w+ ){{1,8}}$"
)
_WILL = re.compile(rf"\b(?:will|is to|are to|set to|due to) (?:{_OVER}\w+ ){{1,12}}$")
_WILL_BE = re.compile(
    r"(?:(?:in|at|with|of|between|on|and|chaired|hosted|by|_|–|—|the|a|his|her|their|[A-Z]) ){0,9}"
    r"(?:will|is to|are to|is due to|are due to|is set to|is expected to|are expected to) "
)
_HELD = re.compile(
    rf"(?:(?:(?:that|who|which) \w+ed |(?!\w+ed ){_OVER}\w+ )){{0,24}}"
    r"(?:will|would|shall|is to|are to) (?:\w+ )?(?:be (?:held|convened|organi[sz]ed)|take place) "
)
_MAIN_WILL = re.compile(
    r"(?:\w+ ){1,3}(?:will|would|plans to|hopes to"
    r"|(?:is|are) (?:expected|likely|scheduled|set|due|to)) "
)
_BEGINS = re.compile(
    rf"(?:(?!\w+ed ){_OVER}\w+ ){{0,9}}"
    r"(?:begins?|starts?|opens?|kicks? off|takes? place) (?:\w+ ){0,3}D\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BEHIND = 14  # items behind a noun of meeting within which it begins
_FOR_A_DAY = 9  # items between a noun of meeting and "for Monday"


def after_it(found: Glimpse, start: int) -> Modality:
    """Return how "after his talks" is told of: to come, where what follows them is.

    Example: "the commission that they intend to set up after talks between Sen and Das".
    """
    tape = found.tape
    before = plain(tape, clause(tape, start)[0], start)
    if found.definite and found.modality is not Modality.CANCELLED:
        return Modality.PLANNED if _COMING.search(before) else Modality.HAPPENED
    intended = found.modality is Modality.HAPPENED and _INTENDED.search(before)
    return Modality.PLANNED if intended else found.modality


def is_ahead(found: Glimpse, start: int) -> bool:
    """Say whether what seems to have happened is to come.

    Examples: "Sen will see Das at a meeting", "Sen is hosting talks on Friday", "Sen has a meeting
    with Das", "has called a meeting for Friday".
    """
    tape = found.tape
    before = plain(tape, clause(tape, start)[0], start)
    within = tape.word(start - 1) in words("within") and bool(_WILL.search(before))
    free = tape.word(start - 1) not in clausal("preposition") | words("past") | words("telling")
    will = free and bool(_WILL_BE.match(plain(tape, found.at + 1, clause(tape, found.at)[1])))
    will = will or (free and bool(_HELD.match(plain(tape, found.at + 1, len(tape.items)))))
    within = within or _opens_coming(tape, start, found.at)
    will = will or (free and _begins(tape, found.at))
    return within or will or _is_going_on(tape, start) or _is_for_a_day(tape, found.at)


def _begins(tape: Tape, at: int) -> bool:
    """Say whether it begins on a day, as one says ahead of it: "before talks begin on Friday".

    Not where another clause begins between: "had talks before the session begins on Friday".
    """
    told = _BEGINS.match(plain(tape, at + 1, at + _BEHIND))
    if told is None or not _opening_others().isdisjoint(told.group().split()):
        return False
    return not is_over(tape, at)


@cache
def _opening_others() -> frozenset[str]:
    """Return the words that open a clause in which another thing may begin."""
    opening = clausal("boundary") | clausal("relative") | clausal("subordinate")
    return opening - {"that", "which"}


def _opens_coming(tape: Tape, start: int, at: int) -> bool:
    """Say whether a noun phrase opens a clause on what is to come: "at the talks, Sen will ask"."""
    if tape.word(start - 1) not in words("within"):
        return False
    opens = start - 1 == clause(tape, at)[0] or tape.letter(start - 2) in ",PTG"
    comma = next((i for i in range(at, len(tape.items)) if tape.letter(i) == ","), None)
    return opens and comma is not None and bool(_MAIN_WILL.match(plain(tape, comma, comma + 7)))


def _is_going_on(tape: Tape, start: int) -> bool:
    """Say whether a present tense governs a noun: "is hosting it on Friday", "has a meeting"."""
    verb = governor(tape, start)
    if verb is None:
        return False
    if tape.word(verb) == "has":
        return verb == start - 1 and tape.word(start) in ("a", "an")
    first, last = clause(tape, verb)
    dates = [date.words.lower() for i in range(first, last) if (date := tape.items[i].date)]
    there = [] if _is_over(tape, start) else [d for d in dates if not d.startswith("since")]
    going_on = tape.word(verb).endswith("ing") and tape.word(verb - 1) in ("is", "are", "'s", "’s")
    return going_on and any(said not in ("today", "now") for said in there)


def _is_over(tape: Tape, at: int) -> bool:
    """Say whether the day of an occasion has just been: "on August 7" on August 8."""
    past, coming = when(tape, at, Modality.HAPPENED), when(tape, at, Modality.PLANNED)
    return bool(past and past.earliest and not (coming and coming.earliest))


def _is_for_a_day(tape: Tape, at: int) -> bool:
    """Say whether a meeting was called for a day: "a meeting of the board for May 5"."""
    for i in range(at + 1, min(at + _FOR_A_DAY, len(tape.items))):
        date = tape.items[i].date
        if date:
            day = date.words.split()[-1][:1].isupper() or date.words.split()[0].istitle()
            called = tape.word(i - 1) == "for" or date.words.startswith("for ")
            return called and day
    return False


def is_behind(tape: Tape, at: int) -> bool:
    """Say whether the full date behind a noun is past: "arrives for talks, May 2, 2020"."""
    _, last = clause(tape, at)
    dates = [date.words for i in range(at, last) if (date := tape.items[i].date)]
    return any(_YEAR.search(said) for said in dates) and is_over(tape, at)
