"""Values that every step makes by the hundred: slotted, compared by content, never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, dataclass_transform

Value = TypeVar("Value")
_WORDS = 65536  # of a language, and some names


@dataclass_transform(frozen_default=True)
def value(cls: type[Value]) -> type[Value]:
    """Make a class a frozen slotted dataclass, frozen by the type checker alone.

    Freezing it at run time as well would make each one at four times the cost, and an article
    takes some thousand tokens, chunks, spans and items. A hash of the class's own is kept; one
    with cached properties has no slots, for these are kept in its dictionary.
    """
    return _made(cls)


@dataclass_transform(frozen_default=True, order_default=True)
def ordered_value(cls: type[Value]) -> type[Value]:
    """Make a class such a value, in the order of its fields."""
    return _made(cls, order=True)


class ByWord(dict[str, Value]):
    """What a function makes of each word, made when first asked for; begun anew when full.

    Asking is a look into a dictionary: every token of an article asks.
    """

    def __init__(self, make: Callable[[str], Value]) -> None:
        self._make = make

    def __missing__(self, word: str) -> Value:
        if len(self) >= _WORDS:
            self.clear()
        made = self[word] = self._make(word)
        return made


def _made(cls: type[Value], **options: bool) -> type[Value]:
    cached = any(isinstance(each, cached_property) for each in vars(cls).values())
    make: Callable[..., Any] = dataclass(
        slots=not cached, unsafe_hash="__hash__" not in vars(cls), **options
    )
    made: type[Value] = make(cls)
    return made
