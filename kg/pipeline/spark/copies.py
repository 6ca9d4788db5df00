"""The whole way on Spark, copies: articles that copy each other, by their signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.consolidation.sources import NEIGHBOURS, Pair
from kg.text import read_signature

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_BEFORE = f"ROWS BETWEEN {NEIGHBOURS} PRECEDING AND 1 PRECEDING"
_NEAR = f"collect_list(graph) OVER (PARTITION BY block ORDER BY graph {_BEFORE}) AS near"


def copies(articles: DataFrame) -> Iterator[Pair]:
    """Yield the pairs of ARTICLES that are copies, with the share that is in both.

    ARTICLES have columns `graph`, `signature` and `blocks`. Each is compared with those before it
    in its blocks, as the index does it.
    """
    signed = articles.where("signature IS NOT NULL").select("graph", "signature", "blocks")
    beside = signed.selectExpr("graph", "explode(blocks) AS block").selectExpr("graph", _NEAR)
    pairs = beside.selectExpr("graph AS other", "explode(near) AS one").distinct()
    both = pairs.join(signed.selectExpr("graph AS one", "signature AS first"), "one")
    both = both.join(signed.selectExpr("graph AS other", "signature AS second"), "other")
    yield from both.rdd.mapPartitions(_compared).toLocalIterator()


def _compared(pairs: Iterable[Any]) -> Iterator[Pair]:
    """Yield those of PAIRS that are copies."""
    for pair in pairs:
        first, second = read_signature(pair.first), read_signature(pair.second)
        if first and second and (share := first.copies(second)) is not None:
            yield pair.one, pair.other, share
