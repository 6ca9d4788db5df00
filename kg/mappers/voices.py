"""Map, whose words: who speaks each quotation, and who is said to say what a sentence tells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

from kg.mappers.lexicon import speech
from kg.mappers.speakers import Voice, may_tell, voices_of
from kg.mappers.tape import Tape
from kg.model import Entity, Span

_ASKED = frozenset(("asked", "pressed", "quizzed", "reached", "contacted"))  # before a reply
_OTHERS = frozenset(("he", "she", "him", "his", "her"))  # words of somebody else than who speaks
_SOME = 3  # words of a quotation that is more than a phrase somebody used


@cache
def speech_verbs() -> frozenset[str]:
    """Return the verbs that give somebody's words."""
    return speech()["verbs"]


@cache
def _unnamed() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(speech()["sources"])))
    return re.compile(
        rf"\b((?:[\w-]+ ){{0,2}}(?:{words}))\b"
        r"(?=[^.]{0,40}\b(?:said|told|claimed|added|say|suggest|revealed)\b)"
        rf"|\b(?:according to|quoting|citing)\s+((?:[\w-]+ ){{0,3}}(?:{words}))\b"
    )


@cache
def _mediums() -> re.Pattern[str]:
    longest_first = sorted(speech()["mediums"], key=lambda words: (-len(words), words))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


@dataclass(slots=True)
class Voices:
    """Who speaks in an article: by sentence, and by quotation."""

    tapes: list[Tape]
    _of_quotation: dict[Span, Entity] = field(default_factory=dict)
    _of_sentence: dict[int, list[Voice]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the verbs of speech, then the speaker of each quotation."""
        spoke: Entity | None = None
        number = -1
        for tape in self.tapes:
            at = tape.sentence.number
            near = spoke if at - number <= 1 else None
            voices = voices_of(tape, near, self._quotes(tape)) if may_tell(tape) else []
            self._of_sentence[at] = voices
            for voice in voices:
                if voice.speaker:
                    spoke, number = voice.speaker, at
        last: tuple[Entity, int] | None = None
        for quotation in self.tapes[0].document.story.quotations if self.tapes else ():
            found = self._speaker(quotation) or self._goes_on(quotation, last)
            if found:
                self._of_quotation[quotation] = found
                last = found, quotation.end

    def _quotes(self, tape: Tape) -> bool:
        """Say whether a sentence holds a quotation of some length."""
        text = tape.document.document.text
        return any(len(quotation.of(text).split()) >= _SOME for quotation in tape.quotations)

    def of(self, tape: Tape) -> list[Voice]:
        """Return the verbs of speech of a sentence that stand outside of quotations."""
        return self._of_sentence[tape.sentence.number]

    def quoted(self, tape: Tape, at: int) -> Entity | None:
        """Return who speaks the quotation in which an item stands."""
        quotation = tape.quotation(at)
        return self.speaker_of(quotation) if quotation else None

    def speaker_of(self, quotation: Span) -> Entity | None:
        """Return who speaks a quotation, if that is known."""
        return self._of_quotation.get(quotation)

    def holding(self, quotation: Span) -> list[Tape]:
        """Return the sentences in which something of a quotation stands, in order."""
        first = bisect_right(self.tapes, quotation.start, key=lambda tape: tape.span.end)
        last = bisect_left(self.tapes, quotation.end, key=lambda tape: tape.span.start)
        return self.tapes[first:last]

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
        if speaker is not None:
            return speaker, None
        unnamed = _unnamed().search(tape.span.of(tape.document.document.text))
        return None, (unnamed.group(1) or unnamed.group(2)).strip() if unnamed else None

    def _speaker(self, quotation: Span) -> Entity | None:
        """Return who speaks a quotation, by a verb of speech in the sentences that hold it."""
        inside = self.holding(quotation)
        for tape in (*reversed(inside), *self._before(inside)):
            speakers = [v.speaker for v in self.of(tape) if v.speaker]
            if speakers:
                return speakers[0]
        return self._host(quotation, inside)

    def _host(self, quotation: Span, inside: list[Tape]) -> Entity | None:
        """Return of whom alone the sentence before tells, if a quotation is all of its sentences.

        Examples: `Sen laughed. "Ask me later."`, `Asked about it, Sen smiled. "No way."`,
        but not `Sen died. "He will be missed."`
        """
        alone = inside and quotation.start <= inside[0].span.start + 1
        if not alone or quotation.end < inside[-1].span.end - 1 or any(map(self.of, inside)):
            return None
        if any(tape.may_have(_OTHERS) for tape in inside):
            return None
        for tape in self._before(inside):
            at = tape.words.index(",") + 1 if "," in tape.words and tape.word(0) in _ASKED else 0
            mention = tape.items[at].mention
            others = {"P", "R", "G"} & set(tape.letters[at + 1 :])
            plain = mention and not (mention.owner or others or tape.quotation(at))
            if mention and mention.kind == "P" and plain:
                return mention.entity
        return None

    def _before(self, inside: list[Tape]) -> list[Tape]:
        """Return the sentence before, where it is of the same paragraph."""
        if not inside or inside[0].sentence.number == 0:
            return []
        before = self.tapes[inside[0].sentence.number - 1]
        same = before.sentence.sentence.paragraph == inside[0].sentence.sentence.paragraph
        return [before] if same else []

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
