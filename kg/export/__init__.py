"""Step export: the graph in the formats that others read, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad

from kg.errors import UsageError
from kg.export.description import Counted, description
from kg.export.formats import FORMATS, Format, format_for, write
from kg.export.networks import NETWORK_FORMATS
from kg.export.parts import Part, Source, part
from kg.export.reifiers import reified
from kg.export.splitting import pattern_for, split
from kg.export.tables import TABLES, Facts, write_table
from kg.files import written
from kg.graph.network import Network

__all__ = [
    "FORMATS",
    "NETWORK_FORMATS",
    "TABLES",
    "Counted",
    "Facts",
    "Format",
    "Part",
    "Source",
    "description",
    "export",
    "export_file",
    "export_network",
    "format_for",
    "part",
    "pattern_for",
    "reified",
    "split",
    "write_table",
]


def export(quads: Iterable[Quad], fmt: str, stream: BinaryIO, *, base: str | None = None) -> None:
    """Write QUADS to STREAM in the format FMT, the same bytes for the same quads.

    QUADS come graph by graph, as `LocalStore.quads` yields them; their order within a graph does
    not matter. `base` gives the store's nodes prefixes. Formats without named graphs hold the union
    of the graphs' triples.
    Raises UsageError for an unknown format.
    """
    write(quads, fmt, stream, base=base)


def export_file(quads: Iterable[Quad], path: Path, *, base: str | None = None) -> None:
    """Write QUADS to the file PATH as `export` does; the format and gzip follow from its ending.

    The file is there whole or as it was before. Raises UsageError if it can't be written, or its
    ending tells no format.
    """
    fmt = format_for(path)
    with written(path) as stream:
        export(quads, fmt, stream, base=base)


def export_network(network: Network, fmt: str, stream: BinaryIO) -> None:
    """Write NETWORK to STREAM in the format FMT; raise UsageError if that is none of networks."""
    if fmt not in NETWORK_FORMATS:
        raise UsageError(f"{fmt} holds no networks; {' and '.join(NETWORK_FORMATS)} do")
    NETWORK_FORMATS[fmt].write(network, stream)
