"""Whole articles, seeds and invented ones: what they report against a careful reader's gold."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.evaluation import Score, Scores, evaluate
from kg.graph import Iris, to_graph
from kg.linking import Linker
from kg.mappers import map_article
from kg.model import AllianceReport, Document, Facts, MeetingReport, StatementReport
from kg.vocabulary import DEFAULT_BASE, AllianceStatus, MeetingStatus

_HERE = Path(__file__).parent
_SEEDS = _HERE.parents[1] / "seeds"
_GOLD = {
    "seeds": _HERE.parent / "gold" / "seeds",
    "seeds with their dates": _HERE.parent / "gold" / "seeds",
    "articles": _HERE / "articles",
    "articles/held-out": _HERE / "articles" / "held-out",
}


def _yaml(name: str) -> Any:
    return yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))


_FLOORS: dict[str, dict[str, Any]] = _yaml("floors.yaml")
_FLOORS["seeds with their dates"] = _FLOORS["seeds"]
_MUST_NOT: dict[str, dict[str, Any]] = _yaml("must_not.yaml")


def _documents(name: str) -> Iterator[Document]:
    """Yield the articles of a set of gold, with the publication date that stands beside them."""
    if name.startswith("seeds"):
        with (_SEEDS / "metadata.csv").open(encoding="utf-8", newline="") as stream:
            dated = {row["file"]: row["published"] for row in csv.DictReader(stream)}
        for path in sorted(_SEEDS.glob("*.txt")):
            day = dated.get(path.name) if name != "seeds" else None
            yield _document(path, date.fromisoformat(day) if day else None)
    else:
        for path in sorted(_GOLD[name].glob("*.txt")):
            gold = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
            yield _document(path, gold["published"])


def _document(path: Path, published: date | None) -> Document:
    text = path.read_text(encoding="utf-8")
    return Document(path.stem, text, path.name, published=published)


@cache
def _facts(linker: Linker, name: str) -> dict[str, Facts]:
    return {d.identifier: map_article(linker.link(d)) for d in _documents(name)}


@cache
def _scores(linker: Linker, name: str) -> Scores:
    iris = Iris(DEFAULT_BASE)
    return evaluate(_GOLD[name], [to_graph(f, iris) for f in _facts(linker, name).values()])


@pytest.mark.parametrize(
    ("name", "slot"), [(name, slot) for name, floors in _FLOORS.items() for slot in floors]
)
def test_no_slot_falls_under_its_floor(linker: Linker, name: str, slot: str) -> None:
    scores = _scores(linker, name)
    score: Score = next(score for score in scores.slots if score.slot == slot)
    floor = _FLOORS[name][slot]
    if isinstance(floor, list):
        assert (score.precision or 0) >= floor[0], scores.misses
        assert (score.recall or 0) >= floor[1], scores.misses
    else:
        reached = score.recall if score.f is None else score.f
        assert (reached or 0) >= floor, scores.misses


@pytest.mark.parametrize("name", _FLOORS)
def test_nothing_is_invented(linker: Linker, name: str) -> None:
    scores = _scores(linker, name)
    assert scores.articles == len(_facts(linker, name))
    assert scores.invented_dates == 0
    assert not scores.not_held_said_held
    assert scores.status_accuracy == 1


@pytest.mark.parametrize("dated", ["seeds", "seeds with their dates"])
@pytest.mark.parametrize("article", _MUST_NOT)
def test_seeds_are_not_misread(linker: Linker, dated: str, article: str) -> None:
    facts, barred = _facts(linker, dated)[article], _MUST_NOT[article]
    assert not _took_part(facts) & set(barred.get("no_part", ()))
    assert not {form for n in facts.entities for form in n.forms} & set(barred.get("no_name", ()))
    quoted = " ".join(s.of(facts.document.text) for r in facts.reports for s in r.evidence)
    assert not [words for words in barred.get("not_quoted", ()) if words in quoted]
    for pair in barred.get("not_together", ()):
        assert not list(_together(facts, set(pair["members"]), pair.get("scope")))
    for slug in barred.get("none_held_of", ()):
        assert slug not in {e.slug for m in _held(facts) for e in m.represented}
    for words, speakers in barred.get("words", {}).items():
        assert _speakers(facts, words) <= set(speakers)


def _held(facts: Facts) -> list[MeetingReport]:
    meetings = [r for r in facts.reports if isinstance(r, MeetingReport)]
    return [m for m in meetings if m.status is MeetingStatus.HELD]


def _took_part(facts: Facts) -> set[str]:
    """Return the labels of all who took part in meetings of any status."""
    meetings = [r for r in facts.reports if isinstance(r, MeetingReport)]
    return {entity.label for meeting in meetings for entity in meeting.participants}


def _together(facts: Facts, members: set[str], scope: str | None) -> Iterator[AllianceReport]:
    """Yield the alliances said to be in force that hold all of some parties or alliances."""
    for report in facts.reports:
        if isinstance(report, AllianceReport) and report.status is AllianceStatus.ACTIVE:
            inside = {entity.slug for entity in (*report.members, *report.alliances)}
            if members <= inside and (scope is None or scope in (report.scope or "")):
                yield report


def _speakers(facts: Facts, words: str) -> set[str]:
    """Return who is said to have spoken a quotation that holds some words."""
    spoken = [r for r in facts.reports if isinstance(r, StatementReport)]
    return {r.speaker.label for r in spoken if r.quote and words in r.quote}
