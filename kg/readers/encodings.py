"""Step read, encodings: bytes become text, whatever they were written in, and it is said."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kg.errors import InputError

_STRAY = re.compile("[\udc80-\udcff]")  # how `surrogateescape` keeps a byte that is not UTF-8
_STRAY_AS = {
    0xDC00 + byte: bytes([byte]).decode("windows-1252", "replace") for byte in range(0x80, 0x100)
}
_MOST_STRAY = 5  # one byte in so many: more are never Windows-1252 in an English text
_NAME = re.compile(r"[A-Za-z0-9][\w.:-]{1,30}", re.ASCII)
# Encodings that pages are declared in: those in which ASCII is ASCII, so that tags are found in
# them, and what browsers take them for.
_LATIN = {"ascii": "windows-1252", "iso8859-1": "windows-1252", "iso8859-9": "windows-1254"}
_PAGES = re.compile(r"cp125\d|cp874|iso8859-\d+|koi8-[ru]|gb\w+|big5\w*|euc_\w+|shift_jis|mac-\w+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and, if bytes in it were none of its encoding, what was made of them."""

    text: str
    notice: str | None = None


def decoded(raw: bytes, declared: str | None = None) -> Decoded:
    """Return RAW as text: UTF-8 if it is, else what it is DECLARED to be, else a mixture.

    In a mixture all that is UTF-8 is read so and the other bytes as Windows-1252: so are old
    files, and files glued together. Raises InputError for what is no such text at all.
    """
    if b"\0" in raw:
        raise InputError("is a binary file, not text")
    try:
        return Decoded(raw.removeprefix(codecs.BOM_UTF8).decode())
    except UnicodeDecodeError:
        return _as_declared(raw, declared) or _mixture(raw)


def _as_declared(raw: bytes, declared: str | None) -> Decoded | None:
    """Return RAW read as a page's own words say, None if it isn't that or they mean nothing."""
    try:
        name = codecs.lookup(declared or "").name
        name = _LATIN.get(name, name)
        return Decoded(raw.decode(name)) if _PAGES.fullmatch(name) else None
    except (LookupError, ValueError):
        return None


def _mixture(raw: bytes) -> Decoded:
    text = raw.decode("utf-8-sig", "surrogateescape")
    first = _STRAY.search(text)
    count = len(_STRAY.findall(text))
    line = text.count("\n", 0, first.start() if first else 0) + 1
    if count * _MOST_STRAY > len(raw):
        raise InputError(
            f"line {line}: is neither UTF-8 nor Windows-1252 text; if it is text in another "
            "encoding, convert it first: iconv -f ENCODING -t UTF-8"
        )
    where = f", first in line {line}" if b"\n" in raw.rstrip() else ""
    message = f"bytes that are not UTF-8 were read as Windows-1252: {count}{where}"
    return Decoded(text.translate(_STRAY_AS), message)


def named(words: str) -> str | None:
    """Return the name of an encoding in WORDS (`charset=utf-8`), None if there is none."""
    found = _NAME.search(words)
    return found.group() if found else None
