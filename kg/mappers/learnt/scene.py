"""Map, learnt: what an article's other sentences say for a telling and for a part in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from kg.mappers.learnt.words import weighed, words
from kg.mappers.tape import Tape
from kg.model import Entity

_OFTEN = 2  # words of meeting in a sentence that count


class Scene:
    """The words of meeting of an article, and how often it names everybody."""

    def __init__(self, tapes: Sequence[Tape]) -> None:
        self.in_headline = False
        self.total = 0
        self._tapes = tapes
        self._in_sentence: dict[int, int] = {}
        self._first: dict[str, int] = {}
        for tape in tapes:
            if tape.may_have(words()["weighed"]):
                self._add(tape)

    @cached_property
    def naming(self) -> Counter[Entity]:
        """Return how often the article names everybody."""
        tapes = [tape for tape in self._tapes if tape.sentence.mentions]
        return Counter(item.entity for tape in tapes for item in tape.items if item.entity)

    def near(self, number: int) -> int:
        """Return how many words of meeting the sentences before and after a sentence have."""
        return self._in_sentence.get(number - 1, 0) + self._in_sentence.get(number + 1, 0)

    def has_before(self, word: str, number: int) -> bool:
        """Say whether a word of meeting stands in a sentence before the one with that number."""
        return self._first.get(word, number) < number

    def _add(self, tape: Tape) -> None:
        """Count the words of a sentence."""
        found = [tape.words[at] for at in tape.found(weighed)]
        if tape.sentence.sentence.heading:
            self.in_headline = self.in_headline or bool(found)
            return
        number = tape.sentence.number
        self._in_sentence[number] = min(_OFTEN, len(found))
        self.total += len(found)
        for word in found:
            self._first.setdefault(word, number)
