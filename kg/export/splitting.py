"""Step export, splitting: a file an article."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg.errors import UsageError
from kg.export.formats import FORMATS, write
from kg.files import written
from kg.graph import Iris, digest

_LONGEST = 150  # bytes of a name; file systems take 255


def split(quads: Iterable[Quad], pattern: Path, fmt: str, base: str) -> int:
    """Write each article among QUADS into a file of its own; return how many there are.

    PATTERN is the path of the files, with one `*` in its last part, which stands for the article's
    identifier as its IRI has it. Folders that are missing are made. Raises UsageError for another
    PATTERN, and for a file that can't be written.
    """
    if pattern.name.count("*") != 1:
        raise UsageError(f"{pattern}: the name needs one * for the article: 'news/*.ttl.gz'")
    try:
        pattern.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the folder {pattern.parent} can't be made: {error.strerror}") from error
    articles = Iris(base).articles
    count = 0
    for graph, group in groupby(quads, key=lambda quad: quad.graph_name):
        if isinstance(graph, NamedNode) and graph.value.startswith(articles):
            name = _name(graph.value.removeprefix(articles))
            with written(pattern.with_name(pattern.name.replace("*", name))) as stream:
                write(group, fmt, stream, base=base)
            count += 1
    return count


def pattern_for(path: Path, fmt: str | None) -> Path:
    """Return the pattern of the files in PATH, a folder or a pattern itself."""
    return path if "*" in path.name else path / f"*{FORMATS[fmt or 'turtle'].ending}"


def _name(identifier: str) -> str:
    """Return the percent-encoded IDENTIFIER as a file is called, not too long and not hidden."""
    name = f"%2E{identifier[1:]}" if identifier.startswith(".") else identifier
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 17]}~{digest([identifier])}"
