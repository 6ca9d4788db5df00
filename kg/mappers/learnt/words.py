"""Map, learnt: the words that are weighed, and an item as a sign."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.linking.lexicon import words as lexicon
from kg.mappers.clauses import clause
from kg.mappers.frames.glimpse import light_verbs
from kg.mappers.frames.glimpse import words as words_of_meeting
from kg.mappers.frames.governors import governor
from kg.mappers.frames.noun_phrases import phrase_start
from kg.mappers.modality import modality, verb_modality
from kg.mappers.tape import Tape
from kg.resources import lexicon_data

_ENDING = re.compile(r"(\w+n['’]t|['’][a-z]+)$")  # can't, 'll, Sen's
_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]{2,}|[^\W\d_](?=\.)")  # not the "st" of 61st


@cache
def words() -> dict[str, frozenset[str]]:
    """Return lexicon/learnt.yaml."""
    return {name: frozenset(found) for name, found in lexicon_data("learnt.yaml").items()}


def weighed(tape: Tape) -> list[int]:
    """Return the items whose words may tell of an occasion that no frame reads."""
    known = words()["weighed"]
    return [at for at, word in enumerate(tape.words) if word in known]


def sign(tape: Tape, at: int) -> str:
    """Return an item as a sign: its word, else the letter of what it is, "^" before the start."""
    if at < 0:
        return "^"
    if at >= len(tape.items):
        return "$"
    return common(tape.words[at]) if tape.words[at] else f"#{tape.letters[at]}"


@lru_cache(maxsize=4096)  # the words of a language, and some names
def common(word: str) -> str:
    """Return a word that news prints in lower case, for any other "#N".

    What is learnt has to hold for people and places of whom no marked text speaks: "talks" stays,
    "Sen", "S.K." and "Das-led" don't.
    """
    known = lexicon()
    parts = _LETTERS.findall(_ENDING.sub("", word))
    plain = all(part in known.common or part in known.function for part in parts)
    return word if plain and not (parts and "." in word) else "#N"


class Place:
    """A word of meeting in its sentence: whether it is a noun, its phrase, its clause."""

    def __init__(self, tape: Tape, at: int) -> None:
        self.tape = tape
        self.at = at
        self.word = tape.word(at)
        self.is_noun = _is_noun(tape, at)
        self.kind = "noun" if self.is_noun else "verb"
        self.start = phrase_start(tape, at) if self.is_noun else at
        self.first, self.last = clause(tape, at)
        told = modality if self.is_noun else verb_modality
        self.modality = told(tape, at, at + 1).value
        self.governor = self._governor() if self.is_noun else ""

    def _governor(self) -> str:
        """Return what the verb that governs the noun says of its subject, "-" where none does."""
        verb = governor(self.tape, self.start)
        return "-" if verb is None else light_verbs().get(self.tape.word(verb), "present")


def _is_noun(tape: Tape, at: int) -> bool:
    """Say whether a word of meeting is a noun where it stands."""
    word = tape.word(at)
    if word not in words()["nouns"]:
        return False
    if word == "meet":
        return sign(tape, at - 1) not in words()["before_verb"]
    if word != "meeting":
        return True
    whom = tape.letter(at + 1) in ("P", "T", "G", "R") or tape.word(at + 1) == "with"
    gerund = words_of_meeting("before_gerund") | words_of_meeting("being")
    return not (whom and tape.word(at - 1) in gerund)
