"""The whole way on Spark, articles: each mapped and validated by the local build's workshop."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import cache, partial
from typing import Any

from kg.consolidation import Taken
from kg.errors import KgError
from kg.model import Document
from kg.pipeline.articles import Failed, Made, workshop
from kg.pipeline.build import jobs, rejection
from kg.pipeline.crew import Crew
from kg.pipeline.hands import Lost, in_order
from kg.pipeline.incoming import Pending
from kg.pipeline.spark.reading import Keyed
from kg.pipeline.summary import Rejected, SetAside
from kg.readers import Problem, RdfFile, distinct
from kg.resources import program_hash


@dataclass(frozen=True, slots=True)
class Row:
    """What became of an item.

    Of an article: its graph's name and `quads`, what consolidation takes of it, its reports by
    class. Of all else: what is `told` of it.
    """

    what: str
    graph: str | None = None
    quads: str | None = None
    taken: str | None = None
    signature: str | None = None
    blocks: tuple[int, ...] = ()
    reports: dict[str, int] | None = None
    told: str | None = None


SCHEMA = (
    "what STRING, graph STRING, quads STRING, taken STRING, signature STRING, "
    "blocks ARRAY<BIGINT>, reports MAP<STRING,INT>, told STRING"
)
BUILT, REJECTED, SET_ASIDE = "built", "rejected", "set aside"


@dataclass(frozen=True)
class Mapping:
    """What a task does with the items of a bucket: a function of these alone, so it can be redone.

    BASE is what IRIs start with, PROGRAM the hash of the one that gave the task.
    """

    base: str
    program: str

    def __call__(self, keyed: Iterable[Keyed]) -> Iterator[tuple[Any, ...]]:
        """Yield a row for each of the items KEYED, which come in the order of their keys."""
        if program_hash() != self.program:
            raise KgError(
                "the machines of the cluster have another version of politics-kg, lexicons or "
                "gazetteer; install the same everywhere"
            )
        items = distinct(item for _, item in keyed)
        entries = (
            Pending(item) if isinstance(item, Document) else item
            for item in items
            if not isinstance(item, RdfFile)
        )
        for batch, outcomes in in_order(_crew(self.base), jobs(entries)):
            left = iter(outcomes)
            for entry in batch:
                outcome = next(left) if isinstance(entry, Pending) else entry
                if isinstance(entry, Pending) and isinstance(outcome, Lost):
                    task = entry.task
                    outcome = Rejected(task.origin, task.identifier, outcome.reason)
                yield astuple(_row(outcome))


@cache
def _crew(base: str) -> Crew:
    """Return a crew of one, which serves one task after the other and ends with this process.

    So an article that crashes or never ends is lost alone, as in a local build.
    """
    return Crew(1, partial(workshop, base, tells=True))


def _row(outcome: object) -> Row:
    """Return the row of an item's OUTCOME."""
    if isinstance(outcome, Made) and not outcome.violations:
        return _built(outcome)
    if isinstance(outcome, Made):
        outcome = rejection(outcome.origin, outcome.identifier, outcome.violations)
    if isinstance(outcome, Failed):
        outcome = Rejected(outcome.origin, outcome.identifier, outcome.reason)
    if isinstance(outcome, Problem):
        return _told(outcome.level.value, outcome.origin, outcome.message)
    if isinstance(outcome, SetAside):
        return _told(SET_ASIDE, outcome.origin, outcome.reason)
    if isinstance(outcome, Rejected):
        return _told(REJECTED, outcome.origin, outcome.reason, outcome.sentence)
    raise TypeError(f"no outcome of an article: {outcome!r}")


def _built(made: Made) -> Row:
    """Return the row of the article MADE."""
    if made.told is None:
        raise TypeError(f"{made.origin}: the workshop does not tell what articles tell")
    told = Taken.parsed(made.told)
    quads = made.graph.quads.decode()
    found_by = told.signature, told.blocks
    return Row(BUILT, told.article, quads, str(told), *found_by, reports=made.reports)


def _told(what: str, origin: str, message: str, sentence: str | None = None) -> Row:
    """Return the row of an item of which no graph comes, as JSON for people and programs."""
    said = {"what": what, "origin": origin, "message": message, "sentence": sentence}
    told = {name: value for name, value in said.items() if value}
    return Row(what, told=json.dumps(told, ensure_ascii=False))
