"""The whole way, its end: the facts across the store's articles, following their changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Triple

from kg.consolidation import Consolidator, DamagedIndexError, Known, Nodes
from kg.errors import KgError, UsageError
from kg.graph import ArticleGraph, Iris, gazetteer_triples
from kg.pipeline.changed_nodes import check_nodes
from kg.pipeline.decisions import decisions_of
from kg.stores import LocalStore
from kg.validation import Validator, Verdict


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What consolidation wants of the facts graph: all of it, if it is worked anew, or a part."""

    triples: tuple[Triple, ...]
    verdict: Verdict
    anew: bool


@cache
def gazetteer(iris: Iris) -> Known:
    """Return the gazetteer that comes with the program, read once."""
    return Known.of(gazetteer_triples(iris), iris)


def put_facts(store: LocalStore, validator: Validator) -> Consolidated:
    """Let the facts follow STORE's articles; put them if they conform.

    Only what the articles changed since bear on is worked again, and only triples that differ are
    written. All is worked anew if the index of the articles is missing, damaged or of other facts
    than the store's, or if the gazetteer or the program is another.
    """
    known = gazetteer(store.iris)
    try:
        return _put_facts(store, validator, known)
    except DamagedIndexError:
        store.index.unlink(missing_ok=True)
        return _put_facts(store, validator, known)


def remove(store: LocalStore, names: Iterable[str]) -> list[str]:
    """Take the articles NAMES (identifiers or IRIs) and their reports out; return their IRIs.

    Raises UsageError, with nothing changed, if one of them is not in the store.
    """
    wanted = {name if store.has_article(name) else store.iris.article(name): name for name in names}
    if missing := [name for iri, name in wanted.items() if not store.has_article(iri)]:
        raise UsageError(
            f"there is no article {', '.join(map(repr, missing))} in the store; nothing was removed"
        )
    articles = list(wanted)
    for article in articles:
        store.remove(article)
    verdict = put_facts(store, Validator()).verdict
    if not verdict.conforms:
        raise KgError(
            f"the articles are removed, but the facts of the others do not conform: "
            f"{verdict.violations[0]} This is a fault of the program; please report it"
        )
    return articles


def _put_facts(store: LocalStore, validator: Validator, known: Known) -> Consolidated:
    """Let the facts follow STORE's articles, with the gazetteer KNOWN."""
    facts = store.iris.facts_graph
    with Consolidator(known, store.index, decisions_of(store)) as consolidator:
        anew = not consolidator.made(store.node(facts, facts))
        if anew:
            consolidator.clear()
            _put_gazetteer(store, validator, known)
        articles = store.article_iris() if anew else store.changed()
        nodes = (
            consolidator.changed(articles, lambda iri: _graph(store, iri))
            if anew or articles
            else {}
        )
        verdict = check_nodes(nodes, store, validator)
        if verdict.conforms:
            _put(store, nodes, anew=anew)
            consolidator.commit()
            store.settle()
    triples = (triple for node in sorted(nodes) for triple in sorted(nodes[node], key=str))
    return Consolidated(tuple(triples), verdict, anew)


def _graph(store: LocalStore, article: str) -> ArticleGraph:
    """Return the graph that STORE has of ARTICLE."""
    return ArticleGraph(article, tuple(store.triples(article)))


def _put_gazetteer(store: LocalStore, validator: Validator, known: Known) -> None:
    """Put the gazetteer; it comes with the program, whose tests check it."""
    store.replace_graph(store.iris.gazetteer_graph, known.triples)
    validator.see(ArticleGraph(store.iris.gazetteer_graph, known.triples))


def _put(store: LocalStore, nodes: Nodes, *, anew: bool) -> None:
    """Put NODES into the facts graph, as all that it holds if it was made ANEW."""
    if anew:
        triples = (triple for told in nodes.values() for triple in told)
        store.replace_graph(store.iris.facts_graph, triples)
    elif nodes:
        store.replace_nodes(store.iris.facts_graph, nodes)
