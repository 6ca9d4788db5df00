"""Step explain, subjects: who someone is taken to be, and which articles name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.batches import batched
from kg.queries.asking import AT_ONCE, Queryable, Solution, answers, text_of
from kg.queries.explain import questions
from kg.queries.explain.model import Naming, Value
from kg.queries.forms import KINDS


@dataclass(frozen=True, slots=True)
class Where:
    """An article that names someone: its day, and the nodes that it has for them."""

    article: str
    nodes: frozenset[str]
    published: str | None


def namesakes(store: Queryable, subject: str) -> tuple[Value, ...]:
    """Return the others in STORE that bear the same label as SUBJECT."""
    rows = answers(store, questions.NAMESAKES, [subject], kind=tuple(KINDS.values()))
    return tuple(sorted({Value(text_of(row["label"]), text_of(row["other"])) for row in rows}))


def naming(store: Queryable, subject: str) -> list[Where]:
    """Return the articles that name SUBJECT, the latest first, those without a date last."""
    days: dict[str, str] = {}
    nodes: dict[str, set[str]] = defaultdict(set)
    for row in answers(store, questions.NAMING, [subject]):
        article = text_of(row["article"])
        nodes[article].add(text_of(row["node"]))
        if "published" in row:
            days[article] = text_of(row["published"])
    found = [Where(article, frozenset(nodes[article]), days.get(article)) for article in nodes]
    by_article = sorted(found, key=lambda each: each.article)
    return sorted(by_article, key=lambda each: each.published or "", reverse=True)


def namings(store: Queryable, subject: str, named: Sequence[Where]) -> tuple[Naming, ...]:
    """Return what the articles NAMED call SUBJECT."""
    found: dict[str, list[Solution]] = defaultdict(list)
    for row in _names(store, subject, named):
        found[text_of(row["article"])].append(row)
    return tuple(_naming(each, found[each.article]) for each in named)


def _names(store: Queryable, subject: str, named: Sequence[Where]) -> Iterator[Solution]:
    """Yield the names that the articles NAMED have for SUBJECT, and where these stand."""
    mentions = [node for each in named for node in sorted(each.nodes) if node != subject]
    yield from answers(store, questions.NAMES_OF_MENTIONS, mentions)
    articles = [each.article for each in named if subject in each.nodes]
    for some in batched(articles, AT_ONCE):
        nodes = [NamedNode(article) for article in some]
        yield from answers(store, questions.NAMES_IN_ARTICLES, [subject], article=nodes)


def _naming(where: Where, rows: list[Solution]) -> Naming:
    """Return how an article names someone, by the ROWS of the answer for it."""
    known = {name: text_of(term) for row in rows[:1] for name, term in row.items()}
    return Naming(
        article=where.article,
        names=tuple(sorted({text_of(row["name"]) for row in rows})),
        headline=known.get("headline"),
        outlet=known.get("outlet"),
        published=where.published,
        url=known.get("url"),
    )
