"""The whole way, telling: what new articles tell, kept in a file until facts are made of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Self

from kg.consolidation import Taken
from kg.pipeline.articles import Made
from kg.stores import Became


class Telling:
    """What the new articles of a build tell, as their graphs in the store do; use it by `with`.

    It lies in a file in FOLDER that has no name and ends with the process. All it does is to spare
    reading the graphs again: once the disk is full, there is nothing in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._full = False
        self._replaced: set[str] = set()

    def keep(self, articles: Iterable[Made], became: Mapping[str, Became]) -> None:
        """Keep what those of ARTICLES tell that BECAME new; forget what replaced ones told."""
        self._replaced |= {a for a, what in became.items() if what is Became.REPLACED}
        told = [m.told for m in articles if m.told and became[m.graph.article] is Became.NEW]
        if not told or self._full:
            return
        try:
            self._file = self._file or tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
            self._file.write("".join(f"{line}\n" for line in told).encode())
        except OSError:
            self._give_up()

    def __iter__(self) -> Iterator[Taken]:
        """Yield what each article tells, in the order in which they were put."""
        if self._file is None:
            return
        try:
            self._file.seek(0)  # which writes out what is still to be written
        except OSError:
            self._give_up()
            return
        for line in self._file:
            told = Taken.parsed(line)
            if told.article not in self._replaced:
                yield told

    def _give_up(self) -> None:
        """Forget all, and keep nothing any more."""
        self._full = True
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):  # what isn't written out is not needed
                file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
