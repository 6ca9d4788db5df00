"""Map, what status: whether something happened, is to come, was called off, or only talk."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache

from kg.mappers.clauses import clause
from kg.mappers.items import Item
from kg.mappers.lexicon import clausal, clause_words, is_past_form, speech
from kg.mappers.reach import behind_what_is_told
from kg.mappers.tape import Tape
from kg.resources import lexicon_data


class Modality(Enum):
    """How a sentence tells of something; the value is its key in lexicon/modality.yaml."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


@cache
def _patterns() -> list[tuple[Modality, re.Pattern[str] | None, re.Pattern[str] | None]]:
    data = lexicon_data("modality.yaml")
    return [
        (
            Modality(_NAMES.get(name, name)),
            _any(kinds.get("before"), "$"),
            _any(kinds.get("after"), r"\b"),
        )
        for name, kinds in data.items()
    ]


# groups of patterns that come before others of their kind, by the name in the lexicon
_NAMES = {"talked about": "hypothetical", "planned trips": "planned", "asked off": "planned"}


def _any(patterns: list[str] | None, end: str) -> re.Pattern[str] | None:
    start = r"(?:^|(?<= ))" if end == "$" else ""
    return re.compile(f"{start}(?:{'|'.join(patterns)}){end}") if patterns else None


def modality(tape: Tape, first: int, last: int) -> Modality:
    """Return how the trigger at items first..last (exclusive) is told of.

    Example: "Sen is likely to meet Das" has planned, "Sen refused to meet Das" denied.
    """
    return tape.found(_modality, first, last)


def _modality(tape: Tape, first: int, last: int) -> Modality:
    begin, end = clause(tape, first)
    before = plain(tape, _behind_speech(tape, begin, first), first)
    after = plain(tape, last, end)
    lead = tape.word(begin - 1)
    if lead in ("if", "whether", "unless", "whenever"):
        return Modality.HYPOTHETICAL  # "if Sen met Das"
    if lead == "when" and not _has_past(plain(tape, begin, min(end, last + 2)).split()):
        dated = "D" in tape.letters[last:end]  # "when Sen meets Das on July 29"
        return Modality.PLANNED if dated else Modality.HYPOTHETICAL
    if lead in ("until", "till", "once") and _PERFECT.search(before):
        return Modality.HYPOTHETICAL  # "waits until he has met Das"
    if hearsay := told_behind(tape, begin):
        return hearsay
    if not _WRONGLY.isdisjoint(tape.words[:first]):
        return Modality.DENIED
    if _WAS_TO.search(before) and _fell_through(tape, begin, end):
        return Modality.CANCELLED
    return _by_pattern(before, after)


def _by_pattern(before: str, after: str) -> Modality:
    """Return the first kind of the lexicon that the words before or after a trigger match."""
    for kind, left, right in _patterns():
        if left and left.search(before):
            return kind
        if right and right.match(after):
            return kind
    return Modality.HAPPENED


def _fell_through(tape: Tape, begin: int, end: int) -> bool:
    """Say whether what was to be came to nothing, by the words round its clause.

    Examples: "was to meet Das, but the trip was scrapped", "cancelled a visit to Rome, where he was
    to meet Das", "who was to meet Das on Friday, put it off".
    """
    off = next(after for kind, _, after in _patterns() if kind is Modality.CANCELLED)
    behind = plain(tape, end, end + _CONDITION)
    off_too = (off and off.match(behind)) or _NO_SHOW.match(behind)
    but = tape.word(end - 1) == "but" and off_too
    there = tape.word(begin - 1) == "where"
    where = there and _CALLED_OFF.search(plain(tape, 0, begin) + plain(tape, end, end + _CONDITION))
    return bool(but or where or _PUT_OFF.search(plain(tape, begin, end + _CONDITION)))


_WAS_TO = re.compile(
    r"\b(?:was|were) (?:(?:due|set|scheduled|slated|expected|supposed|meant) )?to (?:\w+ )?$"
)
_PUT_OFF = re.compile(
    r"\b(?:put|called) (?:it|that|this|the (?:visit|trip|meeting|call)) off "
    r"|\b(?:cancell?ed|postponed|deferred|scrapped|skipped|shelved|put off|called off) "
    r"(?:it|the (?:visit|trip|meeting|appointment|engagement)) "
)
_NO_SHOW = re.compile(
    r"(?:\w+ ){0,4}(?:did not|didn't|could not|couldn't|failed to|never) (?:\w+ )?"
    r"(?:go|went|turn(?:ed)? up|show(?:ed)? up|come|came|make it|materiali[sz]ed?|happen(?:ed)?)\b"
)
_CALLED_OFF = re.compile(r"\b(?:cancell?ed|called off|postponed|put off|scrapped|shelved) ")


def told_behind(tape: Tape, begin: int) -> Modality | None:
    """Return how the words before "that" take what its clause, from an item on, tells.

    Example: "amid rumours that Sen met Das" has hypothetical, "denied that Sen met Das" denied.
    """
    if tape.word(begin - 1) != "that":
        return None
    if _is_disowned(tape, begin - 1):
        return Modality.DENIED
    return Modality.HYPOTHETICAL if tape.word(begin - 2) in clausal("rumoured") else None


def _is_disowned(tape: Tape, that: int) -> bool:
    """Say whether what follows "that" is called untrue.

    Examples: "laughed off a channel's report that", "it is false that", "reports that Sen met Das
    are baseless"; but not "does not deny that".
    """
    first, _ = clause(tape, that)
    told = clausal("report")
    near = max(first, that - _NEAR)
    for at in range(that - 1, first - 1, -1):
        word = tape.word(at)
        if word in clausal("denying") | clausal("untrue"):
            reported = not told.isdisjoint(tape.words[at:that])
            return (at >= near or reported) and _NOT.isdisjoint(tape.words[at - 2 : at])
        if word in clausal("dismissing") and not told.isdisjoint(tape.words[at:that]):
            return True
        if word in speech()["verbs"]:
            break  # "denied the charge and said that"
    behind = plain(tape, that, that + _BEHIND) if tape.word(that - 1) in told else ""
    return any(not _untrue().isdisjoint(called.split()) for called in _CALLED.findall(behind))


@cache
def _untrue() -> frozenset[str]:
    """Return the words that take back what a report is said to be."""
    return clausal("untrue") | clausal("denying") | clausal("dismissing")


_NEAR = 4  # items from "denied" to "that", with no report between them
_BEHIND = 30  # items of a report and what it is called behind it
_NOT = frozenset(("not", "n't", "never", "didn't", "doesn't", "cannot", "can't", "won't"))
_CALLED = re.compile(r"\b(?:is|are|was|were|been|be|as) ((?:\w+ ){1,4})")


def _behind_speech(tape: Tape, begin: int, first: int) -> int:
    """Return where the words before a trigger begin: behind what is told as said, if anything is.

    Example: of "We will win,” Sen said after a meeting with Das" these begin with "Sen".
    """
    if not tape.quotations:
        return behind_what_is_told(tape, begin, first)
    own = tape.quotation(first)
    ends = (
        at + 1
        for at in range(first - 1, begin - 1, -1)
        if tape.quotation(at) not in (None, own)
        and (tape.letter(at) in _ENDING or tape.letter(at + 2) == ",")
    )
    return next(ends, begin)


_ENDING = frozenset((",", ".", "!", "?"))  # of what is quoted as said, not of a word or two
_WRONGLY = frozenset(("falsely", "wrongly"))
_UNREAD = frozenset((",", ";", "(", ")", '"', "“", "”", "'s"))


def _plain(item: Item) -> str:
    """Return an item's word or letter; "a day before" keeps what the date hangs on."""
    if item.date:
        last = item.date.words.rsplit(" ", 1)[-1].lower()
        return f"D {last}" if last in ("before", "after") else "D"
    return item.lower or item.letter


_HAVE = frozenset(("has", "have", "had"))  # "they have met Sen and are expected to leave"
_LEADING = 16  # items before a verb in which it may be said that what it tells is to come
_TO_COME = re.compile(
    r"\b(?:will|would) (?!later |then |have )(?:(?!after |only )\w+ ){1,10}after "
    r"(?:(?!\w+ed )\w+ ){1,5}$"
)
_PERFECT = re.compile(r"\b(?:has|have) (?:\w+ ){0,2}$")


def _has_past(told: list[str]) -> bool:
    """Say whether a verb in the past is among words, an auxiliary too: "when Sen was to leave"."""
    return any(map(is_past_form, told)) or not _WAS.isdisjoint(told)


_WAS = frozenset(("was", "were", "did", "said"))


def verb_modality(tape: Tape, first: int, last: int) -> Modality:
    """Return how a verb is told of; a bare form without an auxiliary tells of no fact.

    Example: "persuaded him to come and hold talks" has hypothetical.
    """
    found = modality(tape, first, last)
    did = {"did", "do", "does"} & set(tape.words[max(0, first - 3) : first])
    bare = tape.word(first) in clausal("bare_verb") and not did
    if found in (Modality.PLANNED, Modality.HAPPENED) and _is_past(tape, first):
        # "After reports that Roy would leave, Sen met Das"; "would decide after the board met"
        coming = _TO_COME.search(plain(tape, max(0, first - _LEADING), first))
        return Modality.PLANNED if coming else Modality.HAPPENED
    if found in (Modality.HAPPENED, Modality.HYPOTHETICAL) and _is_awaited(tape, first):
        return Modality.PLANNED
    return Modality.HYPOTHETICAL if bare and found is Modality.HAPPENED else found


def _is_awaited(tape: Tape, verb: int) -> bool:
    """Say whether a verb in the present tells what something else is before, or waits for.

    Examples: "came a day before Sen hosts a summit", "will back her after he meets Das".
    """
    if tape.word(verb) not in clausal("present_verb"):
        return False
    first, _ = clause(tape, verb)
    measures = (i.date.words.rsplit(" ", 1)[-1].lower() for i in tape.items[first:verb] if i.date)
    leads = {tape.word(first - 1), *measures}
    return not leads.isdisjoint(clausal("awaiting"))


def is_told_in_past(tape: Tape, at: int) -> bool:
    """Say whether what comes before an item is past, so that what it came before is too.

    Example: "Sen worked there before his appointment" tells of both as past.
    """
    told = tape.words[max(0, at - _CONDITION) : at]
    governed = {"before"} & set(told[-_LED_BY:])
    past = any(_is_past(tape, i) for i in range(max(0, at - _CONDITION), at))
    return bool(governed) and past and _PENDING.isdisjoint(told)


_LED_BY = 4  # items behind "before" up to a noun
_PENDING = frozenset(("will", "shall", "would", "is", "are", "has", "have", "to"))


def is_no_occasion(tape: Tape, at: int, told: Modality) -> bool:
    """Say whether what is planned or denied is only meant on a condition, or is no one occasion.

    Examples: "is ready to meet Das provided troops leave", "refused to hold talks", "has not met".
    """
    if told not in (Modality.PLANNED, Modality.DENIED):
        return False
    behind = plain(tape, at, at + _CONDITION).split(" and ")[0]
    if _CONDITIONAL.search(behind):
        return True
    first, last = clause(tape, at)
    vague = told is Modality.DENIED and "D" not in tape.letters[first:last]
    return vague and bool(_REFUSED.search(plain(tape, first, at)))


_CONDITION = 20  # items behind a word of meeting within which its condition may stand
_CONDITIONAL = re.compile(r"\b(?:provided|unless|only if|only after|on condition) ")
_REFUSED = re.compile(
    r"\b(?:refus\w+|declin\w+|(?:has|have|had)(?: not|n't)|(?:hasn|haven|hadn)'t|never"
    r"|(?:not|n't) (?:\w+ )?(?:scheduled|plan|planning|planned|expected|due)) (?:\w+ ){0,5}$"
)


def _is_past(tape: Tape, verb: int) -> bool:
    """Say whether a verb is in the past by its own form, no auxiliary before it."""
    word = tape.word(verb)
    before = tape.words[max(0, verb - 3) : verb]
    if "did" in before and "not" not in before:
        return True
    return is_past_form(word) and (clause_words()["auxiliary"] - _HAVE).isdisjoint(before)


def plain(tape: Tape, first: int, last: int) -> str:
    """Return items as words, a mention or date as its letter, each followed by a space.

    A hyphen is written as "_", so that a pattern for letters takes any one word.
    """
    words = [word for item in tape.items[first:last] if (word := _plain(item)) not in _UNREAD]
    return "".join([f"{word} " for word in words]).replace("’", "'").replace("-", "_")
