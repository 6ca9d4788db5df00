"""The whole way, step by step: documents become graphs, graphs are validated and put."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias, get_args

from pyoxigraph import Triple

from kg.errors import KgError
from kg.graph import ArticleGraph, text_hash, to_graph
from kg.graph.terms import TYPE
from kg.model import AnyReport, Document, Facts
from kg.pipeline.decisions import decisions_of, of_nobody
from kg.pipeline.facts import put_facts
from kg.pipeline.reading_back import read_back
from kg.pipeline.summary import Event, Rejected, SetAside, Summary
from kg.readers import Level, Problem, RdfFile, renamed
from kg.stores import LocalStore
from kg.text import other_language
from kg.validation import Validator, Violation, check_text
from kg.vocabulary import POL, SCHEMA

Extract: TypeAlias = Callable[[Document], Facts]

_REPORTS = frozenset(POL + kind.__name__ for kind in get_args(AnyReport))
_BATCH = 50  # articles; validating fewer at once takes longer an article, more gain nothing


def build(
    items: Iterable[Document | RdfFile | Problem],
    store: LocalStore,
    extract: Extract,
    *,
    validator: Validator | None = None,
    tell: Callable[[Event], None] = lambda event: None,
) -> Summary:
    """Put ITEMS' articles into STORE, each whole or not at all, and consolidate; sum up.

    Of a file of RDF, the graphs of articles are put as they are. TELL gets each problem, rejected
    article and article set aside as it comes. An article that can't be extracted or does not
    conform is kept aside in the store with its report; the others go on.
    Raises InputError, with nothing changed, if the decisions kept with STORE can't be understood.
    """
    decisions_of(store)
    work = _Build(store, extract, validator or Validator(), tell)
    prepared = work.prepared(items)
    while batch := list(islice(prepared, _BATCH)):
        work.put(batch)
    work.facts()
    return work.summary


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article on its way: its graph, and what in it contradicts the text."""

    origin: str
    identifier: str
    graph: ArticleGraph
    violations: tuple[Violation, ...] = ()


class _Build:
    """A build under way."""

    def __init__(
        self,
        store: LocalStore,
        extract: Extract,
        validator: Validator,
        tell: Callable[[Event], None],
    ) -> None:
        self.store = store
        self.extract = extract
        self.validator = validator
        self.tell = tell
        self.summary = Summary()

    def prepared(self, items: Iterable[Document | RdfFile | Problem]) -> Iterator[_Prepared]:
        """Yield the articles among ITEMS with their graphs; tell of all else."""
        for item in items:
            if isinstance(item, Problem):
                self._problem(item)
                continue
            if isinstance(item, RdfFile):
                yield from self._read_back(item)
                continue
            self.summary.read += 1
            if (reason := _foreign(item)) is not None:
                self._set_aside(SetAside(item.origin, item.identifier, reason))
            elif (prepared := self._extracted(self._apart(item))) is not None:
                yield prepared

    def put(self, batch: list[_Prepared]) -> None:
        """Validate the articles of BATCH; put those that conform in one transaction."""
        verdicts = self.validator.check([each.graph for each in batch])
        good = []
        for each, verdict in zip(batch, verdicts, strict=True):
            if violations := (*each.violations, *verdict.violations):
                self._reject(each.origin, each.identifier, each.graph, violations)
            else:
                good.append(each)
                self._count(each)
        self.store.put(each.graph for each in good)

    def facts(self) -> None:
        """Consolidate; keep the facts aside if they do not conform."""
        made = put_facts(self.store, self.validator)
        if not made.verdict.conforms:
            graph = ArticleGraph(self.store.iris.facts_graph, made.triples)
            self._reject("consolidation", "graph/facts", graph, made.verdict.violations)
        for notice in of_nobody(self.store):
            self._problem(notice)
        if made.anew:
            self.summary.unmatched = self.validator.unmatched()

    def _problem(self, problem: Problem) -> None:
        if problem.level is Level.ERROR:
            self.summary.errors += 1
        else:
            self.summary.notices += 1
        self.tell(problem)

    def _set_aside(self, event: SetAside) -> None:
        self.summary.set_aside += 1
        self.tell(event)

    def _read_back(self, file: RdfFile) -> Iterator[_Prepared]:
        """Yield the articles whose graphs are in FILE; tell of all else."""
        for item in read_back(file, self.store.iris):
            if isinstance(item, Problem):
                self._problem(item)
                continue
            self.summary.read += 1
            if isinstance(item, SetAside):
                self._set_aside(item)
            else:
                yield _Prepared(item.origin, item.identifier, item.graph, item.violations)

    def _apart(self, document: Document) -> Document:
        """Return DOCUMENT, renamed if the store has another outlet's article by its identifier."""
        stored = list(self.store.triples(self.store.iris.article(document.identifier)))
        if not stored or _object(stored, POL + "sha256") == text_hash(document):
            return document
        other = renamed(document)
        if not self._another_outlet(stored, document) and not any(
            self.store.triples(self.store.iris.article(other.identifier))
        ):
            return document  # a new version of the article
        message = (
            f"the store has an article {document.identifier!r} with a different text; "
            f"both are kept, this one as {other.identifier!r}"
        )
        self._problem(Problem(document.origin, message, Level.NOTICE))
        return other

    def _another_outlet(self, stored: list[Triple], document: Document) -> bool:
        publisher = _object(stored, SCHEMA + "publisher")
        if publisher is None or document.publisher is None:
            return False
        return publisher != self.store.iris.outlet(document.publisher)

    def _extracted(self, document: Document) -> _Prepared | None:
        """Return DOCUMENT with its graph; reject it and return None if that goes wrong."""
        try:
            facts = self.extract(document)
            graph = to_graph(facts, self.store.iris)
            violations = tuple(check_text(facts.document, graph))
        except Exception as error:  # noqa: BLE001 - one article must not lose the others
            self._failed(document, error)
            return None
        return _Prepared(facts.document.origin, facts.document.identifier, graph, violations)

    def _failed(self, document: Document, error: Exception) -> None:
        """Reject DOCUMENT for ERROR; for an unexpected one the report holds its traceback."""
        unexpected = not isinstance(error, KgError)
        reason = f"{type(error).__name__}: {error}" if unexpected else str(error)
        report = "".join(traceback.format_exception(error)) if unexpected else reason
        reason = " ".join(reason.split())
        article = self.store.iris.article(document.identifier)
        self.store.reject(article, report, ArticleGraph(article, ()))
        self.summary.rejected += 1
        self.tell(Rejected(document.origin, document.identifier, reason))

    def _reject(
        self, origin: str, name: str, graph: ArticleGraph, violations: tuple[Violation, ...]
    ) -> None:
        self.store.reject(graph.article, "\n".join(map(str, violations)), graph)
        self.summary.rejected += 1
        first = violations[0]
        more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
        reason = first.message + more
        self.tell(Rejected(origin, name, reason, first.sentence))

    def _count(self, each: _Prepared) -> None:
        """Count an article that conforms, by what the store has of it."""
        stored = set(self.store.triples(each.graph.article))
        if not stored:
            self.summary.built += 1
        elif stored == set(each.graph.triples):
            self.summary.unchanged += 1
        else:
            self.summary.replaced += 1
        reports = _reports(each.graph)
        if not reports:
            self.summary.without_reports += 1
            message = "nothing in it is read as politics: it is kept without reports"
            self._problem(Problem(each.origin, message, Level.NOTICE))
        self.summary.reports += reports


def _foreign(document: Document) -> str | None:
    """Return why DOCUMENT is not looked into, if it is in another language than English."""
    language = (document.language or "en").lower()
    if not language.startswith("en"):
        return f"its language is {document.language}; only English is understood"
    if other := other_language(document.text):
        return f"its text is {other}; only English is understood"
    return None


def _reports(graph: ArticleGraph) -> Counter[str]:
    """Return how many reports of each class GRAPH has."""
    kinds = (t.object.value for t in graph.triples if t.predicate == TYPE)  # type: ignore[union-attr]
    return Counter(kind.removeprefix(POL) for kind in kinds if kind in _REPORTS)


def _object(triples: Iterable[Triple], predicate: str) -> str | None:
    """Return the words or IRI that the first of TRIPLES with PREDICATE leads to."""
    return next((t.object.value for t in triples if t.predicate.value == predicate), None)  # type: ignore[union-attr]
