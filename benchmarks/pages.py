"""The generated parts of pages: tables between `<!-- NAME -->` and `<!-- end -->`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.evaluation import Interval, Score, Scores, intervals

_BLOCK = re.compile(r"<!-- (?P<name>[^>]*?) -->\n.*?<!-- end -->", re.DOTALL)
# What the readers' agreement calls what the scores call otherwise.
_AGREED = {"participants": "people"}
_SPOKEN = {
    "people": "people in them",
    "status": "their status",
    "dates": "their dates",
    "places": "their places",
    "groups": "groups in them",
    "organizations": "organizations in them",
    "alliances": "alliances, by member",
}
_ORDER = ("meetings", *_SPOKEN, "roles", "moves", "kin", "speakers")

Agreement = Mapping[str, Sequence[int]]


def filled(page: str, blocks: Mapping[str, str]) -> str:
    """Return PAGE with BLOCKS between their marks; raise KeyError for one that has no marks."""
    marked = {block["name"] for block in _BLOCK.finditer(page)}
    if lacking := blocks.keys() - marked:
        raise KeyError(f"the page has no marks for {', '.join(sorted(lacking))}")

    def block(found: re.Match[str]) -> str:
        name = found["name"]
        return f"<!-- {name} -->\n{blocks[name]}<!-- end -->" if name in blocks else found.group()

    return _BLOCK.sub(block, page)


def figures_table(scores: Scores, agreed: Agreement | None) -> str:
    """Return SCORES with their intervals as a table, AGREED beside it where two readers read."""
    head = ("slot", "precision", "95 %", "recall", "95 %", "F", "95 %", "found", "wrong", "missed")
    rows = [[*row, *_beside(row[0], agreed)] for row in _rows(scores)]
    return f"{table([*head, *(['two readers, F'] if agreed else [])], rows)}\n{_sentence(scores)}\n"


def kinds_table(found: Mapping[str, tuple[int, int]]) -> str:
    """Return as a table how many meetings are FOUND of how many, a kind."""
    rows = [
        [kind, str(hits), str(meetings), _share(hits / meetings if meetings else None)]
        for kind, (hits, meetings) in found.items()
    ]
    return table(["meetings", "found", "of", "recall"], rows)


def agreement_table(agreed: Agreement) -> str:
    """Return AGREED as a table."""
    rows = [
        [_SPOKEN.get(slot, slot), *map(str, agreed[slot]), _share(_f(agreed[slot]))]
        for slot in _ORDER
    ]
    return table(["slot", "both", "only first", "only second", "F"], rows)


def _rows(scores: Scores) -> Iterator[list[str]]:
    for score, within in zip(scores.slots, intervals(scores), strict=True):
        if score.found or score.missed or score.wrong:
            yield [
                score.slot,
                *(_share(score.precision), _ends(within.precision)),
                *(_share(score.recall), _ends(within.recall)),
                *(_share(score.f), _ends(within.f)),
                *_counts(score),
            ]


def _counts(score: Score) -> list[str]:
    wrong = "" if score.precision is None and score.f is None else str(score.wrong)
    return [str(score.found), wrong, str(score.missed)]


def _beside(slot: str, agreed: Agreement | None) -> list[str]:
    """Return the cell of SLOT in the column on what two readers AGREED on, if there is one."""
    if agreed is None:
        return []
    counts = agreed.get(_AGREED.get(slot, slot))
    return [_share(_f(counts)) if counts else ""]


def _sentence(scores: Scores) -> str:
    """Return what the table has no column for."""
    said_held = _share(scores.not_held_said_held) or "none"
    return (
        f"{scores.articles} articles. Of the meetings found {_share(scores.status_accuracy)} have "
        f"the right status; of those not held, told as held: {said_held}; dates that no sentence "
        f"gives: {scores.invented_dates}."
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _f(counts: Sequence[int]) -> float | None:
    both, first, second = counts
    return 2 * both / (2 * both + first + second) if any(counts) else None


def _ends(interval: Interval | None) -> str:
    return "" if interval is None else f"{_share(interval[0])}–{_share(interval[1])}"


def _share(share: float | None) -> str:
    """Return SHARE as it is printed: .938, 1.000."""
    return "" if share is None else f"{share:.3f}".removeprefix("0")
