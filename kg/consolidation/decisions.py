"""Step consolidate, decisions: what the user states to be the same or different, out of a file.

The file is Turtle: `owl:sameAs` and `owl:differentFrom` between people, parties, alliances, bodies
and places, or an article's own nodes of them, as the graphs address them.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.consolidation.description import graph_hash
from kg.errors import InputError
from kg.graph import Iris
from kg.vocabulary import OWL, EntityKind

LARGEST = 10_000_000  # bytes of a file; a thousand times what people write by hand
_KINDS = "|".join(kind.value for kind in EntityKind if kind is not EntityKind.GROUP)
_SHARED = re.compile(rf"({_KINDS})/[^/#?]+")
_OWN = re.compile(rf"article/[^/#?]+#({_KINDS})-.+")


@dataclass(frozen=True, slots=True)
class Statement:
    """That two IRIs are of the same one, or of two; LINE of the file says so."""

    one: str
    other: str
    line: int


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that the user states; `sha256` is over the statements, whatever their order."""

    same: tuple[Statement, ...] = ()
    different: tuple[Statement, ...] = ()
    sha256: str | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Return all statements."""
        return *self.same, *self.different

    @property
    def iris(self) -> frozenset[str]:
        """Return all whom the statements speak of."""
        return frozenset(iri for s in self.statements for iri in (s.one, s.other))


NONE = Decisions()


def read_decisions(content: bytes, name: str, iris: Iris) -> Decisions:
    """Return the decisions in CONTENT, the Turtle file NAME; relative IRIs are under IRIS' base.

    Raises InputError, with the line, for what is no Turtle, no such statement, or of two kinds,
    and for statements that contradict each other.
    """
    if len(content) > LARGEST:
        raise InputError(f"{name} has more than {LARGEST:,} bytes; no file of decisions needs them")
    same, different, triples = [], [], set()
    for quad, line in _quads(content, name, iris):
        where = f"{name}, line {line}"
        one, other = sorted(_pair(quad, where, iris))
        statement = Statement(one, other, line)
        if quad.predicate.value == OWL + "sameAs":
            same.append(statement)
        else:
            different.append(statement)
        triples.add(Triple(NamedNode(statement.one), quad.predicate, NamedNode(statement.other)))
    _refuse_contradiction(same, different, name, iris)
    return Decisions(tuple(same), tuple(different), graph_hash(triples) if triples else None)


class _Lines(io.BytesIO):
    """Bytes that are read line by line, so that one knows how far the parser has come."""

    number = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next line, however much is asked for."""
        line = self.readline()
        self.number += bool(line)
        return line


def _quads(content: bytes, name: str, iris: Iris) -> Iterator[tuple[Quad, int]]:
    """Yield the statements with the lines that they end on."""
    lines = _Lines(content)
    try:
        for quad in parse(input=lines, format=RdfFormat.TURTLE, base_iri=iris.base):
            yield quad, lines.number
    except SyntaxError as error:
        raise InputError(f"{name} is no Turtle: {error}") from error
    except ValueError as error:
        raise InputError(f"{name}, line {lines.number}: {error}") from error


def _pair(quad: Quad, where: str, iris: Iris) -> tuple[str, str]:
    """Return the two IRIs that QUAD speaks of; raise InputError if it isn't a statement of ours."""
    if quad.predicate.value not in (OWL + "sameAs", OWL + "differentFrom"):
        raise InputError(
            f"{where}: only owl:sameAs and owl:differentFrom can be stated here, "
            f"not {quad.predicate.value}"
        )
    one, other = quad.subject, quad.object
    if not isinstance(one, NamedNode) or not isinstance(other, NamedNode):
        raise InputError(f"{where}: a statement is between two IRIs, such as <person/asha-rao>")
    kinds = [_kind(node.value, where, iris) for node in (one, other)]
    if kinds[0] != kinds[1]:
        raise InputError(
            f"{where}: a {kinds[0]} and a {kinds[1]} can be neither the same nor confused; "
            "take the statement out"
        )
    if one == other and quad.predicate.value == OWL + "differentFrom":
        raise InputError(f"{where}: {_short(one.value, iris)} can't be different from itself")
    return one.value, other.value


def _kind(iri: str, where: str, iris: Iris) -> str:
    """Return what the thing at IRI is, by its address."""
    path = iri.removeprefix(iris.base)
    match = _SHARED.fullmatch(path) or _OWN.fullmatch(path)
    if match is None or path == iri:
        raise InputError(
            f"{where}: <{_short(iri, iris)}> is no address of a person, party, alliance, body or "
            f"place; they are such as <person/asha-rao> or <article/ID#person-asha-rao>, under "
            f"{iris.base}"
        )
    return match[1]


def _short(iri: str, iris: Iris) -> str:
    """Return IRI as it is written under the base."""
    return iri.removeprefix(iris.base)


def _refuse_contradiction(
    same: Iterable[Statement], different: Iterable[Statement], name: str, iris: Iris
) -> None:
    """Raise InputError if two are stated to be different and, by way of others, the same."""
    beside: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    for statement in same:
        beside[statement.one].append((statement.other, statement))
        beside[statement.other].append((statement.one, statement))
    for statement in different:
        if statement.one in beside and (way := _way(statement.one, statement.other, beside)):
            lines = " and ".join(f"line {line}" for line in sorted({step.line for step in way}))
            raise InputError(
                f"{name}, line {statement.line} says that {_short(statement.one, iris)} and "
                f"{_short(statement.other, iris)} are different, but {lines} that they are the "
                "same; take one of the statements out"
            )


def _way(
    start: str, goal: str, beside: Mapping[str, list[tuple[str, Statement]]]
) -> list[Statement]:
    """Return the fewest statements of sameness that lead from START to GOAL, none if none do."""
    came: dict[str, tuple[str, Statement]] = {}
    pending = deque([start])
    while pending and goal not in came:
        at = pending.popleft()
        for other, statement in beside[at]:
            if other not in came and other != start:
                came[other] = at, statement
                pending.append(other)
    way, at = [], goal
    while at in came:
        at, statement = came[at]
        way.append(statement)
    return way
