"""The whole way, articles: each extracted, turned into its graph and validated, many at a time."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, get_args

from pyoxigraph import NamedNode

from kg.consolidation import taken
from kg.errors import KgError
from kg.graph import ArticleGraph, Iris, PackedGraph, load_gazetteer, to_graph
from kg.graph.terms import TYPE
from kg.linking import Gazetteer
from kg.model import AnyReport, Document, Facts
from kg.pipeline.summary import SetAside
from kg.readers import Item, Reading
from kg.text import other_language
from kg.validation import Validator, Violation, check_text
from kg.vocabulary import POL

Extract: TypeAlias = Callable[[Document], Facts]
_REPORTS = frozenset(POL + kind.__name__ for kind in get_args(AnyReport))


@dataclass(frozen=True, slots=True)
class Made:
    """An article's graph, how many reports of each class it has, and what is wrong with it.

    `told` is what the graph tells, as a line that `Taken.parsed` reads, if that was asked for and
    nothing is wrong.
    """

    origin: str
    identifier: str
    graph: PackedGraph
    reports: dict[str, int]
    violations: tuple[Violation, ...] = ()
    told: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """An article of which no graph could be made: why in a line, and all that is known of it."""

    origin: str
    identifier: str
    reason: str
    report: str


@dataclass(frozen=True, slots=True)
class Graph:
    """An article's graph that was read from a file, and what in it is wrong beside its shapes."""

    origin: str
    identifier: str
    graph: PackedGraph
    violations: tuple[Violation, ...]


Task: TypeAlias = Document | Graph | Reading
# What is made where it is first needed (patterns, lexicons) is made for this article.
REHEARSAL = (
    Document(
        "rehearsal",
        "GENEVA: Prime Minister Asha Rao met Foreign Minister Nina Berg here on Tuesday to discuss "
        "the budget. “We will not ally with the Harbour Party,” Rao told reporters. Kofi Lund, its "
        "president, joined the Valley Party and will contest 12 seats in an alliance with the Hill "
        "Party.",
        "rehearsal",
    ),
)
Outcome: TypeAlias = Made | Failed | SetAside


class Workshop:
    """All that is needed to make articles' graphs, loaded once: a Work for `Hands`.

    If it TELLS, what each graph of a text tells comes with it, for facts to be made of it.
    """

    def __init__(
        self, extract: Extract, validator: Validator, iris: Iris, *, tells: bool = False
    ) -> None:
        self._extract = extract
        self._validator = validator
        self._iris = iris
        self._tells = tells

    def __call__(self, tasks: Sequence[Task]) -> list[Outcome | list[Item]]:
        """Return the outcome of each article among TASKS, and what each file among them holds."""
        done: list[Outcome | _Unchecked | list[Item]] = [self._done(task) for task in tasks]
        unchecked = {n: each for n, each in enumerate(done) if isinstance(each, _Unchecked)}
        checked = dict(zip(unchecked, self._checked(list(unchecked.values())), strict=True))
        return [checked[n] if isinstance(d, _Unchecked) else d for n, d in enumerate(done)]

    def _done(self, task: Task) -> Outcome | _Unchecked | list[Item]:
        """Return what TASK gives, of an article before it is validated."""
        if isinstance(task, Reading):
            return list(task.items())
        if isinstance(task, Graph):
            graph = task.graph.unpacked()
            return _Unchecked(task.origin, task.identifier, graph, task.violations, of_text=False)
        if reason := _foreign(task):
            return SetAside(task.origin, task.identifier, reason)
        try:
            facts = self._extract(task)
            graph = to_graph(facts, self._iris)
            violations = tuple(check_text(facts.document, graph))
        except Exception as error:  # noqa: BLE001 - one article must not lose the others
            return _failed(task.origin, task.identifier, error)
        return _Unchecked(task.origin, task.identifier, graph, violations)

    def _checked(self, articles: list[_Unchecked]) -> Iterator[Outcome]:
        """Yield the outcome of each of ARTICLES by its verdict."""
        try:
            verdicts = self._validator.check([each.graph for each in articles])
        except Exception as error:  # noqa: BLE001 - traced to the article that it is about
            if len(articles) == 1:
                yield _failed(articles[0].origin, articles[0].identifier, error)
            else:
                for each in articles:
                    yield from self._checked([each])
            return
        for each, verdict in zip(articles, verdicts, strict=True):
            yield self._made(each, (*each.violations, *verdict.violations))

    def _made(self, article: _Unchecked, violations: tuple[Violation, ...]) -> Made:
        """Return ARTICLE, in which VIOLATIONS were found.

        What a graph read from a file tells is left to the store, which may write its values
        otherwise.
        """
        graph, told = article.graph, None
        if self._tells and article.of_text and not violations:
            told = taken(graph, self._iris).whole()
        packed, reports = PackedGraph.of(graph), reports_in(graph)
        return Made(article.origin, article.identifier, packed, reports, violations, told)


@dataclass(frozen=True, slots=True)
class _Unchecked:
    """An article's graph before it is validated, and what in it contradicts the text."""

    origin: str
    identifier: str
    graph: ArticleGraph
    violations: tuple[Violation, ...]
    of_text: bool = True


def workshop(base: str, *, tells: bool = False) -> Workshop:
    """Return the workshop of the program as it is, for a store under BASE; it may TELL."""
    return Workshop(extractor(load_gazetteer()), Validator(), Iris(base), tells=tells)


def extractor(gazetteer: Gazetteer) -> Extract:
    """Return the function that takes an article's facts, knowing the names in GAZETTEER."""
    from kg.linking import Linker  # noqa: PLC0415 - who only writes does without their lexicons
    from kg.mappers import map_article  # noqa: PLC0415

    linker = Linker(gazetteer)
    return lambda document: map_article(linker.link(document))


def reports_in(graph: ArticleGraph) -> dict[str, int]:
    """Return how many reports of each class GRAPH has."""
    kinds = (t.object for t in graph.triples if t.predicate == TYPE)
    named = (kind.value for kind in kinds if isinstance(kind, NamedNode))
    return dict(Counter(kind.removeprefix(POL) for kind in named if kind in _REPORTS))


def _failed(origin: str, identifier: str, error: Exception) -> Failed:
    """Return that an article failed by ERROR; for an unexpected one with the traceback."""
    unexpected = not isinstance(error, KgError)
    reason = f"{type(error).__name__}: {error}" if unexpected else str(error)
    report = "".join(traceback.format_exception(error)) if unexpected else reason
    return Failed(origin, identifier, " ".join(reason.split()), report)


def _foreign(document: Document) -> str | None:
    """Return why DOCUMENT is not looked into, if it is in another language than English."""
    language = (document.language or "en").lower()
    if not language.startswith("en"):
        return f"its language is {document.language}; only English is understood"
    if other := other_language(document.text):
        return f"its text is {other}; only English is understood"
    return None
