"""Step consolidate, facts: one fact out of the reports of it, and its triples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from kg.consolidation.days import days_of
from kg.consolidation.independent import confidence_of, independent_sources
from kg.consolidation.reports import Report, Term
from kg.consolidation.world import World
from kg.graph import digest
from kg.graph.terms import LABEL, TYPE, confidence, day, integer, pol, words

# The first part of the IRI of each class of facts.
PATHS = {
    "Meeting": "meeting",
    "AllianceMembership": "membership",
    "AllianceStance": "stance",
    "Tenure": "tenure",
    "Move": "move",
    "Kinship": "kinship",
    "Statement": "statement",
    "SeatSharing": "seat-sharing",
}
Values = Mapping[str, tuple[Term, ...]]
Key = tuple[str, ...]  # what reports of one thing have in common; "" for what isn't told


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """What the reports of one thing say together.

    `values` are its `pol:` properties by their local names. `leading` are the reports that say
    what the fact says, `earlier` those of a plan that it carried out or called off. `reasons` say
    in plain words why the reports are of one thing. `parts` are further nodes of the fact's own.
    """

    iri: str
    kind: str
    label: str
    values: Values
    leading: tuple[Report, ...]
    earlier: tuple[Report, ...] = ()
    reasons: tuple[str, ...] = ()
    parts: tuple[Triple, ...] = field(default=())

    @property
    def reports(self) -> list[Report]:
        """Return all reports, the first one first."""
        return in_order([*self.leading, *self.earlier])


def in_order(reports: Iterable[Report]) -> list[Report]:
    """Return REPORTS as they were published, undated ones last, then by IRI."""
    return sorted(reports, key=lambda report: report.order)


def last_reported(reports: Iterable[Report]) -> Report:
    """Return the report that was published last, an undated one only for want of a dated."""
    return max(reports, key=lambda report: (report.article.published or date.min, report.iri))


def fact_iri(kind: str, reports: Iterable[Report], world: World, *more: str) -> str:
    """Return the IRI of the fact of REPORTS: it has the last part of its first report's.

    MORE tells apart the facts of one report that says several things at once.
    """
    name = in_order(reports)[0].iri.rpartition("/")[2]
    return world.iris.node(PATHS[kind], digest([name, *more]) if more else name)


def united(reports: Iterable[Report], *names: str) -> dict[str, tuple[Term, ...]]:
    """Return all that REPORTS say by the properties NAMES, those without a value left out."""
    reports = tuple(reports)
    found = {}
    for name in names:
        terms = {term for report in reports for term in report.values.get(name, ())}
        if terms:
            found[name] = tuple(sorted(terms, key=str))
    return found


def most_said(reports: Iterable[Report], *names: str) -> dict[str, tuple[Term, ...]]:
    """Return the value that most of REPORTS give by each of NAMES, the longest of equals."""
    reports = tuple(reports)
    found: dict[str, tuple[Term, ...]] = {}
    for name in names:
        counts = Counter(term for report in reports for term in report.values.get(name, ()))
        if counts:
            found[name] = (
                min(counts, key=lambda term: (-counts[term], -len(term.value), str(term))),
            )
    return found


def best_dated(reports: Sequence[Report]) -> dict[str, tuple[Term, ...]]:
    """Return the date of the report that knows it best: fewest days, most sources, the first."""
    dated = [report for report in in_order(reports) if _precision(report) is not None]
    if not dated:
        return most_said(reports, "weekday", "dateExpression")
    support = Counter(report.text("date") for report in dated)
    best = min(dated, key=lambda r: (_precision(r), -support[r.text("date")], r.order))
    weekday = {} if best.values.get("weekday") else most_said(reports, "weekday")
    return weekday | united([best], "date", "earliest", "latest", "weekday", "dateExpression")


def _precision(report: Report) -> int | None:
    """Return how many days REPORT leaves open, a year for one without the year, None for all."""
    days = days_of(report)
    if days.length is not None:
        return days.length
    return 366 if days.month_day else None


def in_words(names: Iterable[str], most: int = 3) -> str:
    """Return NAMES as a reader writes them: `A, B and C`; of more than MOST the first two."""
    listed = list(names)
    if len(listed) > most:
        listed = [*listed[:2], f"{len(listed) - 2} others"]
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def labels(values: Values, world: World, *names: str) -> list[str]:
    """Return the sorted labels of what the properties NAMES point to."""
    iris = {t.value for name in names for t in values.get(name, ()) if isinstance(t, NamedNode)}
    return sorted({world.label(iri) for iri in iris})


def first_text(values: Values, name: str) -> str:
    """Return the first literal of the property NAME, empty if there is none."""
    return next((t.value for t in values.get(name, ()) if isinstance(t, Literal)), "")


def fact_triples(fact: Fact) -> Iterator[Triple]:
    """Yield what the facts graph says of FACT; its reports typed and labelled, no more."""
    node = NamedNode(fact.iri)
    yield Triple(node, TYPE, pol(fact.kind))
    yield Triple(node, LABEL, words(fact.label))
    for name, terms in fact.values.items():
        for term in terms:
            yield Triple(node, pol(name), term)
    yield from _weight_triples(node, fact)
    for reason in fact.reasons:
        yield Triple(node, pol("mergeReason"), words(reason))
    for report in fact.earlier:
        yield Triple(node, pol("precededBy"), NamedNode(report.iri))
    for report in fact.reports:
        yield Triple(node, pol("hasReport"), NamedNode(report.iri))
        yield Triple(NamedNode(report.iri), TYPE, pol("Report"))
        yield Triple(NamedNode(report.iri), LABEL, words(report.article.name))
    yield from fact.parts


def _weight_triples(node: NamedNode, fact: Fact) -> Iterator[Triple]:
    """Yield how well FACT is attested: sources, confidence, days; on whose word if none vouches."""
    yield Triple(node, pol("independentSources"), integer(independent_sources(fact.leading)))
    yield Triple(node, pol("confidence"), confidence(confidence_of(fact.leading)))
    published = sorted(r.article.published for r in fact.reports if r.article.published)
    if published:
        yield Triple(node, pol("firstReported"), day(published[0]))
        yield Triple(node, pol("lastReported"), day(published[-1]))
    said = ("attributedTo", "attribution")
    if all(any(report.values.get(name) for name in said) for report in fact.leading):
        for name, terms in united(fact.leading, *said).items():
            for term in terms:
                yield Triple(node, pol(name), term)
