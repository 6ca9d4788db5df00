"""Step explain, subjects: who someone is taken to be, and which articles name them."""

from __future__ import annotations

from collections import defaultdict

from kg.queries.asking import Queryable, Solution, text_of
from kg.queries.batches import answers
from kg.queries.explain import questions
from kg.queries.explain.model import Naming, Value
from kg.queries.forms import KINDS


def namesakes(store: Queryable, subject: str) -> tuple[Value, ...]:
    """Return the others in STORE that bear the same label as SUBJECT."""
    rows = answers(store, questions.NAMESAKES, [subject], kind=tuple(KINDS.values()))
    return tuple(sorted({Value(text_of(row["label"]), text_of(row["other"])) for row in rows}))


def namings(store: Queryable, subject: str) -> tuple[Naming, ...]:
    """Return the articles that name SUBJECT, the latest first, those without a date last."""
    found: dict[str, list[Solution]] = defaultdict(list)
    for question in (questions.MENTIONS, questions.NAMINGS):
        for row in answers(store, question, [subject]):
            found[text_of(row["article"])].append(row)
    every = [_naming(article, found[article]) for article in sorted(found)]
    return tuple(sorted(every, key=lambda naming: naming.published or "", reverse=True))


def _naming(article: str, rows: list[Solution]) -> Naming:
    """Return how ARTICLE names someone, by the ROWS of the answer for it."""
    known = {name: text_of(term) for name, term in rows[0].items()}
    return Naming(
        article=article,
        names=tuple(sorted({text_of(row["name"]) for row in rows})),
        headline=known.get("headline"),
        outlet=known.get("outlet"),
        published=known.get("published"),
        url=known.get("url"),
    )
