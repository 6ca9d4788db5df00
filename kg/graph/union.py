"""Step to_graph, union: articles told apart in a file without graphs, as Turtle is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.entities import ENTITY_TYPES
from kg.graph.iris import Iris, named
from kg.graph.staging import Staged
from kg.graph.terms import ALT_LABEL, LABEL, NAME_USED, TYPE, pol, schema

_SHARED_TYPES = frozenset(
    [*ENTITY_TYPES.values(), schema("NewsMediaOrganization"), schema("Organization")]
)

_TYPES_IN_FACTS = (pol("Mention"), pol("Report"))  # of nodes that facts point to
_SINGLE = (LABEL, pol("groupOf"), pol("area"))  # an article gives each of its nodes one of these
_Names: TypeAlias = Collection[tuple[str, str]]  # each a node and how an article calls it


def told_apart(staged: Staged, iris: Iris) -> Iterator[tuple[str, Iterator[Triple]]]:
    """Yield each article in the default graph of STAGED with its triples.

    A file that holds one article and no facts is that article's graph as it stands. Of any other,
    an article has what is told of itself, its nodes and its reports, and of shared nodes that these
    point to the type, the label and those names that it says it uses.
    """
    articles = staged.articles()
    if len(articles) == 1 and not any(staged.of(iris.facts_graph)):
        yield articles[0], staged.triples()
        return
    for article in articles:
        yield article, _of_article(staged, article)


def _of_article(staged: Staged, article: str) -> Iterator[Triple]:
    """Yield what is told of ARTICLE and its reports, then what these share with others."""
    shared: set[str] = set()
    names: set[tuple[str, str]] = set()
    for triple in _own(staged, article):
        yield triple
        if isinstance(triple.object, NamedNode):
            shared.add(triple.object.value)
            if triple.predicate == NAME_USED:
                names.add(named(triple.object.value))
    for node in sorted(shared - {article}):
        yield from _shared(staged, node, names)


def _own(staged: Staged, article: str) -> Iterator[Triple]:
    """Yield what ARTICLE tells of itself, its nodes and its reports, and facts don't."""
    single: dict[tuple[str, NamedNode], list[Triple]] = defaultdict(list)
    for owner in (article, *staged.linked(article)):
        for triple in staged.of(owner):
            if triple.predicate in _SINGLE and owner == article:
                single[str(triple.subject), triple.predicate].append(triple)
            elif not _is_of_facts(triple):
                yield triple
    for values in single.values():
        yield from values if len(values) == 1 else _told_here(staged, values)


def _is_of_facts(triple: Triple) -> bool:
    """Return whether only facts tell TRIPLE of a report or of an article's node."""
    if triple.predicate == TYPE:
        return triple.object in _TYPES_IN_FACTS
    return triple.predicate == LABEL


def _told_here(staged: Staged, values: Sequence[Triple]) -> Iterator[Triple]:
    """Yield those VALUES of an article's node that it doesn't have from the facts.

    They give it the label of whom it stands for, and what belongs to a node of the article, to whom
    that one stands for.
    """
    if values[0].predicate == LABEL:
        node = str(values[0].subject)[1:-1]
        told = [triple for owner in staged.linked(node) for triple in staged.of(owner)]
        behind = {str(triple.object) for triple in told if triple.predicate == LABEL}
    else:
        nodes = [str(triple.object)[1:-1] for triple in values]
        behind = {f"<{owner}>" for node in nodes for owner in staged.linked(node)}
    yield from (triple for triple in values if str(triple.object) not in behind)


def _shared(staged: Staged, node: str, names: _Names) -> Iterator[Triple]:
    """Yield what an article that uses NAMES tells of the shared NODE, of which others tell more."""
    labels: list[Triple] = []
    for triple in staged.of(node):
        if triple.subject != NamedNode(node):
            continue
        if triple.predicate == LABEL:
            labels.append(triple)
        elif triple.predicate == ALT_LABEL:
            if _is_used(triple, node, names):
                yield triple
        elif triple.predicate == TYPE and triple.object in _SHARED_TYPES:
            yield triple
    yield from [label for label in labels if _is_used(label, node, names)] or labels


def _is_used(label: Triple, node: str, names: _Names) -> bool:
    """Return whether LABEL is among the NAMES of NODE."""
    return isinstance(label.object, Literal) and (node, label.object.value) in names
