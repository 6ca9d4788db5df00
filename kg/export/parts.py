"""Step export, parts: what is cut out of the graph, each graph of it whole in itself.

Reports are chosen; with them come their articles, whom and what they point to, their sentences,
and the facts that they tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.graph import Iris
from kg.graph.iris import named
from kg.graph.terms import MENTIONS, NAME_USED, pol, schema

_REPORTED_IN, _HAS_REPORT, _MENTION = pol("reportedIn"), pol("hasReport"), pol("mention")
_SIDE = pol("side")
_OF_FACTS = (pol("about"), pol("candidate"))  # what is said of facts, not by reports
_NAMING = (MENTIONS, NAME_USED)  # what an article names, be it in no report
_NEVER = "9999"
_Nodes: TypeAlias = dict[NamedNode, list[Triple]]


class Source(Protocol):
    """Where graphs come from: the store, or an endpoint."""

    @property
    def base(self) -> str:
        """Return what the IRIs of its own nodes start with."""

    def graph_names(self) -> list[str]:
        """Return the names of all graphs, sorted."""

    def quads(self, graphs: Iterable[str] | None = None, /) -> Iterator[Quad]:
        """Yield the quads of GRAPHS (by default all), graph by graph in the order of names."""

    def links(self, graph_iri: str, predicates: Iterable[NamedNode], /) -> Iterable[Triple]:
        """Return the triples of a graph with any of PREDICATES."""

    def nodes(self, graph_iri: str, nodes: Iterable[NamedNode], /) -> Iterable[Triple]:
        """Return what a graph says of NODES."""


@dataclass(frozen=True, slots=True)
class Part:
    """What to cut out: reports that fit all that is given.

    `articles` and `party` are IRIs, `since` and `until` days (2024-09-03): when it was that is
    reported, or was published where the report bears no date; what bears neither is left out.
    `party` is one that the report names, or whose people or body it names.
    """

    articles: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    party: str | None = None
    min_confidence: Decimal | None = None

    @property
    def of_reports(self) -> bool:
        """Return whether it takes some of an article's reports, and not whole articles alone."""
        return bool(self.since or self.until or self.party or self.min_confidence)


def part(source: Source, wanted: Part) -> Iterator[Quad]:
    """Yield the part of SOURCE that is WANTED, graph by graph; memory holds one, of facts a part.

    The gazetteer, and the description of all facts, are left out.
    """
    iris = Iris(source.base)
    every = source.graph_names()
    names = [name for name in every if name.startswith(iris.articles)]
    reports: set[NamedNode] = set()
    articles: set[str] = set()
    chosen = [name for name in names if not wanted.articles or name in wanted.articles]
    for name, quads in groupby(source.quads(chosen), key=attrgetter("graph_name")):
        graph = _nodes(quads)
        kept = {node for node in graph if _fits(graph, node, name, wanted)}
        if kept or not wanted.of_reports:
            reports |= kept
            articles.add(name.value)
            yield from _in(name, _around(graph, name, kept, wanted))
    if iris.facts_graph in every:
        facts = _facts(source, iris.facts_graph, reports, articles)
        yield from _in(NamedNode(iris.facts_graph), facts)


def _nodes(quads: Iterable[Quad]) -> _Nodes:
    """Return the triples of QUADS by their subjects."""
    nodes: _Nodes = defaultdict(list)
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            nodes[quad.subject].append(quad.triple)
    return dict(nodes)


def _in(graph: NamedNode, triples: Iterable[Triple]) -> Iterator[Quad]:
    """Yield TRIPLES as those of GRAPH."""
    for subject, predicate, object_ in triples:
        yield Quad(subject, predicate, object_, graph)


def _around(
    graph: _Nodes, article: NamedNode, reports: set[NamedNode], wanted: Part
) -> Iterator[Triple]:
    """Yield what GRAPH says of ARTICLE and REPORTS and all that they lead to.

    What else the article names is no part of that. For whole articles, yield all of GRAPH.
    """
    if not wanted.of_reports:
        for triples in graph.values():
            yield from triples
        return
    naming = [triple for triple in graph.get(article, ()) if triple.predicate in _NAMING]
    leading = {**graph, article: [t for t in graph.get(article, ()) if t not in naming]}
    reached: set[str] = set()
    for triple in _closure({article, *reports}, partial(_told, leading)):
        reached.add(triple.subject.value)  # type: ignore[union-attr]
        yield triple
    yield from (triple for triple in naming if named(str(triple.object)[1:-1])[0] in reached)


def _told(graph: _Nodes, nodes: Iterable[NamedNode]) -> Iterator[Triple]:
    """Yield what GRAPH says of NODES."""
    for node in nodes:
        yield from graph.get(node, ())


def _closure(
    roots: Iterable[NamedNode], about: Callable[[Iterable[NamedNode]], Iterable[Triple]]
) -> Iterator[Triple]:
    """Yield what is told ABOUT the ROOTS, then about what these point to, and so on."""
    pending = set(roots)
    seen = set(pending)
    while pending:
        pointed: set[NamedNode] = set()
        for triple in about(sorted(pending, key=str)):
            yield triple
            if isinstance(triple.object, NamedNode):
                pointed.add(triple.object)
        pending = pointed - seen
        seen |= pending


def _fits(graph: _Nodes, node: NamedNode, article: NamedNode, wanted: Part) -> bool:
    """Return whether NODE is a report of ARTICLE that is WANTED."""
    if not any(triple.predicate == _REPORTED_IN for triple in graph[node]):
        return False
    if wanted.min_confidence is not None:
        sure = _value(graph, node, pol("confidence"))
        if sure is None or Decimal(sure) < wanted.min_confidence:
            return False
    return _in_time(graph, node, article, wanted) and _of_party(graph, node, article, wanted)


def _in_time(graph: _Nodes, node: NamedNode, article: NamedNode, wanted: Part) -> bool:
    """Return whether what NODE reports was in the days that are WANTED."""
    if not (wanted.since or wanted.until):
        return True
    published = _value(graph, article, schema("datePublished"))
    first = _value(graph, node, pol("earliest")) or published
    last = _value(graph, node, pol("latest")) or published
    if first is None or last is None:
        return False
    return last >= (wanted.since or "") and first <= (wanted.until or _NEVER)


def _of_party(graph: _Nodes, node: NamedNode, article: NamedNode, wanted: Part) -> bool:
    """Return whether the party that is WANTED is among what NODE leads to beside its article."""
    if wanted.party is None:
        return True

    def about(nodes: Iterable[NamedNode]) -> Iterator[Triple]:
        return _told(graph, (each for each in nodes if each != article))

    party = NamedNode(wanted.party)
    return any(triple.object == party for triple in _closure([node], about))


def _value(graph: _Nodes, node: NamedNode, property_: NamedNode) -> str | None:
    """Return the words of NODE by PROPERTY_."""
    found = (t.object for t in graph.get(node, []) if t.predicate == property_)
    return next((o.value for o in found if isinstance(o, Literal)), None)


def _facts(
    source: Source, graph: str, reports: set[NamedNode], articles: set[str]
) -> Iterator[Triple]:
    """Yield the facts in GRAPH that REPORTS tell, what they point to, and their conflicts.

    Facts stand whole, so that their counts are right; people with their mentions in ARTICLES, if
    they have any there.
    """
    told = {of.subject for of in source.links(graph, (_HAS_REPORT,)) if of.object in reports}
    disputes: dict[NamedNode, list[bool]] = defaultdict(list)
    links = list(source.links(graph, (_SIDE, *_OF_FACTS)))
    sides = {link.object for link in links if link.predicate == _SIDE}
    facts = {fact for fact in told - sides if isinstance(fact, NamedNode)}
    for link in links:
        if link.predicate != _SIDE and isinstance(link.subject, NamedNode):
            disputes[link.subject].append(link.object in facts)
    roots = facts | {node for node, known in disputes.items() if all(known)}
    yield from _closure(roots, lambda nodes: _mentioned(source.nodes(graph, nodes), articles))


def _mentioned(triples: Iterable[Triple], articles: set[str]) -> Iterator[Triple]:
    """Yield TRIPLES without mentions elsewhere than in ARTICLES, of those who have any there."""
    mentions: dict[object, list[Triple]] = defaultdict(list)
    for triple in triples:
        if triple.predicate == _MENTION:
            mentions[triple.subject].append(triple)
        else:
            yield triple
    for whole in mentions.values():
        kept = [triple for triple in whole if _article_of(triple.object) in articles]
        yield from kept or whole


def _article_of(node: NamedNode | BlankNode | Literal | Triple) -> str:
    """Return the article whose NODE it is."""
    return node.value.partition("#")[0] if isinstance(node, NamedNode) else ""
