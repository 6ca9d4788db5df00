"""Step consolidate, sources: whose word each article is, copies known by their signatures.

An article's source depends on its own agency and publisher, and on those of the articles that are
its copies, directly or by way of others: the blocks of `Signature.blocks` that they share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.consolidation.identity import components
from kg.consolidation.reports import Article
from kg.text import Signature

NEIGHBOURS = 20  # articles of a block with which each is compared: more are copies of these


Pair = tuple[str, str, float]  # two copies, and the share that is in both


def sources_of(articles: Sequence[Article], alike: Iterable[Pair]) -> dict[str, str]:
    """Return the IRI of the source of each of ARTICLES, of which the pairs ALIKE are copies.

    That is the agency that it credited; else the agency credited by the article whose copy it is
    most; else, of articles that copy each other, the publisher of the first.
    """
    by_iri = {article.iri: article for article in articles}
    alike = list(alike)
    beside: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one, other, share in alike:
        beside[one].append((-share, other))
        beside[other].append((-share, one))
    sources = {}
    for group in components(sorted(by_iri), [(one, other) for one, other, _ in alike]):
        first = min((by_iri[iri] for iri in group), key=_published)
        credited = {iri: by_iri[iri].source for iri in group if by_iri[iri].credited}
        earliest = min(credited, key=lambda iri: _published(by_iri[iri]), default=None)
        usual = credited[earliest] if earliest else first.source
        for iri in group:
            near = (credited[other] for _, other in sorted(beside[iri]) if other in credited)
            sources[iri] = credited.get(iri) or next(near, usual)
    return sources


def _published(article: Article) -> tuple[date, str]:
    """Return what articles are sorted by: the publication, undated last, then the IRI."""
    return article.published or date.max, article.iri


def copies(signed: Mapping[str, Signature]) -> list[Pair]:
    """Return the pairs of SIGNED texts that are copies: their names, and the share that is in both.

    Only those that share a block are compared, and of a large block each with the last few, so
    that the cost grows with the texts and not with their pairs.
    """
    blocks: dict[int, list[str]] = defaultdict(list)
    for name in sorted(signed):
        for key in signed[name].blocks():
            blocks[key].append(name)
    compared: dict[tuple[str, str], float | None] = {}
    for block in blocks.values():
        for at, one in enumerate(block):
            for other in block[max(0, at - NEIGHBOURS) : at]:
                if (other, one) not in compared:
                    compared[other, one] = signed[other].copies(signed[one])
    return [(one, other, share) for (one, other), share in compared.items() if share is not None]
