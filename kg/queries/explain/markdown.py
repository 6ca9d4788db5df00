"""Step explain, Markdown: a dossier as headings, lists and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.queries.explain.model import Dossier
from kg.queries.explain.text import about, one_line, source, told

# What CommonMark, or HTML in it, takes for a mark: anywhere, and at the start of a line only.
_MARKS = re.compile(r"([\\`*_\[\]<>|&~])")
_STARTS = re.compile(r"^(\d*)((?<=\d)[.)]|(?<!\d)[#+\-=])")


def as_markdown(dossier: Dossier) -> str:
    """Return DOSSIER as Markdown, each sentence quoted below the fact that it says."""
    return "\n".join(_lines(dossier)) + "\n"


def escaped(text: str) -> str:
    """Return TEXT on one line, so that Markdown shows it as it is."""
    return _STARTS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", one_line(text)))


def _lines(dossier: Dossier) -> Iterator[str]:
    """Yield the lines of the document."""
    yield f"# {escaped(dossier.label)}"
    yield ""
    yield from (f"- {escaped(line)}" for line in about(dossier))
    for section in dossier.sections:
        yield ""
        yield f"## {section.title}"
        for entry in section.entries:
            yield ""
            yield f"### {escaped(entry.label)}"
            yield ""
            yield from (_item(line) for line in told(entry))
            for sentence in entry.sentences:
                yield ""
                yield f"> {escaped(sentence.text)}"
                yield ">"
                yield f"> — {escaped(source(sentence))}"


def _item(line: str) -> str:
    """Return LINE as an item of a list, one that is set in as an item of the inner list."""
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}- {escaped(bare)}"
