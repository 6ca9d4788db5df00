"""Map alliances, one telling of a pact: what a sentence says of who is with whom."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Entity, Span
from kg.vocabulary import AllianceStatus


@dataclass(slots=True)
class Tie:
    """One telling that parties are, wish or refuse to be together.

    `past` says that only a year tells that it is over, `ruling` that it is the ruling coalition,
    `seats` that it is of seats shared out, as allies do too,
    `general` that no pattern of its own tells of it.
    `left` that somebody left, `renewed` that somebody came in or together anew.
    `described` is the alliance by what the text calls it, for want of a name: "Foo-led alliance".
    """

    status: AllianceStatus
    members: list[Entity]
    alliances: list[Entity]
    opponents: list[Entity]
    evidence: list[Span]
    speaker: Entity | None = None
    attribution: str | None = None
    scope: str | None = None
    past: bool = False
    ruling: bool = False
    seats: bool = False
    general: bool = False
    described: Entity | None = None
    left: bool = False
    renewed: bool = False

    @property
    def is_pact(self) -> bool:
        """Say whether it tells of parties together, or of one named alliance."""
        if self.alliances:
            return len(self.alliances) == 1 and bool(self.members or self.opponents)
        return len(self.members) > 1
