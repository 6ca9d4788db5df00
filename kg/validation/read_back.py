"""Step validate, read back: that an article's graph speaks of that article's nodes and no others.

SHACL sees properties and classes, not the addresses of nodes. A graph that comes from a file, and
not from a text, could speak in the name of other articles, or of anybody's nodes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from pyoxigraph import Literal, NamedNode

from kg.graph import ArticleGraph, Iris
from kg.graph.entities import ENTITY_TYPES
from kg.graph.evidence import CONTEXT
from kg.graph.iris import named
from kg.graph.terms import ALT_LABEL, LABEL, MENTIONS, NAME_USED, TYPE, oa, pol, schema
from kg.model import AnyReport
from kg.validation.verdicts import Described, Violation
from kg.vocabulary import EntityKind

_KNOWN = (EntityKind.PARTY, EntityKind.ALLIANCE, EntityKind.BODY, EntityKind.PLACE)
_REPORTS = frozenset(pol(kind.__name__) for kind in get_args(AnyReport))
_SPAN = re.compile(r"(?P<start>0|[1-9]\d{0,9}),(?P<end>0|[1-9]\d{0,9})")
_REPORTED_IN = pol("reportedIn")
_NO_ADDRESS = "Every node needs an address: no blank nodes, no triples inside of triples."
_Node = Mapping[NamedNode, list[NamedNode | Literal]]


@dataclass(frozen=True, slots=True)
class _Form:
    """What the IRI of a kind of nodes looks like, and which types such nodes have."""

    iri: re.Pattern[str]
    types: frozenset[NamedNode]


def check_read_back(graph: ArticleGraph, iris: Iris) -> tuple[Violation, ...]:
    """Return what in the GRAPH of an article, read from a file, is not for that article to say.

    Nodes have the addresses of their kinds and are the article's own, its reports, or shared
    (outlets, what the gazetteer knows), and described; evidence is as long as its offsets say.
    """
    nodes: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for subject, predicate, object_ in graph.triples:
        if not isinstance(subject, NamedNode) or not isinstance(object_, NamedNode | Literal):
            return (Violation(str(subject), predicate.value, _NO_ADDRESS, str(object_)),)
        nodes[subject.value][predicate].append(object_)
    check = _Check(graph.article, iris, nodes)
    described = Described(graph.triples)
    return tuple(
        Violation(iri, path, message, value, described.name(iri), described.sentence(iri))
        for iri in sorted(nodes)
        for path, message, value in check.wrong(iri, nodes[iri])
    )


class _Check:
    """What the nodes of one article are held against."""

    def __init__(self, article: str, iris: Iris, nodes: Mapping[str, _Node]) -> None:
        self._article = NamedNode(article)
        self._nodes = nodes
        self._forms = tuple(_forms(article, iris))

    def wrong(self, iri: str, node: _Node) -> Iterator[tuple[str, str, str]]:
        """Yield the property, the message and the value of all that is wrong with NODE."""
        form = next((form for form in self._forms if form.iri.fullmatch(iri)), None)
        types = node.get(TYPE, [])
        if form is None:
            yield "", "This is no node that the graph of this article may speak of.", ""
        elif not types:
            yield TYPE.value, "This node has no type (rdf:type).", ""
        for type_ in types:
            if form and type_ not in form.types:
                yield TYPE.value, "A node with such an address is not of this class.", str(type_)
        if form and form.types == _REPORTS and node.get(_REPORTED_IN) != [self._article]:
            yield _REPORTED_IN.value, "This report is not reported in this article alone.", ""
        yield from _misplaced(iri, node)
        yield from self._undescribed(node)

    def _undescribed(self, node: _Node) -> Iterator[tuple[str, str, str]]:
        """Yield whom NODE mentions, and which names it uses, that the graph says nothing of."""
        for found in node.get(MENTIONS, ()):
            if found.value not in self._nodes:
                yield MENTIONS.value, "This graph doesn't say what this is.", str(found)
        for found in node.get(NAME_USED, ()):
            bearer, name = named(found.value)
            borne = self._nodes.get(bearer, {})
            if Literal(name) not in (*borne.get(LABEL, ()), *borne.get(ALT_LABEL, ())):
                yield NAME_USED.value, "This graph gives nothing such a name.", str(found)


def _forms(article: str, iris: Iris) -> Iterator[_Form]:
    """Yield the kinds of nodes that stand in the graph of ARTICLE."""

    def form(pattern: str, types: Iterable[NamedNode]) -> _Form:
        return _Form(re.compile(pattern), frozenset(types))

    own, base = re.escape(article), re.escape(iris.base)
    yield form(own, [schema("NewsArticle")])
    yield form(rf"{own}#char={_SPAN.pattern}", [pol("Evidence"), oa("SpecificResource")])
    yield form(rf"{own}#at={_SPAN.pattern}", [oa("TextPositionSelector"), oa("TextQuoteSelector")])
    yield form(rf"{base}report/[0-9a-f]{{16}}", _REPORTS)
    yield form(rf"{base}report/[0-9a-f]{{16}}#seats-[1-9]\d*", [pol("SeatShare")])
    yield form(rf"{base}outlet/[^/#?]+", [schema("NewsMediaOrganization"), schema("Organization")])
    for kind, type_ in ENTITY_TYPES.items():
        yield form(rf"{own}#{kind.value}-[^/#?]+", [type_])
        if kind in _KNOWN:
            yield form(rf"{base}{kind.value}/[^/#?]+", [type_])


def _misplaced(iri: str, node: _Node) -> Iterator[tuple[str, str, str]]:
    """Yield what of the selector or evidence at IRI does not agree with the offsets in IRI."""
    place = _SPAN.search(iri.rpartition("=")[2]) if "#at=" in iri or "#char=" in iri else None
    if place is None:
        return
    start, end = int(place["start"]), int(place["end"])
    if "#char=" in iri:
        wanted = {oa("hasSelector"): iri.replace("#char=", "#at=")}
    else:
        wanted = {oa("start"): str(start), oa("end"): str(end)}
        for exact in node.get(oa("exact"), []):
            if isinstance(exact, Literal) and len(exact.value) != end - start:
                yield oa("exact").value, "The words are not as long as the offsets say.", ""
        for name in ("prefix", "suffix"):
            for context in node.get(oa(name), []):
                if isinstance(context, Literal) and len(context.value) > CONTEXT:
                    yield oa(name).value, f"This is longer than {CONTEXT} characters.", ""
    for property_, value in wanted.items():
        for found in node.get(property_, []):
            if found.value != value:
                yield property_.value, "This is not what the node's address says.", str(found)
