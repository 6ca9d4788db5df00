"""Step query, networks: which facts enter a network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal

from kg.errors import UsageError
from kg.graph.terms import pol
from kg.queries.asking import Queryable
from kg.queries.blocks import Terms
from kg.queries.model import Day, Param, ParamType
from kg.queries.parameters import check_period, share, to_term
from kg.vocabulary import POL, AllianceStatus, MeetingStatus

STATUSES = tuple(dict.fromkeys([*MeetingStatus, *AllianceStatus]))


@dataclass(frozen=True, slots=True)
class Choice:
    """What is wanted, as people type it: days (2024, 2024-09, 2024-09-03), statuses, a share.

    With `since` or `until`, what bears no date is left out.
    """

    since: str | None = None
    until: str | None = None
    statuses: tuple[str, ...] = ()
    min_confidence: str | None = None


def terms(
    store: Queryable, choice: Choice, known: Iterable[str], usual: Iterable[str]
) -> dict[str, Terms]:
    """Return CHOICE as terms for a question: with USUAL statuses, if none of the KNOWN is wanted.

    Raises UsageError for a day, share or status that is none, and for a period without a day.
    """
    known = tuple(known)
    if unfit := [status for status in choice.statuses if status not in known]:
        raise UsageError(f"--status is one of {', '.join(known)} here, not {str(unfit[0])!r}")
    given = days_and_share(store, choice.since, choice.until, choice.min_confidence)
    found: dict[str, Terms] = {
        ("minConfidence" if name == "min_confidence" else name): (term,)
        for name, term in given.items()
    }
    return {**found, "status": tuple(pol(status) for status in choice.statuses or usual)}


def days_and_share(
    store: Queryable, since: str | None, until: str | None, min_confidence: str | None
) -> dict[str, Literal]:
    """Return those that are given as terms, by name: the first day, the last day, the share.

    Raises UsageError for a day or share that is none, and for a period without a day.
    """
    days = {"since": (since, Day.FIRST), "until": (until, Day.LAST)}
    found = {
        name: to_term(store, Param(name, ParamType.DATE, name, day=which), text)
        for name, (text, which) in days.items()
        if text
    }
    check_period(
        {name: (term,) for name, term in found.items()},
        {"since": [since or ""], "until": [until or ""]},
    )
    if min_confidence:
        found["min_confidence"] = share("--min-confidence", min_confidence)
    return {name: term for name, term in found.items() if isinstance(term, Literal)}


def status_of(iri: str) -> str:
    """Return the name of the status at IRI."""
    return iri.removeprefix(POL)
