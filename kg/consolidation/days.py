"""Step consolidate, days: when something was as far as a report tells, and what contradicts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kg.consolidation.reports import Report
from kg.vocabulary import SCHEMA, Weekday

MONTH = 31  # days; a vaguer date ("in 2024") tells occasions apart, but joins none
WEEK = 7
_YEAR = 366
_WEEKDAYS = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a report leaves open; `month_day` is `12-26` where the year isn't known."""

    earliest: date | None = None
    latest: date | None = None
    weekday: Weekday | None = None
    month_day: str | None = None

    @property
    def length(self) -> int | None:
        """Return the number of days from earliest to latest, None if one isn't known."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    @property
    def dated(self) -> bool:
        """Return whether the days are known to the month or better."""
        return self.length is not None and self.length <= MONTH

    @property
    def vague(self) -> bool:
        """Return whether the days aren't known to the week."""
        return self.length is None or self.length > WEEK

    def in_words(self) -> str:
        """Return the days for people: `2031-03-04`, `2031-03-01 to 2031-03-31`, `--03-04`."""
        weekday = self.weekday or "no day"
        if self.earliest is None or self.latest is None:
            return f"--{self.month_day}" if self.month_day else weekday
        if self.earliest == self.latest:
            return f"{self.earliest}"
        return f"{self.earliest} to {self.latest}"

    def each(self) -> list[date]:
        """Return every day from earliest to latest, none if they aren't known."""
        if self.earliest is None or self.length is None:
            return []
        return [self.earliest + timedelta(days=n) for n in range(self.length)]

    def weekdays(self) -> frozenset[Weekday] | None:
        """Return the weekdays that are possible, None if all are."""
        if self.weekday:
            return frozenset((self.weekday,))
        if self.length is None or self.length >= WEEK:
            return None
        return frozenset(_WEEKDAYS[day.weekday()] for day in self.each())

    def month_days(self) -> frozenset[str] | None:
        """Return the days of the year that are possible (`12-26`), None if all are."""
        if self.month_day:
            return frozenset((self.month_day,))
        if self.length is None or self.length >= _YEAR:
            return None
        return frozenset(day.strftime("%m-%d") for day in self.each())


def days_of(report: Report) -> Days:
    """Return when it was, by REPORT."""
    weekday = report.node("weekday")
    value = report.text("date") or ""
    return Days(
        earliest=report.day("earliest"),
        latest=report.day("latest"),
        weekday=Weekday(weekday.removeprefix(SCHEMA)) if weekday else None,
        month_day=value.removeprefix("--") if value.startswith("--") else None,
    )


def day_told(report: Report) -> date | None:
    """Return the day as of which REPORT speaks: its own date's last, at most its publication."""
    days = [day for day in (report.day("latest"), report.article.published) if day]
    return min(days, default=None)


def contradict(one: Days, other: Days) -> bool:
    """Return whether no day fits both; what isn't known contradicts nothing."""
    return gap(one, other) > 0 or _unfit(one, other) or _unfit(other, one)


def _unfit(one: Days, other: Days) -> bool:
    """Return whether the weekday or the day of the year that ONE names is no day of OTHER."""
    weekdays = other.weekdays() if one.weekday else None
    month_days = other.month_days() if one.month_day else None
    return (weekdays is not None and one.weekday not in weekdays) or (
        month_days is not None and one.month_day not in month_days
    )


def gap(one: Days, other: Days) -> int:
    """Return how many days lie from the end of the earlier to the start of the later, or 0."""
    gaps = [
        (start - end).days
        for start, end in ((one.earliest, other.latest), (other.earliest, one.latest))
        if start and end
    ]
    return max([0, *gaps])
