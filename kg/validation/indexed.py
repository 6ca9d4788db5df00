"""Step validate, data: a graph in memory that answers pySHACL's questions by one look-up each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping
from typing import Any

from rdflib import Graph
from rdflib.term import Node

_NOTHING: Mapping[Node, list[Node]] = {}


class IndexedGraph(Graph):
    """An rdflib graph over plain indexes: by subject and property, by property, by its values.

    It only grows. rdflib's own store keeps contexts, which cost several times the validation of an
    article and which pySHACL doesn't need: it asks for objects, and for triples by pattern.
    """

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self._by_subject: dict[Node, dict[Node, list[Node]]] = {}
        self._by_property: dict[Node, list[tuple[Node, Node]]] = {}
        self._by_value: dict[Node, dict[Node, list[Node]]] = {}

    def state(self, subject: Node, predicate: Node, object_: Node) -> None:
        """Add a triple that the graph doesn't have."""
        self._by_subject.setdefault(subject, {}).setdefault(predicate, []).append(object_)
        self._by_property.setdefault(predicate, []).append((subject, object_))
        self._by_value.pop(predicate, None)

    def know(self, subject: Node, predicate: Node, object_: Node) -> None:
        """Add a triple that answers only for its SUBJECT: no shape looks for it by its class."""
        self._by_subject.setdefault(subject, {}).setdefault(predicate, []).append(object_)

    def objects(
        self, subject: Any = None, predicate: Any = None, unique: bool = False
    ) -> Generator[Node, None, None]:
        """Yield the objects of SUBJECT by PREDICATE; any other question goes to rdflib."""
        if subject is None or predicate is None or isinstance(subject, list):
            yield from super().objects(subject, predicate, unique)
        else:
            yield from self._by_subject.get(subject, _NOTHING).get(predicate, ())

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        """Yield the triples of a pattern (subject, predicate, object), None for any.

        Property paths are not understood: pySHACL follows the paths of shapes itself.
        """
        subject, predicate, object_ = triple
        if subject is not None:
            found = self._of_subject(subject, predicate)
            yield from (t for t in found if object_ is None or t[2] == object_)
        else:
            for each in list(self._by_property) if predicate is None else (predicate,):
                yield from self._of_property(each, object_)

    def _of_subject(
        self, subject: Node, predicate: Node | None
    ) -> Generator[tuple[Node, Node, Node], None, None]:
        """Yield the triples of SUBJECT, by PREDICATE if it is given."""
        properties = self._by_subject.get(subject, _NOTHING)
        for each in list(properties) if predicate is None else (predicate,):
            for value in properties.get(each, ()):
                yield subject, each, value

    def _of_property(
        self, predicate: Node, object_: Node | None
    ) -> Generator[tuple[Node, Node, Node], None, None]:
        """Yield the triples of PREDICATE, with OBJECT_ if it is given."""
        pairs = self._by_property.get(predicate, [])
        if object_ is None:
            yield from ((subject, predicate, value) for subject, value in pairs)
            return
        if predicate not in self._by_value:
            self._by_value[predicate] = _by_value(pairs)
        for subject in self._by_value[predicate].get(object_, ()):
            yield subject, predicate, object_

    def __len__(self) -> int:
        """Return the number of triples."""
        return sum(len(pairs) for pairs in self._by_property.values())


def _by_value(pairs: Iterable[tuple[Node, Node]]) -> dict[Node, list[Node]]:
    """Return the subjects in PAIRS of subject and object, by their objects."""
    found: dict[Node, list[Node]] = defaultdict(list)
    for subject, value in pairs:
        found[value].append(subject)
    return dict(found)
