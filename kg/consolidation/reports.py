"""Step consolidate, reports: what each article's graph says, as small values again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, get_args

from pyoxigraph import Literal, NamedNode, Triple

from kg.consolidation.names import is_bare, name_of
from kg.graph import ArticleGraph, Iris
from kg.graph.entities import ENTITY_TYPES
from kg.graph.terms import ALT_LABEL, LABEL, TYPE
from kg.model import AnyReport
from kg.text import Signature, read_signature
from kg.vocabulary import OA, POL, SCHEMA, EntityKind

Term: TypeAlias = NamedNode | Literal
Nodes: TypeAlias = Mapping[str, Mapping[str, Sequence[Term]]]

KINDS = {type_.value: kind for kind, type_ in ENTITY_TYPES.items()}
_PERSON = ENTITY_TYPES[EntityKind.PERSON].value
_CLASSES = {POL + kind.__name__: kind.__name__ for kind in get_args(AnyReport)}
_NO_TERMS: Mapping[str, Sequence[Term]] = {}


@dataclass(frozen=True, slots=True)
class Article:
    """An article as far as its reports are weighed: when, and on whose word.

    `source` is the IRI of the agency whose copy it is, else of its publisher, else its own: what
    has one source is not independent. `name` is what people call it: "Daily Foo, 2024-09-03".
    `outlet` is what people call the publisher, `credited` says that the article names its agency,
    by `signature` copies of it are known, `people` are the full names that stand in it.
    """

    iri: str
    published: date | None
    source: str
    name: str
    people: frozenset[str] = frozenset()
    outlet: str = ""
    credited: bool = False
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity as one article names it: the article's own node, or the gazetteer's."""

    iri: str
    kind: EntityKind
    label: str
    others: tuple[str, ...]
    areas: tuple[str, ...]
    owners: tuple[str, ...]
    article: Article

    @property
    def own(self) -> bool:
        """Return whether the node is the article's own, not the gazetteer's."""
        return self.iri.startswith(self.article.iri + "#")

    @property
    def slug(self) -> str:
        """Return the last part of the IRI: `foo` of `article/ID#party-foo` and of `party/foo`."""
        if self.own:
            return self.iri.removeprefix(f"{self.article.iri}#{self.kind.value}-")
        return self.iri.rpartition("/")[2]

    @property
    def order(self) -> tuple[date, str]:
        """Return what mentions are sorted by: the publication, undated last, then the IRI."""
        return self.article.published or date.max, self.iri


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """A report: its class (`MeetingReport`) and its `pol:` properties by their local names.

    `shares` are the seats that a deal gives, as party and number; `sentence` is the first
    evidence of a meeting.
    """

    iri: str
    kind: str
    article: Article
    values: Mapping[str, tuple[Term, ...]]
    shares: tuple[tuple[str, int], ...] = ()
    sentence: str = ""

    @property
    def order(self) -> tuple[date, str]:
        """Return what reports are sorted by: the publication, undated last, then the IRI."""
        return self.article.published or date.max, self.iri

    def nodes(self, name: str) -> tuple[str, ...]:
        """Return the IRIs that the property NAME points to."""
        return tuple(v.value for v in self.values.get(name, ()) if isinstance(v, NamedNode))

    def node(self, name: str) -> str | None:
        """Return the IRI that the property NAME points to, the lowest of several."""
        return min(self.nodes(name), default=None)

    def text(self, name: str) -> str | None:
        """Return the words of the literal property NAME, the lowest of several."""
        found = (v.value for v in self.values.get(name, ()) if isinstance(v, Literal))
        return min(found, default=None)

    def day(self, name: str) -> date | None:
        """Return the day that the property NAME gives."""
        value = self.text(name)
        return date.fromisoformat(value) if value else None

    @property
    def status(self) -> str:
        """Return the local name of the status, empty for reports that have none."""
        return (self.node("status") or "").removeprefix(POL)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """All that one article tells, in the order of the IRIs."""

    article: Article
    mentions: tuple[Mention, ...]
    reports: tuple[Report, ...]


def read(graph: ArticleGraph, iris: Iris) -> Told:
    """Return what the graph of an article tells."""
    nodes = by_subject(graph.triples)
    article = _article(graph.article, nodes, iris)
    mentions, reports = [], []
    for iri in sorted(nodes):
        for type_ in nodes[iri].get(TYPE.value, ()):
            if type_.value in KINDS:
                mentions.append(_mention(iri, KINDS[type_.value], nodes, article))
            elif type_.value in _CLASSES:
                reports.append(_report(iri, _CLASSES[type_.value], nodes, article))
    return Told(article, tuple(mentions), tuple(reports))


def by_subject(triples: Iterable[Triple]) -> Nodes:
    """Return the objects of TRIPLES by subject and property; blank nodes are not ours."""
    nodes: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        if isinstance(subject, NamedNode) and isinstance(value, Term):
            nodes[subject.value][predicate.value].append(value)
    return nodes


def values(nodes: Nodes, iri: str, property_: str) -> tuple[str, ...]:
    """Return the sorted IRIs and words that IRI has by PROPERTY_."""
    return tuple(sorted(term.value for term in nodes.get(iri, _NO_TERMS).get(property_, ())))


def renamed(report: Report, names: Mapping[str, str]) -> Report:
    """Return REPORT with each node that NAMES knows replaced."""
    renewed = {
        key: tuple(_renamed(term, names) for term in terms) for key, terms in report.values.items()
    }
    shares = tuple((names.get(party, party), number) for party, number in report.shares)
    return replace(report, values=renewed, shares=shares)


def _renamed(term: Term, names: Mapping[str, str]) -> Term:
    """Return TERM, or the node that it is called by in NAMES."""
    if isinstance(term, NamedNode) and (name := names.get(term.value)):
        return NamedNode(name)
    return term


def _article(iri: str, nodes: Nodes, iris: Iris) -> Article:
    """Return the article at IRI with its source and its name for people."""
    publisher = next(iter(values(nodes, iri, SCHEMA + "publisher")), None)
    agency = next(iter(values(nodes, iri, POL + "agency")), None)
    day = next(iter(values(nodes, iri, SCHEMA + "datePublished")), None)
    outlet = publisher or agency
    labels = values(nodes, outlet, LABEL.value) if outlet else ()
    called = labels[0] if labels else iris.identifier(iri)
    return Article(
        iri=iri,
        published=date.fromisoformat(day) if day else None,
        source=agency or publisher or iri,
        name=f"{called}, {day}" if day else called,
        people=_full_names(nodes),
        outlet=labels[0] if labels else "",
        credited=agency is not None,
        signature=next(map(read_signature, values(nodes, iri, POL + "textSignature")), None),
    )


def _full_names(nodes: Nodes) -> frozenset[str]:
    """Return the full names of all people among NODES."""
    of_people = (
        name_of(values(nodes, iri, LABEL.value)[0])
        for iri in nodes
        if _PERSON in values(nodes, iri, TYPE.value)
    )
    return frozenset(name for name in of_people if not is_bare(name))


def _mention(iri: str, kind: EntityKind, nodes: Nodes, article: Article) -> Mention:
    """Return the entity at IRI as the article names it."""
    area = SCHEMA + "containedInPlace" if kind is EntityKind.PLACE else POL + "area"
    return Mention(
        iri=iri,
        kind=kind,
        label=values(nodes, iri, LABEL.value)[0],
        others=values(nodes, iri, ALT_LABEL.value),
        areas=values(nodes, iri, area),
        owners=values(nodes, iri, POL + "groupOf"),
        article=article,
    )


def _report(iri: str, kind: str, nodes: Nodes, article: Article) -> Report:
    """Return the report at IRI."""
    own = {
        property_.removeprefix(POL): tuple(terms)
        for property_, terms in nodes[iri].items()
        if property_.startswith(POL)
    }
    return Report(
        iri=iri,
        kind=kind,
        article=article,
        values=own,
        shares=_shares(own.get("seats", ()), nodes),
        sentence=_sentence(own.get("evidence", ()), nodes) if kind == "MeetingReport" else "",
    )


def _shares(seats: Sequence[Term], nodes: Nodes) -> tuple[tuple[str, int], ...]:
    """Return party and number of each share of seats."""
    found = [
        (party, int(number))
        for seat in seats
        for party in values(nodes, seat.value, POL + "party")
        for number in values(nodes, seat.value, POL + "number")
    ]
    return tuple(sorted(found))


def _sentence(evidence: Sequence[Term], nodes: Nodes) -> str:
    """Return the words of the first of EVIDENCE in the text."""
    selectors = [s for e in evidence for s in values(nodes, e.value, OA + "hasSelector")]
    starts = [(int(start), s) for s in selectors for start in values(nodes, s, OA + "start")]
    if not starts:
        return ""
    return next(iter(values(nodes, min(starts)[1], OA + "exact")), "")
