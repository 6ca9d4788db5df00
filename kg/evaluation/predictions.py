"""Step evaluate, predictions: what the graphs of articles report, as names and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from pyoxigraph import Triple

from kg.evaluation.names import Names
from kg.graph.article import ArticleGraph
from kg.vocabulary import POL, RDF, RDFS, SCHEMA, SKOS

_TYPE = RDF + "type"
_NAMES = (
    RDFS + "label",
    SKOS + "prefLabel",
    SKOS + "altLabel",
    SCHEMA + "name",
    SCHEMA + "alternateName",
)
_PEOPLE = frozenset({"Person", "PersonMention"})
_TAKING_PART = ("participant", "chair", "host")
_ARTICLE = "/article/"

Index: TypeAlias = dict[str, dict[str, set[str]]]  # subject: property: objects


@dataclass(frozen=True, slots=True)
class Meeting:
    """A reported meeting; each entity is all its names. `report` is the IRI, here and below."""

    report: str
    status: str
    people: tuple[Names, ...]
    others: tuple[Names, ...]
    absent: tuple[Names, ...]
    places: tuple[Names, ...]
    topics: tuple[str, ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class Alliance:
    """A reported alliance: its members, and all names of the alliances that are named."""

    report: str
    status: str
    members: tuple[Names, ...]
    names: Names


@dataclass(frozen=True, slots=True)
class Office:
    """A reported office (`kind` is its status) or move (`kind` is what happened)."""

    report: str
    people: tuple[Names, ...]
    kind: str
    title: str | None
    organizations: tuple[Names, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Kin:
    """A reported kinship."""

    report: str
    people: tuple[Names, ...]
    relatives: tuple[Names, ...]
    spouse: bool


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is reported to have said something."""

    report: str
    names: Names


@dataclass(frozen=True, slots=True)
class Reported:
    """All that one article's graph reports, in the order of the reports' IRIs."""

    meetings: tuple[Meeting, ...]
    alliances: tuple[Alliance, ...]
    roles: tuple[Office, ...]
    moves: tuple[Office, ...]
    kin: tuple[Kin, ...]
    speakers: tuple[Speaker, ...]


class Predictions:
    """The reports of all graphs by article; names of an entity are gathered from every graph."""

    def __init__(self, graphs: Iterable[ArticleGraph]) -> None:
        self.articles: set[str] = set()
        self._index = _index(self._triples(graphs))
        self._reports = _reports(self._index)

    def _triples(self, graphs: Iterable[ArticleGraph]) -> Iterator[Triple]:
        """Yield the triples of GRAPHS, and note whose they are."""
        for graph in graphs:
            self.articles.add(_identifier(graph.article))
            yield from graph.triples

    def of(self, article: str) -> Reported:
        """Return what the ARTICLE with that identifier reports; nothing if it isn't there."""
        nodes = self._reports.get(article, {})
        return Reported(
            meetings=tuple(map(self._meeting, nodes.get("MeetingReport", ()))),
            alliances=tuple(map(self._alliance, nodes.get("AllianceReport", ()))),
            roles=tuple(map(self._role, nodes.get("RoleReport", ()))),
            moves=tuple(map(self._move, nodes.get("MoveReport", ()))),
            kin=tuple(map(self._kin, nodes.get("KinReport", ()))),
            speakers=tuple(
                Speaker(node, names)
                for node in nodes.get("StatementReport", ())
                for names in self._named(node, "speaker")
            ),
        )

    def _meeting(self, node: str) -> Meeting:
        """Return the meeting NODE; who is represented took part unless it is a person."""
        taking_part = [o for name in _TAKING_PART for o in self._objects(node, name)]
        people = dict.fromkeys(o for o in taking_part if self._is_person(o))
        others = dict.fromkeys(
            o for o in [*taking_part, *self._objects(node, "represented")] if not self._is_person(o)
        )
        venues = tuple(frozenset({venue}) for venue in self._objects(node, "venue"))
        return Meeting(
            report=node,
            status=self._last_part(node, "status"),
            people=tuple(map(self._names, people)),
            others=tuple(map(self._names, others)),
            absent=self._named(node, "absentee"),
            places=self._named(node, "place") + venues,
            topics=tuple(self._objects(node, "topic")),
            date=self._one(node, "date"),
        )

    def _alliance(self, node: str) -> Alliance:
        """Return the alliance NODE."""
        names = frozenset().union(*self._named(node, "inAlliance"))
        return Alliance(
            report=node,
            status=self._last_part(node, "status"),
            members=self._named(node, "member"),
            names=names,
        )

    def _role(self, node: str) -> Office:
        """Return the office NODE."""
        return self._office(node, "holder", "status")

    def _move(self, node: str) -> Office:
        """Return the move NODE."""
        return self._office(node, "mover", "moveKind")

    def _office(self, node: str, who: str, kind: str) -> Office:
        """Return the office or move NODE of WHO."""
        return Office(
            report=node,
            people=self._named(node, who),
            kind=self._last_part(node, kind),
            title=self._one(node, "title"),
            organizations=self._named(node, "organization") + self._named(node, "area"),
            status=self._last_part(node, "status"),
        )

    def _kin(self, node: str) -> Kin:
        """Return the kinship NODE."""
        return Kin(
            report=node,
            people=self._named(node, "person"),
            relatives=self._named(node, "relative"),
            spouse=self._last_part(node, "relation") == "spouse",
        )

    def _objects(self, node: str, name: str) -> Sequence[str]:
        """Return what NODE has for the project's property NAME, in order."""
        return sorted(self._index.get(node, {}).get(POL + name, ()))

    def _one(self, node: str, name: str) -> str | None:
        """Return the first that NODE has for the property NAME."""
        return next(iter(self._objects(node, name)), None)

    def _last_part(self, node: str, name: str) -> str:
        """Return the first that NODE has for the property NAME without its namespace: `held`."""
        return (self._one(node, name) or "").rsplit("#", 1)[-1].lower()

    def _named(self, node: str, name: str) -> tuple[Names, ...]:
        """Return the names of each that NODE has for the property NAME."""
        return tuple(map(self._names, self._objects(node, name)))

    def _names(self, node: str) -> Names:
        """Return all names of NODE; the end of its IRI if it has none."""
        properties = self._index.get(node, {})
        names = frozenset(name for prop in _NAMES for name in properties.get(prop, ()))
        return names or frozenset({node.rsplit("/", 1)[-1].replace("-", " ")})

    def _is_person(self, node: str) -> bool:
        """Return whether NODE is a person, in whichever vocabulary."""
        types = self._index.get(node, {}).get(_TYPE, ())
        return any(t.rsplit("/", 1)[-1].rsplit("#", 1)[-1] in _PEOPLE for t in types)


def _index(triples: Iterable[Triple]) -> Index:
    """Return TRIPLES by subject and property, as far as evaluation needs them."""
    index: Index = {}
    needed = frozenset({_TYPE, *_NAMES})
    for triple in triples:
        prop = triple.predicate.value
        if prop in needed or prop.startswith(POL):
            values = index.setdefault(str(triple.subject.value), {}).setdefault(prop, set())  # type: ignore[union-attr]
            values.add(triple.object.value)  # type: ignore[union-attr]
    return index


def _identifier(article: str) -> str:
    """Return the identifier that gold knows an article by, of its IRI under whatever base."""
    return unquote(article.rsplit(_ARTICLE, 1)[-1], errors="surrogatepass")


def _reports(index: Index) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return the report nodes by article and class, in the order of their IRIs."""
    found: dict[str, dict[str, list[str]]] = {}
    for node in sorted(index):
        properties = index[node]
        for article in properties.get(POL + "reportedIn", ()):
            for type_ in properties.get(_TYPE, ()):
                nodes = found.setdefault(_identifier(article), {})
                nodes.setdefault(type_.removeprefix(POL), []).append(node)
    return found
