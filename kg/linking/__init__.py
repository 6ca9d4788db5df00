"""Link: who and what is named in an article, without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.linking.gazetteer import Entry, Gazetteer, Title, TitleScope
from kg.linking.mentions import LinkedDocument, LinkedSentence, Mention, MentionKind, Office

if TYPE_CHECKING:
    from kg.linking.linker import Linker

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


def __getattr__(name: str) -> Any:
    """Import the linker when it is asked for: whoever asks a question has no use for it."""
    if name == "Linker":
        from kg.linking.linker import Linker  # noqa: PLC0415 - half of the time that a start takes

        return Linker
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
