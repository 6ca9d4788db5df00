"""Step store, savepoint: the quads as they were, which count while the engine loads in bulk.

What it loads so is in a fourth of a transaction's time, but nobody promises that it is there whole
or not at all after a kill.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import Store

from kg.stores.engine import writing
from kg.stores.files import StoreFolder


@contextmanager
def savepoint(quads: Store, folder: StoreFolder) -> Iterator[None]:
    """Keep QUADS as they are in FOLDER, as its next ones, until the block has ended well.

    They are links to files that never change, so it takes a moment. Whoever opens the store after
    a kill within the block finds them, and so does `replace_quads`.
    """
    shutil.rmtree(folder.unfinished_quads, ignore_errors=True)
    with writing():
        quads.backup(str(folder.unfinished_quads))
        folder.unfinished_quads.rename(folder.next_quads)
        folder.sync()
    yield
    folder.next_quads.rename(folder.unfinished_quads)
    shutil.rmtree(folder.unfinished_quads)
