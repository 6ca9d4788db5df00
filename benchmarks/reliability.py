"""Write the page on confidence: whether reports are right as often as it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.pages import table
from kg.evaluation.calibration import Judged
from kg.mappers.confidence import Grades

_BINS = {  # of confidence: from, up to
    "under .80": (0.0, 0.8),
    ".80 to .89": (0.8, 0.9),
    ".90 to .94": (0.9, 0.95),
    ".95 and more": (0.95, 1.0),
}
_LEAST = (0.0, 0.8, 0.9, 0.95)  # what --min-confidence is shown for
_HEAD = """\
# Confidence

<!-- Written by `make calibration`; change benchmarks/reliability.py, not this page. -->

`pol:confidence` of a report is how likely it is right: the share of right ones among reports that
were read alike. It says nothing of whether the article is right, nor of every person and date in
the report. A fact has the confidence of the surest report that says it; how many independent
sources say it stands beside it (`pol:independentSources`), as two papers may be misread alike.

    kg query meetings --min-confidence 0.9
    kg explain "Hemant Soren" --min-confidence 0.9

Each mapper knows a few plain signs that a report was read rightly, and the more of them a report
bears, the surer it is. How sure is counted out on articles that careful readers annotated
([tests/gold](../tests/gold/README.md)): right is what the matching of `kg evaluate` finds right,
of a meeting its status too, of an alliance all members that count; what gold leaves open counts
neither way. Few reports lean on those of the mapper's other grades, and more signs never make one
less sure. The figures are in `kg/lexicon/confidence.yaml`; [why so](decisions/0031-confidence.md).
"""
_TAIL = """\
Seat sharing is not in the gold: its reports are as sure as those of the least sure mapper.

Made anew with (`pool.jsonl` holds the articles' texts, which are their publishers'):

    make calibration ARTICLES=pool.jsonl
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A part of the gold: the number of its articles, and the reports that it judges."""

    articles: int
    reports: Sequence[Judged]


def page(grades: Grades, counted: Measured, held_out: Measured) -> str:
    """Return docs/confidence.md: GRADES, and how they hold on the two sets."""
    return "\n".join(
        [
            _HEAD,
            *_reliability(grades, counted, held_out),
            *_thresholds(grades, held_out),
            *_signs(counted),
            *_graded(grades),
            _TAIL,
        ]
    )


def _reliability(grades: Grades, counted: Measured, held_out: Measured) -> Iterator[str]:
    """Yield how often reports are right, by confidence and by mapper."""
    yield "## Is it right as often as it says?"
    yield ""
    yield (
        f"Counted on {counted.articles} articles of the pool, on which the mappers were worked\n"
        f"too, and held against its other {held_out.articles}, which had no part in the counting:\n"
        "the number of reports, their mean confidence, the share that is right. Of alliances,\n"
        "moves and kin there are too few to tell much, and known articles flatter all of them."
    )
    yield ""
    sets = {"counted on": counted, "held out": held_out}

    def row(name: str, takes: Callable[[Judged], bool]) -> list[str]:
        return [name, *(c for s in sets.values() for c in _cells(grades, filter(takes, s.reports)))]

    columns = [f"{name}: {what}" for name in sets for what in ("reports", "mean", "right")]
    bins = [row(name, partial(_is_in, grades, low, top)) for name, (low, top) in _BINS.items()]
    by_mapper = [row(name, partial(_is_of, name)) for name in grades.mappers]
    whole = row("all", lambda report: True)
    yield table(["confidence", *columns], [*bins, whole])
    yield table(["mapper", *columns], [*by_mapper, whole])


def _is_in(grades: Grades, low: float, top: float, report: Judged) -> bool:
    return low <= _sure(grades, report) < top


def _is_of(mapper: str, report: Judged) -> bool:
    return report.mapper == mapper


def _cells(grades: Grades, reports: Iterable[Judged]) -> list[str]:
    """Return how many REPORTS there are, how sure they are on the mean, how many are right."""
    found = list(reports)
    if not found:
        return ["0", "", ""]
    mean = sum(_sure(grades, report) for report in found) / len(found)
    return [str(len(found)), _digits(mean), _digits(sum(r.right for r in found) / len(found))]


def _thresholds(grades: Grades, held_out: Measured) -> Iterator[str]:
    """Yield what --min-confidence leaves of the reports HELD_OUT."""
    yield "## What `--min-confidence` leaves"
    yield ""
    yield "Of the reports held out, the share that is kept, and of these the share that is right:"
    yield ""
    sets = [list(held_out.reports)]
    sets += [[r for r in held_out.reports if r.mapper == name] for name in grades.mappers]
    rows = [[_digits(least), *(_kept(grades, least, own) for own in sets)] for least in _LEAST]
    yield table(["at least", "all", *grades.mappers], rows)


def _kept(grades: Grades, least: float, own: Sequence[Judged]) -> str:
    """Return which share of OWN is at LEAST so sure, and which share of that is right."""
    if not own:
        return ""
    kept = [report for report in own if _sure(grades, report) >= least]
    right = f", {_digits(sum(r.right for r in kept) / len(kept))} right" if kept else ""
    return f"{_digits(len(kept) / len(own))}{right}"


def _signs(counted: Measured) -> Iterator[str]:
    """Yield the signs of each mapper, and how often reports with and without are right."""
    yield "## The signs"
    yield ""
    yield "Right ones of the reports counted on that bear a sign, and of those that don't."
    yield ""
    kinds: dict[str, list[str]] = {}
    for report in counted.reports:
        kinds.setdefault(report.mapper, list(report.signs))
    rows = []
    for mapper, signs in sorted(kinds.items()):
        own = [report for report in counted.reports if report.mapper == mapper]
        for sign in signs:
            sides = ([r for r in own if r.signs[sign] is borne] for borne in (True, False))
            rows.append([mapper, sign, *map(_of, sides)])
    yield table(["mapper", "sign", "with it", "without it"], rows)


def _graded(grades: Grades) -> Iterator[str]:
    """Yield how sure reports are, by mapper and number of signs."""
    yield "How sure a report is by the number of its signs:"
    yield ""
    most = max(len(each) for each in grades.mappers.values())
    rows = [
        [name, *(f"{grade.confidence:.2f}" for grade in each), *[""] * (most - len(each))]
        for name, each in grades.mappers.items()
    ]
    yield table(["mapper", *map(str, range(most))], rows)


def _sure(grades: Grades, report: Judged) -> float:
    return grades.confidence(report.mapper, report.borne)


def _of(reports: Sequence[Judged]) -> str:
    """Return how many of REPORTS are right, and their share."""
    right = sum(report.right for report in reports)
    return f"{right} of {len(reports)}, {_digits(right / len(reports))}" if reports else ""


def _digits(share: float) -> str:
    """Return SHARE as the pages on accuracy have it: .930, 1.000."""
    return f"{share:.3f}".removeprefix("0")
