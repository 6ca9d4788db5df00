"""Step query, checking: whether a saved query's text keeps the forms that make it safe to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.queries.blocks import BASE_LINE, BLOCK
from kg.queries.model import Param, SavedQuery

_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_PARTS = re.compile(r"(VALUES \?\w+ \{ UNDEF \}|[{}])")


def faults(query: SavedQuery) -> Iterator[str]:
    """Yield what is wrong with the text of QUERY, in words; nothing if all is well.

    Each parameter stands as `VALUES ?name { UNDEF }`, on a line of its own, first in its group
    (after others of the kind at most), in each group that asks whether it is given; SPARQL
    evaluates a group on its own, so that a filter sees no value from outside. The base stands on
    a line of its own.
    """
    text = _COMMENT.sub("", query.text)
    if len(BASE_LINE.findall(text)) != 1:
        yield "it needs one line `BASE <https://...>` of its own"
    if text.count("UNDEF") != len(BLOCK.findall(text)):
        yield "UNDEF stands in another form than `VALUES ?name { UNDEF }`"
    known = {param.variable for param in query.params}
    blocks = {block[1] for block in BLOCK.finditer(text)}
    for name in sorted(known - blocks):
        yield f"the parameter has no block `VALUES ?{name} {{ UNDEF }}`"
    for name in sorted(blocks - known):
        yield f"`VALUES ?{name} {{ UNDEF }}` belongs to no parameter of the header"
    yield from _misplaced(text)
    yield from (fault for param in query.params for fault in _unseen(param, text))


def _misplaced(text: str) -> Iterator[str]:
    """Yield each block of TEXT that doesn't stand first in its group, on its line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for before, line in zip(["", *lines], lines, strict=False):
        first = before.endswith("{") or BLOCK.fullmatch(before)
        if BLOCK.search(line) and not (first and BLOCK.fullmatch(line)):
            yield f"`{line}` has to stand on a line of its own, first in its group"


def _unseen(param: Param, text: str) -> Iterator[str]:
    """Yield each group of TEXT that asks whether PARAM is given, and where it can't be seen."""
    block = f"VALUES ?{param.variable} {{ UNDEF }}"
    for group in _groups(text):
        if f"BOUND(?{param.variable})" in group and block not in group:
            yield f"a group has a filter by ?{param.variable}, and no `{block}`"


def _groups(text: str) -> Iterator[str]:
    """Yield each group of TEXT: what stands between its braces, but not in inner ones."""
    levels: list[list[str]] = [[]]
    for part in _PARTS.split(text):
        if part == "{":
            levels.append([])
        elif part == "}" and len(levels) > 1:
            yield "".join(levels.pop())
        else:
            levels[-1].append(part)
