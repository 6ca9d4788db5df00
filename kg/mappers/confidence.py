"""Map, confidence: how likely a report is right, by the signs of how it was read.

The figures are shares of right reports among those that careful readers judged, out of
lexicon/confidence.yaml, which `make calibration` writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kg.mappers.signs import Signs
from kg.model import AnyReport
from kg.resources import lexicon_data


@dataclass(frozen=True, slots=True)
class Grade:
    """Reports of a kind with so many signs: how many were judged right and wrong, how sure."""

    right: int
    wrong: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Grades:
    """How sure a report is by its mapper and the number of its signs, none first.

    `unmeasured` is for a mapper whose reports nobody has judged.
    """

    mappers: Mapping[str, Sequence[Grade]]
    unmeasured: float

    def confidence(self, mapper: str, signs: int) -> float:
        """Return how likely a report of MAPPER with so many SIGNS is right."""
        grades = self.mappers.get(mapper)
        return grades[min(signs, len(grades) - 1)].confidence if grades else self.unmeasured


@cache
def grades() -> Grades:
    """Return the grades of lexicon/confidence.yaml."""
    data: dict[str, Any] = lexicon_data("confidence.yaml")
    mappers = {
        name: tuple(Grade(**grade) for grade in each) for name, each in data["mappers"].items()
    }
    return Grades(mappers, data["unmeasured"])


def rated(report: AnyReport, signs: Signs) -> AnyReport:
    """Return REPORT with its confidence."""
    borne = sum(signs.of(report).values())
    return replace(report, confidence=grades().confidence(report.mapper, borne))
