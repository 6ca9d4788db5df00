"""Step explain, Markdown: a dossier as headings, lists and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.queries.explain.model import Dossier, Entry
from kg.queries.explain.text import (
    about,
    cut,
    heading,
    left,
    named,
    omitted,
    one_line,
    quoted,
    told,
)

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
    yield f"# {escaped(dossier.label)} ({escaped(dossier.kind)})"
    yield ""
    yield from (f"- {escaped(line)}" for line in about(dossier))
    for section in dossier.sections:
        yield ""
        yield f"## {escaped(heading(section))}"
        for entry in section.entries:
            yield from _entry(entry, dossier)
        if rest := cut(section):
            yield from ("", f"*{escaped(rest)}*")
    if dossier.namings:
        yield from ("", f"## Named in: {dossier.named}", "")
        yield from (f"- {escaped(named(naming))}" for naming in dossier.namings)
        if rest := omitted(dossier.named - len(dossier.namings)):
            yield from ("", f"*{escaped(rest)}*")


def _entry(entry: Entry, dossier: Dossier) -> Iterator[str]:
    """Yield a fact and the sentences that say it."""
    yield from ("", f"### {escaped(entry.label)}", "")
    yield from (_item(line) for line in told(entry, dossier))
    for texts, where in quoted(entry.sentences, entry.status):
        yield ""
        for text in texts:
            yield from (f"> {escaped(text)}", ">")
        yield f"> — {escaped(where)}"
    if entry.omitted:
        yield from ("", f"*{escaped(left(entry, dossier))}*")


def _item(line: str) -> str:
    """Return LINE as an item of a list, one that is set in as an item of the inner list."""
    bare = line.lstrip()
    return f"{line[: len(line) - len(bare)]}- {escaped(bare)}"
