"""Step read: from files, folders, patterns and standard input to Documents and Problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Document
from kg.readers import newsarticle, plain
from kg.readers.article import Opened
from kg.readers.identity import distinct, renamed
from kg.readers.metadata import Metadata, Sidecar
from kg.readers.problem import Level, Problem
from kg.readers.sources import Source, Wanted, find
from kg.readers.streams import HEAD, opened

__all__ = ["FORMATS", "Format", "Level", "Metadata", "Problem", "read", "renamed"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the endings that are its, how its first bytes look, how it is read."""

    name: str
    endings: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[Opened], Iterator[Document | Problem]]


# The ending tells the format; for any other, the first format that recognises the file's head.
FORMATS = (
    Format(
        "NewsArticle, JSON Lines",
        newsarticle.LINES_ENDINGS,
        newsarticle.recognises_lines,
        newsarticle.read_lines,
    ),
    Format(
        "NewsArticle, JSON",
        newsarticle.JSON_ENDINGS,
        newsarticle.recognises_json,
        newsarticle.read_json,
    ),
    Format("plain text", plain.ENDINGS, plain.recognises, plain.read),
)
_BY_ENDING = {ending: form for form in FORMATS for ending in form.endings}


def read(
    sources: Iterable[str],
    *,
    options: Metadata | None = None,
    sidecar: Path | None = None,
    stdin: BinaryIO | None = None,
    leave_out: tuple[Path, ...] = (),
) -> Iterator[Document | Problem]:
    """Read every article that SOURCES hold (files, folders, patterns, `-`), one at a time.

    OPTIONS fill what an article and its row in the CSV file SIDECAR leave open; LEAVE_OUT are
    files and folders within folders that are passed by. Raises InputError at once if SIDECAR can't
    be used; all else that is wrong comes as a Problem beside the articles.
    """
    beside = Sidecar(sidecar) if sidecar else None
    wanted = Wanted(frozenset(_BY_ENDING), (*leave_out, sidecar) if sidecar else leave_out)
    return distinct(_read(find(sources, wanted), beside, options or Metadata(), stdin))


def _read(
    sources: Iterable[Source | Problem],
    beside: Sidecar | None,
    options: Metadata,
    stdin: BinaryIO | None,
) -> Iterator[Document | Problem]:
    yield from beside.problems if beside else ()
    for source in sources:
        if isinstance(source, Problem):
            yield source
        else:
            row = beside.of(source) if beside else Metadata()
            yield from _file(source, row.over(options), stdin)
    yield from beside.unused() if beside else ()


def _file(source: Source, beside: Metadata, stdin: BinaryIO | None) -> Iterator[Document | Problem]:
    """Yield what one file holds; what stops its reading is its last Problem."""
    try:
        with opened(source, stdin) as stream:
            form = _BY_ENDING.get(source.ending) or _recognised(stream.peek(HEAD))
            yield from form.read(Opened(stream, source.origin, source.name, beside))
    except InputError as error:
        yield Problem(source.origin, str(error))
    except OSError as error:
        yield Problem(source.origin, f"can't be read: {error.strerror}")


def _recognised(head: bytes) -> Format:
    return next(form for form in FORMATS if form.recognises(head))
