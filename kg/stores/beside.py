"""Step store, beside: a copy of a store's quads, changed at leisure, that then takes their place.

What is too much for a transaction, whose memory grows with it, is written into a copy. A copy is
links to files that never change, and so takes a moment, whatever the size of the store.
"""

from __future__ import annotations

import shutil
from contextlib import suppress

from pyoxigraph import Store

from kg.graph import Iris
from kg.stores.engine import writing
from kg.stores.files import StoreFolder
from kg.stores.writer import GraphWriter

_LARGE = 16_000_000  # bytes of files, of some 500 articles


class Beside(GraphWriter):
    """A copy of QUADS, in the folder of their store, open until `close`; use it by `with`.

    Until it is finished and taken, all is as it was, also after a kill.
    """

    def __init__(self, quads: Store, iris: Iris, folder: StoreFolder) -> None:
        unfinished = folder.unfinished_quads
        shutil.rmtree(unfinished, ignore_errors=True)
        with writing():
            quads.backup(str(unfinished))
            copy = Store(str(unfinished))
        super().__init__(copy, iris, str(unfinished))
        self._folder = folder

    def finish(self) -> None:
        """Write all out, and close; from now on the copy is what whoever opens the store finds.

        Compacted, it answers twice as fast: what was put in thousands of transactions lies in many
        files, of which each look-up asks several. Of few articles that would gain nothing.
        """
        with writing():
            self._store.flush()
            if self._size() > _LARGE:
                self._store.optimize()
                self._store.flush()
            super().close()
            self._folder.unfinished_quads.rename(self._folder.next_quads)
            self._folder.sync()

    def _opened(self) -> Store:
        return Store(str(self._folder.unfinished_quads))

    def _size(self) -> int:
        """Return how many bytes the files take that hold quads, about: the engine merges some."""
        size = 0
        for file in self._folder.unfinished_quads.glob("*.sst"):
            with suppress(FileNotFoundError):
                size += file.stat().st_size
        return size

    def close(self) -> None:
        """Close the copy; what was not finished is gone."""
        super().close()
        shutil.rmtree(self._folder.unfinished_quads, ignore_errors=True)
