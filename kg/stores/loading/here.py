"""Step load, here: the local store's graphs in pieces, beside what stands there of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.stores.loading.pieces import Piece, cut
from kg.stores.loading.there import There
from kg.stores.local import LocalStore


class Here:
    """The graphs of a store that were cut: how many statements each has, and its pieces' hashes."""

    def __init__(self, store: LocalStore, there: There) -> None:
        self._store = store
        self._there = there
        self.counts: dict[str, int] = {}
        self._digests: dict[str, dict[str, str]] = {}
        self._right: set[str] = set()  # as many statements there

    def pieces(self, name: str, as_before: Mapping[str, str]) -> tuple[Piece, ...]:
        """Return a graph in pieces; in one, if that is how it is there and it hasn't changed."""
        content = self._store.n_triples(name)
        pieces = cut(name, content)
        if name in as_before and len(pieces) > 1:
            (whole,) = cut(name, content, whole=True)
            pieces = (whole,) if as_before[name] == whole.digest else pieces
        self.counts[name] = sum(len(piece.lines) for piece in pieces)
        return self._noted(name, pieces)

    def whole(self, name: str) -> tuple[Piece, ...]:
        """Return a graph in one piece."""
        return self._noted(name, cut(name, self._store.n_triples(name), whole=True))

    def miscounted(self, names: Iterable[str]) -> dict[str, int]:
        """Return those of NAMES that have another number of statements there, each with that.

        What was found right once is not counted again.
        """
        ours = [name for name in names if name in self.counts and name not in self._right]
        there = self._there.counts(ours)
        wrong = {n: there.get(n, 0) for n in ours if there.get(n, 0) != self.counts[n]}
        self._right |= set(ours) - wrong.keys()
        return wrong

    def differing(self, miscounted: Mapping[str, int], *, verify: bool) -> dict[str, str]:
        """Return which graphs are others there, and how; with VERIFY each statement is read."""
        wrong = {
            name: f"{number} of {self.counts[name]} statements"
            for name, number in miscounted.items()
        }
        if verify:
            others = self._there.differing(self._lines(self.counts.keys() - wrong.keys()))
            wrong |= dict.fromkeys(others, "other statements")
        return wrong

    def unlike(self, kept: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
        """Yield the graphs of which other hashes are KEPT there than their pieces have."""
        yield from (name for name, own in self._digests.items() if kept.get(name, {}) != own)

    def _noted(self, name: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        self._digests[name] = {piece.name: piece.digest for piece in pieces}
        return pieces

    def _lines(self, names: Iterable[str]) -> Iterator[tuple[str, list[bytes]]]:
        """Yield each of the graphs NAMES and its statements, sorted."""
        for name in sorted(names):
            yield name, sorted(self._store.n_triples(name).splitlines(keepends=True))
