"""Parts of consolidation: names, days, places in labels, and how much is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from pyoxigraph import Triple

from kg.consolidation import matching
from kg.consolidation.comparison import Comparison, compare
from kg.consolidation.days import Days, contradict, gap
from kg.consolidation.names import is_bare, name_of, surname_of
from kg.consolidation.occasions import Occasion
from kg.consolidation.world import World, gazetteer_world
from kg.graph import ArticleGraph, Iris
from kg.graph.terms import pol
from kg.vocabulary import Weekday

DAY = date(2031, 3, 3)  # a Monday


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("K.C. Venn", "kc-venn"),
        ("K C Venn", "kc-venn"),
        ("KC Venn", "kc-venn"),
        ("Shri Asha Rao ji", "asha-rao"),
        ("Dr. Asha Rao", "asha-rao"),
        ("Łukasz Øster", "lukasz-oster"),
        ("Dr", "dr"),
    ],
)
def test_name_of(label: str, name: str) -> None:
    assert name_of(label) == name


@pytest.mark.parametrize(
    ("label", "bare"), [("Rao", True), ("Mr Rao", True), ("de Wit", True), ("K Rao", False)]
)
def test_is_bare(label: str, bare: bool) -> None:
    name = name_of(label)
    assert is_bare(name) is bare
    assert surname_of(name) in ("rao", "wit")


def _span(first: date, days: int = 1) -> Days:
    """Return that many days from the FIRST."""
    return Days(first, first + timedelta(days=days - 1))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (_span(DAY), _span(DAY), False),
        (_span(DAY), _span(DAY + timedelta(days=1)), True),
        (_span(DAY), _span(DAY - timedelta(days=9), 30), False),
        (_span(DAY), Days(weekday=Weekday.MONDAY), False),
        (_span(DAY), Days(weekday=Weekday.TUESDAY), True),
        (_span(DAY, 3), Days(weekday=Weekday.FRIDAY), True),
        (_span(DAY, 30), Days(weekday=Weekday.FRIDAY), False),
        (Days(weekday=Weekday.MONDAY), Days(weekday=Weekday.TUESDAY), True),
        (_span(DAY), Days(month_day="03-03"), False),
        (_span(DAY), Days(month_day="03-04"), True),
        (_span(DAY, 20), Days(month_day="02-20"), True),
        (Days(month_day="03-03"), Days(month_day="03-04"), True),
        (Days(), _span(DAY), False),
        (Days(latest=DAY), _span(DAY + timedelta(days=1)), True),
    ],
)
def test_days_contradict(one: Days, other: Days, apart: bool) -> None:
    assert contradict(one, other) is apart
    assert contradict(other, one) is apart


def test_gap_is_from_end_to_start() -> None:
    assert gap(_span(DAY, 3), _span(DAY + timedelta(days=5))) == 3
    assert gap(_span(DAY), Days()) == 0


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("leaders of Southmark and the Upper Isles", {"place/southmark", "place/upper-isles"}),
        ("Northmark's mayors", {"place/northmark"}),
        ("(Northmark) unit", {"place/northmark"}),
        ("upper isles of the mind", set()),
        ("mayors of Twinford", set()),  # there are two
        ("", set()),
    ],
)
def test_places_in_a_label(gazetteer: list[Triple], text: str, places: set[str]) -> None:
    world: World = gazetteer_world(gazetteer, Iris())
    assert {place.removeprefix(Iris().base) for place in world.places_in(text)} == places


def test_meetings_of_other_days_are_not_compared(
    graphs: Callable[[Any], list[ArticleGraph]],
    consolidated: Callable[[Iterable[ArticleGraph]], list[Triple]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = [DAY + timedelta(days=3 * n) for n in range(100)]
    told = graphs(
        {
            "article": f"{outlet}-{day}",
            "published": day,
            "reports": [{"meeting": "Held", "with": ["Asha Rao", "Ben Ode"], "when": day}],
        }
        for day in days
        for outlet in ("one", "two")
    )
    compared: list[Comparison] = []

    def counted(one: Occasion, other: Occasion, world: World) -> Comparison:
        compared.append(compare(one, other, world))
        return compared[-1]

    monkeypatch.setattr(matching, "compare", counted)
    consolidated(told)
    assert len(compared) == len(days)
    assert all(comparison.same for comparison in compared)


def test_a_fact_is_as_sure_as_its_surest_report(
    graphs: Callable[[Any], list[ArticleGraph]],
    consolidated: Callable[[Iterable[ArticleGraph]], list[Triple]],
) -> None:
    told = graphs(
        {
            "article": outlet,
            "published": DAY,
            "publisher": outlet,
            "reports": [
                {
                    "meeting": "Held",
                    "with": ["Asha Rao", "Ben Ode"],
                    "when": DAY,
                    "confidence": sure,
                }
            ],
        }
        for outlet, sure in (("one", 0.7), ("two", 0.85), ("three", 0.8))
    )
    found = [t.object.value for t in consolidated(told) if t.predicate == pol("confidence")]  # type: ignore[union-attr]
    assert found == ["0.85"]
