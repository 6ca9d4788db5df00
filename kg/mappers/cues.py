"""Map, about what: the words that introduce a topic, and of which occasion they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from kg.mappers.extent import matter_words
from kg.mappers.lexicon import clause_words, occasion_verbs
from kg.mappers.tape import Tape
from kg.resources import lexicon_data
from kg.text.inflection import forms, inflected

_NEVER = re.compile(
    r"(?:\b(?:not|never|without|refus(?:ed|es|ing)|declin(?:ed|es|ing))|n['’]t)\s+(?:\w+\s+)?$"
)


@cache
def cue_words(name: str) -> frozenset[str]:
    """Return a list of plain words of lexicon/topics.yaml."""
    return frozenset(lexicon_data("topics.yaml")[name])


@dataclass(frozen=True, slots=True)
class Cues:
    """The patterns and words of lexicon/topics.yaml."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    purposes: re.Pattern[str]
    pursued: re.Pattern[str]
    stated: re.Pattern[str]
    hearers: re.Pattern[str]
    going_on: re.Pattern[str]
    spoken_to: re.Pattern[str]
    before: re.Pattern[str]
    headed: re.Pattern[str]
    kinds: re.Pattern[str]
    raised: re.Pattern[str]
    aims: frozenset[str]
    aimless: frozenset[str]
    idle: frozenset[str]


@cache
def cues() -> Cues:
    """Return the patterns and words of lexicon/topics.yaml, each list under its name there."""
    data = lexicon_data("topics.yaml")
    told = {name: "|".join(words) for name, words in data.items()}
    # Behind "met Das and", behind "said they had", behind "met Das, ": what the verb is joined by.
    joined = (
        rf"(?P<joined>\b(?:and|but|where|which)\s+(?:(?:{told['between']})\s+){{0,3}}"
        r"|\b(?:during|in|at|after) which\s+(?:\w+\s+){0,3}?)?"
        rf"(?P<perfect>\b(?:{told['perfect']}))?(?P<goes_on>,\s+(?=\w+ing\b))?\b"
    )
    talking, covering = ("|".join(inflected(data[name])) for name in ("talking", "covering"))
    passive = r"(?:was|were|is|are|been|be|being)\s+(?:also\s+|\w+ly\s+)?"
    return Cues(
        strong=re.compile(
            rf"\b(?:{told['strong']}|{talking}|{told['talks_that']} (?:{covering}))\s+"
        ),
        weak=re.compile(rf"\b(?:{told['weak']})\s+"),
        purposes=re.compile(rf"\b(?:{told['purposes']})\s+"),
        pursued=re.compile(
            rf"{joined}(?P<verb>{told['pursued']}"
            rf"|(?P<act>(?P<alone>{_told_forms(data['acts'])})(?: on| against)?"
            rf"|{_acts_on(data['acts_on'])}))\s+"
        ),
        stated=re.compile(rf"{joined}(?P<verb>{told['stated']})\s+"),
        hearers=re.compile(rf"\b(?:{told['hearers']})\b", re.IGNORECASE),
        going_on=re.compile(rf"\W*(?:{told['going_on']})\s+", re.IGNORECASE),
        spoken_to=re.compile(rf"\b(?:{told['spoken_to']})\b"),
        before=re.compile(rf"\b(?:{passive}(?:{told['before']})\b|(?:{told['figured']}))"),
        headed=re.compile(rf"(?:the\s+|an?\s+)?(?:{told['headed']})\s+", re.IGNORECASE),
        kinds=re.compile(rf"\b({told['kinds']})\s+(?:{told['talks']})\b", re.IGNORECASE),
        raised=re.compile(rf"\b(?:{told['raised']})\b", re.IGNORECASE),
        aims=frozenset(data["aims"]),
        aimless=frozenset(data["aimless"]),
        idle=frozenset(data["idle"]),
    )


def _told_forms(lemmas: list[str]) -> str:
    """Return the forms of verbs that tell what was done: "pledged", "pledging"."""
    return "|".join(form for lemma in lemmas for form in forms(lemma)[2:])


def _acts_on(lemmas: dict[str, list[str]]) -> str:
    """Return verbs with somebody and a word before the matter: "accused Das of"."""
    ways = (f"(?:{_told_forms(verbs)}) {_SOMEBODY} {word}" for word, verbs in lemmas.items())
    return "|".join(ways)


_SOMEBODY = r"(?:(?!that\b)[\w .’]){2,60}?"


def item_at(tape: Tape, offset: int) -> int:
    """Return the item that an offset of the text stands in, else the next."""
    return bisect_left(tape.items, offset + 1, key=lambda item: item.end)


def is_denied(tape: Tape, offset: int) -> bool:
    """Say whether the verb at an offset is denied: "refused to discuss the polls"."""
    return bool(_NEVER.search(tape.document.document.text, tape.span.start, offset))


def apart(tape: Tape, trigger: int | None, offset: int) -> bool:
    """Say whether a verb of meeting stands between a trigger and a place in the text."""
    if trigger is None:
        return False
    at = item_at(tape, offset)
    first, last = (trigger + 1, at) if at > trigger else (at, trigger)
    before = tape.words[:at] if at < trigger else ()
    verbs = _meeting_verbs()
    return not verbs.isdisjoint(tape.words[first:last]) or not verbs.isdisjoint(before)


@cache
def _meeting_verbs() -> frozenset[str]:
    return frozenset(word for word in occasion_verbs() if not word.startswith("discuss"))


def only_people(tape: Tape, first: int, last: int) -> bool:
    """Say whether no verb stands between a meeting and "on"."""
    while last > first and (
        tape.word(last - 1).endswith("ly") or tape.word(last - 1) in clause_words()["auxiliary"]
    ):
        last -= 1  # "the meeting was largely about seats"
    words = tape.words[first:last]
    verbs = clause_words()["auxiliary"] | clause_words()["relative"] | matter_words()["end"]
    return verbs.isdisjoint(words) and not any(
        w.endswith(("ed", "ing")) and "-" not in w and w not in ("including", "visiting")
        for w in words
    )
