"""Cut text into tokens that keep their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Span

# In order of precedence; each line with what it is for.
_TOKEN = re.compile(
    r"""
      @\w+                                      # a handle: @kharge
    | https?://\S+ | www\.\S+                   # a link
    | (?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w.]))?  # initials: K.C.  U.S.  I.N.D.I.A
    | [^\W\d_]\.(?=\s?[^\W\d_])                 # one initial before a name: K. Venugopal
    | [A-Z]&[A-Z]\b                             # J&K
    | &amp;
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?\b    # 16th  10:56  1990s
    | (?:['’]|''|â€™)s\b | (?<=s)(?:['’]|â€™)(?=\s)  # the possessive, doubled or mangled too
    | â€[œ™˜”“—–\x9d\ufffd]? | ''                # quotation marks and dashes, mangled or doubled
    | \b(?:[Tt]hen|[Ee]x)(?=-\w\w)              # then-Senator, ex-minister
    | (?:(?<=\b[Tt]hen)|(?<=\b[Ee]x))-(?=\w\w)
    | (?:                                       # words, in decomposed and mangled letters too
        (?!â€)\w | [ÃÂ][\x80-\xbf] | [\u0300-\u036f][\x80-\xbf]?
        | (?<=\w)[-’'·](?=\w)                   # hyphens and apostrophes inside
      )+
    | \S                                        # any other sign
    """,
    re.VERBOSE,
)
_ENDING = re.compile(r"^(.*\w)(['’](?:s|ll|re|ve|m|d))$")  # Sen's, he'll, we've
_ABBREVIATED = frozenset(
    "mr mrs ms dr st smt sr jr lt col gen brig maj adm capt sgt prof hon rev sen rep gov sens reps "
    "govs pres vs no sri sh".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: its offsets in the document's text, itself, and in lower case."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def span(self) -> Span:
        """Return where it stands."""
        return Span(self.start, self.end)


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the tokens of text[start:end], offsets counted in text.

    Example: "Shiv Sena (UBT)'s chief" gives Shiv, Sena, (, UBT, ), 's, chief.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word, first = match.group(), match.start()
        cut = _ENDING.match(word)
        if cut:
            found.append(_token(first, cut.group(1)))
            found.append(_token(first + len(cut.group(1)), cut.group(2)))
        elif word == "." and _abbreviates(found, first, last=first + 1 == end):
            last = found.pop()
            found.append(_token(last.start, last.text + "."))
        else:
            found.append(_token(first, word))
    return tuple(found)


def _abbreviates(found: list[Token], at: int, last: bool) -> bool:
    """Say whether a full stop belongs to the word before it: "Mr.", not "Anil met Arun Sen."."""
    if not found or found[-1].end != at or found[-1].lower not in _ABBREVIATED:
        return False
    return not (last and len(found) > 1 and found[-1].lower in ("sen", "no"))


def _token(start: int, word: str) -> Token:
    return Token(start, start + len(word), word, _plain(word.lower()))


_MANGLED = {"œ": "“", "˜": "‘", "™": "'", "”": "—", "“": "–", "—": "—", "–": "–"}


def _plain(word: str) -> str:
    """Return a word with the signs that papers write in two ways, or mangled, in one of them."""
    if word.startswith("â€"):
        return _MANGLED.get(word[2:3], "”") + word[3:]
    if word == "''":
        return '"'
    return "&" if word == "&amp;" else word.replace("’", "'").replace("''", "'")
