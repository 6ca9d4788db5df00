"""Score which tellings are of one occasion, against articles whose occasions a reader marked.

    python -m benchmarks.occasions pool.jsonl unlabelled.jsonl [--misses]

The files hold the texts that tests/gold/occasions.jsonl marks (schema.org NewsArticle, one JSON
object a line). Of the articles held out only the figures are looked at, never the misses.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.about import About
from benchmarks.compared import (
    as_gold,
    as_predicted,
    days_marked,
    names_of,
    places_marked,
    places_told,
)
from benchmarks.marked import MarkedArticle, MarkedOccasion, marked_articles
from benchmarks.missed import Missed, Misses, table
from benchmarks.texts import asks_for_texts
from kg.evaluation.gold import Gold
from kg.evaluation.meetings import count_meetings, paired
from kg.evaluation.names import any_same, overlap, same_person
from kg.evaluation.tally import Count, score, total
from kg.graph import load_gazetteer
from kg.linking import LinkedDocument, Linker
from kg.mappers import Article
from kg.mappers.confidence import rated
from kg.mappers.meetings import report, told_occasions
from kg.mappers.signs import Signs
from kg.model import MeetingReport
from kg.vocabulary import EntityKind

_NONE, _OPEN = "-", "?"
_SLOTS = ("meetings", "participants", "dates", "places")


@dataclass(slots=True)
class Found:
    """What articles' reports come to beside their marks; `pairs` are of tellings."""

    pairs: Counter[str] = field(default_factory=Counter)
    reports: Counter[str] = field(default_factory=Counter)
    counts: list[Count] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[tuple[str, Missed]] = field(default_factory=list)
    about: About = field(default_factory=About)
    sure: Counter[tuple[float, bool]] = field(default_factory=Counter)  # confidence, right


@dataclass(frozen=True, slots=True)
class Told:
    """A report, and of which occasions its tellings are by the marks: "-" of none, "?" open."""

    report: MeetingReport
    told_at: frozenset[int]
    of: tuple[str, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of both parts; with --misses what is wrong in the one not held out."""
    asked = asks_for_texts("Score occasions against marked articles.").parse_args(arguments)
    linker, found = Linker(load_gazetteer()), {False: Found(), True: Found()}
    for document, marked in marked_articles(asked.articles):
        add(found[marked.held_out], linker.link(document), marked)
    sys.stdout.write(f"to learn from\n{figures(found[False])}held out\n{figures(found[True])}")
    if asked.misses:
        sys.stdout.writelines(_misses(found[False]))
    return 0


def figures(found: Found) -> str:
    """Return what was FOUND, a line each: pairs, reports, then the slots of the evaluation."""
    pairs, reports = found.pairs, found.reports
    precision = pairs["right"] / max(1, pairs["told"])
    recall = pairs["right"] / max(1, pairs["marked"])
    lines = [f"pairs of tellings  P {precision:.3f} R {recall:.3f}"]
    why = ", ".join(f"{n} {name}" for name, n in sorted(reports.items()) if name != "all")
    lines.append(f"reports  {reports['all']}: {why}")
    count = total(found.counts)
    for slot in _SLOTS:
        of = score(slot, count[slot])
        lines.append(f"{slot}  P {of.precision:.3f} R {of.recall:.3f} F {of.f:.3f}")
    lines.append(f"right status  {count.statuses_right / max(1, count.statuses):.3f}")
    for sure in sorted({sure for sure, _ in found.sure}):
        right, wrong = found.sure[sure, True], found.sure[sure, False]
        share = right / (right + wrong)
        lines.append(f"confidence {sure:.2f}  {right + wrong} reports, {share:.3f} right")
    lines += found.about.figures()
    return "".join(f"  {line}\n" for line in lines)


def _misses(found: Found) -> Iterator[str]:
    """Yield what is wrong in the reports FOUND, which occasions none tells, and why not."""
    yield from (f"{wrong}\n" for wrong in found.wrong)
    yield from (f"{wrong}\n" for wrong in found.about.misses)
    yield f"occasions that no report tells {len(found.missed)}:\n"
    yield from table([missed for _, missed in found.missed])
    for occasion, why in found.missed:
        yield f"{occasion} <- {why.reason} {why.likely:.2f}: {why.sentence}\n"


def add(found: Found, document: LinkedDocument, marked: MarkedArticle) -> None:
    """Add to what was FOUND what the mapper tells of a marked article."""
    article = Article(document)
    told = [
        Told(report(article, each), frozenset(each.told_at), _of(each.told_at, marked))
        for each in told_occasions(article)
    ]
    found.pairs += _pairs(told, marked)
    scored = [each for each in told if set(each.of) != {_OPEN}]
    for each in scored:
        why = _verdict(each, marked, document)
        found.reports.update(("all", *(why or ["right"])))
        found.wrong += [f"{marked.name} {', '.join(why)}: {_words(each, document)}"] if why else []
    found.counts.append(_counted(scored, marked, document))
    found.sure += _sureness(article, scored, marked)
    found.missed += _missed(article, scored, marked)
    _add_matter(found.about, scored, marked, document)


def _add_matter(
    about: About, told: Sequence[Told], marked: MarkedArticle, document: LinkedDocument
) -> None:
    """Add what reports say of the occasions that a reader marked topics of."""
    for name, occasion in marked.occasions.items():
        of_it = [each.report for each in told if set(each.of) - {_OPEN, _NONE} == {name}]
        if of_it and occasion.topics is not None:
            topics = [topic for each in of_it for topic in each.topics]
            bodies = [names for each in of_it for names in as_predicted(each, document, 0).others]
            about.add(f"{marked.name} {name}", occasion, topics, bodies)


def _of(told_at: Sequence[int], marked: MarkedArticle) -> tuple[str, ...]:
    """Return of which occasions the words are by the marks; those unmarked are open."""
    return tuple(sorted({marked.of.get(at, _OPEN) for at in told_at}))


def _pairs(told: Sequence[Told], marked: MarkedArticle) -> Counter[str]:
    """Count the pairs of tellings put together, those that are of one occasion, and both."""
    pairs: Counter[str] = Counter()
    clear = sorted(at for at, of in marked.of.items() if of != _OPEN)
    for one, two in combinations(clear, 2):
        together = any({one, two} <= each.told_at for each in told)
        same = marked.of[one] == marked.of[two] != _NONE
        pairs += Counter(told=together, marked=same, right=together and same)
    return pairs


def _verdict(told: Told, marked: MarkedArticle, document: LinkedDocument) -> list[str]:
    """Return what is wrong in a report, strictly; a person left out is not."""
    of = [each for each in told.of if each not in (_OPEN, _NONE)]
    if not of:
        return ["none"]
    if len(of) > 1:
        return ["several"]
    occasion = marked.occasions[of[0]]
    wrong = ["beside"] if _NONE in told.of else []
    wrong += ["who"] if not _are_there(told.report, occasion, document) else []
    wrong += ["status"] if told.report.status.name.lower() != occasion.status else []
    wrong += ["day"] if _is_of_another_day(told.report, occasion, document) else []
    wrong += ["place"] if _is_elsewhere(told.report, occasion, document) else []
    return wrong


def _are_there(report_: MeetingReport, occasion: MarkedOccasion, document: LinkedDocument) -> bool:
    """Say whether all people of a report took part."""
    people = [e for e in report_.participants if e.kind is EntityKind.PERSON]
    return all(any_same(names_of(e, document), occasion.who, same_person) for e in people)


def _is_of_another_day(
    report_: MeetingReport, occasion: MarkedOccasion, document: LinkedDocument
) -> bool:
    told, days = report_.when, days_marked(occasion, document)
    if told is None:
        return False
    fit = [
        day.value[: len(told.value)] == told.value[: len(day.value)]
        for day in days
        if day.value and told.value
    ] + [day.weekday == told.weekday for day in days if day.weekday and told.weekday]
    return bool(fit) and not any(fit)


def _is_elsewhere(
    report_: MeetingReport, occasion: MarkedOccasion, document: LinkedDocument
) -> bool:
    """Say whether place or house have nothing in common with those marked."""
    told = [name for names in places_told(report_, document) for name in names]
    there = places_marked(occasion, document)
    return bool(told and there) and not overlap(told, there)


def _missed(
    article: Article, told: Sequence[Told], marked: MarkedArticle
) -> Iterator[tuple[str, Missed]]:
    """Yield the occasions that no report counts as, in words, and why."""
    gold = [as_gold(each, article.document, must=True) for each in marked.occasions.values()]
    found = [as_predicted(each.report, article.document, at) for at, each in enumerate(told)]
    pairs = paired(gold, found)
    misses = Misses(article, {at: each.of for each in told for at in each.told_at})
    for number, each in enumerate(marked.occasions.values()):
        if number not in pairs:
            why = misses.why(each.name, [at for at, of in marked.of.items() if of == each.name])
            yield f"{marked.name} {each.status}, {'; '.join([*each.who, *each.groups])}", why


def _counted(told: Sequence[Told], marked: MarkedArticle, document: LinkedDocument) -> Count:
    """Count meetings and who took part as the evaluation does; the others score neither way."""
    gold = [as_gold(each, document, must=True) for each in marked.occasions.values()]
    gold += [as_gold(each, document, must=False) for each in marked.others]
    count = Count(marked.name)
    found = [as_predicted(each.report, document, at) for at, each in enumerate(told)]
    empty: Gold = Gold(marked.name, tuple(gold), (), (), (), (), (), (), (), ())
    count_meetings(empty, found, count)
    return count


def _sureness(
    article: Article, told: Sequence[Told], marked: MarkedArticle
) -> Counter[tuple[float, bool]]:
    """Count reports by their confidence, and by whether they are right as calibration counts it.

    That is: an occasion of the marks, with its status; one of the others scores neither way.
    """
    occasions, signs = [*marked.occasions.values(), *marked.others], Signs(article)
    gold = [as_gold(each, article.document, must=True) for each in occasions]
    found = [as_predicted(each.report, article.document, at) for at, each in enumerate(told)]
    pairs = {by: at for at, by in paired(gold, found).items()}
    return Counter(
        (
            rated(each.report, signs).confidence,
            by in pairs and occasions[pairs[by]].status == each.report.status.name.lower(),
        )
        for by, each in enumerate(told)
        if pairs.get(by, -1) < len(marked.occasions)
    )


def _words(told: Told, document: LinkedDocument) -> str:
    """Return a report in words: who, and the sentences that tell it."""
    who = ", ".join(entity.label for entity in told.report.participants)
    said = " | ".join(_sentences(told.report, document))
    return f"{told.report.status.name.lower()}, {who} <- {' '.join(told.of)} {said}"


def _sentences(report_: MeetingReport, document: LinkedDocument) -> Iterator[str]:
    for span in report_.evidence:
        yield " ".join(span.of(document.document.text).split())


if __name__ == "__main__":
    sys.exit(main())
