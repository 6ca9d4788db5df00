"""Map alliances, third step: a sentence in marks without what only describes those it names.

"The socially conservative {0} and its rival , the pro-business {1} , agreed" is read as "the {0}
and {1} agreed": who is with whom stands in the words between the parties, not in what they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kg.mappers.lines import Line
from kg.mappers.marks import data
from kg.mappers.spelling import spelt_out


def plain(read: Line) -> Line:
    """Return a line without its descriptions: what the lexicon's groups `cut` and `also` match."""
    for find in _descriptions():
        spans = [
            match.span(group)
            for match in find.finditer(read.text)
            for group in ("cut", "also")
            if match.groupdict().get(group)
        ]
        read = _without(read, spans) if spans else read
    return read


def _without(read: Line, spans: list[tuple[int, int]]) -> Line:
    """Return a line without spans of its text, in order and apart from each other."""
    starts = [0, *(end for _, end in spans)]
    kept = [*zip(starts, [start for start, _ in spans], strict=False), (starts[-1], len(read.text))]
    text = "".join(read.text[start:end] for start, end in kept)
    offsets = tuple(at for start, end in kept for at in read.offsets[start:end])
    return replace(read, text=text, offsets=offsets)


@cache
def _descriptions() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of descriptions, their parts spelt out."""
    described = data()["described"]
    return tuple(re.compile(spelt_out(words, described["parts"])) for words in described["cuts"])
