"""Step export, description: what a file of the graph holds, in VoID, DCAT and PROV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.export.formats import FORMATS
from kg.export.prefixes import Prefixes
from kg.graph import EXTRACTOR, Iris, digest, slug
from kg.graph.terms import LABEL, TYPE, day, integer, pol, schema, words
from kg.vocabulary import DCAT, DCTERMS, POL, PROV, VOID

_PUBLISHED, _PUBLISHER = schema("datePublished"), schema("publisher")
_EXTRACTOR = pol("extractor")


@dataclass(slots=True)
class Counted:
    """Counts quads as they pass by: statements, graphs, nodes of each class, uses, sources."""

    statements: int = 0
    graphs: set[str] = field(default_factory=set)
    classes: Counter[NamedNode] = field(default_factory=Counter)
    properties: Counter[NamedNode] = field(default_factory=Counter)
    sources: Counter[NamedNode] = field(default_factory=Counter)
    names: dict[NamedNode, str] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    versions: set[str] = field(default_factory=set)

    def passing(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Yield QUADS as they are, and count them."""
        for quad in quads:
            self._count(quad)
            yield quad

    def _count(self, quad: Quad) -> None:
        self.statements += 1
        self.graphs.add(str(quad.graph_name)[1:-1])
        self.properties[quad.predicate] += 1
        if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
            self.classes[quad.object] += 1
        elif quad.predicate == _PUBLISHER and isinstance(quad.object, NamedNode):
            self.sources[quad.object] += 1
        elif quad.predicate == _PUBLISHED and isinstance(quad.object, Literal):
            day_ = quad.object.value
            self.days = {min(self.days | {day_}), max(self.days | {day_})}
        elif quad.predicate == _EXTRACTOR and isinstance(quad.object, Literal):
            self.versions.add(quad.object.value)
        elif _is_outlet_name(quad) and isinstance(quad.subject, NamedNode):
            self.names[quad.subject] = str(getattr(quad.object, "value", ""))


def description(
    counted: Counted, base: str, fmt: str, *, file: str | None = None, on: date | None = None
) -> list[Triple]:
    """Return the description of what was COUNTED in a FILE of the format FMT, sorted.

    A class counts its nodes graph by graph: one that two graphs type counts twice. There is no date
    in it but the one that is given, ON.
    """
    return sorted(set(_triples(counted, Iris(base), fmt, file, on)), key=str)


def _triples(
    counted: Counted, iris: Iris, fmt: str, file: str | None, on: date | None
) -> Iterator[Triple]:
    """Yield the description, some of it twice."""
    dataset, made = NamedNode(f"{iris.base}dataset"), NamedNode(f"{iris.base}dataset#made")
    yield Triple(dataset, TYPE, NamedNode(VOID + "Dataset"))
    yield Triple(dataset, TYPE, NamedNode(DCAT + "Dataset"))
    yield Triple(dataset, NamedNode(DCTERMS + "title"), words("Politics in the news"))
    yield Triple(dataset, NamedNode(DCTERMS + "conformsTo"), NamedNode(POL.removesuffix("#")))
    yield Triple(dataset, NamedNode(VOID + "vocabulary"), NamedNode(POL))
    yield Triple(dataset, NamedNode(VOID + "uriSpace"), words(iris.base))
    yield from _counts(counted, dataset, iris)
    yield from _partitions(counted, dataset)
    yield from _sources(counted, dataset)
    yield from _file(dataset, fmt, file)
    yield Triple(dataset, NamedNode(PROV + "wasGeneratedBy"), made)
    yield from _provenance(made, counted, iris)
    if on:
        yield Triple(dataset, NamedNode(DCTERMS + "modified"), day(on))


def _counts(counted: Counted, dataset: NamedNode, iris: Iris) -> Iterator[Triple]:
    """Yield the numbers of the whole."""
    articles = sum(name.startswith(iris.articles) for name in counted.graphs)
    for name, number in (
        ("triples", counted.statements),
        ("classes", len(counted.classes)),
        ("properties", len(counted.properties)),
        ("documents", articles),
    ):
        yield Triple(dataset, NamedNode(VOID + name), integer(number))
    if counted.days:
        period = NamedNode(f"{dataset.value}#published")
        yield Triple(dataset, NamedNode(DCTERMS + "temporal"), period)
        yield Triple(period, TYPE, NamedNode(DCTERMS + "PeriodOfTime"))
        for name, value in (("startDate", min(counted.days)), ("endDate", max(counted.days))):
            yield Triple(period, NamedNode(DCAT + name), day(date.fromisoformat(value)))


def _partitions(counted: Counted, dataset: NamedNode) -> Iterator[Triple]:
    """Yield how many nodes each class, how many statements each property has."""
    for of, number, counts in (
        ("class", "entities", counted.classes),
        ("property", "triples", counted.properties),
    ):
        for term, count in counts.items():
            part = NamedNode(f"{dataset.value}#{of}-{_called(term)}")
            yield Triple(dataset, NamedNode(f"{VOID}{of}Partition"), part)
            yield Triple(part, NamedNode(VOID + of), term)
            yield Triple(part, NamedNode(VOID + number), integer(count))


def _sources(counted: Counted, dataset: NamedNode) -> Iterator[Triple]:
    """Yield the outlets whose articles it tells of, and how many articles each has."""
    for outlet, count in counted.sources.items():
        part = NamedNode(f"{dataset.value}#outlet-{_local(outlet)}")
        yield Triple(dataset, NamedNode(DCTERMS + "source"), outlet)
        yield Triple(outlet, LABEL, words(counted.names.get(outlet, _local(outlet))))
        yield Triple(dataset, NamedNode(VOID + "subset"), part)
        yield Triple(part, NamedNode(DCTERMS + "source"), outlet)
        yield Triple(part, NamedNode(VOID + "documents"), integer(count))


def _file(dataset: NamedNode, fmt: str, file: str | None) -> Iterator[Triple]:
    """Yield the file that it is distributed as."""
    distribution = NamedNode(f"{dataset.value}#{fmt}")
    yield Triple(dataset, NamedNode(DCAT + "distribution"), distribution)
    yield Triple(distribution, TYPE, NamedNode(DCAT + "Distribution"))
    yield Triple(distribution, NamedNode(DCAT + "mediaType"), words(FORMATS[fmt].media_type))
    if file:
        yield Triple(distribution, NamedNode(DCTERMS + "title"), words(file))
        if file.endswith(".gz"):
            yield Triple(
                distribution, NamedNode(DCAT + "compressFormat"), words("application/gzip")
            )


def _provenance(made: NamedNode, counted: Counted, iris: Iris) -> Iterator[Triple]:
    """Yield what made it, out of what, in which version."""
    yield Triple(made, TYPE, NamedNode(PROV + "Activity"))
    yield Triple(made, NamedNode(PROV + "used"), NamedNode(iris.gazetteer_graph))
    for version in {EXTRACTOR, *counted.versions}:
        agent = NamedNode(f"{made.value}-by-{slug(version)}")
        yield Triple(made, NamedNode(PROV + "wasAssociatedWith"), agent)
        yield Triple(agent, TYPE, NamedNode(PROV + "SoftwareAgent"))
        yield Triple(agent, LABEL, words(version))


def _is_outlet_name(quad: Quad) -> bool:
    """Return whether QUAD is the label of an outlet."""
    subject = quad.subject
    return (
        quad.predicate == LABEL and isinstance(subject, NamedNode) and "/outlet/" in subject.value
    )


def _called(term: NamedNode) -> str:
    """Return a name for TERM that no other term has: `pol-Meeting`."""
    short = Prefixes().short(term.value)
    return short.replace(":", "-") if short else digest([term.value])


def _local(term: NamedNode) -> str:
    """Return the last part of TERM's IRI."""
    return term.value.rpartition("#")[2].rpartition("/")[2]
