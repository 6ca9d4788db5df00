"""Files that are written: there whole, or as they were before."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import UsageError


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Open the file PATH to write it, packed if it ends in .gz.

    It is there whole once all went well, else as it was before; a pipe or a device is written to as
    it is. Raises UsageError if it can't be written.
    """
    whole = False
    try:
        whole = path.is_file() or not path.exists()  # nothing may take the place of a device
        unfinished = path.with_name(path.name + ".unfinished") if whole else path
        with unfinished.open("wb") as file:
            if path.suffix == ".gz":
                with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                    yield cast(BinaryIO, packed)
            else:
                yield file
        if whole:
            unfinished.replace(path)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror or error}") from error
    finally:
        if whole:
            with suppress(OSError):  # where its folder is none, there is no such file either
                unfinished.unlink()
