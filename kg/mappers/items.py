"""Map: one item of a tape: a mention, a date expression, a word or a sign."""

from __future__ import annotations

from typing import TypeAlias

from kg.dates import DateExpression
from kg.linking import Mention
from kg.model import Entity, Span
from kg.text import Token
from kg.values import value


@value
class Marked:
    """A mention or a date expression.

    It stands at start..end (exclusive) of the text. `letter` is the mention's kind (P, G, O, L, T,
    R), or D for a date.
    """

    letter: str
    start: int
    end: int
    mention: Mention | None = None
    date: DateExpression | None = None
    lower = ""  # as of no word

    @property
    def span(self) -> Span:
        """Return where it stands."""
        return Span(self.start, self.end)

    @property
    def entity(self) -> Entity | None:
        """Return the entity of the mention."""
        return self.mention.entity if self.mention else None


Item: TypeAlias = Marked | Token  # a word or sign stands for itself: tapes hold them by the hundred
