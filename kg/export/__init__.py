"""Step export: the graph in the formats that others read, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad

from kg.errors import UsageError
from kg.export.files import written
from kg.export.grouping import cut
from kg.export.jsonld import write_jsonld
from kg.export.lines import write_nquads, write_ntriples
from kg.export.networks import NETWORK_FORMATS
from kg.export.prefixes import Prefixes
from kg.export.trig import write_trig
from kg.export.turtle import write_longturtle, write_turtle
from kg.graph.network import Network


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

__all__ = [
    "FORMATS",
    "NETWORK_FORMATS",
    "Format",
    "export",
    "export_file",
    "export_network",
    "format_for",
    "written",
]


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

    The file is there whole or as it was before. Raises UsageError if it can't be written, or its
    ending tells no format and FMT is None.
    """
    fmt = fmt or format_for(path)
    with written(path) as stream:
        export(quads, fmt, stream, base=base, graphs=graphs)


def export_network(network: Network, fmt: str, stream: BinaryIO) -> None:
    """Write NETWORK to STREAM in the format FMT; raise UsageError if that is none of networks."""
    if fmt not in NETWORK_FORMATS:
        raise UsageError(f"{fmt} holds no networks; {' and '.join(NETWORK_FORMATS)} do")
    NETWORK_FORMATS[fmt].write(network, stream)


def format_for(path: Path) -> str:
    """Return the format that the ending of PATH tells (`.ttl`, `.nq.gz`); else raise UsageError."""
    name = path.name.lower().removesuffix(".gz")
    known = {form: each.ending for form, each in FORMATS.items()}
    known |= {form: each.ending for form, each in NETWORK_FORMATS.items()}
    for fmt, ending in known.items():
        if name.endswith(ending):
            return fmt
    endings = ", ".join(sorted(set(known.values())))
    raise UsageError(
        f"the ending of {path} tells no format; give one with -f, or an ending of {endings} "
        "(with or without .gz)"
    )
