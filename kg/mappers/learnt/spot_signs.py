"""Map, learnt: the signs by which a place beside a word of meeting is where the occasion is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mappers.clauses import clause
from kg.mappers.learnt.words import Place, common, sign, words
from kg.mappers.lexicon import occasion_nouns, occasion_verbs
from kg.mappers.places import is_free, is_of_another
from kg.mappers.voices import speech_verbs

_DISTANCES = (20, 12, 8, 5, 3)  # items; nearer ones count one by one
_NEAR = 3  # items beside a place where a verb of speech counts


def spot_signs(place: Place, at: int, ruled: int | None) -> set[str]:
    """Return the signs of the place at an item; `ruled` the one that the rules take.

    Example: "Oslo" in "Sen met Das in Oslo" has "behind left:in" and others.
    """
    side = "before" if at < place.at else "behind"
    return {
        *_by_rule(at, ruled),
        *_words_beside(place, at, side),
        *_way(place, at, side),
        *_clauses(place, at, side),
        *_itself(place, at, side),
        *_governed(place, at, side),
    }


def _by_rule(at: int, ruled: int | None) -> Iterator[str]:
    yield "the rules take " + ("none" if ruled is None else "it" if ruled == at else "another")


def _words_beside(place: Place, at: int, side: str) -> Iterator[str]:
    """Yield the words beside it."""
    tape = place.tape
    skipped = at - 1 - (tape.word(at - 1) in words()["determiners"])
    left, right = sign(tape, skipped), sign(tape, at + 1)
    yield f"{side} left:{left}"
    yield f"{side} left:{sign(tape, skipped - 1)} {left}"
    yield f"{place.kind} {side} left:{left}"
    yield f"{side} right:{right}"
    yield f"{side} right:{right} {sign(tape, at + 2)}"
    near = {*tape.words[max(0, at - _NEAR) : at], *tape.words[at + 1 : at + 1 + _NEAR]}
    if not speech_verbs().isdisjoint(near):
        yield f"{side} said beside"


def _way(place: Place, at: int, side: str) -> Iterator[str]:
    """Yield what stands between it and the word of meeting."""
    tape = place.tape
    low, high = min(at, place.at), max(at, place.at)
    away = high - low
    far = next((far for far in _DISTANCES if away >= far), away)
    between, letters = tape.words[low + 1 : high], tape.letters[low + 1 : high]
    yield side
    yield f"{side} away:{far}"
    yield f"{place.kind} {side} away:{far}"
    yield f"{side} same letter between:{tape.letters[at] in letters}"
    yield f"{side} comma between:{',' in letters}"
    yield f"{side} another occasion between:{_tells(between)}"
    yield f"{side} past participle between:{any(word.endswith('ed') for word in between)}"
    for word in filter(None, set(between)):
        yield f"{side} between:{common(word)}"


def _tells(between: tuple[str, ...]) -> bool:
    return not (occasion_nouns() | occasion_verbs()).isdisjoint(between)


def _clauses(place: Place, at: int, side: str) -> Iterator[str]:
    """Yield in which clause it is."""
    tape = place.tape
    inside = place.first <= at < place.last
    first = clause(tape, at)[0]
    yield f"{side} in the clause:{inside}"
    yield f"{side} its clause after:{sign(tape, first - 1)}"
    yield f"{side} opens its clause:{at == first}"
    yield f"opens the sentence:{at == 0}"
    yield f"same quotation:{tape.quotation(at) == tape.quotation(place.at)}"
    if place.is_noun and place.start <= at < place.at:
        yield "within the phrase"


def _governed(place: Place, at: int, side: str) -> Iterator[str]:
    """Yield whether "in" and the place may be of the occasion: not "the polls in Kerala"."""
    tape = place.tape
    preposition = at - 1 - (tape.word(at - 1) == "the")
    if tape.word(preposition) in ("in", "at"):
        yield f"{side} free:{is_free(tape, preposition, at)}"
        yield f"{side} of another:{is_of_another(tape, preposition, place.at)}"


def _itself(place: Place, at: int, side: str) -> Iterator[str]:
    """Yield what it is, and how the occasion is told."""
    tape = place.tape
    yield f"of its kind:{min(3, tape.letters.count(tape.letters[at]))}"
    yield f"{side} told:{place.modality}"
    yield f"word:{place.word} {side}"
    mention = tape.items[at].mention
    if mention and mention.owner:
        yield "an owner"
