"""Step consolidate, candidates: meetings and persons that nearly are one, to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Triple

from kg.consolidation.comparison import Comparison
from kg.consolidation.contradictions import Aspect
from kg.consolidation.facts import Fact
from kg.consolidation.matching import Refusal
from kg.consolidation.occasions import Occasion
from kg.consolidation.spellings import NearMiss
from kg.consolidation.world import World
from kg.graph import digest
from kg.graph.terms import LABEL, TYPE, confidence, pol, words


def open_refusals(refusals: Iterable[Refusal], by_report: Mapping[str, Fact]) -> list[Refusal]:
    """Return the best refusal of each pair of meetings that no article itself tells apart.

    A match that was refused for another is kept: which of two it is stays open.
    """
    best: dict[frozenset[str], Refusal] = {}
    for refusal in refusals:
        one, other = _meetings(refusal, by_report)
        articles = {report.article.iri for report in one.reports}
        told_apart = any(report.article.iri in articles for report in other.reports)
        if refusal.comparison.same or not told_apart:
            best.setdefault(frozenset((one.iri, other.iri)), refusal)
    return list(best.values())


def candidate_triples(
    refusal: Refusal, by_report: Mapping[str, Fact], world: World
) -> Iterator[Triple]:
    """Yield what the facts graph says of two meetings that REFUSAL keeps apart."""
    pair = sorted(_meetings(refusal, by_report), key=lambda fact: fact.iri)
    score = refusal.comparison.score / 100
    called = {fact.iri: fact.label for fact in pair}
    reason = refusal.reason + _told(refusal.comparison, world)
    yield from _triples("One meeting?", called, reason, score, world)


def person_candidate_triples(near: NearMiss, world: World) -> Iterator[Triple]:
    """Yield what the facts graph says of two persons who nearly are one."""
    called = {iri: world.label(iri) for iri in sorted((near.one, near.other))}
    yield from _triples("One person?", called, near.reason, near.score, world)


def _triples(
    question: str, called: Mapping[str, str], reason: str, score: float, world: World
) -> Iterator[Triple]:
    """Yield the triples of a candidate: two IRIs with their labels, in order."""
    node = NamedNode(world.iris.node("candidate", digest(called)))
    yield Triple(node, TYPE, pol("MergeCandidate"))
    yield Triple(node, LABEL, words(f"{question} {' / '.join(called.values())}"))
    yield Triple(node, pol("reason"), words(reason))
    yield Triple(node, pol("score"), confidence(score))
    for iri in called:
        yield Triple(node, pol("candidate"), NamedNode(iri))


def _told(comparison: Comparison, world: World) -> str:
    """Return what each report says where they contradict each other: `: Monday; 2031-03-04`."""
    if len(comparison.contradictions) != 1:
        return ""
    (aspect,) = comparison.contradictions
    values = [_value(aspect, one, world) for one in (comparison.first, comparison.second)]
    return ": " + "; ".join(values) if all(values) else ""


def _value(aspect: Aspect, one: Occasion, world: World) -> str:
    """Return what a report says about ASPECT, nothing for what can't be told in a word."""
    match aspect:
        case Aspect.DATE:
            return one.days.in_words()
        case Aspect.PLACE:
            return world.label(one.place) if one.place else ""
        case Aspect.STATUS:
            return one.report.status
    return ""


def _meetings(refusal: Refusal, by_report: Mapping[str, Fact]) -> tuple[Fact, Fact]:
    """Return the meetings of the two reports."""
    comparison = refusal.comparison
    return by_report[comparison.first.report.iri], by_report[comparison.second.report.iri]
