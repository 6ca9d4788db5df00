"""Step export: the graph in the formats that others read, the same bytes every time."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import Quad

from kg.errors import UsageError
from kg.export.grouping import cut
from kg.export.jsonld import write_jsonld
from kg.export.lines import write_nquads, write_ntriples
from kg.export.prefixes import Prefixes
from kg.export.trig import write_trig
from kg.export.turtle import write_longturtle, write_turtle


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is written, the ending of its files, whether it keeps the graphs apart."""

    write: Callable[[Iterable[Quad], BinaryIO, Prefixes], None]
    ending: str
    named_graphs: bool


FORMATS: Mapping[str, Format] = {
    "turtle": Format(write_turtle, ".ttl", named_graphs=False),
    "longturtle": Format(write_longturtle, ".ttl", named_graphs=False),
    "trig": Format(write_trig, ".trig", named_graphs=True),
    "nquads": Format(write_nquads, ".nq", named_graphs=True),
    "ntriples": Format(write_ntriples, ".nt", named_graphs=False),
    "jsonld": Format(write_jsonld, ".jsonld", named_graphs=True),
}

__all__ = ["FORMATS", "Format", "export", "export_file", "format_for"]


def export(
    quads: Iterable[Quad],
    fmt: str,
    stream: BinaryIO,
    *,
    base: str | None = None,
    graphs: Collection[str] | None = None,
) -> None:
    """Write QUADS to STREAM in the format FMT, the same bytes for the same quads.

    QUADS come graph by graph, as `LocalStore.quads` yields them; their order within a graph does
    not matter. `base` gives the store's nodes prefixes. `graphs` cuts the export to these names.
    Formats without named graphs hold the union of the graphs' triples.
    Raises UsageError for an unknown format.
    """
    if fmt not in FORMATS:
        raise UsageError(f"there is no format {fmt!r}; there are {', '.join(FORMATS)}")
    FORMATS[fmt].write(cut(quads, graphs), stream, Prefixes(base))


def export_file(
    quads: Iterable[Quad],
    path: Path,
    fmt: str | None = None,
    *,
    base: str | None = None,
    graphs: Collection[str] | None = None,
) -> None:
    """Write QUADS to the file PATH as `export` does; FMT and gzip follow from its ending.

    The file is there whole or as it was before; a pipe or a device is written to as it is. Raises
    UsageError if it can't be written, or its ending tells no format and FMT is None.
    """
    fmt = fmt or format_for(path)
    whole = path.is_file() or not path.exists()  # nothing may take the place of a device
    unfinished = path.with_name(path.name + ".unfinished") if whole else path
    try:
        with unfinished.open("wb") as file:
            if path.suffix == ".gz":
                with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                    export(quads, fmt, cast(BinaryIO, packed), base=base, graphs=graphs)
            else:
                export(quads, fmt, file, base=base, graphs=graphs)
        if whole:
            unfinished.replace(path)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror or error}") from error
    finally:
        if whole:
            unfinished.unlink(missing_ok=True)


def format_for(path: Path) -> str:
    """Return the format that the ending of PATH tells (`.ttl`, `.nq.gz`); else raise UsageError."""
    name = path.name.lower().removesuffix(".gz")
    for fmt, known in FORMATS.items():
        if name.endswith(known.ending):
            return fmt
    endings = ", ".join(sorted({known.ending for known in FORMATS.values()}))
    raise UsageError(
        f"the ending of {path} tells no format; give one with -f, or an ending of {endings} "
        "(with or without .gz)"
    )
