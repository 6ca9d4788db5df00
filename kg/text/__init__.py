"""Text without meaning yet: layout, sentences, tokens, quotations, language."""

from kg.text.agencies import agency_in
from kg.text.language import is_english, other_language
from kg.text.story import Dateline, Sentence, Story, story
from kg.text.tokens import Token, tokens

__all__ = [
    "Dateline",
    "Sentence",
    "Story",
    "Token",
    "agency_in",
    "is_english",
    "other_language",
    "story",
    "tokens",
]
