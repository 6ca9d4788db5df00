"""Step validate, forms: all of a node that shapes can see, as a value to compare.

That is its properties, with how many values of which kind each has and, as far as a constraint
looks at it, what these are. Nodes of one form conform alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import XSD
from rdflib.term import Node

SH = Namespace("http://www.w3.org/ns/shacl#")
_IN, _COUNTS = SH["in"], (SH.minCount, SH.maxCount)
_LENGTHS, _PAIRS = (SH.minLength, SH.maxLength), (SH.lessThan, SH.lessThanOrEquals)
_BOUNDS = (SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive)
_OF_VALUES = (_IN, SH.pattern, *_LENGTHS, *_BOUNDS, *_PAIRS)
_OF_SHAPES = (SH.property, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.closed)
_OF_KINDS = (SH.datatype, SH.nodeKind, SH["class"], SH.ignoredProperties)
_OTHERS = (SH.message, SH.path, SH.alternativePath)
_KNOWN = frozenset((*_COUNTS, *_OF_VALUES, *_OF_SHAPES, *_OF_KINDS, *_OTHERS))
_TYPE = str(RDF.type)
_BARE = frozenset((RDF.type, SH.path, SH.nodeKind, SH.message))
_STRINGS = (str(XSD.string), str(RDF.langString))
_INTEGER, _DATE = str(XSD.integer), str(XSD.date)
_AS_INTEGER = re.compile(r"0|[1-9]\d{0,17}", re.ASCII)
_AS_DATE = re.compile(r"[1-9]\d{3}-\d\d-\d\d", re.ASCII)

Form: TypeAlias = tuple[Hashable, ...]


@dataclass(slots=True)
class Looks:
    """What constraints look at in the values of a property, beside their kind and type.

    `bare`: at their kind alone, neither at what type they have nor how many there are.
    """

    bare: bool = False
    exact: bool = False
    patterns: list[re.Pattern[str]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    bounds: list[int] = field(default_factory=list)


_NOTHING = Looks()


class Rules:
    """What SHAPES look at. `complete` says whether that is all: else no form tells enough."""

    def __init__(self, shapes: Graph) -> None:
        with_path = set(shapes.subjects(SH.path))
        used = {p for p in shapes.predicates() if str(p).startswith(str(SH))}
        self.complete = used <= _KNOWN and all(
            with_path.issuperset(shapes.subjects(constraint)) for constraint in _OF_VALUES
        )
        self.looks: dict[str, Looks] = defaultdict(lambda: Looks(bare=True))
        self.pairs: list[tuple[str, str]] = []
        self.unions: list[frozenset[str]] = []
        self.pointing = {str(p) for p in shapes.objects(None, SH.targetObjectsOf)}
        counts = [int(str(n)) for count in _COUNTS for n in shapes.objects(None, count)]
        self.most = max(counts, default=0) + 1
        for shape, path in shapes.subject_objects(SH.path):
            self._take(shapes, shape, path)

    def _take(self, shapes: Graph, shape: Node, path: Node) -> None:
        """Take in what SHAPE looks at in the values on PATH."""
        alternatives = shapes.value(path, SH.alternativePath)
        steps = [path] if alternatives is None else list(Collection(shapes, alternatives))
        self.complete = self.complete and all(isinstance(step, URIRef) for step in steps)
        if len(steps) > 1:
            self.unions.append(frozenset(map(str, steps)))
        bounds = [str(n) for bound in _BOUNDS for n in shapes.objects(shape, bound)]
        whole = [int(n) for n in bounds if n.isdecimal()]
        for step in map(str, steps):
            looks = self.looks[step]
            looks.bare &= len(steps) == 1 and _BARE.issuperset(shapes.predicates(shape))
            looks.exact |= (shape, _IN, None) in shapes or len(whole) < len(bounds)
            looks.patterns += (re.compile(str(p)) for p in shapes.objects(shape, SH.pattern))
            looks.lengths += (int(str(n)) for each in _LENGTHS for n in shapes.objects(shape, each))
            looks.bounds += whole
            self.pairs += [(step, str(o)) for pair in _PAIRS for o in shapes.objects(shape, pair)]


def form_of(
    told: Iterable[tuple[str, NamedNode | Literal]],
    types: Mapping[str, tuple[str, ...]],
    rules: Rules,
    is_term: Callable[[str], bool],
) -> Form:
    """Return the form of the node of which TOLD are the properties, each with a value.

    The values that are nodes have TYPES in their graph.
    """
    kinds: dict[Hashable, int] = {}
    values: dict[str, list[NamedNode | Literal]] = {}
    for predicate, value in told:
        values.setdefault(predicate, []).append(value)
        looks = rules.looks.get(predicate, _NOTHING)
        if looks.bare:
            kinds[predicate, type(value)] = 1
            continue
        if isinstance(value, Literal):
            kind = predicate, _literal(value, looks)
        else:
            kind = predicate, _node(value.value, predicate, looks, types, is_term)
        if (number := kinds.get(kind, 0)) < rules.most:
            kinds[kind] = number + 1
    return (
        frozenset(kinds.items()),
        tuple([_together(union, values, rules.most) for union in rules.unions]),
        tuple([_pair(values[p], values.get(q, [])) for p, q in rules.pairs if p in values]),
    )


def _together(
    union: frozenset[str], values: Mapping[str, list[NamedNode | Literal]], most: int
) -> int:
    """Return how many VALUES the properties of UNION have together, up to MOST."""
    if union.isdisjoint(values):
        return 0
    return min(len({value for step in union for value in values.get(step, ())}), most)


def _node(
    iri: str,
    predicate: str,
    looks: Looks,
    types: Mapping[str, tuple[str, ...]],
    is_term: Callable[[str], bool],
) -> Hashable:
    """Return what shapes see of the node IRI as a value of PREDICATE."""
    if predicate == _TYPE or is_term(iri) or looks.patterns or looks.lengths or looks.bounds:
        return iri
    return types.get(iri, ())


def _literal(value: Literal, looks: Looks) -> Hashable:
    """Return what shapes see of a literal: itself, if it is written in a way of its own."""
    datatype = value.datatype.value
    if looks is _NOTHING and datatype in _STRINGS:
        return datatype, value.language
    text = value.value
    number = int(text) if datatype == _INTEGER and _AS_INTEGER.fullmatch(text) else None
    plain = number is not None or datatype in _STRINGS or _is_date(text, datatype)
    if looks.exact or not plain or (looks.bounds and number is None):
        return value
    return (
        datatype,
        value.language,
        tuple([pattern.search(text) is not None for pattern in looks.patterns]),
        tuple([(len(text) > n) - (len(text) < n) for n in looks.lengths]),
        tuple([(number > n) - (number < n) for n in looks.bounds if number is not None]),
    )


def _pair(values: Iterable[NamedNode | Literal], others: Iterable[NamedNode | Literal]) -> Hashable:
    """Return how VALUES compare with OTHERS; they themselves where that isn't plain."""
    ours, theirs = [list(map(_ordered, side)) for side in (values, others)]
    if len({type(each) for each in (*ours, *theirs)}) > 1 or None in (*ours, *theirs):
        return frozenset(values), frozenset(others)
    return frozenset((a > b) - (a < b) for a in ours for b in theirs)  # type: ignore[operator]


def _ordered(value: NamedNode | Literal) -> int | str | None:
    """Return VALUE as what compares like it: a number, or a day; None if it is something else."""
    if not isinstance(value, Literal):
        return None
    text, datatype = value.value, value.datatype.value
    if datatype == _INTEGER and _AS_INTEGER.fullmatch(text):
        return int(text)
    return text if _is_date(text, datatype) else None


def _is_date(text: str, datatype: str) -> bool:
    """Say whether TEXT is a day in its usual form."""
    if datatype != _DATE or not _AS_DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
