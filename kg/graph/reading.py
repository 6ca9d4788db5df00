"""Step to_graph, reading back: quads out of files of RDF, which are not trusted."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import InputError

_FORMATS = {
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
    rdf_format = _format(path)
    try:
        with _opened(path) as stream:
            yield from parse(stream, format=rdf_format)
    except SyntaxError as error:
        raise InputError(_syntax_message(path, error)) from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: can't be read: {reason}") from error


def _format(path: Path) -> RdfFormat:
    """Return the format that the ending of PATH tells."""
    name = path.name.lower().removesuffix(".gz")
    for ending, rdf_format in _FORMATS.items():
        if name.endswith(ending):
            return rdf_format
    raise InputError(
        f"{path}: the ending tells no RDF format; known ones are {', '.join(_FORMATS)} "
        "(with or without .gz)"
    )


def _opened(path: Path) -> BinaryIO:
    """Return PATH opened, unpacked where it is packed."""
    return cast(BinaryIO, gzip.open(path)) if path.suffix == ".gz" else path.open("rb")


def _syntax_message(path: Path, error: SyntaxError) -> str:
    """Return where the file is wrong, and how."""
    problem = (error.msg or str(error)).removeprefix("Parser error at ")
    if "LoadDocumentCallback" in problem:
        problem = "its context is another file or page, which is not fetched; put it into this file"
    if error.lineno is None:
        return f"{path}: {problem}"
    return (
        f"{path}, {problem}"
        if problem.startswith("line ")
        else f"{path}, line {error.lineno}: {problem}"
    )
