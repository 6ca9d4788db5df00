"""Text: the news agencies, by every form of their name in datelines, credits and bylines."""

from __future__ import annotations

import re
from functools import cache

from kg.resources import lexicon_data

_BETWEEN = re.compile(r"\s*(?:[/|;,&+]|\band\b|\bwith\b|\bvia\b)\s*", re.IGNORECASE)
_ROUND = re.compile(
    r"^(?:(?:by|from|source|inputs)\b\s*:?\s*)+|\s+(?:staff|bureau|news)$", re.IGNORECASE
)
_LONGEST = 200  # code points of a byline


@cache
def agencies() -> dict[str, str]:
    """Return the agency by each form of its name."""
    data = lexicon_data("agencies.yaml")
    return {form: name for name, forms in data.items() for form in (name, *forms)}


def agency_in(byline: str) -> str | None:
    """Return the agency that a byline or credit names, if any.

    Example: "By PTI, New Delhi" names PTI; "Asha Rao" names none.
    """
    parts = (_ROUND.sub("", part) for part in _BETWEEN.split(byline[:_LONGEST].strip(" .()-")))
    return next((agencies()[part] for part in parts if part in agencies()), None)
