"""Step explain: all that is known of someone or something, on whose word, with the sentences."""

from kg.queries.explain.explain import explain
from kg.queries.explain.markdown import as_markdown
from kg.queries.explain.model import Conflict, Dossier, Doubt, Entry, Section, Side
from kg.queries.explain.records import as_json
from kg.queries.explain.text import as_text

__all__ = [
    "Conflict",
    "Dossier",
    "Doubt",
    "Entry",
    "Section",
    "Side",
    "as_json",
    "as_markdown",
    "as_text",
    "explain",
]
