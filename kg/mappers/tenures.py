"""Map roles: an office as an article gives it to a person, and when two are one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.linking import Office
from kg.model import Entity, Span
from kg.resources import lexicon_data
from kg.vocabulary import EntityKind, RoleStatus


@cache
def role_lexicon() -> dict[str, Any]:
    """Return the words by which a sentence gives somebody an office."""
    data: dict[str, Any] = lexicon_data("roles.yaml")
    return data


@cache
def role_words(name: str) -> frozenset[str]:
    """Return one list of them."""
    return frozenset(role_lexicon()[name])


@dataclass(slots=True)
class Tenure:
    """An office as an article gives it to a person, by one telling or several."""

    holder: Entity
    office: Office
    status: RoleStatus
    evidence: list[Span] = field(default_factory=list)
    claims: list[tuple[Entity | None, str | None]] = field(default_factory=list)
    by_title: bool = True  # told before or behind the name, not by a verb

    def same(self, other: Tenure) -> bool:
        """Say whether another telling is of the same office of the same person."""
        return self.holder == other.holder and self.status is other.status and self.agrees(other)

    def agrees(self, other: Tenure) -> bool:
        """Say whether two tellings may be of one office."""
        return (
            agree(self.office.organization, other.office.organization)
            and agree(self.office.area, other.office.area)
            and same_title(self.office, other.office)
        )

    def add(self, other: Tenure) -> None:
        """Take in another telling; the one that says more of the office gives the words."""
        if _fullness(other.office) > _fullness(self.office):
            self.office = other.office
        self.evidence += [span for span in other.evidence if span not in self.evidence]
        self.claims += other.claims
        self.by_title = self.by_title and other.by_title


def agree(one: Entity | None, two: Entity | None) -> bool:
    """Say whether two organisations or areas may be one: one told, one left out."""
    return one is None or two is None or one == two


def _fullness(office: Office) -> tuple[bool, bool]:
    return bool(office.organization or office.area), bool(office.organization and office.area)


def same_title(one: Office, two: Office) -> bool:
    """Say whether two titles are one office's: "Congress chief" and "Congress president".

    Example: "Union Home Minister" and "Home Minister", "minister" and "Finance Minister".
    """
    if one.label.lower() == two.label.lower():
        return True
    first, second = _core(one), _core(two)
    if one.organization and two.organization and first | second <= role_words("heads"):
        return True
    if _chief_of_body(one, two) or _chief_of_body(two, one):
        return True
    return bool(first and second) and (first == second or _minister(first, second))


def _chief_of_body(one: Office, two: Office) -> bool:
    """Say whether "NATO chief" is its secretary general."""
    of = two.organization
    body = of is not None and of == one.organization and of.kind is EntityKind.BODY
    return (
        body
        and one.label.lower() in ("chief", "head", "boss")
        and two.label.lower() in ("secretary general", "secretary-general", "director general")
    )


def _core(office: Office) -> frozenset[str]:
    words = office.label.lower().replace("-", " ").replace("executive", "working").split()
    return frozenset(words) - role_words("qualifiers")


def _minister(one: frozenset[str], two: frozenset[str]) -> bool:
    """Say whether one is the bare "minister" and the other a minister of something."""
    short, long = sorted((one, two), key=len)
    return short == {"minister"} and "minister" in long and long.isdisjoint(("chief", "prime"))
