"""Step export, tables: a kind of facts as CSV, a row a fact, a column a property."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.terms import LABEL, TYPE, pol
from kg.vocabulary import POL, SCHEMA

_LAST = (
    "status confidence independentSources firstReported lastReported validFrom validUntil "
    "attributedTo attribution hasReport"
)
_WHEN = "date weekday earliest latest"


@dataclass(frozen=True, slots=True)
class Table:
    """Facts of which classes, and which of their properties, as columns in this order."""

    classes: tuple[str, ...]
    columns: Sequence[str]


TABLES: Mapping[str, Table] = {
    "meetings": Table(
        ("Meeting",),
        f"{_WHEN} participant chair host represented absentee place venue topic topicDenied "
        f"{_LAST}".split(),
    ),
    "alliances": Table(
        ("AllianceMembership", "AllianceStance"),
        f"member inAlliance opponent scope {_WHEN} {_LAST}".split(),
    ),
    "offices": Table(("Tenure",), f"holder title organization area {_LAST}".split()),
    "moves": Table(
        ("Move",),
        f"mover moveKind title organization area agent {_WHEN} {_LAST}".split(),
    ),
}
# Columns whose values are nodes with names: a column of names, and one of addresses.
_NAMED = frozenset(
    "participant chair host represented absentee place member inAlliance opponent holder "
    "organization area mover agent attributedTo".split()
)
_BETWEEN = "; "
_Node: TypeAlias = Mapping[NamedNode, list[NamedNode | Literal]]


class Facts:
    """The facts in a graph by their addresses, with the names of all that they point to."""

    def __init__(self, quads: Iterable[Quad | Triple]) -> None:
        self._nodes: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for each in quads:
            if isinstance(each.subject, NamedNode) and isinstance(each.object, NamedNode | Literal):
                self._nodes[each.subject.value][each.predicate].append(each.object)

    def rows(self, table: Table) -> Iterator[list[str]]:
        """Yield the header of TABLE, then its facts in order of their days and addresses."""
        yield ["fact", "kind", "label", *_header(table)]
        kinds = {POL + name for name in table.classes}
        facts = [iri for iri, node in self._nodes.items() if _values(node, TYPE, kinds)]
        yield from (self._row(iri, table) for iri in sorted(facts, key=self._order))

    def _order(self, iri: str) -> tuple[str, str]:
        """Return where a fact stands: undated ones last."""
        return min(_words(self._nodes[iri], pol("earliest")), default="9999"), iri

    def _row(self, iri: str, table: Table) -> list[str]:
        node = self._nodes[iri]
        row = [iri, _BETWEEN.join(map(_local, _words(node, TYPE))), *_words(node, LABEL)[:1]]
        for column in table.columns:
            values = _words(node, pol(column))
            if column in _NAMED:
                values.sort(key=lambda value: (self._name(value), value))
                row += [_BETWEEN.join(map(self._name, values)), " ".join(values)]
            elif column == "hasReport":
                row.append(" ".join(values))
            else:
                row.append(_BETWEEN.join(map(_local, values)))
        return row

    def _name(self, iri: str) -> str:
        """Return the label of the node at IRI."""
        return next(iter(_words(self._nodes.get(iri, {}), LABEL)), iri)


def write_table(facts: Facts, name: str, stream: BinaryIO) -> None:
    """Write the table NAME of FACTS as CSV (RFC 4180, UTF-8), the same bytes for the same facts."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        csv.writer(text, lineterminator="\r\n").writerows(facts.rows(TABLES[name]))
    finally:
        text.detach()


def _header(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield column
        if column in _NAMED:
            yield f"{column}_iri"


def _values(node: _Node, property_: NamedNode, among: set[str]) -> bool:
    return any(value.value in among for value in node.get(property_, []))


def _words(node: _Node, property_: NamedNode) -> list[str]:
    """Return the values of NODE by PROPERTY_, sorted."""
    return sorted(value.value for value in node.get(property_, []))


def _local(value: str) -> str:
    """Return the name of one of the vocabulary's terms without its prefix, all else as it is."""
    return value.removeprefix(POL).removeprefix(SCHEMA)
