"""Step consolidate, sources: whose word each article is, copies known by their signatures.

An article's source depends on its own agency and publisher, and on those of the articles that are
its copies, directly or by way of others: the blocks of `Signature.blocks` that they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg.consolidation.identity import components
from kg.consolidation.reports import Article, Told
from kg.text import Signature

_NEIGHBOURS = 20  # articles of a block with which each is compared: more are copies of these


def with_sources(told: Sequence[Told]) -> list[Told]:
    """Return TOLD with the source of each article: the one that it copies, if it copies one."""
    sources = sources_of([one.article for one in told])
    return [_from(one, sources[one.article.iri]) for one in told]


def sources_of(articles: Sequence[Article]) -> dict[str, str]:
    """Return the IRI of the source of each of ARTICLES.

    That is the agency that it credited; else the agency credited by the article whose copy it is
    most; else, of articles that copy each other, the publisher of the first.
    """
    ordered = sorted(articles, key=lambda article: article.iri)
    alike = _copies(ordered)
    beside: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one, other, share in alike:
        beside[one.iri].append((-share, other.iri))
        beside[other.iri].append((-share, one.iri))
    by_iri = {article.iri: article for article in ordered}
    sources = {}
    for group in components(by_iri, [(a.iri, b.iri) for a, b, _ in alike]):
        first = min((by_iri[iri] for iri in group), key=_published)
        credited = {iri: by_iri[iri].source for iri in group if by_iri[iri].credited}
        for iri in group:
            near = [other for _, other in sorted(beside[iri]) if other in credited]
            others = near or sorted(credited, key=lambda iri: _published(by_iri[iri]))
            sources[iri] = credited.get(iri) or (credited[others[0]] if others else first.source)
    return sources


def _published(article: Article) -> tuple[date, str]:
    """Return what articles are sorted by: the publication, undated last, then the IRI."""
    return article.published or date.max, article.iri


def _copies(articles: Iterable[Article]) -> list[tuple[Article, Article, float]]:
    """Return the pairs of ARTICLES that are copies, with how much of the shorter stands in both.

    Only those that share a block are compared, and of a large block each with the last few, so
    that the cost grows with the articles and not with their pairs.
    """
    blocks: dict[str, list[tuple[Article, Signature]]] = defaultdict(list)
    for article in articles:
        if article.signature:
            for key in article.signature.blocks():
                blocks[key].append((article, article.signature))
    found: dict[tuple[str, str], tuple[Article, Article, float]] = {}
    for (one, mine), (other, theirs) in _pairs(blocks.values()):
        share = mine.copies(theirs) if (one.iri, other.iri) not in found else None
        if share is not None:
            found[one.iri, other.iri] = one, other, share
    return list(found.values())


def _pairs(
    blocks: Iterable[Sequence[tuple[Article, Signature]]],
) -> Iterator[tuple[tuple[Article, Signature], tuple[Article, Signature]]]:
    """Yield the pairs of each block, near ones only of a large one."""
    for block in blocks:
        for at, one in enumerate(block):
            for other in block[max(0, at - _NEIGHBOURS) : at]:
                yield other, one


def _from(told: Told, source: str) -> Told:
    """Return TOLD as the word of SOURCE."""
    if told.article.source == source:
        return told
    article = replace(told.article, source=source)
    return Told(
        article,
        tuple(replace(mention, article=article) for mention in told.mentions),
        tuple(replace(report, article=article) for report in told.reports),
    )
