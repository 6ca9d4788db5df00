"""Text without meaning yet: layout, sentences, tokens, quotations, language."""

from kg.text.language import is_english
from kg.text.story import Dateline, Sentence, Story, story
from kg.text.tokens import Token, tokens

__all__ = ["Dateline", "Sentence", "Story", "Token", "is_english", "story", "tokens"]
