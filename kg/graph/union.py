"""Step to_graph, union: articles told apart in a file without graphs, as Turtle is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from kg.graph.entities import ENTITY_TYPES
from kg.graph.gazetteer import gazetteer_triples
from kg.graph.iris import Iris
from kg.graph.staging import Staged
from kg.graph.terms import ALT_LABEL, LABEL, TYPE, pol, schema

_SHARED_TYPES = frozenset(
    [*ENTITY_TYPES.values(), schema("NewsMediaOrganization"), schema("Organization")]
)

_TYPES_IN_FACTS = (pol("Mention"), pol("Report"))  # of nodes that facts point to


def told_apart(staged: Staged, iris: Iris) -> Iterator[tuple[str, Iterator[Triple]]]:
    """Yield each article in the default graph of STAGED with its triples.

    A file that holds one article and no facts is that article's graph as it stands. Of any other,
    an article has what is told of itself, its nodes and its reports, and of shared nodes that these
    point to the type and the label. Which of a shared node's other names it used can't be told: it
    has those that the gazetteer doesn't.
    """
    articles = staged.articles()
    if len(articles) == 1 and not any(staged.of(iris.facts_graph)):
        yield articles[0], staged.triples()
        return
    known = frozenset(t for t in gazetteer_triples(iris) if t.predicate == ALT_LABEL)
    for article in articles:
        yield article, _of_article(staged, article, known)


def _of_article(staged: Staged, article: str, known: Collection[Triple]) -> Iterator[Triple]:
    """Yield what is told of ARTICLE and its reports, then what these share with others."""
    shared: set[str] = set()
    labels: dict[str, list[Triple]] = defaultdict(list)
    for owner in (article, *staged.linked(article)):
        for triple in staged.of(owner):
            if triple.predicate == LABEL and owner == article:
                labels[str(triple.subject)].append(triple)
            elif not _is_of_facts(triple):
                yield triple
            if isinstance(triple.object, NamedNode):
                shared.add(triple.object.value)
    for own in labels.values():
        yield from own if len(own) == 1 else _own_labels(staged, own)
    for node in sorted(shared - {article}):
        yield from (triple for triple in staged.of(node) if _is_shared(triple, node, known))


def _is_of_facts(triple: Triple) -> bool:
    """Return whether only facts tell TRIPLE of a report or of an article's node."""
    if triple.predicate == TYPE:
        return triple.object in _TYPES_IN_FACTS
    return triple.predicate == LABEL


def _own_labels(staged: Staged, labels: Sequence[Triple]) -> Iterator[Triple]:
    """Yield those LABELS of an article's node that it doesn't have from the fact behind it."""
    node = str(labels[0].subject)[1:-1]
    told = [triple for owner in staged.linked(node) for triple in staged.of(owner)]
    behind = {triple.object for triple in told if triple.predicate == LABEL}
    yield from (triple for triple in labels if triple.object not in behind)


def _is_shared(triple: Triple, node: str, known: Collection[Triple]) -> bool:
    """Return whether an article tells TRIPLE of the shared NODE, of which others tell more."""
    if triple.predicate == TYPE:
        return triple.object in _SHARED_TYPES
    if triple.predicate == ALT_LABEL:
        return triple not in known
    return triple.predicate == LABEL and triple.subject == NamedNode(node)
