"""Step evaluate, tally: what was found, what is missing and what is wrong, a slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# In the order in which they are shown.
SLOTS = (
    "meetings",
    "participants",
    "dates",
    "places",
    "alliances",
    "roles",
    "moves",
    "kin",
    "speakers",
    "groups",
    "organizations",
    "absent",
    "topics",
)


# What gold doesn't list in full: only recall is counted.
RECALL_ONLY = frozenset({"groups", "organizations", "absent", "topics"})


@dataclass(slots=True)
class Tally:
    """Counts of one slot: `found` and `missed` of gold, `wrong` of what is predicted.

    `right` counts what is rightly predicted, where that isn't one to one with what is found.
    """

    found: int = 0
    missed: int = 0
    wrong: int = 0
    right: int = 0

    def gold(self, found: bool) -> bool:
        """Count one of gold as FOUND or missed; return FOUND."""
        self.found += found
        self.missed += not found
        return found

    def __bool__(self) -> bool:
        return bool(self.found or self.missed or self.wrong or self.right)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F of a slot, None where there is nothing to count them on.

    Of a slot that gold doesn't list in full there is recall only.
    """

    slot: str
    precision: float | None
    recall: float | None
    f: float | None
    found: int
    wrong: int
    missed: int


def score(slot: str, tally: Tally) -> Score:
    """Return the score of SLOT."""
    recall = _share(tally.found, tally.found + tally.missed)
    if slot in RECALL_ONLY:
        return Score(slot, None, recall, None, tally.found, tally.wrong, tally.missed)
    right = tally.right or tally.found
    precision = _share(right, right + tally.wrong)
    f = _f(precision, recall)
    return Score(slot, precision, recall, f, tally.found, tally.wrong, tally.missed)


def together(tallies: Sequence[Tally]) -> Tally:
    """Return the sum of TALLIES."""
    return Tally(
        found=sum(tally.found for tally in tallies),
        missed=sum(tally.missed for tally in tallies),
        wrong=sum(tally.wrong for tally in tallies),
        right=sum(tally.right for tally in tallies),
    )


def _share(part: int, whole: int) -> float | None:
    """Return PART of WHOLE, None of nothing."""
    return part / whole if whole else None


def _f(precision: float | None, recall: float | None) -> float | None:
    """Return the harmonic mean, 0 where one is 0 or can't be counted, None where neither can."""
    if precision is None and recall is None:
        return None
    if not precision or not recall:
        return 0.0
    return 2 * precision * recall / (precision + recall)


@dataclass(slots=True)
class Count:
    """All that is counted in one article, or in several; `misses` tells each miss in words.

    `verdicts` says of predicted reports, by their IRIs, whether they are right; those of which gold
    leaves it open are not among them.
    """

    article: str = ""

    tallies: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    invented_dates: int = 0
    statuses: int = 0
    statuses_right: int = 0
    not_held: int = 0
    not_held_said_held: int = 0
    misses: list[str] = field(default_factory=list)
    verdicts: dict[str, bool] = field(default_factory=dict)

    def __getitem__(self, slot: str) -> Tally:
        return self.tallies[slot]

    def miss(self, text: str) -> None:
        """Note a miss in the present article."""
        self.misses.append(f"{self.article}: {text}")

    def false(self, slot: str, text: str) -> None:
        """Count a wrong prediction and note it."""
        self[slot].wrong += 1
        self.miss(text)

    def judge(self, report: str, right: bool) -> None:
        """Note whether REPORT is RIGHT; where it says several things, all of them have to be."""
        self.verdicts[report] = right and self.verdicts.get(report, True)

    def recall(self, slot: str, found: Iterable[tuple[str, bool]], where: str) -> None:
        """Count what gold has in SLOT as found or missed, noting the latter."""
        for name, hit in found:
            if not self[slot].gold(hit):
                self.miss(f"{where} lacks {slot}: {name}")


def total(counts: Sequence[Count]) -> Count:
    """Return what COUNTS, each of an article, come to."""
    return Count(
        tallies={slot: together([count[slot] for count in counts]) for slot in SLOTS},
        invented_dates=sum(count.invented_dates for count in counts),
        statuses=sum(count.statuses for count in counts),
        statuses_right=sum(count.statuses_right for count in counts),
        not_held=sum(count.not_held for count in counts),
        not_held_said_held=sum(count.not_held_said_held for count in counts),
        misses=[miss for count in counts for miss in count.misses],
    )
