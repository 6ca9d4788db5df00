"""Map, about what: what those who met wanted, said and decided: "met Das and demanded a probe"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mappers.clauses import clause
from kg.mappers.cues import apart, cue_words, cues, is_denied, item_at, only_people
from kg.mappers.extent import matter_words
from kg.mappers.lexicon import clause_words, occasion_nouns, occasion_verbs
from kg.mappers.matters import content, matters
from kg.mappers.tape import Tape

# Before a verb of speech that is none: "was proposed by", "the proposed port".
_NO_ACT = re.compile(r"\b(?:is|are|was|were|be|been|being|the|an?|its|their|his|her) (?:\w+ly )?$")
_AND = ("and", "but")
_CLOSE = 8  # items between "during" and the meeting, or a subject and its verb


def pursued(tape: Tape, trigger: int) -> Iterator[str]:
    """Yield what those who met on the occasion of a trigger wanted or decided.

    Example: "At the meeting Sen demanded an inquiry" has "inquiry".
    """
    if _is_within(tape, trigger) or tape.word(_governor(tape, trigger)) in cue_words("over"):
        here = tape.items[clause(tape, trigger)[0]].start, tape.items[trigger].start
        before = list(_matches(tape, *here, cues().pursued))
        for match in (match for match in before if match is before[0] or match["joined"]):
            yield from _wish(tape, match, trigger)
        if before:
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
    known = False
    for match in _matches(tape, tape.items[trigger].end, tape.span.end, cue):
        theirs = match["joined"] if known else _is_theirs(tape, trigger, match)
        if not theirs or apart(tape, trigger, match.start()):
            continue
        found = list(_wish(tape, match))
        yield from found
        known = known or bool(found)  # "demanded a probe and called for calm"


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
    if alone and not governor and _is_subject(tape, trigger):
        return True  # "the meeting demanded a probe"
    if match["joined"] and (alone or match.re is cues().pursued):
        return not governor or not match["joined"].startswith(_AND)  # "left after he met Das and"
    doing = match["verb"].split()[0].endswith("ing") and not governor
    participle = doing and tape.letter(at - 1) in ("P", "T", "D")  # not "MPs calling for calm"
    return (match["goes_on"] is not None or participle) and alone


def _is_subject(tape: Tape, trigger: int) -> bool:
    """Say whether a noun of meeting opens a clause: "the meeting", "their first talks"."""
    first, _ = clause(tape, trigger)
    first = max(first, tape.letters.rfind(",", first, trigger) + 1)
    opens = first + (tape.word(first) in _AND)
    determined = tape.word(opens) in matter_words()["determiners"] or opens == trigger
    plain = clause_words()["auxiliary"].isdisjoint(tape.words[first:trigger])
    return tape.word(trigger) in occasion_nouns() and determined and plain


def opens_at_meeting(tape: Tape) -> bool:
    """Say whether a sentence opens with its meeting: "At the meeting, Sen demanded a probe"."""
    words = tape.words
    opening = max(tape.letters.find("w"), 0)
    opening += words[opening : opening + 2] == ("speaking", "at")
    if tape.word(opening) not in cue_words("within"):
        return False
    for word in words[opening + 1 : max(tape.letters.find(",", opening), 0)]:
        if word in occasion_nouns() or word == "call":
            return True
        if word != "of" and word in cue_words("governing"):
            break  # "At a rally before the meeting"
    return False


def _is_of_subject(tape: Tape, trigger: int) -> bool:
    """Say whether a meeting stands between a subject and its verb: "The board at its meeting"."""
    first, _ = clause(tape, trigger)
    commas = tape.letters.rfind(",", first, _governor(tape, trigger) - 1)
    return only_people(tape, max(first, commas), trigger)


def told_after(tape: Tape, start: int) -> list[str]:
    """Return what a sentence that goes on about an occasion says was wanted, said or decided.

    Example: "They also demanded an inquiry" has "inquiry".
    """
    found: list[str] = []
    for cue in (cues().pursued, cues().stated):
        verbs = _matches(tape, start, tape.span.end, cue)
        verbs = (match for match in verbs if not match.group().startswith("said"))
        found += [wish for match in verbs for wish in _wish(tape, match)]
    return found


def pursued_by(tape: Tape, subject: int) -> list[str]:
    """Return what the subject at an item wanted, where its verb says so: "He called for calm"."""
    for match in _matches(tape, tape.items[subject].end, tape.span.end, cues().pursued):
        at = item_at(tape, match.start() + 1)
        between = {*tape.words[subject + 1 : at]} - clause_words()["adverb"]
        near = at - subject <= _CLOSE and between <= clause_words()["auxiliary"]
        return list(_wish(tape, match)) if near else []
    return []


def _matches(tape: Tape, start: int, stop: int, cue: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the verbs of wanting or of saying in a stretch of the text, but not to the press."""
    text = tape.document.document.text
    for match in cue.finditer(text, start, stop):
        act = match.start("act") if cue is cues().pursued and match["act"] else start
        none = is_denied(tape, match.start("verb")) or _NO_ACT.search(text, start, act)
        if not (none or cues().hearers.search(match.group())):
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
    alone = to or match["alone"]
    yield from (wish for wish in wishes if not alone or " " in wish)
