"""The whole way, its end: the facts across the store's articles, following their changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count

from pyoxigraph import Triple

from kg.consolidation import Consolidator, DamagedIndexError, Known, Nodes, Part, Taken
from kg.errors import KgError, UsageError
from kg.graph import ArticleGraph, Iris, gazetteer_triples
from kg.pipeline.changed_nodes import check_nodes
from kg.pipeline.decisions import decisions_of
from kg.stores import LocalStore
from kg.validation import Validator, Verdict, Violation

_FEW = 200  # changed articles that facts follow in any store
_LARGE = 4  # if one in so many changed, all anew costs less
_READ = 1_000  # articles between which the store is opened anew, so that it keeps little of them
_ADDED = 5  # parts of the facts after which their copy is


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What came of it: the verdict, and the triples of those nodes that do not conform.

    `anew` says that all facts were made, and not only those that articles changed.
    """

    triples: tuple[Triple, ...]
    verdict: Verdict
    anew: bool


@cache
def gazetteer(iris: Iris) -> Known:
    """Return the gazetteer that comes with the program, read once."""
    return Known.of(gazetteer_triples(iris), iris)


def put_facts(store: LocalStore, validator: Validator, told: Iterable[Taken] = ()) -> Consolidated:
    """Let the facts follow STORE's articles; put them if they conform.

    Only what the articles changed since bear on is worked again, and only triples that differ are
    written, in one transaction. All is worked anew if the index of the articles is missing, damaged
    or of other facts than the store's, if the gazetteer or the program is another, or if a large
    part of the articles changed. Then they are written beside the store and stand at once: whoever
    reads it finds those of before, also after a kill; and of articles that are TOLD, as their
    graphs in the store tell them, these aren't read.
    """
    known = gazetteer(store.iris)
    try:
        return _put_facts(store, validator, known, told)
    except DamagedIndexError:
        store.index.unlink(missing_ok=True)
        return _put_facts(store, validator, known, told)


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


def _put_facts(
    store: LocalStore, validator: Validator, known: Known, told: Iterable[Taken]
) -> Consolidated:
    """Let the facts follow STORE's articles, with the gazetteer KNOWN, as `put_facts` does."""
    facts, read = store.iris.facts_graph, count(1)

    def graph(article: str) -> ArticleGraph:
        if next(read) % _READ == 0:
            store.refresh()
        return ArticleGraph(article, tuple(store.triples(article)))

    with Consolidator(known, store.index, decisions_of(store)) as consolidator:
        made, changed = consolidator.made(store.node(facts, facts)), store.changed()
        anew = not made or len(changed) > max(_FEW, consolidator.articles() // _LARGE)
        checked = _Checked(facts, validator)
        if anew:
            consolidator.clear()
            parts = consolidator.parts(store.article_iris(), graph, anew=True, told=told)
            _put_anew(store, known, checked, parts)
        elif changed:
            _put_changed(store, checked, consolidator.parts(changed, graph))
        if not checked.violations:
            consolidator.commit()
            store.settle()
    verdict = Verdict(facts, tuple(sorted(set(checked.violations), key=str)))
    return Consolidated(tuple(checked.wrong), verdict, anew)


@dataclass(slots=True)
class _Checked:
    """Parts of the facts graph FACTS as they are checked: what is wrong in them."""

    facts: str
    validator: Validator
    violations: list[Violation] = field(default_factory=list)
    wrong: list[Triple] = field(default_factory=list)

    def nodes(self, parts: Iterable[Part]) -> Iterator[Nodes]:
        """Yield the nodes of PARTS until something is wrong."""
        for nodes, beside in parts:
            verdict = check_nodes(nodes, beside, self.facts, self.validator)
            if not verdict.conforms:
                self.violations += verdict.violations
                listed = (t for node in sorted(nodes) for t in sorted(nodes[node], key=str))
                self.wrong += listed
                return
            yield nodes


def _put_changed(store: LocalStore, checked: _Checked, parts: Iterable[Part]) -> None:
    """Put the nodes of PARTS in place of those that the facts graph has."""
    for nodes in checked.nodes(parts):
        store.replace_nodes(checked.facts, nodes)


def _put_anew(store: LocalStore, known: Known, checked: _Checked, parts: Iterable[Part]) -> None:
    """Put PARTS as all that the facts graph holds, if they conform; nothing if they don't.

    They are written beside the store, with the gazetteer KNOWN, which its own tests check, and
    stand at once.
    """
    store.refresh()
    with store.beside() as copy:
        if set(copy.triples(store.iris.gazetteer_graph)) != set(known.triples):
            copy.empty_graph(store.iris.gazetteer_graph)
            copy.add_to_graph(store.iris.gazetteer_graph, known.triples)
        copy.empty_graph(checked.facts)
        copy.refresh()
        for number, nodes in enumerate(checked.nodes(parts), 1):
            copy.add_to_graph(checked.facts, (t for told in nodes.values() for t in told))
            if number % _ADDED == 0:
                copy.refresh()
        if not checked.violations:
            store.take(copy)
