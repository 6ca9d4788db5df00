"""Say why the mapper told nobody of an occasion that a reader marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.mappers import Article
from kg.mappers.frames import glimpses
from kg.mappers.learnt import Place, Scene, Setting, completed, is_weighed, telling_signs
from kg.mappers.learnt.weights import judges
from kg.mappers.modality import Modality
from kg.mappers.tape import Tape

_LIKELY = 0.6  # as kg/mappers/learnt/glimpses has it
# From the nearest to being told to the farthest: an occasion is missed for its best word's reason.
REASONS = (
    "none of them named",  # told by a report of its own, with nobody whom the reader marked
    "joined",  # into the report of another occasion
    "too little",  # an occasion of whom too little is known
    "too few sides",  # likely enough, but nobody or one beside it for sure
    "not real",  # taken for a wish, a supposition, a habit, or for no occasion
    "not likely",  # by the weights
    "no frame",  # a word that no frame reads here, and that isn't weighed
    "heading",
    "no word",  # told without a word of meeting
)


@dataclass(frozen=True, slots=True)
class Missed:
    """Why an occasion is missed: the reason, how likely the weights hold it, its sentence."""

    reason: str
    likely: float
    sentence: str


class Misses:
    """Why words of meeting of an article are told by no report."""

    def __init__(self, article: Article, told_by: Mapping[int, Sequence[str]]) -> None:
        """`told_by`: for the offset of a word which occasions the report that tells it is of."""
        self._article = article
        self._told_by = told_by
        self._scene = Scene(article.tapes)

    def why(self, name: str, offsets: Sequence[int]) -> Missed:
        """Return why the occasion of that name, told at OFFSETS, is missed: for its best word."""
        found = [self._word(name, at) for at in offsets]
        return min(
            found or [Missed("no word", 0, "")], key=lambda m: (REASONS.index(m.reason), -m.likely)
        )

    def _word(self, name: str, offset: int) -> Missed:
        """Return why the word at an offset isn't told."""
        tape = next((t for t in self._article.tapes if t.span.start <= offset < t.span.end), None)
        if tape is None:
            return Missed("heading", 0, "")
        at = next(i for i, item in enumerate(tape.items) if item.span.end > offset)
        likely = judges().tells.likelihood(telling_signs(Place(tape, at), self._scene))
        return Missed(self._reason(name, offset, tape, at, likely), likely, _words(tape))

    def _reason(self, name: str, offset: int, tape: Tape, at: int, likely: float) -> str:
        if offset in self._told_by:
            return "none of them named" if self._told_by[offset] == (name,) else "joined"
        if tape.sentence.sentence.heading:
            return "heading"
        setting = Setting(self._scene, self._article.voices, True)
        read = [g for g in glimpses(tape, self._article.voices) if g.at == at]
        told = [g for g in completed(tape, read, setting) if g.at == at]
        real = [g for g in told if g.modality is not Modality.HYPOTHETICAL]
        if any(not g.weak for g in real):
            return "too little"
        if not (read or is_weighed(tape, at)):
            return "no frame"
        if read and not real:
            return "not real"
        return "too few sides" if is_weighed(tape, at) and likely >= _LIKELY else "not likely"


def table(missed: Sequence[Missed]) -> Iterator[str]:
    """Yield how many are missed for each reason, a line each, the most frequent first."""
    count = {reason: sum(m.reason == reason for m in missed) for reason in REASONS}
    for reason, number in sorted(count.items(), key=lambda each: -each[1]):
        if number:
            yield f"  {number:4} {reason}\n"


def _words(tape: Tape) -> str:
    return " ".join(tape.span.of(tape.document.document.text).split())
