"""Step explain: all that is known of someone or something, on whose word, with the sentences."""

from kg.queries.explain.explain import dossier, explain
from kg.queries.explain.markdown import as_markdown
from kg.queries.explain.model import (
    Conflict,
    Detail,
    Dossier,
    Doubt,
    Entry,
    Naming,
    Section,
    Side,
    Value,
)
from kg.queries.explain.records import as_json
from kg.queries.explain.sections import Extent
from kg.queries.explain.text import as_text

__all__ = [
    "Conflict",
    "Detail",
    "Dossier",
    "Doubt",
    "Entry",
    "Extent",
    "Naming",
    "Section",
    "Side",
    "Value",
    "as_json",
    "as_markdown",
    "as_text",
    "dossier",
    "explain",
]
