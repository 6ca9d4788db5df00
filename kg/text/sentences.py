"""Text: cut into paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.model import Span
from kg.text.abbreviations import abbreviations

_BREAK = re.compile(r"\n(?:\s*\n)?|\r\n|<(?:/?p|br\s*/?)>")
_END = re.compile(
    r"""(?P<mark>[.!?…](?<![.!?…]{2})[.!?…]*+)(?P<close>["”’')\]]*+)
        (?: (?P<space>\s+)(?=["“‘'(\[]*[^\W_]) | (?=["“]?[A-Z][a-z]+[\s,]) | (?=[“(]\S) | \s*$ )""",
    re.VERBOSE,
)
_CAPITAL = re.compile("[A-Z]")  # of ASCII: mojibake brings capitals into lower-case text
_OPENED = re.compile(r"[\s(“\"‘']")  # what a word stands behind
_INITIAL = re.compile(r"(?:^|[\s(.])[A-Z]$")
# After an initial or "U.S." a sentence ends only where one of these begins the next.
_STARTER = re.compile(
    r"\s*[\"“‘(]*(?:The|He|She|It|They|We|In|On|At|But|And|A|An|This|That|These|However|Meanwhile|"
    r"After|Before|When|While|His|Her|Their|Our|I|As|If|For|Earlier|Later|Asked|Speaking)\b"
)


def paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the paragraphs of text[start:end], white space trimmed.

    A single line feed ends one too, unless the line goes on in lower case (hard-wrapped text).
    """
    begin = start
    for match in _BREAK.finditer(text, start, end):
        after = text[match.end() : match.end() + 1]
        if (
            match.group() in ("\n", "\r\n")
            and after.islower()
            and _goes_on(text, begin, match.start())
        ):
            continue
        yield from _trimmed(text, begin, match.start())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _goes_on(text: str, begin: int, end: int) -> bool:
    """Say whether the line that ends here is an unfinished sentence with capitals in it."""
    line = text[begin:end].rstrip()
    return bool(line) and line[-1] not in '.!?"”' and line != line.lower()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of a paragraph; one glued to a full stop is told apart too.

    Example: "He met K.C. Venugopal.Notably, Mr. Roy left." has two sentences.
    """
    lower = not _CAPITAL.search(text, paragraph.start, paragraph.end)
    begin = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if match.end() < paragraph.end and not _ends(text, begin, match, lower):
            continue
        stop = match.end("close")
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, paragraph.end)


def _ends(text: str, begin: int, match: re.Match[str], lower: bool) -> bool:
    """Say whether a mark inside a paragraph ends a sentence."""
    after = text[match.end() : match.end() + 3].lstrip("\"“‘'([")
    if match.group("mark") == ".":
        before = text[max(begin, match.start() - 12) : match.start()]
        glued, short = match.group("space") is None, _short()
        word = _OPENED.split(before)[-1].lower()
        if word in short["number"]:
            return not after[:1].isdigit()
        if word in short["any"]:
            may_end = word in short["may end"]
            if not (glued and (may_end or match.group("close"))):
                return may_end and bool(_STARTER.match(text, match.end()))
        if glued:  # only after a word in lower case, a number or a closing mark
            return bool(match.group("close")) or before[-1:].islower() or before[-1:].isdigit()
        if _INITIAL.search(before):
            return bool(_STARTER.match(text, match.end())) and "." in before[-3:-1]
    elif match.group("mark") in ("..", "...", "…"):
        return after[:1].isupper()
    return lower or not after[:1].islower()


@cache
def _short() -> dict[str, frozenset[str]]:
    """Return the abbreviations before a full stop: any, those before numbers, those at an end."""
    known = abbreviations()
    return {
        "any": known.name | known.month | known.after_name | known.other,
        "may end": known.may_end | known.month,
        "number": known.number,
    }
