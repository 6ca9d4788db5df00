"""Step to_graph, reading back: quads out of files of RDF, which are not trusted."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import InputError

_FORMATS: Mapping[str, RdfFormat] = {
    ".jsonld": RdfFormat.JSON_LD,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
}


def read_rdf(path: Path) -> Iterator[Quad]:
    """Yield the quads of the file PATH, whose ending (`.ttl`, `.nq.gz`) tells the format.

    Nothing is fetched that the file points to. Raises InputError, with file and line, for a
    missing file, an unknown ending and bad syntax; what came before it has been yielded.
    """
    ending = _ending(path)
    try:
        with _opened(path) as stream:
            yield from parsed(stream, ending, str(path))
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: can't be read: {reason}") from error


def parsed(stream: BinaryIO, ending: str, origin: str) -> Iterator[Quad]:
    """Yield the quads of STREAM, whose syntax is that of files with ENDING (`.ttl`, `.nq`).

    Relative IRIs are refused, as are statements of more than 16 MB. Raises InputError, with ORIGIN
    and line, for bad syntax.
    """
    try:
        yield from parse(stream, format=_FORMATS[ending])
    except SyntaxError as error:
        raise InputError(_syntax_message(origin, error)) from error
    except MemoryError as error:  # the parser's own bound, not the machine's
        raise InputError(f"{origin}: a statement is longer than 16 MB, which none is") from error


def _ending(path: Path) -> str:
    """Return the ending of PATH, which tells its format."""
    name = path.name.lower().removesuffix(".gz")
    for ending in _FORMATS:
        if name.endswith(ending):
            return ending
    raise InputError(
        f"{path}: is no RDF by its ending, which has to be one of {', '.join(_FORMATS)} "
        "(with or without .gz)"
    )


def _opened(path: Path) -> BinaryIO:
    """Return PATH opened, unpacked where it is packed."""
    return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _syntax_message(origin: str, error: SyntaxError) -> str:
    """Return where the file ORIGIN is wrong, and how."""
    problem = (error.msg or str(error)).removeprefix("Parser error at ")
    if "LoadDocumentCallback" in problem:
        problem = "its context is another file or page, which is not fetched; put it into this file"
    if error.lineno is None:
        return f"{origin}: {problem}"
    return (
        f"{origin}, {problem}"
        if problem.startswith("line ")
        else f"{origin}, line {error.lineno}: {problem}"
    )
