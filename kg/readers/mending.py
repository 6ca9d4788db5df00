"""Step read, mending: what transport did to a text undone, so that its names are words again.

Offsets of evidence count in the mended text, which is the document's.
"""

from __future__ import annotations

import re

from kg.resources import lexicon_lines

# Characters that may need mending: all but printable ASCII, line ends and what good type is set in.
_ODD = re.compile(r"[^\t\n\r -~‘’“”–—…•₹£€°·\xa0éáíóúñüöäçè]")
_IMPOSSIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Soft hyphen, zero-width space, word joiner, byte order mark, marks of direction, tags: they are
# not seen, stand within words, and let a text show otherwise than it reads. Joiners stay: scripts
# and emoji need them.
_INVISIBLE = re.compile(
    "[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

# A word that the end of a line in print has broken: "Chow- dhury". Scans have them by the dozen.
_BROKEN = re.compile(r"(?<![\w-])([^\W\d_]{2,}+)-\s+([^\W\d_]{2,}+)")
_BREAK = re.compile(r"-(?<=[^\W\d_]-)\s+(?=[^\W\d_])")  # what is quick to find of one
_SCANNED = 3  # such words; where there are fewer a hyphen may be a dash


def mended(text: str) -> tuple[str, list[str]]:
    """Return TEXT mended, and in words what was done: nothing to most texts.

    Example: "azadâ€™s" becomes "azad’s"; NUL becomes U+FFFD; a soft hyphen goes; in a scan
    "Chow- dhury" becomes "Chowdhury".
    """
    right, said = _seen(text) if _ODD.search(text) else (text, [])
    if len(_BREAK.findall(right)) < _SCANNED:
        return right, said
    broken = {m.span() for m in _BROKEN.finditer(right) if _is_one(m[1], m[2])}
    if len(broken) >= _SCANNED:
        right = _BROKEN.sub(lambda m: m[1] + m[2] if m.span() in broken else m[0], right)
        said.append(f"words that line ends had broken were put together: {len(broken)}")
    return right, said


def _is_one(first: str, second: str) -> bool:
    """Say whether both parts are one word: "dis- trict", not "Foo- and Bar-backed"."""
    common = lexicon_lines("common_words.txt")
    return second.islower() and (second not in common or (first + second).lower() in common)


def _seen(text: str) -> tuple[str, list[str]]:
    """Return TEXT in the encoding that was meant, without what nobody sees."""
    said = []
    right = _decoded_again(text)
    if right != text:
        lines = sum(a != b for a, b in zip(text.split("\n"), right.split("\n"), strict=False))
        said.append(f"text that was once read in a wrong encoding was mended, in {lines} line(s)")
    right, invisible = _INVISIBLE.subn("", right)
    if invisible:
        said.append(f"characters that are not seen were taken out: {invisible}")
    right, impossible = _IMPOSSIBLE.subn("\ufffd", right)
    if impossible:
        said.append(f"characters that no text has (NUL and its like) became U+FFFD: {impossible}")
    return right, said


def _decoded_again(text: str) -> str:
    """Return TEXT with mojibake undone, line by line, and nothing else."""
    import ftfy  # noqa: PLC0415 - most texts need none of it

    return ftfy.fix_text(
        text,
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
