"""Step store, rejected articles: what did not conform, kept aside with the reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from kg.errors import InputError
from kg.stores.files import write_whole
from kg.stores.terms import in_graph

_MARK = "# "


@dataclass(frozen=True, slots=True)
class Rejection:
    """An article that was kept out of the store: its IRI, why, and the graph it would have had."""

    article: str
    report: str
    triples: tuple[Triple, ...]


class Rejections:
    """The folder of rejected articles, a file each.

    A file is N-Quads that any tool reads (`kg validate` too), below comments that hold the
    article's IRI and the report. It is written whole or not at all.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, article: str, report: str, triples: Iterable[Triple]) -> None:
        """Keep ARTICLE aside, in place of what was kept of it before."""
        graph = NamedNode(article)
        lines = [_MARK + line for line in (article, *report.replace("\r", "").split("\n"))]
        quads = serialize(in_graph(triples, graph), format=RdfFormat.N_QUADS)
        rows = sorted(set((quads or b"").splitlines(keepends=True)))
        write_whole(self._file(article), "\n".join([*lines, ""]).encode() + b"".join(rows))

    def has(self, article: str) -> bool:
        """Return whether ARTICLE is kept aside."""
        return self._file(article).is_file()

    def forget(self, article: str) -> bool:
        """Remove what is kept of ARTICLE; return whether there was anything."""
        file = self._file(article)
        known = file.is_file()
        file.unlink(missing_ok=True)
        return known

    def all(self) -> list[Rejection]:
        """Return every rejected article, sorted by IRI; raise InputError for a damaged file."""
        files = self._folder.glob("*.nq") if self._folder.is_dir() else ()
        return sorted((_read(file) for file in files), key=lambda rejection: rejection.article)

    def _file(self, article: str) -> Path:
        """Return the file of ARTICLE; IRIs are longer than names of files may be."""
        return self._folder / f"{hashlib.sha256(article.encode()).hexdigest()[:32]}.nq"


def _read(file: Path) -> Rejection:
    """Return the rejected article in FILE."""
    try:
        content = file.read_bytes()
        header = [
            line.removeprefix(_MARK)
            for line in content.decode().split("\n")
            if line.startswith(_MARK)
        ]
        triples = tuple(quad.triple for quad in parse(content, format=RdfFormat.N_QUADS))
        article, *report = header
    except (OSError, ValueError, SyntaxError) as error:
        raise InputError(
            f"{file} is damaged ({error}); delete it and build its article again"
        ) from error
    return Rejection(article, "\n".join(report), triples)
