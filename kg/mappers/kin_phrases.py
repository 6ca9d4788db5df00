"""Map kin: the words that lead to a relative or to a name, round a word of kin."""

from __future__ import annotations

from functools import cache

from kg.linking.chunks import is_number
from kg.linking.lexicon import words
from kg.mappers.lexicon import clausal, speech
from kg.mappers.posts import heads
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.resources import lexicon_data
from kg.vocabulary import EntityKind

FEW = 3  # words
OWNING = frozenset(("'s", "’s", "'", "’"))
SIGNS = frozenset((",", "-", "–", "—", ")", ";", ".", ""))  # letters that end a description


@cache
def kin_words(name: str) -> frozenset[str]:
    """Return a list of lexicon/kin.yaml."""
    return frozenset(lexicon_data("kin.yaml")[name])


@cache
def _closed() -> frozenset[str]:
    """Return the words that describe nobody."""
    grammar = words().function | clausal("preposition") | {"including"}
    return grammar | words().kin.keys() | speech()["verbs"]


class KinPhrases:
    """The noun phrases of one sentence in which a word of kin may stand, or a name behind it."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape

    def person(self, at: int) -> Entity | None:
        """Return the person at an item."""
        if not 0 <= at < len(self.tape.items) or self.tape.letter(at) not in "PTR":
            return None
        entity = self.tape.items[at].entity
        return entity if entity and entity.kind is EntityKind.PERSON else None

    def plain_person(self, at: int) -> Entity | None:
        """Return the person at an item, of whom no one else is named: no "a Sen aide", "Sen's"."""
        mention = self.tape.items[at].mention if 0 <= at < len(self.tape.items) else None
        behind = self.tape.word(at + 1) in heads() or self.tape.letter(at + 1) in ("P", "T")
        return None if behind or (mention and mention.owner) else self.person(at)

    def named(self, at: int) -> int:
        """Return the person behind what leads to a name: "Foo's first president, Sen"."""
        while self.tape.letter(at) in ("L", "O") and self.tape.word(at + 1) in OWNING:
            at += 2
        at = self.described(at)
        joined = next((i for i in range(at, at + FEW) if self.tape.word(i) == "and"), -1)
        mention = (
            self.tape.items[joined + 1].mention if self.tape.letter(joined + 1) == "P" else None
        )
        if joined > 0 and all(map(self.is_open, range(at, joined))) and mention and mention.offices:
            return joined + 1  # "wife of cricketer and prime minister Sen"
        title = self.tape.letter(at) == "T" and self.person(at) is None
        return at + 2 if title and self.tape.letter(at + 1) == "," else at

    def phrase(self, at: int) -> int:
        """Return the item before a word of kin and all that only describes it."""
        before = at - 1
        for _ in range(FEW + 2):
            if not (self.qualifies(before) or self.is_open(before)):
                break
            before -= 1
        return before - 2 * (self.tape.words[before - 1 : before + 1] == ("one", "of"))

    def is_open(self, at: int) -> bool:
        """Say whether a word may describe: it is none of grammar, kin or speech."""
        word = self.tape.word(at)
        plain = self.tape.letter(at) == "w" and word.replace("-", "").isalpha()
        return plain and word not in _closed()

    def described(self, at: int, *, apart: bool = True) -> int:
        """Return the person behind words that only describe: "late libel lawyer Roy".

        Where no comma sets them apart none may look like a verb: "his wife called Sen a liar".
        """
        after = at
        while self.qualifies(after):
            after += 1
        named = after
        while named < after + FEW and self.is_open(named):
            word = self.tape.word(named)
            if word.endswith("ing") or (not apart and word.endswith(("ed", "s"))):
                return after
            named += 1
        verb = clausal("past_verb")
        told = not apart and not verb.isdisjoint(self.tape.words[after:named])
        return named if self.tape.letter(named) == "P" and not told else after

    def qualifies(self, at: int) -> bool:
        """Say whether a word only describes a relative: "his Foo-born wife", "her late father"."""
        word, behind = self.tape.word(at), self.tape.word(at + 1)
        aged = is_number(word) and behind.endswith("-old")
        was = word == "-" and self.tape.word(at - 1) == "ex"
        return aged or was or word in kin_words("qualifiers") or word.endswith(("-born", "-old"))
