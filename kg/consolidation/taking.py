"""Step consolidate, taking: what an article's graph tells, as the rows that the index keeps of it.

Nothing but the graph is needed for it, so that it can be done wherever the graph is made.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Self

from kg.consolidation import entities, people
from kg.consolidation.description import graph_hash
from kg.consolidation.offices import HOLDERS
from kg.consolidation.reports import Mention, read
from kg.consolidation.rows import article_row, mention_row, report_row
from kg.graph import ArticleGraph, Iris
from kg.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Taken:
    """What the graph of `article`, of that `hash`, tells: a `row` for it and each it names.

    `mentions` are IRI, key and row, `reports` IRI, class, holder and row; by the `blocks` of its
    `signature` its copies are found.
    """

    article: str
    hash: str
    row: str
    mentions: tuple[tuple[str, str, str], ...]
    reports: tuple[tuple[str, str, str | None, str], ...]
    signature: str | None = None
    blocks: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Return it, without what copies are found by, as text that `parsed` reads."""
        return json.dumps(self._fields()[:-2], separators=(",", ":"))

    def whole(self) -> str:
        """Return it, with what copies are found by, as a line of text that `parsed` reads."""
        return json.dumps(self._fields(), separators=(",", ":"))

    def _fields(self) -> list[object]:
        return [getattr(self, field.name) for field in fields(self)]

    @classmethod
    def parsed(cls, text: str | bytes) -> Self:
        """Return what TEXT, one's `str` or `whole`, holds."""
        article, hash_, row, mentions, reports, *copies = json.loads(text)
        named, told = tuple(map(tuple, mentions)), tuple(map(tuple, reports))
        signature, blocks = copies or (None, ())
        return cls(article, hash_, row, named, told, signature, tuple(blocks))


def taken(graph: ArticleGraph, iris: Iris) -> Taken:
    """Return what the GRAPH of an article tells."""
    told = read(graph, iris)
    signature = told.article.signature
    return Taken(
        article=graph.article,
        hash=graph_hash(graph.triples),
        row=article_row(told.article),
        mentions=tuple((m.iri, block_of(m), mention_row(m)) for m in told.mentions),
        reports=tuple(
            (r.iri, r.kind, r.node(HOLDERS.get(r.kind, "")), report_row(r)) for r in told.reports
        ),
        signature=str(signature) if signature else None,
        blocks=tuple(sorted(set(signature.blocks()))) if signature else (),
    )


def block_of(mention: Mention) -> str:
    """Return the key of the mentions among which it is decided who or what MENTION is."""
    if mention.kind is EntityKind.PERSON:
        return f"{mention.kind.value}/{people.key_of(mention)}"
    return entities.key_of(mention)
