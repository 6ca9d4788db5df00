"""Map, learnt: the signs by which a word of meeting tells of an occasion, and of one to come."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mappers.clause_subjects import may_be_subject
from kg.mappers.learnt.scene import Scene
from kg.mappers.learnt.words import Place, sign, weighed, words
from kg.mappers.lexicon import clause_words
from kg.mappers.tape import PARTICIPANTS, Tape

_BESIDE = (-3, -2, -1, 1, 2, 3)  # items whose place beside the word counts
_ROUND = 8  # items to either side whose words count
_BEHIND = 7  # items behind it where a preposition counts
_GOVERNED = 6  # items behind a preposition where somebody counts
_LETTERS = "PGOTRLD"


def may_tell(tape: Tape) -> bool:
    """Say whether a sentence may have a word that is weighed."""
    return tape.may_have(words()["weighed"])


def is_weighed(tape: Tape, at: int) -> bool:
    """Say whether the word at an item may tell of an occasion that no frame reads."""
    return at in tape.found(weighed)


def telling_signs(place: Place, scene: Scene) -> set[str]:
    """Return the signs of a word of meeting.

    Example: "meeting" in "after a brief meeting with Sen" has "left3:after", "with:#P" and others.
    """
    return {
        *_word(place),
        *_beside(place),
        *_phrase(place),
        *_clause(place),
        *_mentions(place),
        *_behind(place),
        *_article(place, scene),
    }


def _word(place: Place) -> Iterator[str]:
    """Yield what the word itself is, and how it is told."""
    yield f"word:{place.word}"
    yield place.kind
    yield f"told:{place.modality}"
    yield f"{place.kind} told:{place.modality}"
    if place.tape.quotation(place.at) is not None:
        yield "quoted"


def _beside(place: Place) -> Iterator[str]:
    """Yield the words round it, nearest ones with their place."""
    tape, at, kind = place.tape, place.at, place.kind
    for away in _BESIDE:
        side = "left" if away < 0 else "right"
        yield f"{kind} {side}{abs(away)}:{sign(tape, at + away)}"
    yield f"{place.word} right:{sign(tape, at + 1)}"
    yield f"{place.word} left:{sign(tape, at - 1)}"
    yield f"{place.word} right:{sign(tape, at + 1)} {sign(tape, at + 2)}"
    yield f"{place.word} left:{sign(tape, at - 2)} {sign(tape, at - 1)}"
    yield f"clause after:{sign(tape, place.first - 1)}"
    for i in range(max(0, at - _ROUND), at):
        yield f"left:{sign(tape, i)}"
    for i in range(at + 1, min(len(tape.items), at + _ROUND + 1)):
        yield f"right:{sign(tape, i)}"


def _phrase(place: Place) -> Iterator[str]:
    """Yield how a noun phrase begins and what governs it."""
    if not place.is_noun:
        return
    tape, start = place.tape, place.start
    before = sign(tape, start - 1)
    yield f"begins:{sign(tape, start)}"
    yield f"governed:{before}"
    yield f"governed:{sign(tape, start - 2)} {before}"
    yield f"governor:{place.governor}"
    for i in range(start, place.at):
        yield f"phrase:{sign(tape, i)}"


def _clause(place: Place) -> Iterator[str]:
    """Yield the auxiliaries and negations of its clause, and how the clause before it ends."""
    tape = place.tape
    for i in range(place.first, place.at):
        word = tape.word(i)
        if word in clause_words()["auxiliary"] or word in words()["negations"]:
            yield f"{place.kind} clause:{word}"
    for i in range(max(0, place.first - 4), place.first):
        yield f"clause behind:{sign(tape, i)}"


def _mentions(place: Place) -> Iterator[str]:
    """Yield who is named where."""
    letters, at, kind = place.tape.letters, place.at, place.kind
    for letter in _LETTERS:
        if letter in letters[place.first : at]:
            yield f"{kind} clause before:{letter}"
        if letter in letters[at + 1 : place.last]:
            yield f"{kind} clause behind:{letter}"
        if letter in letters[: place.first]:
            yield f"sentence before:{letter}"
        if letter in letters[place.last :]:
            yield f"sentence behind:{letter}"
    subjects = [i for i in range(place.first, at) if may_be_subject(place.tape, i, place.first)]
    yield f"{kind} subject:{letters[subjects[-1]] if subjects else '-'}"
    yield f"mentions:{min(4, sum(letter in PARTICIPANTS for letter in letters))}"
    yield f"people:{min(3, letters.count('P'))}"


def _behind(place: Place) -> Iterator[str]:
    """Yield what the prepositions behind it govern."""
    tape, at, kind = place.tape, place.at, place.kind
    near = tape.words[at + 1 : at + _BEHIND]
    for preposition in sorted(words()["prepositions"].intersection(near)):
        first = at + 2 + near.index(preposition)
        yield f"{kind} {preposition}:{sign(tape, first)}"
        behind = tape.letters[first : first + _GOVERNED - 1]
        who = next((letter for letter in behind if letter in PARTICIPANTS), None)
        if who:
            yield f"{kind} {preposition} whom:{who}"


def _article(place: Place, scene: Scene) -> Iterator[str]:
    """Yield what the other sentences say for it."""
    number = place.tape.sentence.number
    yield f"sentence:{0 if number < 2 else 1 if number < 5 else 2}"
    yield f"words of meeting:{min(3, len(place.tape.found(weighed)))}"
    yield f"words of meeting near:{min(4, scene.near(number))}"
    yield f"words of meeting in all:{min(6, scene.total // 2)}"
    if scene.in_headline:
        yield "in the headline"
    if scene.has_before(place.word, number):
        yield "said before"
