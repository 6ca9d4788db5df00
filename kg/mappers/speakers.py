"""Map, whose words: who speaks at a verb of speech, and what else gives somebody's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.linking.lexicon import words
from kg.mappers.beside_quotation import GOVERNING, WHERE, beside_quotation
from kg.mappers.lexicon import speech
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.values import value
from kg.vocabulary import EntityKind

_AUXILIARIES = frozenset(
    "also has had have further later then reportedly again even already once who earlier".split()
)
_BE = frozenset(("is", "was", "are", "were", "be", "been", "being", "'s", "gets", "got"))
_SUBORDINATE = frozenset(("that", "which", "sources", "said", "told", "whether", "if"))
_OPENERS = frozenset("when after before as while if since although though once".split())
_FEW = 5  # items
_OWN = frozenset(("he", "she"))
_DETERMINERS = frozenset(("the", "'s", "’s", "its", "a", "an"))
_ENDS = frozenset((*',.;"”’–—(', "D", ""))  # letters behind a whole name


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
    reading = _Reading(tape, last)
    telling = _telling()
    heard = [at for at, word in enumerate(tape.words) if word in telling]
    found = [voice for at in heard for voice in reading.at(at, quoting)]
    if not any(v.speaker for v in found):
        found += reading.participles()
    if not any(v.speaker for v in found):
        found += [Voice(at, e) for at, e in reading.sources()]
    if quoting and not any(v.speaker for v in found):
        found += [Voice(at, e) for at in beside_quotation(tape) if (e := reading.speaker(at))]
    return found


@dataclass(slots=True)
class _Reading:
    """A sentence while it is read for who speaks."""

    tape: Tape
    last: Entity | None

    def at(self, at: int, quoting: bool) -> Iterator[Voice]:
        """Yield the voices of the verb at an item, if it is one."""
        word, lexicon_ = self.tape.word(at), speech()
        if not word or self.tape.quotation(at) is not None:
            return
        if word in lexicon_["verbs"]:
            yield from (Voice(at, who) for who in self._who(at))
        elif word in lexicon_["quoting" if quoting else "naming"] and self._quotes(at, quoting):
            yield from (Voice(at, who) for who in self._before(at, near=True) if who)

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
            if tape.letter(at - 1) in "PT" and (near := self.speaker(at - 1)):
                return [Voice(at, near)]  # "with Sen saying he was hopeful"
            subject = self._subject(at)
            if subject and tape.word(at - 1) == ",":
                return [Voice(at, subject)]
        return []

    def sources(self) -> Iterator[tuple[int, Entity]]:
        """Yield who is a sentence's source: "according to Sen", "in Sen's words", "quoting Sen"."""
        tape = self.tape
        for at in range(len(tape.items) if tape.may_have(_GIVEN) else 0):
            who = self.speaker(at)
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
            speaker = self._behind(verb)
            if speaker:
                return [speaker]
            if tape.letter(verb + 1) in "TGO" or tape.word(verb + 1) in ("a", "an", "one"):
                return [None]  # "..., said an opposition leader"
        if tape.word(verb - 1) in _BE or (
            tape.word(verb - 1) in ("also", "being", "widely") and tape.word(verb - 2) in _BE
        ):
            return [None]  # "Sen is accused of", "was told"
        return self._before(verb, near=tape.word(verb) in speech()["weak"])

    def _is_inverted(self, verb: int) -> bool:
        """Say whether who speaks stands behind the verb: `"We won," said Sen`, "..., said Sen."."""
        tape, before = self.tape, verb - 1
        if tape.word(verb) in ("told", "asked"):
            return False
        if verb == 0 or tape.quotation(before) or tape.letter(before) in "\"”’?!“'":
            return True
        ends = tape.letter(verb + 2) in ("", ",", ".", "D", "(") or tape.word(verb + 2) in WHERE
        return tape.letter(before) == "," and (ends or bool(tape.quotation(before - 1)))

    def _behind(self, verb: int) -> Entity | None:
        """Return the person behind a verb who is its subject, a few words between them at most.

        Example: `"We won," tweeted liberal blogger Sen`, "said the party's chairman, Liberal Sen".
        """
        tape = self.tape
        for at in range(verb + 1, verb + _FEW):
            if tape.letter(at) in "PTR" and tape.word(at + 1) not in ("'s", "'"):
                speaker = self.speaker(at)
                led = tape.word(verb + 1) in ("a", "an")  # "said a beaming Sen", no "a Sen aide"
                if led and not (tape.letter(at + 1) in _ENDS or tape.word(at + 1) in WHERE):
                    return None
                parted = tape.letter(at) == "T" and tape.letter(at + 1) == ","
                if speaker or not parted:
                    return speaker
            elif not self._passes(at):
                return None
        return None

    def _passes(self, at: int) -> bool:
        """Say whether an item may stand between a verb and who speaks: an adjective, a title."""
        tape = self.tape
        if tape.letter(at) == ",":
            return tape.letter(at - 1) == "T"
        owner = tape.letter(at) == "P" and tape.word(at + 1) in ("'s", "’s")
        open_ = tape.word(at) not in words().function or tape.word(at) in _DETERMINERS
        return owner or (tape.letter(at) in "wLO" and open_)

    def _before(self, verb: int, near: bool) -> list[Entity | None]:
        """Return the subject before a verb; `near`: only right before it."""
        tape, before = self.tape, verb - 1
        while before >= 0 and (
            tape.word(before) in _AUXILIARIES
            or tape.word(before) in words().postnominal
            or tape.letter(before) == "D"
            or tape.word(before).endswith("ly")
        ):
            before -= 1
        if before >= 0 and tape.letter(before) in "PTR" and not tape.quotation(before):
            if self._is_anothers(before):
                return [None]
            speaker = self.speaker(before)
            if speaker:
                return [speaker, *self._joined(before)]
        if near and not (before >= 0 and tape.letter(before) in ",)"):
            return [None]
        subject = self._subject(verb) if self._may_be_far(before) else None
        stands_alone = tape.word(verb) == "said" and tape.letter(verb + 2) in ("", ",", "w")
        return [subject or (self._behind(verb) if before < 0 and stands_alone else None)]

    def _may_be_far(self, at: int) -> bool:
        """Say whether the subject of a verb may stand farther before it than the item there.

        Example: "Sen, a lawyer from Pune, said", "Sen met Das and said", "Sen in a letter said";
        and not "a ministry said".
        """
        tape = self.tape
        if tape.word(at) == "but":  # "Sen agreed but said", no "aides of Sen left but said"
            return tape.letter(0) == "P" and tape.word(at - 1) != "all"
        if at < 0 or tape.letter(at) in ",-–)" or tape.word(at) == "and":
            return True
        near = next((i for i in range(at, -1, -1) if tape.letter(i) in "PT"), None)
        return near is not None and tape.word(near + 1) in WHERE

    def _joined(self, at: int) -> list[Entity]:
        """Return who speaks together with the one at an item: "Sen and Das said"."""
        tape = self.tape
        kin = tape.word(at - 1) in words().kin and tape.word(at - 2) in ("his", "her")
        at -= 2 * kin  # "Sen and his wife Rita said"
        other = self.speaker(at - 2) if tape.word(at - 1) == "and" else None
        opens = tape.letter(at - 3) in ("", ",") or tape.word(at - 3) in ("both", "while", "but")
        return [other] if other and opens and tape.letter(at - 2) in "PT" else []

    def _is_anothers(self, at: int) -> bool:
        """Say whether a phrase is only part of who speaks: "a spokesman for Sen said"."""
        tape = self.tape
        title = tape.items[at - 1].mention if at else None
        if title and title.offices and not title.entity and title.kind == "T":
            return any(o.label.lower() in speech()["nobody"] for o in title.offices)
        if tape.word(at - 1) == "by":
            return True  # "the bench headed by Sen said"
        if tape.word(at - 1) in ("for", "of", "to"):
            head = tape.items[at - 2].mention if at > 1 else None
            return tape.word(at - 2) in speech()["nobody"] or (head is not None)
        return False

    def _subject(self, verb: int) -> Entity | None:
        """Return the first person of a sentence whom nothing governs, if no clause is between."""
        tape = self.tape
        people = [
            i
            for i in range(self._start(verb), verb)
            if tape.letter(i) in "PTR"
            and self.speaker(i)
            and not tape.quotation(i)
            and not (tape.items[i].mention and tape.items[i].mention.owner)  # type: ignore[union-attr]
            and tape.word(i - 1) not in GOVERNING
        ]
        between = range(people[0], verb) if people else range(0)
        barred = any(tape.word(i) in _SUBORDINATE and not tape.quotation(i) for i in between)
        return self.speaker(people[0]) if people and not barred else None

    def _start(self, verb: int) -> int:
        """Return where the main clause begins: behind the comma of "When he lost, Sen said"."""
        if self.tape.word(0) not in _OPENERS or "," not in self.tape.letters[:verb]:
            return 0
        return self.tape.letters.index(",")

    def speaker(self, at: int) -> Entity | None:
        """Return the person at an item; "he" is who spoke last, if that fits."""
        if not 0 <= at < len(self.tape.items):
            return None
        entity = self.tape.items[at].entity
        if entity is None or entity.kind is not EntityKind.PERSON:
            return None
        if self.tape.word_of(at) in _OWN and self.last and self._may_be(self.last, entity):
            return self.last
        return entity

    def _may_be(self, last: Entity, entity: Entity) -> bool:
        """Say whether who spoke last may be meant by a pronoun that grammar gives another."""
        sexes = self.tape.document.feminine
        return sexes.get(last.slug, sexes.get(entity.slug)) == sexes.get(entity.slug)
