"""Step serve, timeline: meetings in the order of time, drawn and as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.dates.arithmetic import month_bounds, year_bounds
from kg.errors import TimeLimitError, UsageError
from kg.queries import Cell, Queryable, SavedQuery, run
from kg.queries.asking import select, text_of
from kg.queries.blocks import fill
from kg.queries.networks import Choice, questions
from kg.queries.networks.choice import terms
from kg.serve.drawings.asked import Values, first, given, meant, status_of
from kg.serve.once import Once
from kg.serve.rendering import href
from kg.serve.site import Site
from kg.vocabulary import MeetingStatus

DRAWN = 1_000  # meetings on a page
_FILTERS = ("person", "party", "place", "status", "since", "until")
Days: TypeAlias = tuple[str, str]  # the first and the last

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Link:
    """What is called LABEL, and where here it is told of, if it is."""

    label: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A row of the timeline; the days (YYYY-MM-DD) are None where no date is known."""

    name: str
    href: str | None
    date: str
    earliest: str | None
    latest: str | None
    status: str
    participants: tuple[Link, ...]
    places: tuple[Link, ...]
    topics: tuple[str, ...]
    sources: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Meetings as they are shown: the latest, undated ones last; how many there are in all."""

    meetings: tuple[Meeting, ...]
    found: int
    remarks: tuple[str, ...]


def routes(site: Site) -> list[BaseRoute]:
    """Return the route of the timeline."""
    query = site.questions["meetings"]
    whole = Once(lambda state: site.asking.ask(state, shown_of, query, {}))
    site.first.append(whole)

    def timeline(request: Request) -> Response:
        asked = given(request, _FILTERS)
        shown, error = Shown((), 0, ()), None
        try:
            with site.state() as store:
                shown = site.asking.ask(store, shown_of, query, asked) if asked else whole.of(store)
        except (UsageError, TimeLimitError) as problem:
            error = problem
        return site.page(
            request,
            "timeline.html",
            status=status_of(error),
            shown=shown,
            error=error,
            meant=meant(asked, error),
            too_long=isinstance(error, TimeLimitError),
            asked={name: first(asked, name) or "" for name in _FILTERS},
            statuses=_statuses(query),
            limit=DRAWN,
        )

    return [Route("/timeline", site.asking.waiting(timeline), name="timeline")]


def _statuses(query: SavedQuery) -> tuple[str, ...]:
    return next(param.choices for param in query.params if param.name == "status")


def shown_of(store: Queryable, query: SavedQuery, asked: Values, most: int = DRAWN) -> Shown:
    """Return the meetings that are ASKED for; of more than MOST the latest.

    Raises UsageError for a value that doesn't fit.
    """
    since, found = _enough(store, asked, most)
    table = run(store, query, {**asked, **({"since": [since]} if since else {})})
    rows = [dict(zip(table.names, row.cells, strict=True)) for row in table.rows]
    spans = [_days(_text(row["date"])) for row in rows]
    meetings = tuple(_meeting(store.base, rows[at], spans[at]) for at in latest(spans, most))
    return Shown(meetings, max(found, len(rows)), table.remarks)


def _enough(store: Queryable, asked: Values, most: int) -> tuple[str | None, int]:
    """Return the day from which on the last MOST meetings begin, and how many there are.

    None and 0 where those that are ASKED for may be few: the saved query is asked for all of them.
    """
    if asked.keys() & {"person", "party", "place"}:
        return None, 0
    choice = Choice(first(asked, "since"), first(asked, "until"), tuple(asked.get("status", ())))
    wanted = terms(store, choice, MeetingStatus, MeetingStatus)
    rows = select(store, fill(questions.MEETINGS, store.base, wanted))
    days = sorted(text_of(row["earliest"]) for row in rows if "earliest" in row)
    return (days[-most] if len(days) > most else None), len(rows)


def latest(spans: Sequence[Days | None], most: int) -> list[int]:
    """Return which of the meetings on SPANS are shown: the last, then the undated."""
    dated = [at for at, span in enumerate(spans) if span]
    undated = [at for at, span in enumerate(spans) if not span]
    return [*dated[-most:], *undated[: max(0, most - len(dated))]]


def _meeting(base: str, row: Mapping[str, Cell], days: Days | None) -> Meeting:
    """Return the meeting of ROW, which was on DAYS."""
    people, places = _links(base, row["participant"]), _links(base, row["place"])
    earliest, latest = days or (None, None)
    return Meeting(
        name=", ".join([_several(people), *(place.label for place in places)]),
        href=href(base, row["meeting"][0].iri or ""),
        date=_text(row["date"]),
        earliest=earliest,
        latest=latest,
        status=_text(row["status"]),
        participants=people,
        places=places,
        topics=tuple(str(item.shown) for item in row["topic"]),
        sources=_text(row["sources"]),
    )


def _several(people: Sequence[Link]) -> str:
    """Return a few words for PEOPLE: the first two, and how many others there are."""
    labels = [link.label for link in people]
    if len(labels) > 3:
        return f"{labels[0]}, {labels[1]} and {len(labels) - 2} others"
    return " and ".join([*([", ".join(labels[:-1])] if labels[1:] else []), *labels[-1:]])


def _days(known: str) -> Days | None:
    """Return the first and the last day of what is KNOWN (2024-09-03, 2024-09, 2024, a/b)."""
    first_day, _, last_day = known.partition("/")
    begin, end = _bounds(first_day), _bounds(last_day or first_day)
    return (begin[0], end[1]) if begin and end else None


def _bounds(known: str) -> Days | None:
    """Return the first and the last day of a day, month or year; None for what is neither."""
    found = _DATE.fullmatch(known)
    if not found:
        return None
    year, month, day = found.groups()
    if day:
        return known, known
    bounds = month_bounds(int(year), int(month)) if month else year_bounds(int(year))
    return bounds.earliest.isoformat(), bounds.latest.isoformat()


def _links(base: str, cell: Cell) -> tuple[Link, ...]:
    return tuple(Link(str(item.shown), href(base, item.iri or "")) for item in cell)


def _text(cell: Cell) -> str:
    return str(cell[0].shown) if cell else ""
