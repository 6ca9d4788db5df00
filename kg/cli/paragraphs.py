"""Lines of text as a terminal shows them: broken at its width, set in as they begin."""

from __future__ import annotations

from typing import TextIO

from rich.text import Text

from kg.cli.console import Console

_NARROWEST = 20  # columns; below, words would stand one a line


def show(text: str, stream: TextIO) -> None:
    """Write TEXT to the terminal STREAM, lines that aren't set in bold.

    Widths are counted in columns, of which some letters take two. A word longer than the line, such
    as an address, is left whole, so that it can be copied.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    for line in text.splitlines():
        bare = line.lstrip()
        indent = " " * (len(line) - len(bare))
        words = Text(bare, overflow="ignore", style="" if indent else "bold")
        for part in words.wrap(console, max(console.width, _NARROWEST) - len(indent)):
            part.rstrip()
            console.print(Text(indent).append(part), soft_wrap=True)
