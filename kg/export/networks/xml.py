"""Step export, XML: elements written one after another, the same bytes every time.

Texts come from strangers: what XML can't hold (control characters, halves of characters) is
replaced, and what it has for marks is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from kg.graph.network import Scalar

# The Char production of XML 1.0, but for the control characters that it only discourages.
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Xml:
    """A writer of XML in UTF-8, an element a line, set in by its depth."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._depth = 0
        stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')

    @contextmanager
    def element(self, name: str, **attributes: Scalar | None) -> Iterator[None]:
        """Write an element round what is written inside; attributes of None are left out."""
        self._line(f"<{_tag(name, attributes)}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._line(f"</{name}>")

    def leaf(self, name: str, text: Scalar | None = None, /, **attributes: Scalar | None) -> None:
        """Write an element with TEXT in it, or with nothing."""
        tag = _tag(name, attributes)
        self._line(f"<{tag}/>" if text is None else f"<{tag}>{escaped(text)}</{name}>")

    def _line(self, words: str) -> None:
        self._stream.write(f"{'  ' * self._depth}{words}\n".encode())


def escaped(value: Scalar) -> str:
    """Return VALUE as XML has it in texts and attributes, on one line."""
    words = _UNFIT.sub("\ufffd", value) if isinstance(value, str) else repr(value)
    return " ".join(words.split()).translate(_ESCAPES)


def _tag(name: str, attributes: dict[str, Scalar | None]) -> str:
    """Return what stands in the opening tag; the name `for_` stands for `for`, `a_b` for `a.b`."""
    given = {name: value for name, value in attributes.items() if value is not None}
    return " ".join([name, *(f'{_name(n)}="{escaped(v)}"' for n, v in given.items())])


def _name(name: str) -> str:
    """Return the attribute that is called NAME in Python."""
    return name.rstrip("_").replace("_", ".")
