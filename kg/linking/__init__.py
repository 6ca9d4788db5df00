"""Link: who and what is named in an article, without a model."""

from kg.linking.gazetteer import Entry, Gazetteer, Title, TitleScope
from kg.linking.linker import Linker
from kg.linking.mentions import LinkedDocument, LinkedSentence, Mention, MentionKind, Office

__all__ = [
    "Entry",
    "Gazetteer",
    "LinkedDocument",
    "LinkedSentence",
    "Linker",
    "Mention",
    "MentionKind",
    "Office",
    "Title",
    "TitleScope",
]
