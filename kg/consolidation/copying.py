"""Step consolidate, copying: whose word the articles are that a change touches, by their copies.

Two articles are compared if some block has both, with fewer than NEIGHBOURS between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.consolidation.index import Index
from kg.consolidation.sources import NEIGHBOURS, Pair, sources_of

_BEFORE = (
    "SELECT article FROM signature WHERE block = ? AND article < ? ORDER BY article DESC LIMIT ?"
)
_AFTER = "SELECT article FROM signature WHERE block = ? AND article > ? ORDER BY article LIMIT ?"

_IN_ANOTHER = (
    "SELECT block FROM own WHERE EXISTS (SELECT 1 FROM signature"
    " WHERE signature.block = own.block AND article <> ?)"
)


class Copying:
    """Follows which articles copy each other, in INDEX; made ANEW, all in it are compared."""

    def __init__(self, index: Index, *, anew: bool) -> None:
        self._index = index
        self._anew = anew
        self._come: set[str] = set()
        self._beside: set[str] = set()  # articles whose source may be another now
        self._moved: set[tuple[str, str]] = set()  # those between whom an article came or went

    def take_out(self, article: str) -> None:
        """Forget what ARTICLE shares with others."""
        self._come.discard(article)
        for block in self._blocks(article):
            self._index.run("DELETE FROM signature WHERE block = ? AND article = ?", block, article)
            self._moved.update(self._farthest(block, article))
        for one, other, _ in self._pairs(article):
            self._beside |= {one, other}
        self._index.run("DELETE FROM copy WHERE one = ? OR other = ?", article, article)

    def take_in(self, article: str, blocks: Iterable[int]) -> None:
        """Keep the BLOCKS of its signature, by which copies of ARTICLE are found."""
        self._index.insert("signature", [(block, article) for block in blocks])
        if not self._anew:
            self._come.add(article)
            for block in blocks:
                self._moved.update(self._farthest(block, article))

    def sources(self, compared: Iterable[Pair] | None = None) -> set[str]:
        """Settle the sources of all touched; return the articles whose source is another now.

        Where all is made anew, COMPARED are the pairs of copies if others have compared them.
        """
        if compared is None:
            for article in self._all("article", "iri") if self._anew else sorted(self._come):
                self._compare(article)
        else:
            self._index.insert("copy", sorted(compared))
        for one, other in sorted(self._moved):
            self._compare_again(one, other)
        settled: set[str] = set()
        changed: set[str] = set()
        concerned = self._all("copy", "one") if self._anew else sorted(self._beside | self._come)
        for article in concerned:
            if article not in settled and self._index.hash(article) is not None:
                group, pairs = self._copies(article)
                settled |= group
                changed.update(self._settle(group, pairs))
        return changed

    def _all(self, table: str, column: str) -> Iterator[str]:
        """Yield the articles in COLUMN of TABLE, sorted; memory holds some of them."""
        return chain.from_iterable(self._index.chunks(table, column))

    def _copies(self, article: str) -> tuple[set[str], set[Pair]]:
        """Return ARTICLE with its copies, directly or by way of others, and the pairs of them."""
        group, pending = {article}, [article]
        pairs: set[Pair] = set()
        while pending:
            found = self._pairs(pending.pop())
            pairs.update(found)
            new = {iri for one, other, _ in found for iri in (one, other)} - group
            group |= new
            pending.extend(new)
        return group, pairs

    def _settle(self, group: set[str], pairs: set[Pair]) -> Iterator[str]:
        """Yield those of GROUP, of which PAIRS are copies, whose source is another now."""
        articles = [self._index.signed(iri) for iri in sorted(group)]
        for iri, source in sources_of(articles, sorted(pairs)).items():
            if source != self._index.source(iri):
                self._index.set_source(iri, source)
                yield iri

    def _farthest(self, block: int, article: str) -> Iterator[tuple[str, str]]:
        """Yield the pairs in BLOCK that ARTICLE, if it is there, parts by being one too many."""
        before = self._index.column(_BEFORE, block, article, NEIGHBOURS)
        after = self._index.column(_AFTER, block, article, NEIGHBOURS) if before else []
        for at, one in enumerate(before, 1):
            if NEIGHBOURS - at < len(after):
                yield one, after[NEIGHBOURS - at]

    def _compare(self, article: str) -> None:
        """Compare ARTICLE with its neighbours; anew with those before, as the later do with it."""
        others: set[str] = set()
        for block in self._shared(article):
            others.update(self._index.column(_BEFORE, block, article, NEIGHBOURS))
            if not self._anew:
                others.update(self._index.column(_AFTER, block, article, NEIGHBOURS))
        shares = ((*sorted((article, other)), self._share(article, other)) for other in others)
        self._index.insert("copy", [row for row in shares if row[2] is not None])

    def _compare_again(self, one: str, other: str) -> None:
        """Compare two that may be no neighbours any more, or may be now."""
        if self._index.hash(one) is None or self._index.hash(other) is None:
            return
        share = self._share(one, other)
        if share is None:
            return
        self._beside |= {one, other}
        if self._neighbours(one, other):
            self._index.insert("copy", [(one, other, share)])
        else:
            self._index.run("DELETE FROM copy WHERE one = ? AND other = ?", one, other)

    def _share(self, one: str, other: str) -> float | None:
        """Return how much of the shorter article the other has, None if too little."""
        mine, theirs = self._index.signature(one), self._index.signature(other)
        return mine.copies(theirs) if mine and theirs else None

    def _neighbours(self, one: str, other: str) -> bool:
        """Return whether some block has both, with fewer than NEIGHBOURS between them."""
        return any(
            other in self._index.column(_AFTER, block, one, NEIGHBOURS)
            for block in set(self._blocks(one)) & set(self._blocks(other))
        )

    def _pairs(self, article: str) -> list[Pair]:
        """Return the pairs of copies that ARTICLE is in."""
        sql = "SELECT one, other, share FROM copy WHERE one = ? OR other = ?"
        return list(self._index.run(sql, article, article))

    def _shared(self, article: str) -> list[str]:
        """Return those blocks of ARTICLE that another has too: of most articles none."""
        blocks = self._blocks(article)
        own = ",".join(["(?)"] * len(blocks))
        sql = f"WITH own (block) AS (VALUES {own}) {_IN_ANOTHER}"
        return self._index.column(sql, *blocks, article) if blocks else []

    def _blocks(self, article: str) -> list[int]:
        """Return the blocks of ARTICLE."""
        signature = self._index.signature(article)
        return sorted(set(signature.blocks())) if signature else []
