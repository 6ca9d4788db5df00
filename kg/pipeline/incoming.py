"""The whole way, its beginning: what is read, told apart from what the store has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from kg.errors import InputError
from kg.graph import PackedGraph, text_hash
from kg.graph.terms import pol, schema
from kg.model import Document
from kg.pipeline.articles import Graph
from kg.pipeline.reading_back import read_back
from kg.pipeline.summary import SetAside
from kg.pipeline.versions import document_of, key
from kg.readers import Item, Level, Problem, RdfFile, renamed
from kg.stores import Kept, LocalStore, Rejection


@dataclass(frozen=True, eq=False, slots=True)
class Pending:
    """An article to work on, and its key; a graph that was read back has none."""

    task: Document | Graph
    key: bytes | None = None

    @property
    def size(self) -> int:
        """Return how many characters it has, of a graph bytes."""
        return len(self.task.text if isinstance(self.task, Document) else self.task.graph.quads)


@dataclass(frozen=True, slots=True)
class Again:
    """An article that the store has as it is, with so many reports; or that it REJECTED before."""

    origin: str
    identifier: str
    article: str
    reports: dict[str, int]
    rejected: Kept | None = None


Incomer: TypeAlias = Pending | Again | Problem | SetAside


class Incoming:
    """What comes to a STORE; what was rejected before is wanted again only for a RETRY."""

    def __init__(self, store: LocalStore, *, retry: bool) -> None:
        self._store = store
        self._retry = retry

    def entries(self, items: Iterable[Item]) -> Iterator[Incomer]:
        """Yield the articles among ITEMS that are to be worked on, and all else as it is."""
        for item in items:
            if isinstance(item, Problem):
                yield item
            elif isinstance(item, RdfFile):
                yield from self._graphs(item)
            else:
                yield from self._article(item)

    def _graphs(self, file: RdfFile) -> Iterator[Incomer]:
        """Yield what is in FILE."""
        for item in read_back(file, self._store.iris):
            if isinstance(item, Problem | SetAside):
                yield item
            else:
                graph = PackedGraph.of(item.graph)
                yield Pending(Graph(item.origin, item.identifier, graph, item.violations))

    def _article(self, document: Document) -> Iterator[Incomer]:
        """Yield DOCUMENT as it is to be worked on, after a notice if it had to be renamed."""
        stored = self._stored_hash(document)
        if stored not in (None, text_hash(document)) and self._is_anothers(document):
            other = renamed(document)
            message = (
                f"the store has an article {document.identifier!r} with a different text; "
                f"both are kept, this one as {other.identifier!r}"
            )
            yield Problem(document.origin, message, Level.NOTICE)
            document, stored = other, self._stored_hash(other)
        its_key = key(document)
        known = self._known(document, its_key, stored == text_hash(document))
        yield known or Pending(document, its_key)

    def _known(self, document: Document, its_key: bytes, same_text: bool) -> Again | None:
        """Return DOCUMENT as what is there of it, if that was made of the very same."""
        article = self._store.iris.article(document.identifier)
        stamp = self._store.stamp(article) if same_text else None
        if stamp is not None and stamp.key == its_key:
            return Again(document.origin, document.identifier, article, dict(stamp.reports))
        kept = None if self._retry else self._store.rejections.kept(article)
        if kept is not None and kept.key == its_key.hex():
            return Again(document.origin, document.identifier, article, {}, kept)
        return None

    def _stored_hash(self, document: Document) -> str | None:
        """Return the hash of the text that the store's article of that identifier had."""
        article = self._store.iris.article(document.identifier)
        return self._store.value(article, article, pol("sha256"))

    def _is_anothers(self, document: Document) -> bool:
        """Return whether what the store has under the identifier is another article.

        It is another outlet's, or this one is in the store under a name of its own.
        """
        article = self._store.iris.article(document.identifier)
        publisher = self._store.value(article, article, schema("publisher"))
        if publisher is not None and document.publisher is not None:
            other_outlet = publisher != self._store.iris.outlet(document.publisher)
        else:
            other_outlet = False
        return other_outlet or self._stored_hash(renamed(document)) is not None


def rejected(store: LocalStore) -> Iterator[Item]:
    """Yield the articles that STORE keeps aside, to be tried again; of graphs, that they can't."""
    for kept in store.rejections.all_kept():
        if isinstance(kept, Rejection):
            message = (
                "was rejected as a graph, of which there is no text; build its file again to try it"
            )
            yield Problem(kept.article, message, Level.NOTICE)
        else:
            yield _document(kept)


def _document(kept: Kept) -> Document:
    """Return the article that was KEPT; raise InputError if it is none."""
    try:
        return document_of(kept.document)
    except (TypeError, ValueError) as error:
        raise InputError(
            f"what is kept of {kept.origin} is damaged ({error}); build it from its file again"
        ) from error
