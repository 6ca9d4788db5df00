"""Map, learnt: the signs by which somebody named beside a word of meeting took part."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mappers.clause_subjects import may_be_subject
from kg.mappers.learnt.scene import Scene
from kg.mappers.learnt.words import Place, common, sign, words
from kg.mappers.tape import PARTICIPANTS
from kg.mappers.voices import speech_verbs

_DISTANCES = (14, 9, 6, 4)  # items; nearer ones count one by one
_LONGEST_LIST = 25  # items


def part_signs(place: Place, who: int, scene: Scene) -> set[str]:
    """Return the signs of the mention at an item.

    Example: "Sen" in "Sen said after a meeting with Das" has "noun before PERSON" and others.
    """
    side = "before" if who < place.at else "behind"
    return {
        *_mention(place, who, scene),
        *_position(place, who, f"{place.kind} {side}"),
        *_neighbours(place, who, f"{place.kind} {side}"),
        *_speech(place, who, side),
        *_phrase(place, who),
    }


def _mention(place: Place, who: int, scene: Scene) -> Iterator[str]:
    """Yield who it is by the words."""
    tape = place.tape
    item, letter = tape.items[who], tape.letters[who]
    side = "before" if who < place.at else "behind"
    yield f"is:{letter}"
    yield f"{place.word} {side} {letter}"
    yield f"told:{place.modality} {side}"
    yield f"named:{min(4, scene.naming[item.entity]) if item.entity else 0}"
    if letter == "R":
        yield f"{side} {common(tape.word_of(who))}"
    if item.mention and item.mention.anaphoric:
        yield "by other words"
    if item.mention and item.mention.offices:
        yield "with an office"
    for word in tape.word_of(who).split():
        yield f"says:{common(word.strip(',.'))}"


def _position(place: Place, who: int, where: str) -> Iterator[str]:
    """Yield where it stands from the word of meeting."""
    tape, at = place.tape, place.at
    letter, low, high = tape.letters[who], min(at, who), max(at, who)
    between = tape.letters[low + 1 : high]
    away = high - low
    yield where
    yield f"{where} {letter}"
    yield f"{where} away:{next((far for far in _DISTANCES if away >= far), away)}"
    yield f"{where} mentions between:{min(4, sum(each in PARTICIPANTS for each in between))}"
    yield f"{where} in the clause:{place.first <= who < place.last}"
    for word in filter(None, set(tape.words[low + 1 : high])):
        yield f"{where} between:{common(word)}"
    if place.first <= who < at and may_be_subject(tape, who, place.first):
        yield f"{place.kind} subject"
    if may_be_subject(tape, who, 0):
        yield f"{where} may be subject"
    if tape.quotation(who) == tape.quotation(at):
        yield "same quotation"
    first = next(i for i, each in enumerate(tape.letters) if each in "PGOTRL")
    if first == who:
        yield "first"


def _neighbours(place: Place, who: int, where: str) -> Iterator[str]:
    """Yield the words beside it, and what governs the list that it stands in."""
    tape, letter = place.tape, place.tape.letters[who]
    side = where.rsplit(maxsplit=1)[-1]
    skipped = who - 1 - (tape.word(who - 1) in words()["determiners"])
    before, behind = sign(tape, skipped), sign(tape, who + 1)
    yield f"{where} left:{before}"
    yield f"{where} {letter} left:{before}"
    yield f"{place.word} {side} left:{before}"
    yield f"{where} right:{behind}"
    yield f"right:{behind} {sign(tape, who + 2)}"
    governor = _list_governor(place, who)
    yield f"{where} list:{governor}"
    yield f"{where} {letter} list:{governor}"
    mention = tape.items[who].mention
    if mention and mention.owner:
        yield f"{where} owner"
    if tape.word(who + 1) in words()["links"] and _takes_part(place, who + 2):
        yield "another behind"
    if tape.word(who - 1) in words()["links"] and _takes_part(place, who - 2):
        yield "another before"


def _list_governor(place: Place, who: int) -> str:
    """Return what stands before the list that a mention is in: "with" in "with Sen and Das"."""
    tape, at = place.tape, who - 1
    while who - at <= _LONGEST_LIST and at >= 0 and at != place.at:
        passed = tape.letter(at) != "w" and tape.words[at] == ""
        if not passed and tape.word(at) not in words()["within_list"]:
            break
        at -= 1
    return "it" if at == place.at else sign(tape, at)


def _takes_part(place: Place, at: int) -> bool:
    return at >= 0 and place.tape.letter(at) != "" and place.tape.letter(at) in PARTICIPANTS


def _speech(place: Place, who: int, side: str) -> Iterator[str]:
    """Yield what the speaker of a sentence has to do with the occasion that it tells of."""
    tape = place.tape
    if speech_verbs().isdisjoint((tape.word(who - 1), tape.word(who + 1))):
        return
    yield f"{place.kind} {side} speaks"
    yield f"{side} speaks, governed:{sign(tape, place.start - 1)}"


def _phrase(place: Place, who: int) -> Iterator[str]:
    """Yield what governs the noun phrase behind it, or that it stands within the phrase."""
    if not place.is_noun or who > place.at:
        return
    tape, start = place.tape, place.start
    if who >= start:
        yield "within the phrase"
        yield f"within the phrase {tape.letters[who]}"
        return
    yield f"governed:{sign(tape, start - 1)} in the clause:{place.first <= who}"
    yield f"governor:{place.governor}"
    yield f"begins:{sign(tape, start)}"
