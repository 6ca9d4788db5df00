"""Step store, rejected articles: what did not conform, kept aside with the reasons."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
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


@dataclass(frozen=True, slots=True)
class Kept:
    """With what a rejected article can be tried again: it as it was read, and its key.

    The key is that of its stamp, had it been built; `origin` is where it was read, `reason` and
    `sentence` are what was told of it.
    """

    key: str
    origin: str
    reason: str
    sentence: str | None
    document: Mapping[str, str | None]


class Rejections:
    """The folder of rejected articles, a file each, and a second one with what can be tried again.

    The first is N-Quads that any tool reads (`kg validate` too), below comments that hold the
    article's IRI and the report; the second is JSON. Each is written whole or not at all.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(
        self, article: str, report: str, triples: Iterable[Triple], kept: Kept | None = None
    ) -> None:
        """Keep ARTICLE aside, in place of what was kept of it before."""
        if kept is not None:
            content = json.dumps(asdict(kept), ensure_ascii=False, indent=1).encode(
                "utf-8", "surrogatepass"
            )
            write_whole(_beside(self._file(article)), content)
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
        _beside(file).unlink(missing_ok=True)
        return known

    def kept(self, article: str) -> Kept | None:
        """Return what was kept of ARTICLE to try it again, None if there is nothing."""
        file = self._file(article)
        return _kept(_beside(file)) if file.is_file() else None

    def all_kept(self) -> Iterator[Kept | Rejection]:
        """Yield what was kept of each article, or its rejection, in no order that tells anything.

        What is forgotten or added on the way does no harm. Raises InputError for a damaged file.
        """
        files = sorted(self._folder.glob("*.nq")) if self._folder.is_dir() else ()
        for file in files:
            yield _kept(_beside(file)) or _read(file)

    def _file(self, article: str) -> Path:
        """Return the file of ARTICLE; IRIs are longer than names of files may be."""
        return self._folder / f"{hashlib.sha256(article.encode()).hexdigest()[:32]}.nq"


def _beside(file: Path) -> Path:
    """Return the file with what can be tried again, beside the FILE of the graph."""
    return file.with_suffix(".json")


def _kept(file: Path) -> Kept | None:
    """Return what is kept in FILE; None if there is none, raise InputError for a damaged one."""
    try:
        found = json.loads(file.read_bytes().decode("utf-8", "surrogatepass"))
        return Kept(**found)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise InputError(
            f"{file} is damaged ({error}); delete it and build its article again"
        ) from error


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
