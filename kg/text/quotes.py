"""Text: direct quotations, found by their marks."""

from __future__ import annotations

import re

from kg.model import Span

# At most 1500 code points: beyond that a mark was left open. Papers mix curly and straight marks;
# some archives have them doubled (''We met'') or mangled (â€œWe metâ€�).
_QUOTED = re.compile(
    r"(?=[\"'â“‘])(?:"  # not to be tried anywhere else
    r"(?<!\w)''(?=\S)(?P<doubled>(?:[^']|'(?!')|''(?=\w)){2,1500}?)(?<=\S)''(?!\w)"
    r"|â€œ(?P<mangled>(?:[^â“”]|â(?!€[œ�\x9d\s])){2,1500})â€[�\x9d\s]"
    r"|(?:â€˜){1,2}(?P<mangled_single>(?:[^â‘’]|â€™(?=[a-z])|â(?!€)){2,400})â€™"
    r'|“(?P<curly>[^“”"]{2,1500})(?:[”"]|(?=\n\s*\n\s*“))'  # the next paragraph may open again
    r'|(?<![\w"])"(?=\S)(?P<straight>[^"]{2,1500}?)(?:(?<=\S)"|(?=\n\s*\n\s*"))'
    r"|(?<![\w‘])‘(?=\S)(?P<single>[^‘’]{2,400}(?:’(?=\w)[^‘’]{0,400}){0,8})’(?!\w))",
)


def quotations(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the quotations of text[start:end], without their marks, in order.

    A quotation left open at a paragraph's end and taken up with a mark in the next one counts
    paragraph by paragraph, as newspapers print it.
    Example: `"We met," he said.` gives the span of `We met,`.
    """
    return tuple(
        Span(*match.span(str(match.lastgroup)))
        for match in _QUOTED.finditer(text, start, len(text) if end is None else end)
    )
