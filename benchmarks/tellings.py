"""The sentences that readers marked, as cases of the questions that are decided by weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from benchmarks.regression import Case
from benchmarks.texts import Marks, marked_texts
from kg.graph import load_gazetteer
from kg.linking import Linker
from kg.mappers import Article
from kg.mappers.learnt import (
    Place,
    Scene,
    part_signs,
    ruled_place,
    spot_signs,
    telling_signs,
)
from kg.mappers.places import where
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.model import Span

_NONE, _FUZZY, _HELD, _PLANNED = "none", "fuzzy", "held", "planned"


@dataclass(slots=True)
class Cases:
    """The cases of each question."""

    tells: list[Case] = field(default_factory=list)
    to_come: list[Case] = field(default_factory=list)
    took_part: list[Case] = field(default_factory=list)
    its_place: list[Case] = field(default_factory=list)


def marked(files: Iterable[str]) -> Cases:
    """Return the cases of the marked articles; raise SystemExit if a text isn't in FILES."""
    linker, cases = Linker(load_gazetteer()), Cases()
    for document, line in marked_texts("tellings", files):
        _add(cases, Article(linker.link(document)), line)
    for each in fields(Cases):
        getattr(cases, each.name).sort(key=lambda case: case.article)
    return cases


def _add(cases: Cases, article: Article, line: Marks) -> None:
    """Add what is marked in an article."""
    scene, name = Scene(article.tapes), line["article"]
    for telling in line["tellings"]:
        found = _find(article.tapes, telling["at"])
        if found is None or telling["status"] == _FUZZY:
            continue
        place = Place(*found)
        status, silent = telling["status"], telling["silent"]
        signs = telling_signs(place, scene)
        cases.tells.append(Case(name, signs, status != _NONE, silent))
        if status in (_HELD, _PLANNED):
            cases.to_come.append(Case(name, signs, status == _PLANNED, silent))
        cases.took_part += [
            Case(name, part_signs(place, at, scene), took_part, silent)
            for at, took_part in _parts(place, telling)
        ]
        cases.its_place += [
            Case(name, spot_signs(place, at, ruled), there, silent)
            for at, ruled, there in _spots(place, telling)
        ]


def _find(tapes: Iterable[Tape], start: int) -> tuple[Tape, int] | None:
    """Return the sentence and the item of the word at START, None if it is within a mention."""
    for tape in tapes:
        if tape.span.start <= start < tape.span.end:
            for at, item in enumerate(tape.items):
                if item.span.start == start and not item.mention:
                    return tape, at
    return None


def _parts(place: Place, telling: Marks) -> Iterator[tuple[int, bool]]:
    """Yield the mentions beside an occasion, and whether they took part in it.

    Those that are left open, and others of one who took part by another mention, are no cases.
    """
    if telling["status"] == _NONE:
        return
    items = place.tape.items
    named = [at for at, item in enumerate(items) if item.letter in f"{PARTICIPANTS}L"]
    named = [at for at in named if items[at].mention]
    took_part = {at for at in named if _within(items[at].span, telling["who"])}
    known = {items[at].entity for at in took_part} - {None}
    for at in named:
        left_open = _within(items[at].span, telling.get("open", ()))
        if at in took_part or not (left_open or items[at].entity in known):
            yield at, at in took_part


def _spots(place: Place, telling: Marks) -> Iterator[tuple[int, int | None, bool]]:
    """Yield the places beside an occasion, the one that the rules take, and whether it is there."""
    if "places" not in telling:
        return
    tape = place.tape
    ruled = ruled_place(tape, where(tape, place.at))
    for at, item in enumerate(tape.items):
        if item.letter == "L" and not _within(item.span, telling.get("unclear", ())):
            yield at, ruled, _within(item.span, telling["places"])


def _within(span: Span, marks: Iterable[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in marks)
