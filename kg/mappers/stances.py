"""Map alliances, how it stands: whether a pact is wanted, agreed, refused, in force or over."""

from __future__ import annotations

import re
from functools import cache

from kg.mappers.article import Article
from kg.mappers.lines import ASIDE, Line
from kg.mappers.marks import data, spelt
from kg.mappers.pacts import Pattern
from kg.vocabulary import AllianceStatus

Cues = dict[str, "re.Pattern[str] | None"]

_EXISTING = (AllianceStatus.ENDED, AllianceStatus.DENIED)
_DENIED = re.compile(
    r"\b(?:den|refut|rubbish|dismiss)(?:y|ies|ied|ying|e|es|ed|ing) (?:\S+ ){0,4}that $"
)
_DENIES = re.compile(r"\b(?:not|n't|never) ")
_FORMER = re.compile(r"\b(?:former|previous|erstwhile|earlier|then) $")
_TALKS = re.compile(r"\b(?:talks|negotiations|discussions|courtship)\b")
_ARGUMENTS = re.compile(r"^(?:(?:with|between|of|and|the|,|[{<]\d+[}>]) )+")
_VAGUE = re.compile(r"\b(?:an?|any) (?:\S+ )?$")

_PHRASE = re.compile(  # what is said of it behind it
    r"(?: ,)?(?: (?!(?:and (?!(?:the )?\{)|but|which|who|that|while|when|after) )[^ ,;.]+){0,16}"
)


def stance(read: Line, pattern: Pattern, match: re.Match[str]) -> AllianceStatus | None:
    """Return how the words round a match tell of the pact, None where they tell of none.

    Example: "ruled out a tie-up with" is Refused, "in talks for a tie-up with" Sought.
    """
    begin = read.clause(match.start())
    before = ASIDE.sub("", read.text[begin : _pivot(pattern, match)]).rstrip() + " "
    told = pattern.kind in ("pact", "front") or pattern.plain
    if pattern.kind == "lead":
        return _leading(read.text[: match.start()], before)
    if pattern.kind == "against" or pattern.only:
        return AllianceStatus(pattern.only or AllianceStatus.ACTIVE)
    if (told or pattern.status) and _DENIED.search(read.text[:begin]):
        # who denies that it leaves is in
        return AllianceStatus.ACTIVE if pattern.status else AllianceStatus.DENIED
    if told and spelt("any_more").match(read.text, match.end()) and _DENIES.search(before):
        return AllianceStatus.ENDED
    none = _cues()["none"]["before"]
    if told and not pattern.definite and none and none.search(before):
        return None
    after = read.text[match.end() :].lstrip()
    if pattern.status:
        return _fixed(pattern, before, after)
    said = _said(pattern, match, before, after)
    if said is None and _VAGUE.search(before) and spelt("supposed").match(after):
        return None
    return said or _default(pattern, before, match.group(), after)


def _leading(text: str, before: str) -> AllianceStatus | None:
    """Return how a coalition with a leader stands; None for one that is only wished for.

    Example: "voters want a coalition led by the Foos".
    """
    if _FORMER.search(text):
        return AllianceStatus.ENDED
    wished = _VAGUE.search(before) and _finds(_cues()["Sought"]["before"], before)
    return None if wished else AllianceStatus.ACTIVE


def standing(read: Line, start: int, end: int, *, definite: bool) -> AllianceStatus | None:
    """Return how the words round a word of alliance tell of the pact, None where they tell of none.

    `definite`: the pact is taken to exist, and only words that end or deny it count.
    """
    begin = read.clause(start)
    before = ASIDE.sub("", read.text[begin:start]).rstrip() + " "
    after = read.text[end:].lstrip()
    if _DENIED.search(read.text[:begin]):
        return AllianceStatus.DENIED
    if not definite and _finds(_cues()["none"]["before"], before):
        return None
    if not definite and spelt("likelihood").search(read.text[:begin]):
        return AllianceStatus.SOUGHT
    if not definite and spelt("announced").search(read.text[:start]):
        return AllianceStatus.PLANNED
    if _threatened(before):
        return AllianceStatus.ACTIVE
    for name, cues in _cues().items():
        if name == "none" or (definite and name not in _EXISTING):
            continue
        if _finds(cues["before"], before) or (cues["after"] and cues["after"].match(after)):
            return _turned(AllianceStatus(name), read.text[start:end], after)
    vague = not definite and _VAGUE.search(before) and not spelt("existing").search(before)
    if vague and spelt("supposed").match(_ARGUMENTS.sub("", after)):
        return None  # "a coalition with the Foos would ruin us"
    vague = vague and not spelt("acted").match(_ARGUMENTS.sub("", after))
    return AllianceStatus.SOUGHT if vague else AllianceStatus.ACTIVE


def is_past(article: Article, read: Line, match: re.Match[str]) -> bool:
    """Say whether a sentence tells of a pact in a time gone by: "in 2019", "until they split"."""
    begin = read.text.rfind(" ; ", 0, match.start()) + 1
    close = _PHRASE.match(read.text, match.end())
    end = close.end() if close else match.end()
    phrase = ASIDE.sub("", read.text[max(read.clause(match.start()), begin) : end])
    if spelt("recurring").search(phrase):
        return False
    if spelt("bygone").search(phrase):
        return True
    told = ASIDE.sub("", read.text[begin : match.start()]) + read.text[match.start() : end]
    published = article.document.document.published
    years = [int(y) for m in spelt("former_year").findall(told) for y in m if y]
    spoken = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", article.document.document.text)]
    now = published.year if published else max(spoken, default=0)
    return bool(years) and max(years) < now and " since " not in read.text


def _pivot(pattern: Pattern, match: re.Match[str]) -> int:
    """Return where the words before the pact end: its noun, or the partner of a list that leads."""
    groups = match.groupdict()
    if not groups.get("a") or match.start("a") != match.start() or pattern.definite:
        return match.start()
    if groups.get("host"):
        return match.start("host")
    return match.start("b") if groups.get("b") else match.end()


def _said(pattern: Pattern, match: re.Match[str], before: str, after: str) -> AllianceStatus | None:
    """Return the first status whose cues stand round a match.

    "The Foo-Bar alliance" is taken to exist: only words that end or deny it count.
    """
    definite = pattern.definite and (pattern.kind == "front" or before.endswith("the "))
    told = pattern.kind in ("pact", "front") or pattern.plain
    if told and _threatened(before):
        return AllianceStatus.ACTIVE
    for name, cues in _cues().items():
        if name == "none" or (definite and name not in _EXISTING):
            continue
        found = _finds(cues["host"], match.group()) or (
            told
            and (
                _finds(cues["before"], before) or bool(cues["after"] and cues["after"].match(after))
            )
        )
        found = found or (name == "Ended" and bool(spelt("parting").match(after)))
        if found:
            return _turned(AllianceStatus(name), match.group(), after)
    return None


def _threatened(before: str) -> bool:
    """Say whether a pact is only threatened, or not, to be ended: who threatens is still in."""
    return _finds(_cues()["Ended"]["before"], before) and bool(spelt("threat").search(before))


def _finds(cue: re.Pattern[str] | None, words: str) -> bool:
    return bool(cue and cue.search(words))


def _turned(status: AllianceStatus, words: str, after: str) -> AllianceStatus:
    """Return Refused for what was tried for, "but it thwarted all", and for failed talks."""
    if status is AllianceStatus.SOUGHT and spelt("turned").match(after):
        return AllianceStatus.REFUSED
    if status is AllianceStatus.ENDED and (_TALKS.search(words) or _TALKS.match(after)):
        return AllianceStatus.REFUSED
    return status


def _fixed(pattern: Pattern, before: str, after: str) -> AllianceStatus | None:
    """Return the status that the verb gives; who only threatens to leave, or came back, is in."""
    if spelt("came_back").match(after):
        return AllianceStatus.ACTIVE
    if spelt("unsure").search(before):
        return AllianceStatus.ACTIVE if pattern.kind in ("front", "pact") else None
    return AllianceStatus(str(pattern.status))


def _default(pattern: Pattern, before: str, words: str, after: str) -> AllianceStatus:
    """Return the status of a pact of which no word says how it stands.

    Talks, and "a coalition between Foo and Bar would mean no change", tell of none that exists.
    """
    vague = _VAGUE.search(before) and not spelt("existing").search(before)
    vague = vague and not spelt("acted").match(after)
    sought = _TALKS.search(words) or (vague and pattern.kind == "pact")
    return AllianceStatus.SOUGHT if sought else AllianceStatus.ACTIVE


@cache
def _cues() -> dict[str, Cues]:
    return {
        name: {part: _any(kinds.get(part)) for part in ("before", "after", "host")}
        for name, kinds in data()["status"].items()
    }


def _any(found: list[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{p})" for p in found)) if found else None
