"""Step export, formats: the table of those that hold graphs, and how a file's ending tells one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad

from kg.errors import UsageError
from kg.export.jsonld import write_jsonld
from kg.export.lines import write_nquads, write_ntriples
from kg.export.networks import NETWORK_FORMATS
from kg.export.prefixes import Prefixes
from kg.export.trig import write_trig
from kg.export.turtle import write_longturtle, write_turtle


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is written, the ending of its files, whether it keeps the graphs apart.

    `inner_triples`: whether it holds triples inside of triples (RDF 1.2).
    """

    write: Callable[[Iterable[Quad], BinaryIO, Prefixes], None]
    ending: str
    media_type: str
    named_graphs: bool
    inner_triples: bool = False


FORMATS: Mapping[str, Format] = {
    "turtle": Format(write_turtle, ".ttl", "text/turtle", named_graphs=False),
    "longturtle": Format(write_longturtle, ".ttl", "text/turtle", named_graphs=False),
    "trig": Format(write_trig, ".trig", "application/trig", named_graphs=True, inner_triples=True),
    "nquads": Format(
        write_nquads, ".nq", "application/n-quads", named_graphs=True, inner_triples=True
    ),
    "ntriples": Format(
        write_ntriples, ".nt", "application/n-triples", named_graphs=False, inner_triples=True
    ),
    "jsonld": Format(write_jsonld, ".jsonld", "application/ld+json", named_graphs=True),
}
TABLE_ENDING = ".csv"


def write(quads: Iterable[Quad], fmt: str, stream: BinaryIO, *, base: str | None = None) -> None:
    """Write QUADS, which come graph by graph, to STREAM in the format FMT.

    Raises UsageError for an unknown format.
    """
    if fmt not in FORMATS:
        raise UsageError(f"there is no format {fmt!r}; there are {', '.join(FORMATS)}")
    FORMATS[fmt].write(quads, stream, Prefixes(base))


def format_for(path: Path) -> str:
    """Return the format that the ending of PATH tells (`.ttl`, `.nq.gz`); else raise UsageError."""
    name = path.name.lower().removesuffix(".gz")
    known = {form: each.ending for form, each in FORMATS.items()}
    known |= {form: each.ending for form, each in NETWORK_FORMATS.items()}
    known["csv"] = TABLE_ENDING
    for fmt, ending in known.items():
        if name.endswith(ending):
            return fmt
    endings = ", ".join(sorted(set(known.values())))
    raise UsageError(
        f"the ending of {path} tells no format; give one with -f, or an ending of {endings} "
        "(with or without .gz)"
    )
