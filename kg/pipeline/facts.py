"""The whole way, its end: the facts across the store's articles, made anew when these change."""

from __future__ import annotations

from collections.abc import Iterable

from kg.consolidation import consolidate
from kg.errors import KgError, UsageError
from kg.graph import ArticleGraph, gazetteer_triples
from kg.pipeline.decisions import decisions_of
from kg.stores import LocalStore
from kg.validation import Validator, Verdict


def put_facts(store: LocalStore, validator: Validator) -> tuple[ArticleGraph, Verdict]:
    """Consolidate STORE's articles; put the gazetteer, and the facts if they conform.

    Return the facts graph and the verdict on it.
    """
    known = tuple(gazetteer_triples(store.iris))
    gazetteer = ArticleGraph(store.iris.gazetteer_graph, known)
    store.replace_graph(gazetteer.article, known)
    validator.see(gazetteer)  # it comes with the program, whose tests check it
    articles = (ArticleGraph(iri, tuple(store.triples(iri))) for iri in store.article_iris())
    triples = consolidate(articles, known, store.iris, decisions_of(store))
    facts = ArticleGraph(store.iris.facts_graph, tuple(triples))
    (verdict,) = validator.check([facts])
    if verdict.conforms:
        store.replace_graph(facts.article, facts.triples)
    return facts, verdict


def remove(store: LocalStore, names: Iterable[str]) -> list[str]:
    """Take the articles NAMES (identifiers or IRIs) and their reports out; return their IRIs.

    Raises UsageError, with nothing changed, if one of them is not in the store.
    """
    known = {*store.article_iris(), *(rejection.article for rejection in store.rejected())}
    wanted = {name if name in known else store.iris.article(name): name for name in names}
    if missing := [name for iri, name in wanted.items() if iri not in known]:
        raise UsageError(
            f"there is no article {', '.join(map(repr, missing))} in the store; nothing was removed"
        )
    articles = list(wanted)
    for article in articles:
        store.remove(article)
    _, verdict = put_facts(store, Validator())
    if not verdict.conforms:
        raise KgError(
            f"the articles are removed, but the facts of the others do not conform: "
            f"{verdict.violations[0]} This is a fault of the program; please report it"
        )
    return articles
