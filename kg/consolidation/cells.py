"""Step consolidate, cells: what is worked as a whole, each by itself and in any order.

Pieces hold cells with all that working them needs beside the gazetteer, so that others can.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from kg.consolidation.blocks import block_triples, region_triples
from kg.consolidation.candidates import person_candidate_triples
from kg.consolidation.matching import Region
from kg.consolidation.presence import pointed
from kg.consolidation.reports import Report
from kg.consolidation.spellings import NearMiss
from kg.consolidation.world import Thing, World, thing_triples
from kg.graph.terms import TYPE

Nodes = dict[str, set[Triple]]  # the nodes of the facts graph with all their triples


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """The reports of one key, the meetings of a region, or persons who nearly are one."""

    name: str
    reports: Sequence[Report] = ()
    region: Region | None = None
    near: Sequence[NearMiss] = ()

    def told(self) -> Iterator[Report]:
        """Yield all reports that the cell is about."""
        yield from self.reports
        yield from (one.report for one in self.region.occasions) if self.region else ()


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Cells, and things that have `settled`; `things` are those that either speak of."""

    cells: list[Cell] = field(default_factory=list)
    settled: list[Thing] = field(default_factory=list)
    things: dict[str, Thing] = field(default_factory=dict)


class Part(NamedTuple):
    """Some NODES of the facts graph, and the types of all BESIDE that they point to."""

    nodes: Nodes
    beside: list[Triple]


def cell_triples(cell: Cell, world: World) -> Iterator[Triple]:
    """Yield what the facts graph says of the things that CELL tells."""
    if cell.region is not None:
        yield from region_triples(cell.region, world)
    elif cell.reports:
        yield from block_triples(cell.name, cell.reports, world)
    for miss in cell.near:
        yield from person_candidate_triples(miss, world)


def piece_part(piece: Piece, gazetteer: World) -> Part:
    """Return the part of the facts graph that PIECE makes, in the world of the GAZETTEER."""
    world = gazetteer.with_things(ChainMap(piece.things, dict(gazetteer.things)))
    facts = (cell_triples(cell, world) for cell in piece.cells)
    triples = chain.from_iterable([*facts, *map(thing_triples, piece.settled)])
    return part_of(by_node(triples), world.things)


def by_node(triples: Iterable[Triple]) -> Nodes:
    """Return TRIPLES by their subjects."""
    nodes: Nodes = defaultdict(set)
    for triple in triples:
        nodes[triple.subject.value].add(triple)  # type: ignore[union-attr]
    return nodes


def part_of(nodes: Mapping[str, set[Triple]], things: Mapping[str, Thing]) -> Part:
    """Return NODES with the types of those of THINGS that they point to."""
    found = pointed(triple for triples in nodes.values() for triple in triples)
    beside = sorted(iri for iri in found - nodes.keys() if iri in things)
    types = (Triple(NamedNode(i), TYPE, NamedNode(t)) for i in beside for t in things[i].types)
    return Part(dict(nodes), list(types))
