"""Map, whose words: who speaks at a verb of speech, and what else gives somebody's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.linking.lexicon import words
from kg.mappers.beside_quotation import GOVERNING, WHERE, beside_quotation
from kg.mappers.lexicon import speech
from kg.mappers.sayers import Sayers
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.values import value

_BE = frozenset(("is", "was", "are", "were", "be", "been", "being", "'s", "gets", "got"))
_FEW = 5  # items


@value
class Voice:
    """A verb of speech at an item of a sentence, and who speaks."""

    at: int
    speaker: Entity | None


@cache
def _telling() -> frozenset[str]:
    """Return the words without which no sentence gives somebody's words."""
    lexicon_ = speech()
    return lexicon_["verbs"] | lexicon_["quoting"] | lexicon_["saying"] | _GIVEN


_GIVEN = frozenset(("according", "words", "quoted", "put"))  # see _Reading.sources


def may_tell(tape: Tape) -> bool:
    """Say whether a sentence may tell who speaks: it mentions a person, and has a word for it."""
    return tape.names_person and (tape.may_have(_telling()) or bool(tape.quotations))


def voices_of(tape: Tape, last: Entity | None, quoting: bool) -> list[Voice]:
    """Return who speaks in a sentence outside of its quotations, and at which items.

    `last` is who spoke before, whom "he said" goes back to; `quoting` says that the sentence holds
    a quotation, for verbs that give words only together with one.
    """
    reading = _Reading(tape, Sayers(tape, last))
    telling = _telling()
    heard = [at for at, word in enumerate(tape.words) if word in telling]
    found = [voice for at in heard for voice in reading.at(at, quoting)]
    if not any(v.speaker for v in found):
        found += reading.participles()
    if not any(v.speaker for v in found):
        found += [Voice(at, e) for at, e in reading.sources()]
    if quoting and not any(v.speaker for v in found):
        speaker = reading.sayers.speaker
        found += [Voice(at, e) for at in beside_quotation(tape) if (e := speaker(at))]
    return found


@dataclass(slots=True)
class _Reading:
    """A sentence while it is read for who speaks."""

    tape: Tape
    sayers: Sayers

    def at(self, at: int, quoting: bool) -> Iterator[Voice]:
        """Yield the voices of the verb at an item, if it is one."""
        word, lexicon_ = self.tape.word(at), speech()
        if not word or self.tape.quotation(at) is not None:
            return
        if word in lexicon_["verbs"]:
            yield from (Voice(at, who) for who in self._who(at))
        elif word in lexicon_["quoting" if quoting else "naming"] and self._quotes(at, quoting):
            yield from (Voice(at, who) for who in self.sayers.before(at, near=True) if who)

    def _quotes(self, at: int, quoting: bool) -> bool:
        """Say whether a verb stands by a quotation; by a word or two not in "what he called"."""
        what = self.tape.letter(at - 1) == "R" and self.tape.word(at - 2) == "what"
        return quoting or (bool(self.tape.quotations) and not what)

    def participles(self) -> list[Voice]:
        """Return the voices of "Sen rebuffed the plan, saying it came too late"."""
        tape, saying = self.tape, speech()["saying"]
        for at, word in enumerate(tape.words if tape.may_have(saying) else ()):
            if word not in saying or tape.quotation(at) is not None:
                continue
            if tape.letter(at - 1) in "PT" and (near := self.sayers.speaker(at - 1)):
                return [Voice(at, near)]  # "with Sen saying he was hopeful"
            subject = self.sayers.subject(at)
            if subject and tape.word(at - 1) == ",":
                return [Voice(at, subject)]
        return []

    def sources(self) -> Iterator[tuple[int, Entity]]:
        """Yield who is a sentence's source: "according to Sen", "in Sen's words", "quoting Sen"."""
        tape = self.tape
        for at in range(len(tape.items) if tape.may_have(_GIVEN) else 0):
            who = self.sayers.speaker(at)
            if who is None or tape.quotation(at) is not None:
                continue
            said_by = self._is_source(at)
            in_words = tape.word(at + 1) in ("'s", "'") and tape.word(at + 2) == "words"
            quoted = tape.word(at + 1) in ("was", "is") and tape.word(at + 2) == "quoted"
            quoted = quoted or self._is_quoted(at)
            put_it = tape.words[at + 1 : at + 3] == ("put", "it") and tape.word(at - 1) == "as"
            if said_by or (in_words and tape.word(at - 1) == "in") or quoted or put_it:
                yield at, who

    def _is_quoted(self, at: int) -> bool:
        """Say whether another gives somebody's words: "quoted Sen as saying", "in the words of"."""
        words_ = self.tape.words
        saying = words_[at + 1 : at + 3] == ("as", "saying")
        return (saying and self.tape.word(at - 1) not in GOVERNING) or (
            at > 2 and words_[at - 3 : at] == ("the", "words", "of")
        )

    def _is_source(self, at: int) -> bool:
        """Say whether a phrase follows "according to", a few words between them at most."""
        for before in range(at - 1, max(0, at - _FEW), -1):
            if self.tape.word(before) == "to":
                return self.tape.word(before - 1) == "according"
            if self.tape.words[before - 3 : before + 1] == ("one", "of", "them", ","):
                return self.tape.words[before - 5 : before - 3] == ("according", "to")
            if self.tape.letter(before) not in "wLOT" or self.tape.word(before) in words().function:
                return False
        return False

    def _who(self, verb: int) -> list[Entity | None]:
        """Return who speaks at a verb: behind it after a quotation, else before it."""
        tape = self.tape
        if self._is_inverted(verb):
            speaker = self.sayers.behind(verb)
            if speaker:
                return [speaker]
            if tape.letter(verb + 1) in "TGO" or tape.word(verb + 1) in ("a", "an", "one"):
                return [None]  # "..., said an opposition leader"
        if tape.word(verb - 1) in _BE or (
            tape.word(verb - 1) in ("also", "being", "widely") and tape.word(verb - 2) in _BE
        ):
            return [None]  # "Sen is accused of", "was told"
        return self.sayers.before(verb, near=tape.word(verb) in speech()["weak"])

    def _is_inverted(self, verb: int) -> bool:
        """Say whether who speaks stands behind the verb: `"We won," said Sen`, "..., said Sen."."""
        tape, before = self.tape, verb - 1
        if tape.word(verb) in ("told", "asked"):
            return False
        if verb == 0 or tape.quotation(before) or tape.letter(before) in "\"”’?!“'":
            return True
        ends = tape.letter(verb + 2) in ("", ",", ".", "D", "(") or tape.word(verb + 2) in WHERE
        return tape.letter(before) == "," and (ends or bool(tape.quotation(before - 1)))
