"""Step store, journal: the articles that changed since the facts were made, noted beforehand."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError, KgError


class Journal:
    """A file with an article's IRI a line.

    A line is safe on the disk before the article is changed: whoever is killed in between leaves
    one too many, never one too few. A last line without an end is of a change that never began.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, articles: Iterable[str]) -> None:
        """Add ARTICLES, which are about to change; raise KgError if that can't be written."""
        lines = "".join(f"{article}\n" for article in articles)
        if not lines:
            return
        try:
            with self._path.open("ab") as file:
                file.write((lines if self._ended() else "\n" + lines).encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise KgError(f"{self._path} can't be written: {error.strerror}") from error

    def articles(self) -> list[str]:
        """Return the articles noted, sorted, each once."""
        try:
            *lines, _ = self._path.read_text("utf-8").split("\n")
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            raise InputError(f"{self._path} can't be read: {error}") from error
        return sorted(set(filter(None, lines)))

    def clear(self) -> None:
        """Forget them all: the facts know of them."""
        self._path.unlink(missing_ok=True)

    def _ended(self) -> bool:
        """Return whether the file is empty or ends with a line's end."""
        if not self._path.exists() or not self._path.stat().st_size:
            return True
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"
