"""The whole way, what is told of it: events as they come, numbers at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.readers import Problem


@dataclass(frozen=True, slots=True)
class Rejected:
    """An article that was kept out of the store, why, and the sentence concerned, if any."""

    origin: str
    identifier: str
    reason: str
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An article that was not looked into, and why: it is in another language."""

    origin: str
    identifier: str
    reason: str


Event: TypeAlias = Problem | Rejected | SetAside


@dataclass(slots=True)
class Summary:
    """What a build did, in numbers; `reports` counts by class, in the articles now in the store.

    Of what is kept aside, `rejected` counts what this build met. `unmatched` names the shapes that
    have nothing to check in all of the store.
    """

    read: int = 0
    built: int = 0
    replaced: int = 0
    unchanged: int = 0
    without_reports: int = 0
    set_aside: int = 0
    rejected: int = 0
    errors: int = 0
    notices: int = 0
    reports: Counter[str] = field(default_factory=Counter)
    unmatched: tuple[str, ...] = ()
