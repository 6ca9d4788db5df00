"""Text: slugs, names as the last parts of IRIs, for linked entities and for the graphs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

# Letters that NFKD leaves whole, in lower case.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "&": " and ",
        "'": "",
        "’": "",
        "ʼ": "",
    }
)
_LATIN_MARKS = re.compile("[\u0300-\u036f]")


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return NAME in lower case with hyphens: `K.C. Venugopal`, `K C Venugopal` as `kc-venugopal`.

    Accents go, single letters in a row are joined; letters of other scripts stay. A name without a
    letter or digit gives `n-` and eight hex digits of its SHA-256, so that the slug is never empty.
    """
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFC", _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", plain)))
    tokens = "".join(c if _of_word(c) else " " for c in plain).split()
    if not tokens:
        return "n-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(_joined(tokens))


def _of_word(character: str) -> bool:
    """Return whether CHARACTER belongs to a word: a letter, a digit, a vowel sign."""
    return unicodedata.category(character)[0] in "LMN"


def _joined(tokens: list[str]) -> list[str]:
    """Return TOKENS with runs of single letters joined into one."""
    joined: list[str] = []
    in_run = False
    for token in tokens:
        single = len(token) == 1 and token.isalpha()
        if single and in_run:
            joined[-1] += token
        else:
            joined.append(token)
        in_run = single
    return joined
