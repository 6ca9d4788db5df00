"""Step calibrate: how sure a report is, out of the share of such reports that gold finds right.

For each mapper, reports are graded by the number of their signs (mappers/signs). The share of right
ones in a grade is smoothed: a few more reports are put to it, right as often as those of the
mapper's other grades, whose share is smoothed by the mean of all mappers' likewise. More signs
never make a report less sure: grades that contradict this are taken together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from statistics import fmean

from kg.errors import InputError
from kg.evaluation.evaluate import verdicts
from kg.evaluation.gold import Gold
from kg.graph import ArticleGraph, Iris, gazetteer_triples, load_gazetteer, to_graph
from kg.graph.identity import identified
from kg.linking import Linker
from kg.mappers import MAPPERS, Article, map_article
from kg.mappers.confidence import Grade, Grades
from kg.mappers.signs import Signs, Told
from kg.model import Document, Facts
from kg.readers import read

_WEIGHT = 10  # reports that are put to each grade and mapper; more makes them more alike
_LEAST, _MOST = 0.01, 0.99  # no report is certain
_HEAD = """\
# How sure a report is: for each mapper, by how many of its signs (mappers/signs.py) a report bears,
# none first, how many such reports careful readers found right and wrong, and the share of right
# ones, smoothed. `unmeasured` is for mappers whose reports nobody has judged: as sure as the least.
# Written by `make calibration` (docs/confidence.md); not to be changed by hand.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A report that gold finds right or wrong: its mapper, and which of its signs it bears."""

    mapper: str
    signs: Told
    right: bool

    @property
    def borne(self) -> int:
        """Return how many signs it bears."""
        return sum(self.signs.values())


def judged(gold: Sequence[Gold], texts: Sequence[str]) -> list[Judged]:
    """Return the reports on the articles of GOLD that it judges.

    TEXTS are files and folders that hold the articles, by the identifiers in gold. The articles
    are read and mapped anew, since signs are not in the graph. Raises InputError if a text is
    not there.
    """
    linker, iris = Linker(load_gazetteer()), Iris()
    graphs = [ArticleGraph(iris.gazetteer_graph, tuple(gazetteer_triples(iris)))]
    signed: dict[str, tuple[str, Told]] = {}
    for document in _documents({each.article for each in gold}, texts):
        linked = linker.link(document)
        facts = _evenly_sure(map_article(linked))
        graphs.append(to_graph(facts, iris))
        signs = Signs(Article(linked))
        for iri, report in identified(document.identifier, facts.reports, iris).items():
            signed[iri] = report.mapper, signs.of(report)
    found = verdicts(gold, graphs)
    return [Judged(*signed[iri], right) for iri, right in sorted(found.items())]


def _documents(wanted: set[str], texts: Sequence[str]) -> Iterator[Document]:
    """Yield the articles WANTED in TEXTS; raise InputError if one is not there."""
    missing = set(wanted)
    for item in read(texts):
        if isinstance(item, Document) and item.identifier in missing:
            missing.remove(item.identifier)
            yield item
    if missing:
        raise InputError(f"there is no text of {', '.join(sorted(missing))} in {', '.join(texts)}")


def _evenly_sure(facts: Facts) -> Facts:
    """Return FACTS all equally sure, so that what is learnt does not lean on what was before."""
    return replace(facts, reports=tuple(replace(r, confidence=0.5) for r in facts.reports))


def fitted(reports: Sequence[Judged]) -> Grades:
    """Return the grades that REPORTS give."""
    if not reports:
        raise InputError("gold judges no report of these articles")
    by_mapper = {name: [r for r in reports if r.mapper == name] for name in MAPPERS}
    found = {name: own for name, own in by_mapper.items() if own}
    whole = fmean(_share(own, 0.5, weight=2) for own in found.values())
    mappers = {name: _grades(own, whole) for name, own in found.items()}
    return Grades(mappers, _rounded(min(_share(own, whole) for own in found.values())))


def _grades(reports: Sequence[Judged], whole: float) -> tuple[Grade, ...]:
    """Return the grades of one mapper's REPORTS; of a mean mapper's a share of WHOLE is right."""
    graded: list[tuple[list[Judged], float]] = []
    for borne in range(len(reports[0].signs) + 1):
        others = [report for report in reports if report.borne != borne]
        grade = [report for report in reports if report.borne == borne]
        graded.append((grade, _share(grade, _share(others, whole))))
    shares = _rising((share, len(grade)) for grade, share in graded)
    return tuple(
        Grade(sum(r.right for r in grade), sum(not r.right for r in grade), _rounded(share))
        for (grade, _), share in zip(graded, shares, strict=True)
    )


def _share(reports: Sequence[Judged], prior: float, weight: int = _WEIGHT) -> float:
    """Return the share of right ones among REPORTS and WEIGHT more of which PRIOR are right."""
    right = sum(report.right for report in reports)
    return (right + weight * prior) / (len(reports) + weight)


def _rising(shares: Iterable[tuple[float, int]]) -> list[float]:
    """Return SHARES, each with its number of reports, none under the one before.

    Neighbours that fall get their common mean, as often as it takes (pool adjacent violators).
    """
    blocks: list[tuple[float, float, int]] = []  # share, weight, grades
    for share, number in shares:
        block = (share, number or 1e-9, 1)
        while blocks and blocks[-1][0] > block[0]:
            before = blocks.pop()
            weight = before[1] + block[1]
            mean = (before[0] * before[1] + block[0] * block[1]) / weight
            block = (mean, weight, before[2] + block[2])
        blocks.append(block)
    return [share for share, _, size in blocks for _ in range(size)]


def _rounded(share: float) -> float:
    return min(max(round(share, 2), _LEAST), _MOST)


def as_yaml(grades: Grades) -> str:
    """Return GRADES as they stand in lexicon/confidence.yaml."""
    lines = [f"{_HEAD}\nunmeasured: {grades.unmeasured}", "mappers:"]
    for name, each in grades.mappers.items():
        lines.append(f"  {name}:")
        for grade in each:
            values = ", ".join(
                f"{field.name}: {getattr(grade, field.name)}" for field in fields(Grade)
            )
            lines.append(f"  - {{{values}}}")
    return "\n".join(lines) + "\n"
