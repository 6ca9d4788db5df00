"""The whole way, step by step: articles are given to hands, and what they make of them is put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain, islice
from typing import TypeAlias

from kg.graph import ArticleGraph
from kg.pipeline.articles import Extract, Failed, Graph, Made, Workshop
from kg.pipeline.decisions import decisions_of, of_nobody
from kg.pipeline.facts import put_facts
from kg.pipeline.hands import Alone, Hands, Lost, in_order
from kg.pipeline.incoming import Again, Incoming, Pending
from kg.pipeline.summary import Event, Rejected, SetAside, Summary
from kg.pipeline.telling import Telling
from kg.pipeline.versions import plain
from kg.readers import Item, Level, Problem
from kg.stores import Became, Kept, LocalStore, Stamp
from kg.validation import Validator, Violation

_BATCH = 50  # articles; validating fewer at once takes longer an article, more gain nothing
_CHARACTERS = 200_000  # of a batch; or one article
_PASSED = 1_000  # items of a batch that need no work
_TOGETHER = 4  # batches that are put at once, which takes half the time
_PUBLISHED = 5  # times that articles are put from one snapshot to the next, a few seconds

Entry: TypeAlias = Pending | Again | Event


class Step(Enum):
    """What a build is about."""

    ARTICLES = "articles"
    FACTS = "facts"


def build(
    items: Iterable[Item],
    store: LocalStore,
    extract: Extract,
    *,
    validator: Validator | None = None,
    tell: Callable[[Event], None] = lambda event: None,
) -> Summary:
    """Put ITEMS' articles into STORE by EXTRACT, all in this process; sum up (see `build_by`)."""
    known = validator or Validator()
    hands = Alone(Workshop(extract, known, store.iris))
    return build_by(hands, items, store, validator=known, tell=tell)


def build_by(
    hands: Hands,
    items: Iterable[Item],
    store: LocalStore,
    *,
    retry: bool = False,
    validator: Validator | None = None,
    tell: Callable[[Event], None] = lambda event: None,
    progress: Callable[[Step, int], None] = lambda step, articles: None,
) -> Summary:
    """Put ITEMS' articles into STORE, each whole or not at all, and consolidate; sum up.

    HANDS make the articles' graphs; what STORE has already is passed by, and so is what was
    rejected, unless RETRY. Of a file of RDF, the graphs of articles are put as they are. TELL gets
    each problem, rejected article and article set aside, in the order of ITEMS, PROGRESS how many
    articles more are done. An article that can't be extracted or does not conform is kept aside in
    the store with its report; the others go on.
    Raises InputError, with nothing changed, if the decisions kept with STORE can't be understood.
    """
    decisions_of(store)
    incoming = Incoming(store, retry=retry)
    batches = jobs(incoming.entries(items))
    with Telling(store.index.parent) as telling:
        work = _Build(store, validator or Validator(), tell, telling)
        for number, (entries, outcomes) in enumerate(together(in_order(hands, batches))):
            work.take(entries, outcomes)
            due = number % _PUBLISHED == _PUBLISHED - 1
            if due:
                store.refresh()  # memory grows with what the engine last read
            if due or not number:
                store.publish()
            progress(Step.ARTICLES, sum(not isinstance(entry, Problem) for entry in entries))
        hands.close()
        store.publish()
        progress(Step.FACTS, 0)
        work.facts()
    return work.summary


def jobs(entries: Iterable[Entry]) -> Iterator[tuple[list[Entry], list[object]]]:
    """Yield ENTRIES in batches, each with the tasks that are in it."""
    batch: list[Entry] = []
    tasks: list[object] = []
    characters = 0
    for entry in entries:
        if isinstance(entry, Pending):
            full = len(tasks) == _BATCH or characters + entry.size > _CHARACTERS
            if tasks and full:
                yield batch, tasks
                batch, tasks, characters = [], [], 0
            tasks.append(entry.task)
            characters += entry.size
        batch.append(entry)
        if len(batch) - len(tasks) == _PASSED:
            yield batch, tasks
            batch, tasks, characters = [], [], 0
    if batch:
        yield batch, tasks


def together(
    batches: Iterable[tuple[list[Entry], list[object]]],
) -> Iterator[tuple[list[Entry], list[object]]]:
    """Yield the first of BATCHES, so that there is soon something to read, then several as one."""
    left = iter(batches)
    yield from islice(left, 1)
    while some := list(islice(left, _TOGETHER)):
        entries, outcomes = zip(*some, strict=True)
        yield list(chain(*entries)), list(chain(*outcomes))


class _Build:
    """A build under way: what is put, kept aside, counted and told."""

    def __init__(
        self,
        store: LocalStore,
        validator: Validator,
        tell: Callable[[Event], None],
        telling: Telling,
    ) -> None:
        self.store = store
        self.validator = validator
        self.tell = tell
        self.telling = telling
        self.summary = Summary()

    def take(self, entries: Sequence[Entry], outcomes: Sequence[object]) -> None:
        """Put the articles among ENTRIES that conform, by their OUTCOMES; tell of all else."""
        left = iter(outcomes)
        done = [(e, next(left)) if isinstance(e, Pending) else (e, None) for e in entries]
        became = self._put(
            {
                entry: outcome
                for entry, outcome in done
                if isinstance(entry, Pending)
                and isinstance(outcome, Made)
                and not outcome.violations
            }
        )
        for entry, outcome in done:
            if isinstance(entry, Pending):
                self.summary.read += 1
                self._done(entry, outcome, became)
            elif isinstance(entry, Again):
                self.summary.read += 1
                self._again(entry)
            elif isinstance(entry, Problem):
                self._problem(entry)
            elif isinstance(entry, SetAside):
                self.summary.read += 1
                self._set_aside(entry)

    def facts(self) -> None:
        """Consolidate; keep the facts aside if they do not conform."""
        made = put_facts(self.store, self.validator, self.telling)
        if not made.verdict.conforms:
            graph = ArticleGraph(self.store.iris.facts_graph, made.triples)
            violations = made.verdict.violations
            event = rejection("consolidation", "graph/facts", violations)
            self._reject(event, "\n".join(map(str, violations)), graph)
        for notice in of_nobody(self.store):
            self._problem(notice)
        if made.anew:
            uses = self.store.uses_class, self.store.uses_property
            self.summary.unmatched = self.validator.unmatched(*uses)

    def _put(self, good: dict[Pending, Made]) -> dict[str, Became]:
        """Put the articles that are GOOD in one transaction; return what became of each."""
        stamps = {
            made.graph.article: Stamp(pending.key, made.reports)
            for pending, made in good.items()
            if pending.key is not None
        }
        became = self.store.put_packed([made.graph for made in good.values()], stamps)
        self.telling.keep(good.values(), became)
        return became

    def _done(self, pending: Pending, outcome: object, became: dict[str, Became]) -> None:
        """Count and tell of an article by its OUTCOME; keep it aside if it was rejected."""
        task = pending.task
        nothing = ArticleGraph(self.store.iris.article(task.identifier), ())
        if isinstance(outcome, SetAside):
            self._set_aside(outcome)
        elif isinstance(outcome, Lost):
            event = Rejected(task.origin, task.identifier, outcome.reason)
            self._reject(event, outcome.reason, nothing, pending)
        elif isinstance(outcome, Failed):
            event = Rejected(task.origin, task.identifier, outcome.reason)
            self._reject(event, outcome.report, nothing, pending)
        elif isinstance(outcome, Made) and outcome.violations:
            event = rejection(task.origin, task.identifier, outcome.violations)
            report = "\n".join(map(str, outcome.violations))
            self._reject(event, report, outcome.graph.unpacked(), pending)
        elif isinstance(outcome, Made):
            self._count(task.origin, outcome.reports, became[outcome.graph.article])

    def _reject(
        self, event: Rejected, report: str, graph: ArticleGraph, pending: Pending | None = None
    ) -> None:
        """Keep a graph aside with the REPORT that says why, and of a text, it too; tell of it."""
        kept = None
        if pending and pending.key and not isinstance(pending.task, Graph):
            document = plain(pending.task)
            kept = Kept(pending.key.hex(), event.origin, event.reason, event.sentence, document)
        self.store.rejections.add(graph.article, report, graph.triples, kept)
        self._told_rejected(event)

    def _again(self, again: Again) -> None:
        """Count and tell of an article that the store has, or has rejected, as it is."""
        if (kept := again.rejected) is not None:
            event = Rejected(again.origin, again.identifier, kept.reason, kept.sentence)
            self._told_rejected(event)
        else:
            self.store.rejections.forget(again.article)
            self._count(again.origin, again.reports, Became.UNCHANGED)

    def _told_rejected(self, event: Rejected) -> None:
        self.summary.rejected += 1
        self.tell(event)

    def _problem(self, problem: Problem) -> None:
        if problem.level is Level.ERROR:
            self.summary.errors += 1
        else:
            self.summary.notices += 1
        self.tell(problem)

    def _set_aside(self, event: SetAside) -> None:
        self.summary.set_aside += 1
        self.tell(event)

    def _count(self, origin: str, reports: dict[str, int], became: Became) -> None:
        """Count an article that conforms, by what BECAME of it."""
        if became is Became.NEW:
            self.summary.built += 1
        elif became is Became.REPLACED:
            self.summary.replaced += 1
        else:
            self.summary.unchanged += 1
        if not reports:
            self.summary.without_reports += 1
            message = "nothing in it is read as politics: it is kept without reports"
            self._problem(Problem(origin, message, Level.NOTICE))
        self.summary.reports.update(reports)


def rejection(origin: str, name: str, violations: Sequence[Violation]) -> Rejected:
    """Return the rejection of NAME for VIOLATIONS, of which the first is told."""
    first = violations[0]
    more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
    return Rejected(origin, name, first.message + more, first.sentence)
