"""Text for whoever reads it on a terminal, or copies it into one."""

from __future__ import annotations


def printable(text: str) -> str:
    """Return TEXT without what would steer a terminal; line ends and tabs stay."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
