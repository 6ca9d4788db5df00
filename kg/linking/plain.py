"""Link: which words of a text without capitals are no names, though the lexicon hasn't all of them.

A lexicon of common words never has all of them in every form. What is formed of one of them, or
ends as adverbs, abstract nouns and some verbs do, is a word like them.
"""

from __future__ import annotations

from kg.linking.lexicon import given_names, words

_STEM = 5  # letters of the shortest word of which another is taken to be formed: "sens" is a name
_PAST = 7  # letters of a past tense that no name is as long as
# What ends a name in "-ed": "javed", "sayeed", "mohammed", "rashed".
_NAMES_IN_ED = ("eed", "hed", "med", "ved", "wed", "yed")


def is_plain(word: str) -> bool:
    """Say whether a word of a text without capitals is a common one, or formed as no name is."""
    common = words().common
    if word in common:
        return True
    if word in given_names():
        return False
    if word.endswith(tuple(words().plain_ending)):
        return True
    if word.endswith("ed") and len(word) >= _PAST and not word.endswith(_NAMES_IN_ED):
        return True
    return any(stem in common for stem in _stems(word) if len(stem) >= _STEM)


def _stems(word: str) -> list[str]:
    """Return what a word may be formed of: of "undependables" one is "dependable"."""
    found = [word[:-1]] if word.endswith("s") else []
    if word.endswith("ed"):
        found += [word[:-2], word[:-1], word[:-3]]
    found += [word.removesuffix(ending) for ending in ("es", "ly", "ful") if word.endswith(ending)]
    return [*found, word[2:]] if word.startswith("un") else found
