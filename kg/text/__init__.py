"""Text without meaning yet: layout, sentences, tokens, quotations, language, signatures."""

from kg.text.agencies import agency_in
from kg.text.language import other_language
from kg.text.signature import Signature, read_signature, signature
from kg.text.story import Dateline, Sentence, Story, story
from kg.text.tokens import LOWER, Token, Tokens, tokens

__all__ = [
    "LOWER",
    "Dateline",
    "Sentence",
    "Signature",
    "Story",
    "Token",
    "Tokens",
    "agency_in",
    "other_language",
    "read_signature",
    "signature",
    "story",
    "tokens",
]
