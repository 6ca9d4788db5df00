"""Step validate, verdicts: what is wrong with a graph, in words, with the sentence it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.graph.terms import LABEL, TYPE, oa, pol
from kg.vocabulary import OA, POL, RDF, RDFS, SCHEMA, SKOS

_PREFIXES = {"pol:": POL, "schema:": SCHEMA, "oa:": OA, "rdf:": RDF, "rdfs:": RDFS, "skos:": SKOS}


# By these properties evidence and reports point to their article, which is about all of them.
_TO_ARTICLE = (oa("hasSource"), pol("reportedIn"))


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong.

    `focus` is the IRI of the node, `path` the property (empty where it is the node itself),
    `value` the value that is wrong (empty where one is missing), `name` the node's label or class,
    `sentence` the evidence of the node or of a report that points to it, if the graph has one.
    """

    focus: str
    path: str
    message: str
    value: str = ""
    name: str = ""
    sentence: str | None = None

    def __str__(self) -> str:
        """Return the violation as one line for people."""
        line = f"{self.name} <{self.focus}>: {self.message}".lstrip()
        if self.value:
            line += f" Here: {' '.join(map(short, filter(None, (self.path, self.value))))}"
        if self.sentence:
            line += f" In: “{self.sentence}”"
        return " ".join(line.split())


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a graph conforms, and all that is wrong with it in order of nodes."""

    article: str
    violations: tuple[Violation, ...] = ()

    @property
    def conforms(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.violations


def short(iri: str) -> str:
    """Return IRI with the prefix of its vocabulary, any other as it is."""
    for prefix, namespace in _PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri


class Described:
    """The nodes of a graph by what a reader knows them by: their names, and their sentences."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[str, dict[NamedNode, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._pointing: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, object_ in triples:
            if not isinstance(subject, Triple) and not isinstance(object_, Triple):
                self._values[subject.value][predicate].append(object_.value)
                if predicate not in _TO_ARTICLE:
                    self._pointing[object_.value].add(subject.value)

    def name(self, node: str) -> str:
        """Return the label of NODE, else its class, else nothing."""
        if labels := self._get(node, LABEL):
            return f"“{labels[0]}”"
        return next(iter(map(short, self._get(node, TYPE))), "")

    def sentence(self, node: str) -> str | None:
        """Return the first sentence of NODE, else of the first node that points to it."""
        nodes = (node, *sorted(self._pointing.get(node, ())))
        return next((found for each in nodes if (found := self._own_sentence(each))), None)

    def _own_sentence(self, node: str) -> str | None:
        """Return the first sentence that NODE is, or has by its selector or its evidence."""
        for each in (node, *self._get(node, pol("evidence"))):
            for selector in (each, *self._get(each, oa("hasSelector"))):
                if exact := self._get(selector, oa("exact")):
                    return exact[0]
        return None

    def _get(self, node: str, property_: NamedNode) -> list[str]:
        """Return the values of NODE by PROPERTY_, sorted."""
        return sorted(self._values.get(node, {}).get(property_, ()))
