"""Map, about what: what people talked about, in the words of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import yaml

from kg.mappers.clauses import clause
from kg.mappers.modality import plain
from kg.mappers.tape import Tape
from kg.resources import lexicon

_SHORTEST, _LONGEST = 4, 160  # code points
_DENIED = re.compile(
    r"([\w’' -]{4,80}?) (?:was|were|is|has been|had been)(?: not|n['’]t) "
    r"(?:discussed|taken up|raised|on the agenda|talked about)"
)
_PRONOUNS = frozenset("he she it they him her them us me which whom".split())
_OTHER_CLAUSE = re.compile(r"\b(?:said|and [a-z]+ed|which|who|that)\b")


@dataclass(frozen=True, slots=True)
class _Cues:
    """The patterns of lexicon/topics.yaml."""

    opening: re.Pattern[str]
    strong: re.Pattern[str]
    before: re.Pattern[str]
    end: re.Pattern[str]
    none: re.Pattern[str]


@cache
def _cues() -> _Cues:
    data: dict[str, list[str]] = yaml.safe_load(lexicon("topics.yaml").read_text(encoding="utf-8"))
    strong, weak = "|".join(data["strong"]), "|".join(data["weak"])
    return _Cues(
        opening=re.compile(rf"\b(?:(?P<strong>{strong})|{weak})\s+"),
        strong=re.compile(rf"\b(?:{strong})\s"),
        before=re.compile(
            rf"\b(?:{'|'.join(data['before'])}) ([^,;.“”\"]{{4,100}}?) (?:at|during|in) "
            r"(?:the|a|its|their|today)\b[^,;.]*$"
        ),
        end=re.compile("|".join(data["end"])),
        none=re.compile(rf"(?:{'|'.join(data['none'])})\b"),
    )


def introduces_topic(words: str) -> bool:
    """Say whether words open a topic: "with Das to discuss the polls"."""
    return bool(_cues().strong.search(words))


def topics(tape: Tape, trigger: int) -> tuple[str, ...]:
    """Return what was to be talked about on the occasion of a trigger.

    Example: "met Das to discuss the coming polls ahead of the session" has "coming polls".
    """
    text = tape.document.document.text
    found = _before(tape, trigger)
    called_on = tape.word(trigger).startswith("call") and tape.word(trigger + 1) == "on"
    first = trigger + 2 * called_on
    done, stop = tape.items[first].span.start, tape.items[-1].span.end
    for match in _cues().opening.finditer(text, done, stop):
        if match.start() < done or not (match["strong"] or _is_near(tape, trigger, match, found)):
            continue
        end = _cues().end.search(text, match.end() + 3, stop)
        topic = _bare(text[match.end() : end.start() if end else stop])
        if _is_topic(tape, topic, match.end()) and topic not in found:
            found.append(topic)
            done = match.end() + len(topic)
    return tuple(found)


def _before(tape: Tape, trigger: int) -> list[str]:
    """Return what is talked about before the trigger: "will discuss seats at the meeting"."""
    first, _ = clause(tape, trigger)
    start, end = tape.items[first].span.start, tape.items[trigger].span.start
    found = _cues().before.search(tape.document.document.text[start:end])
    return [_bare(found.group(1))] if found else []


def _is_near(tape: Tape, trigger: int, match: re.Match[str], found: list[str]) -> bool:
    """Say whether "on" belongs to the noun of meeting: "held talks with Das on seats"."""
    _, last = clause(tape, trigger)
    if found or match.end() > tape.items[last - 1].span.end:
        return False
    after = next((item for item in tape.items if item.span.end > match.end()), None)
    if match.group().strip() == "for" and after and after.letter == "L":
        return False  # "left for Delhi"
    starts = (i for i, item in enumerate(tape.items) if item.span.start >= match.start())
    between = plain(tape, trigger + 1, next(starts, len(tape.items)))
    return not _OTHER_CLAUSE.search(between)


def _bare(topic: str) -> str:
    """Return a topic on one line, without its article."""
    return re.sub(r"^(?:the|a|an|its|their) ", "", " ".join(topic.split()), flags=re.IGNORECASE)


def _is_topic(tape: Tape, topic: str, start: int) -> bool:
    """Say whether words after "on" are a matter, and not a date, a person, a span of time."""
    if not _SHORTEST <= len(topic) <= _LONGEST or topic.lower().split()[0] in _PRONOUNS:
        return False
    item = next((i for i in tape.items if i.span.end > start), None)
    if item is None or item.letter == "D" or (item.letter in ("P", "T") and " " not in topic):
        return False
    return not _cues().none.match(topic)


def denied_topics(tape: Tape) -> tuple[str, ...]:
    """Return what a sentence says was not talked about: "Seat sharing was not discussed"."""
    text = tape.span.of(tape.document.document.text)
    return tuple(m.group(1).strip(" \"“,'") for m in _DENIED.finditer(text))
