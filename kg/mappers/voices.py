"""Map, whose words: who speaks each quotation, and who is said to say what a sentence tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from kg.mappers.tape import Tape
from kg.model import Entity, Span
from kg.resources import lexicon
from kg.vocabulary import EntityKind


@cache
def _lexicon() -> dict[str, list[str]]:
    data: Any = yaml.safe_load(lexicon("speech.yaml").read_text(encoding="utf-8"))
    return {name: [str(word) for word in words] for name, words in data.items()}


@cache
def speech_verbs() -> frozenset[str]:
    """Return the verbs that give somebody's words."""
    return frozenset(_lexicon()["verbs"])


@cache
def _unnamed() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _lexicon()["sources"]))
    return re.compile(
        rf"\b((?:[\w-]+ ){{0,2}}(?:{words}))\b"
        r"(?=[^.]{0,40}\b(?:said|told|claimed|added|say|suggest|revealed)\b)"
        rf"|\b(?:according to|quoting|citing)\s+((?:[\w-]+ ){{0,3}}(?:{words}))\b"
    )


@cache
def _mediums() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _lexicon()['mediums']))})\b")


@dataclass(frozen=True, slots=True)
class Voice:
    """A verb of speech at an item of a sentence, and who speaks."""

    at: int
    speaker: Entity | None


@dataclass(slots=True)
class Voices:
    """Who speaks in an article: by sentence, and by quotation."""

    tapes: list[Tape]
    _of_quotation: dict[Span, Entity] = field(default_factory=dict)
    _of_sentence: dict[int, list[Voice]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the verbs of speech, then the speaker of each quotation."""
        for tape in self.tapes:
            self._of_sentence[tape.sentence.number] = list(_voices(tape))
        last: tuple[Entity, int] | None = None
        for quotation in self.tapes[0].document.story.quotations if self.tapes else ():
            found = self._speaker(quotation) or self._goes_on(quotation, last)
            if found:
                self._of_quotation[quotation] = found
                last = found, quotation.end

    def of(self, tape: Tape) -> list[Voice]:
        """Return the verbs of speech of a sentence that stand outside of quotations."""
        return self._of_sentence[tape.sentence.number]

    def quoted(self, tape: Tape, at: int) -> Entity | None:
        """Return who speaks the quotation in which an item stands."""
        quotation = tape.quotation(at)
        return self._of_quotation.get(quotation) if quotation else None

    def quotations(self) -> list[tuple[Span, Entity]]:
        """Return the quotations whose speaker is known."""
        return list(self._of_quotation.items())

    def attribution(self, tape: Tape, at: int) -> tuple[Entity | None, str | None]:
        """Return who says what an item tells: a person or organisation, or the words for a source.

        Example: "Sen met Das, sources said" gives (None, "sources").
        """
        speaker = self.quoted(tape, at)
        if speaker is None:
            speaker = next((v.speaker for v in self.of(tape) if v.speaker), None)
        unnamed = _unnamed().search(tape.span.of(tape.document.document.text))
        if speaker is None and unnamed:
            return None, (unnamed.group(1) or unnamed.group(2)).strip()
        return speaker, None

    def _speaker(self, quotation: Span) -> Entity | None:
        """Return who speaks a quotation, by a verb of speech in the sentences that hold it."""
        inside = [
            t for t in self.tapes if t.span.start < quotation.end and quotation.start < t.span.end
        ]
        for tape in (*reversed(inside), *self._before(inside)):
            speakers = [v.speaker for v in self.of(tape) if v.speaker]
            if speakers:
                return speakers[0]
        return None

    def _before(self, inside: list[Tape]) -> list[Tape]:
        """Return the sentence before, where it is of the same paragraph."""
        if not inside or inside[0].sentence.number == 0:
            return []
        number = inside[0].sentence.number - 1
        before = next((t for t in self.tapes if t.sentence.number == number), None)
        same = before and (
            before.sentence.sentence.paragraph == inside[0].sentence.sentence.paragraph
        )
        return [before] if before and same else []

    def _goes_on(self, quotation: Span, last: tuple[Entity, int] | None) -> Entity | None:
        """Return the last speaker where nothing but space stands between two quotations."""
        if last is None:
            return None
        text = self.tapes[0].document.document.text
        between = text[last[1] : quotation.start]
        return last[0] if not re.search(r"\w", between) else None


def medium(tape: Tape) -> str | None:
    """Return where words were written or spoken: "a post on X"."""
    found = _mediums().search(tape.span.of(tape.document.document.text))
    return found.group().removeprefix("on ").removeprefix("On ") if found else None


def _voices(tape: Tape) -> list[Voice]:
    """Return the verbs of speech outside of quotations with their speakers."""
    found = []
    for at, word in enumerate(tape.words):
        if word in speech_verbs() and tape.quotation(at) is None:
            found.append(Voice(at, _who(tape, at)))
    if not any(v.speaker for v in found):
        found += [Voice(at, e) for at, e in _according_to(tape)]
    return found


def _who(tape: Tape, verb: int) -> Entity | None:
    """Return who speaks: the person before the verb, right after it, or the clause's subject."""
    after = tape.items[verb + 1] if verb + 1 < len(tape.items) else None
    before = verb - 1
    while before >= 0 and (
        tape.word(before)
        in ("also", "has", "had", "have", "further", "later", "then", "reportedly")
        or tape.letter(before) == "D"
        or tape.word(before).endswith("ly")
    ):
        before -= 1
    candidate = tape.items[before] if before >= 0 else None
    if candidate and _speaks(candidate.entity) and candidate.letter in "PTR":
        return candidate.entity if not tape.quotation(before) else None
    if (
        after
        and _speaks(after.entity)
        and tape.word(verb) in ("said", "says", "added", "asked", "wrote")
    ):
        return after.entity
    people = [
        i
        for i in range(verb)
        if tape.letter(i) in "PTR"
        and _speaks(tape.items[i].entity)
        and not tape.quotation(i)
        and not (tape.items[i].mention and tape.items[i].mention.owner)  # type: ignore[union-attr]
        and tape.word(i - 1) not in ("by", "with", "of", "to", "for", "against", "from", "on")
    ]
    barred = any(tape.word(i) in ("that", "which", "sources", "said", "told") for i in range(verb))
    return tape.items[people[0]].entity if people and not barred else None


def _speaks(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is EntityKind.PERSON


def _according_to(tape: Tape) -> list[tuple[int, Entity]]:
    return [
        (i, entity)
        for i in range(2, len(tape.items))
        if tape.word(i - 1) == "to"
        and tape.word(i - 2) == "according"
        and (entity := tape.items[i].entity)
        and _speaks(entity)
    ]
