"""Step read, markup: HTML and XML parsed within bounds, and the words between their tags.

What is read here is not trusted: nothing is fetched, no entity of a file's own is expanded, and
what would take a parser long is refused before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.readers.encodings import Decoded, decoded, named

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

LONGEST_PAGE = 16 * 1024 * 1024  # bytes, most of them scripts
_MOST_TAGS = 50_000  # news pages have 1,000 to 10,000
_MOST_ATTRIBUTES = 200  # in one tag; parsers compare each with each
_DECLARED = re.compile(
    rb"""(?:encoding|charset)\s{0,9}=\s{0,9}["']?([\w.:-]{2,30})""", re.IGNORECASE
)
_PROLOG = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"))
_ROOT = re.compile(rb"<([A-Za-z_][\w.-]{0,60})(?::([A-Za-z_][\w.-]{0,60}))?[\s/>]")
_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"']?[^\s>]*+))?+"""
_TAG = re.compile(rf"<[A-Za-z][^\s/>]*+((?:[\s/]++|{_ATTRIBUTE})*+)")
_ONE = re.compile(_ATTRIBUTE)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_NUMBER = re.compile(r"&#(?:(\d{1,7})|x([0-9A-Fa-f]{1,6}));")
_LOOSE = re.compile(r"&(?!#\d{1,7};|#x[0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,500}\?>")
_XML_ENTITIES = {"lt;", "gt;", "amp;", "quot;", "apos;"}
_SCRIPT = re.compile(r"<(script|style)\b([^<>]{0,2000})>", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}\s{{0,9}}>", re.IGNORECASE) for name in ("script", "style")}
_LOOKS_MARKED_UP = re.compile(
    r"<(?:p|div|br|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|img|figure|section|article|blockquote|font)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.I,
)

_UNSEEN = frozenset(
    "script style template noscript iframe object svg math head title form button select textarea "
    "figure figcaption aside nav footer audio video".split()
)
_BLOCKS = frozenset(
    "address article blockquote body dd div dl dt fieldset h1 h2 h3 h4 h5 h6 header hr html li "
    "main ol p pre section table td tr ul".split()
)


def root(head: bytes) -> str:
    """Return the name of the first element of a file that starts with HEAD: `rss`; else nothing."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while ends := next((end for start, end in _PROLOG if head.startswith(start)), None):
        head = head.partition(ends)[2].lstrip()
    found = _ROOT.match(head)
    return (found[2] or found[1]).decode().lower() if found else ""


def text_of(raw: bytes) -> Decoded:
    """Return RAW, a page or feed, as text; what it says of its encoding helps if it isn't UTF-8."""
    found = _DECLARED.search(raw, 0, 4096)
    return decoded(raw, named(found[1].decode("ascii")) if found else None)


def page(text: str) -> HtmlElement:
    """Return TEXT, a page or a piece of one, parsed; InputError if no article is like it."""
    from lxml import etree, html  # noqa: PLC0415 - plain text is read without it

    _refuse_bombs(text)
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False, no_network=True
    )
    try:
        found = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError("holds no HTML that can be read") from error
    if any("Excessive depth" in each.message for each in parser.error_log):
        raise InputError("is nested hundreds of elements deep, which no article is")
    return found


def _refuse_bombs(text: str) -> None:
    if text.count("<") > _MOST_TAGS and sum(1 for _ in _TAG.finditer(text)) > _MOST_TAGS:
        raise InputError(f"has more than {_MOST_TAGS:,} tags, which no article has")
    for tag in _TAG.finditer(text):
        if len(tag[1]) > 2 * _MOST_ATTRIBUTES and len(_ONE.findall(tag[1])) > _MOST_ATTRIBUTES:
            raise InputError(
                f"has a tag with more than {_MOST_ATTRIBUTES} attributes, which no article has"
            )


def scripts(text: str) -> tuple[str, list[str]]:
    """Return TEXT, a page, without its scripts and styles, and the contents of its JSON-LD."""
    kept: list[str] = []
    data: list[str] = []
    place = 0
    for start in _SCRIPT.finditer(text):
        if start.start() < place:
            continue  # within the last one
        end = _ENDS[start[1].lower()].search(text, start.end())
        if "ld+json" in start[2].lower():
            data.append(text[start.end() : end.start() if end else len(text)])
        kept.append(text[place : start.start()])
        place = end.end() if end else len(text)
    return "".join([*kept, text[place:]]), data


def words(markup: str) -> str:
    """Return the text of a piece of HTML, a paragraph a line with an empty one between.

    Example: "<p>He left.</p><p>She<br>stayed.</p>" is "He left.", "She", "stayed.". What is not
    marked up is returned as it is. Raises InputError if no article is like it.
    """
    return paragraphs(markup) if _LOOKS_MARKED_UP.search(markup) else unescape(markup)


def paragraphs(markup: str) -> str:
    """Return the text of a piece of HTML, as `words` does, whatever it looks like."""
    return lines_of(page(scripts(markup)[0]))


def lines_of(element: _Element) -> str:
    """Return the text under ELEMENT, of HTML with a namespace or without, as `words` does."""
    pieces: list[str] = []
    for piece in _pieces(element):
        if piece != "\n" or (pieces and pieces[-1] != "\n"):
            pieces.append(piece)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _pieces(element: _Element) -> Iterator[str]:
    """Yield the words under ELEMENT and a line end for each block's start and end; no recursion."""
    from lxml import etree  # noqa: PLC0415

    skipped = None
    for event, each in etree.iterwalk(element, events=("start", "end")):
        tag: object = each.tag  # a comment's is no text
        name = tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
        tail = None if each is element else each.tail
        if skipped is None and event == "start":
            if name in _UNSEEN:
                skipped = each
            else:
                yield from _opening(name, each.text)
        elif event == "end" and (skipped is None or skipped is each):
            yield from _closing(name, tail, seen=skipped is None)
            skipped = None


def _opening(name: str, text: str | None) -> Iterator[str]:
    if name in _BLOCKS or name == "br":
        yield "\n"
    if text:
        yield _one_line(text)


def _closing(name: str, tail: str | None, *, seen: bool) -> Iterator[str]:
    if name in _BLOCKS or not seen:
        yield "\n"
    if tail:
        yield _one_line(tail)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def xml(text: str) -> tuple[_Element, str | None]:
    """Return the root of TEXT, a feed, and what is wrong with it if it had to be mended.

    Raises InputError if it is no XML, or declares entities of its own.
    """
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    plain = _NUMBER.sub(_allowed, _ENTITY.sub(_character, _DECLARATION.sub("", text)))
    plain = _LOOSE.sub("&amp;", plain)
    try:
        found = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        found = None
    if found is None:
        raise InputError("is no XML that can be read")
    declared: Any = found.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise InputError("declares entities of its own, which no feed needs: it was not read")
    wrong = next(iter(parser.error_log), None)
    return found, f"line {wrong.line}: {wrong.message}" if wrong else None


def _character(entity: re.Match[str]) -> str:
    """Return the character that HTML names so; XML knows only five of its names."""
    return entity[0] if entity[1] in _XML_ENTITIES else html5.get(entity[1], entity[0])


def _allowed(reference: re.Match[str]) -> str:
    """Return the reference to a character by its number, if text may have that character."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    wrong = 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF
    return "\ufffd" if wrong or (code < 0x20 and code not in (9, 10, 13)) else reference[0]
