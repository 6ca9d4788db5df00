"""Step consolidate, copying: whose word the articles are that a change touches, by their copies."""

from __future__ import annotations

from kg.consolidation.index import Index
from kg.consolidation.sources import NEIGHBOURS, Pair, sources_of
from kg.text import Signature


class Copying:
    """Follows which articles copy each other, in INDEX."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._beside: set[str] = set()  # articles whose source may be another now
        self._crowded: set[str] = set()  # articles of large blocks, compared with their neighbours

    def take_out(self, article: str) -> None:
        """Forget what ARTICLE shares with others."""
        for block in self._blocks(article):
            self._note(block)
        self._forget_pairs(article)
        self._index.run("DELETE FROM signature WHERE article = ?", article)

    def take_in(self, article: str, signature: Signature | None) -> None:
        """Keep by what copies of ARTICLE are found."""
        self._beside.add(article)
        blocks = sorted(set(signature.blocks())) if signature else []
        self._index.insert("signature", [(block, article) for block in blocks])
        for block in blocks:
            self._note(block)

    def sources(self) -> set[str]:
        """Settle the sources of all touched; return the articles whose source is another now."""
        there = {a for a in self._beside | self._crowded if self._index.hash(a) is not None}
        for article in sorted(there):
            self._compare(article)
        pending, group = set(there), set(there)
        pairs: set[Pair] = set()
        while pending:
            article = pending.pop()
            found = self._pairs(article)
            pairs.update(found)
            new = {iri for one, other, _ in found for iri in (one, other)} - group
            group |= new
            pending |= new
        articles = [self._index.signed(iri) for iri in sorted(group)]
        changed = set()
        for iri, source in sources_of(articles, sorted(pairs)).items():
            if source != self._index.source(iri):
                self._index.set_source(iri, source)
                changed.add(iri)
        return changed

    def _note(self, block: str) -> None:
        """Note the articles of a large BLOCK: who is compared with whom there changes."""
        members = self._members(block)
        if len(members) > NEIGHBOURS:
            self._crowded.update(members)

    def _compare(self, article: str) -> None:
        """Compare ARTICLE with those that share a block, and of a large one with its neighbours."""
        self._forget_pairs(article)
        signature = self._index.signed(article).signature
        if signature is None:
            return
        others: set[str] = set()
        for block in self._blocks(article):
            members = self._members(block)
            at = members.index(article)
            others.update(members[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1])
        rows = []
        for other in sorted(others - {article}):
            theirs = self._index.signed(other).signature
            one, two = sorted((article, other))
            share = theirs and (
                signature.copies(theirs) if one == article else theirs.copies(signature)
            )
            if share:
                rows.append((one, two, share))
        self._index.insert("copy", rows)

    def _forget_pairs(self, article: str) -> None:
        """Forget the copies of ARTICLE; what they copy is settled anew."""
        for one, other, _ in self._pairs(article):
            self._beside |= {one, other}
        self._index.run("DELETE FROM copy WHERE one = ? OR other = ?", article, article)

    def _pairs(self, article: str) -> list[Pair]:
        """Return the pairs of copies that ARTICLE is in."""
        sql = "SELECT one, other, share FROM copy WHERE one = ? OR other = ?"
        return list(self._index.run(sql, article, article))

    def _blocks(self, article: str) -> list[str]:
        """Return the blocks of ARTICLE."""
        return self._index.column("SELECT block FROM signature WHERE article = ?", article)

    def _members(self, block: str) -> list[str]:
        """Return the articles in BLOCK, sorted."""
        sql = "SELECT article FROM signature WHERE block = ? ORDER BY article"
        return self._index.column(sql, block)
