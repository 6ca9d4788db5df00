"""Text: cut into tokens that keep their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from kg.model import Span
from kg.text.abbreviations import abbreviations, either
from kg.values import ByWord, value

_GOES_ON = r"(?!â€)\w | [\u0300-\u036f] | [-’'·](?=\w)"  # what is of a word that has begun
_ENDING = rf"(?<=\w)['’](?:s|ll|re|ve|m|d)(?!{_GOES_ON})"  # Sen's, he'll, we've


@cache
def _token() -> re.Pattern[str]:
    """Match a token, in order of precedence; each line with what it is for."""
    known = abbreviations()
    names = either((known.name | known.after_name) - known.surname)
    surnames, numbers = either(known.surname), either(known.number)
    return re.compile(
        rf"""
        (?=\S)(                                    # not to be tried at white space
          [A-Za-z]++(?=[\s,;)]) | [.,;:()“”"?!]    # most words and signs, told at a glance
        | @\w+                                      # a handle: @kharge
        | https?://\S+ | www\.\S+                   # a link
        | (?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![\w.]))?  # initials: K.C.  U.S.  I.N.D.I.A
        | [^\W\d_]\.(?=\s?[^\W\d_])                 # one initial before a name: K. Venugopal
        | [A-Z]&[A-Z]\b                             # J&K
        | &amp;
        | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|%)?\b    # 16th  10:56  1990s
        | (?:['’]|''|â€™)s\b | (?<=s)(?:['’]|â€™)(?=\s)  # the possessive, doubled or mangled too
        | {_ENDING}
        | â€[œ™˜”“—–\x9d\ufffd]? | ''              # quotation marks and dashes, mangled or doubled
        | (?ai:{names})\.                           # Mr. Sen
        | (?ai:{surnames})\.(?!\Z) | \A(?ai:{surnames})\.  # Sen. Roy, but "He met Arun Sen."
        | \b(?ai:{numbers})\.(?=\s?\d)             # No. 5, Art. 370, but "They talked of art."
        | \b(?:[Tt]hen|[Ee]x)(?=-\w\w)              # then-Senator, ex-minister
        | (?:(?<=\b[Tt]hen)|(?<=\b[Ee]x))-(?=\w\w)
        | (?:                                       # words, in decomposed and mangled letters too
            (?!â€)\w | [ÃÂ][\x80-\xbf] | [\u0300-\u036f][\x80-\xbf]?
            | (?!{_ENDING})(?<=\w)[-’'·](?=\w)      # hyphens and apostrophes inside
          )+
        | \S )                                      # any other sign
        """,
        re.VERBOSE,
    )


@value
class Token:
    """A word or sign: its offsets in the document's text, itself, and in lower case.

    By itself it is no mention and no date: that is what a sentence's other items are.
    """

    start: int
    end: int
    text: str
    lower: str
    mention = date = entity = None

    @property
    def letter(self) -> str:
        """Return what it is in a letter: w for a word, else the sign."""
        return _LETTERS[self.text]

    @property
    def span(self) -> Span:
        """Return where it stands."""
        return Span(self.start, self.end)


@value
class Tokens:
    """The words and signs of a stretch of text in columns: what most are asked for is one thing.

    `starts` and `ends` are their offsets in the document's text, `texts` they themselves, `lows`
    they in lower case. Going through it makes each of them a Token.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    texts: tuple[str, ...]
    lows: tuple[str, ...]

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.texts)

    def __getitem__(self, at: int) -> Token:
        """Return one of them."""
        return Token(self.starts[at], self.ends[at], self.texts[at], self.lows[at])

    def __iter__(self) -> Iterator[Token]:
        """Iterate over them one by one."""
        return map(Token, self.starts, self.ends, self.texts, self.lows)

    def span(self, first: int, last: int) -> Span:
        """Return where the tokens first..last (exclusive) stand."""
        return Span(self.starts[first], self.ends[last - 1])

    def piece(self, first: int, last: int) -> Tokens:
        """Return the tokens first..last (exclusive)."""
        cut = slice(first, last)
        return Tokens(self.starts[cut], self.ends[cut], self.texts[cut], self.lows[cut])

    def text(self, first: int, last: int) -> str:
        """Return tokens first..last (exclusive) as the text has them, white space as one space."""
        out = self.texts[first]
        for at in range(first + 1, last):
            out += (" " if self.starts[at] > self.ends[at - 1] else "") + self.texts[at]
        return out


def tokens(text: str, start: int, end: int) -> Tokens:
    """Return the tokens of text[start:end], offsets counted in text.

    Example: "Shiv Sena (UBT)'s chief" gives Shiv, Sena, (, UBT, ), 's, chief.
    """
    parts = _token().split(text[start:end])  # gaps and tokens by turns, a gap first and last
    ends = tuple(accumulate(map(len, parts), initial=start))
    found = tuple(parts[1::2])
    return Tokens(ends[1:-1:2], ends[2::2], found, tuple(map(LOWER.__getitem__, found)))


_MANGLED = {"œ": "“", "˜": "‘", "™": "'", "”": "—", "“": "–", "—": "—", "–": "–"}


def _plain(token: str) -> str:
    """Return a token in lower case, signs that papers write in two ways, or mangled, in one."""
    word = token.lower()
    if word.startswith("â€"):
        return _MANGLED.get(word[2:3], "”") + word[3:]
    if word == "''":
        return '"'
    return "&" if word == "&amp;" else word.replace("’", "'").replace("''", "'")


LOWER = ByWord(_plain)  # a token in lower case, as it counts in `lows`


def _letter(token: str) -> str:
    """Return w for a word, for what doesn't begin as one does the sign itself."""
    low = LOWER[token]
    mark = low[0]  # of a mangled mark the one that is meant
    if mark.isalnum() or mark in "@'" or (mark == "-" and len(token) > 1):  # a 25-minute
        return "w"
    return mark


_LETTERS = ByWord(_letter)
