"""Map, about what: what those who met wanted, said and decided: "met Das and demanded a probe"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mappers.clauses import clause
from kg.mappers.cues import apart, cue_words, cues, is_denied, item_at, only_people
from kg.mappers.lexicon import clause_words, occasion_verbs
from kg.mappers.matters import content, matters
from kg.mappers.tape import Tape

_AND = ("and", "but")
_CLOSE = 5  # items between "during" and the meeting


def pursued(tape: Tape, trigger: int) -> Iterator[str]:
    """Yield what those who met on the occasion of a trigger wanted or decided.

    Example: "At the meeting Sen demanded an inquiry" has "inquiry".
    """
    text = tape.document.document.text
    if _is_within(tape, trigger):
        here = tape.items[clause(tape, trigger)[0]].start, tape.items[trigger].start
        for match in cues().pursued.finditer(text, *here):
            yield from _wish(tape, match, trigger)
            return
    yield from _behind(tape, trigger, cues().pursued)


def said(tape: Tape, trigger: int) -> Iterator[str]:
    """Yield what was said on the occasion of a trigger, as a clause.

    Example: "Sen told him in a call that the port was closed" has "port was closed".
    """
    first, last = clause(tape, trigger)
    told = tape.word(trigger + 1) == "that" and _governor(tape, trigger) < 0  # "told the meeting"
    saying = not cue_words("saying").isdisjoint(tape.words[first:trigger])
    goes_on = tape.word(last - 1) == "that" and only_people(tape, trigger + 1, last - 1)
    if saying and goes_on and (told or _is_within(tape, trigger)):
        yield from content(tape, last)
        return
    yield from _behind(tape, trigger, cues().stated)


def _is_within(tape: Tape, trigger: int) -> bool:
    """Say whether something was done at a meeting: "hailed the ties during a meeting with Das"."""
    at = _governor(tape, trigger)
    return tape.word(at) in cue_words("within") and tape.word(at - 1) not in cue_words("done_there")


def _governor(tape: Tape, trigger: int) -> int:
    """Return the preposition that a noun of meeting stands behind, -1 if none or a verb does."""
    first, _ = clause(tape, trigger)
    if tape.word(trigger) in occasion_verbs() - {"meeting"}:
        return -1
    for at in range(trigger - 1, max(first, trigger - _CLOSE) - 1, -1):
        if tape.word(at) in cue_words("governing"):
            return at
        if tape.letter(at) in ",PTR":
            break
    return -1


def _behind(tape: Tape, trigger: int, cue: re.Pattern[str]) -> Iterator[str]:
    """Yield what was wanted or said by those of whom it is told that they met."""
    for match in _matches(tape, tape.items[trigger].end, cue):
        if not _is_theirs(tape, trigger, match) or apart(tape, trigger, match.start()):
            continue
        found = list(_wish(tape, match))
        yield from found
        if found:
            return


def _is_theirs(tape: Tape, trigger: int, match: re.Match[str]) -> bool:
    """Say whether what a verb behind a meeting says was said there, or of it."""
    governor = tape.word(_governor(tape, trigger))
    its = tape.word(_governor(tape, trigger) + 1) in ("its", "their")
    if governor in cue_words("over") and (its or match["perfect"]):
        return True  # "after the meeting he said that they had demanded a probe"
    if _is_within(tape, trigger) and (opens_at_meeting(tape) or _is_of_subject(tape, trigger)):
        return True
    at = item_at(tape, match.start() + 1)
    alone = only_people(tape, trigger + 1, at)
    if match["joined"] and (alone or match.re is cues().pursued):
        return not governor or not match["joined"].startswith(_AND)  # "left after he met Das and"
    return match["goes_on"] is not None and alone


def opens_at_meeting(tape: Tape) -> bool:
    """Say whether a sentence opens with its meeting: "At the meeting, Sen demanded a probe"."""
    return bool(cues().pursuing.match(tape.document.document.text, tape.span.start, tape.span.end))


def _is_of_subject(tape: Tape, trigger: int) -> bool:
    """Say whether a meeting stands between a subject and its verb: "The board at its meeting"."""
    first, _ = clause(tape, trigger)
    commas = tape.letters.rfind(",", first, _governor(tape, trigger) - 1)
    return only_people(tape, max(first, commas), trigger)


def told_after(tape: Tape, start: int) -> list[str]:
    """Return what a sentence that goes on about an occasion says was wanted, said or decided.

    Example: "They also demanded an inquiry" has "inquiry".
    """
    for cue in (cues().pursued, cues().stated):
        verbs = [m for m in _matches(tape, start, cue) if not m.group().startswith("said")]
        found = [wish for match in verbs for wish in _wish(tape, match)]
        if found:
            return found
    return []


def pursued_by(tape: Tape, subject: int) -> list[str]:
    """Return what the subject at an item wanted, where its verb says so: "He called for calm"."""
    for match in _matches(tape, tape.items[subject].end, cues().pursued):
        at = item_at(tape, match.start() + 1)
        between = {*tape.words[subject + 1 : at]} - clause_words()["adverb"]
        near = at - subject <= _CLOSE and between <= clause_words()["auxiliary"]
        return list(_wish(tape, match)) if near else []
    return []


def _matches(tape: Tape, start: int, cue: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the verbs of wanting or of saying behind a place in the text, but not to the press."""
    for match in cue.finditer(tape.document.document.text, start, tape.span.end):
        if not (cues().hearers.search(match.group()) or is_denied(tape, match.start())):
            yield match


def _wish(tape: Tape, match: re.Match[str], stop: int | None = None) -> Iterator[str]:
    """Yield what a verb of wanting or of saying goes on with."""
    at = item_at(tape, match.end())
    if match.re is cues().stated:
        yield from content(tape, at)
        return
    to = match.group().rstrip().endswith("to")
    if to and tape.word(at) in cues().idle:
        return
    wishes = matters(tape, at, len(tape.items) if stop is None else stop)[:2]
    yield from (wish for wish in wishes if not to or " " in wish)
