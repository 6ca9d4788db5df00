"""Map: one item of a tape: a mention, a date expression, a word or a sign."""

from __future__ import annotations

from kg.dates import DateExpression
from kg.linking import Mention
from kg.model import Entity, Span
from kg.values import value


@value
class Item:
    """A mention, a date expression, a word or a sign.

    It stands at start..end (exclusive) of the text. `letter` is the mention's kind (P, G, O, L, T,
    R), D for a date, w for a word, else the sign; `lower` is the word in lower case, "" for
    mentions.
    """

    letter: str
    start: int
    end: int
    lower: str = ""
    mention: Mention | None = None
    date: DateExpression | None = None

    @property
    def span(self) -> Span:
        """Return where it stands."""
        return Span(self.start, self.end)

    @property
    def entity(self) -> Entity | None:
        """Return the entity of the mention."""
        return self.mention.entity if self.mention else None
