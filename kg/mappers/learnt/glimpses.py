"""Map, learnt: tellings that no frame reads, added where enough speaks for an occasion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.linking.lexicon import words as lexicon
from kg.mappers.clauses import clause
from kg.mappers.frames.glimpse import MOST, Glimpse, glimpse
from kg.mappers.frames.glimpse import words as words_of_meeting
from kg.mappers.frames.senses import is_of_other_sense
from kg.mappers.frames.several import are_several, is_bare
from kg.mappers.groups import is_group_noun
from kg.mappers.learnt.parts import part_signs
from kg.mappers.learnt.scene import Scene
from kg.mappers.learnt.tellings import is_weighed, may_tell, telling_signs
from kg.mappers.learnt.weights import judges
from kg.mappers.learnt.words import Place, weighed, words
from kg.mappers.lexicon import clause_words
from kg.mappers.modality import Modality
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.mappers.voices import Voices, speech_verbs
from kg.model import Entity
from kg.vocabulary import EntityKind

_TOLD = 0.75  # from here on an occasion is told of
_TOLD_THOUGH = 0.95  # though its clause only supposes or wishes it
_ALONE = 0.9  # from here on it is of a new one, though only one side of it is named
_THERE = 0.72  # from here on somebody took part
_THEIRS = 0.6  # from here on a group or organisation did, where nobody else is as sure
_THERE_TOO = 0.9  # from here on he did in an occasion told of before
_OTHER = 0.55  # from here on the likeliest other one did beside somebody as sure as that
_ADDED = 0.85  # from here on he did in one that may be a new one
_COMING = 0.6  # from here on it is to come
_NEVER = 0.1  # below it what a frame reads is none
_HARDLY = 0.5  # below it what makes none by itself ("the talks") goes back to none
_REACH = 60  # items to either side within which somebody is looked for
_APART = 12  # items within which two words of meeting tell of the same


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a telling stands; `known` says that an occasion was told of before.

    `absent` are those of whom the sentence says that they stayed away; `named` are those of
    whom it tells an occasion already.
    """

    scene: Scene
    voices: Voices
    known: bool
    absent: frozenset[Entity] = frozenset()
    named: frozenset[Entity] = frozenset()


def completed(tape: Tape, found: Iterable[Glimpse], setting: Setting) -> list[Glimpse]:
    """Return the tellings FOUND in a sentence with those that only the words round them betray.

    Example: "In remarks before he was to sit at the table with Das, Sen spoke of their encounter".
    """
    told = [g for g in found if not _is_none(g, setting.scene)]
    if not may_tell(tape):
        return told
    clear = [g.at for g in told if not g.weak and g.modality is not Modality.HYPOTHETICAL]
    for at in tape.found(weighed)[:MOST]:
        if any(abs(at - other) <= _APART for other in clear):
            continue
        here = [g for g in told if g.at == at]
        added = _read(
            tape.found(Place, at),
            here,
            replace(setting, absent=_absent(told), named=_named(told, clear)),
        )
        if added:
            told += [] if here else [added]
            clear.append(at)
    besides = words_of_meeting("besides")  # "was represented by Sen at the meeting": of that one
    return sorted(told, key=lambda g: (g.beside and g.tape.word(g.at) in besides, g.at))


def _is_none(found: Glimpse, scene: Scene) -> bool:
    """Say whether nothing speaks for what a frame reads: "the talks are underway"."""
    if found.modality is Modality.HYPOTHETICAL or not is_weighed(found.tape, found.at):
        return False
    signs = telling_signs(found.tape.found(Place, found.at), scene)
    found.likely = judges().tells.likelihood(signs)
    goes_back = found.weak and not found.presence
    return found.likely < (_HARDLY if goes_back else _NEVER)


def _read(place: Place, here: list[Glimpse], setting: Setting) -> Glimpse | None:
    """Return a telling at a word of meeting, with those who took part; None where none is."""
    if not _is_stated(place):
        return None
    signs = telling_signs(place, setting.scene)
    likely = judges().tells.likelihood(signs)
    if likely < _TOLD:
        return None
    found = here[0] if here else glimpse(place.tape, setting.voices, place.at)
    found.likely = likely if found.everybody else 0.0
    unlikely = found.modality is Modality.HYPOTHETICAL and likely < _TOLD_THOUGH
    if found.modality is Modality.DENIED or unlikely:
        return None
    owned = "'s" in place.tape.words[place.start : place.at]  # "Thursday's meeting"
    again = setting.known and (found.definite or owned)
    sure = {at: _took_part(place, at, setting.scene) for at in _mentions(place)}
    if found.modality is Modality.CANCELLED:  # "the summit was cancelled, Sen said"
        sure = {at: each for at, each in sure.items() if "," not in place.tape.words[place.at : at]}
    there = [at for at in sure if sure[at] >= (_THERE_TOO if again else _THERE)]
    there = there or [at for at in sure if sure[at] >= _THEIRS and _may_meet_alone(place.tape, at)]
    if not again:
        there = _with_other(found, there, sure)
    if setting.known and likely < _ALONE and len(there) == 1 and sure[there[0]] < _ADDED:
        return None  # beside "a meeting" that is hardly a new one
    framed = found.everybody  # "followed a meeting of the cabinet"
    named = dict.fromkeys([*framed, *_entities(found, there)])
    who = [entity for entity in named if entity not in setting.absent]
    if again:
        who = [entity for entity in who if entity.kind is EntityKind.PERSON]
    alone = len(there) == 1 and place.word in words()["two_sided"]
    if setting.named.issuperset(who):
        return None  # "said after his meeting with Sen that it was a courtesy meet"
    unnamed = not framed and all(_is_unnamed(place.tape, at) for at in there)
    if alone or unnamed or not _is_enough(place, who):
        return None
    told = found.modality
    if told in (Modality.HYPOTHETICAL, Modality.HAPPENED):
        to_come = judges().to_come.likelihood(signs) > _COMING
        found.modality = Modality.PLANNED if to_come else Modality.HAPPENED
        found.unmarked = found.unmarked or found.modality is not told
    found.take_named(who)
    found.convened, found.presence = True, False
    found.anaphoric = found.anaphoric or found.definite
    # "the meeting" with one more who was there is one told of before, if there is one
    found.weak = len(who) == 1 and (
        again or (likely < _ALONE and not _meets_alone(place, who[0], there))
    )
    return found


def _is_enough(place: Place, who: list[Entity]) -> bool:
    """Say whether those who took part make an occasion.

    Not who speaks after one ("Sen said after the meeting"), nor one group that is in talks.
    """
    if not any(entity.kind is EntityKind.PERSON for entity in who):
        return len(who) > 1 or (bool(who) and place.word not in words_of_meeting("vague"))
    tape, start = place.tape, place.start
    bare = start == place.at and tape.word(start + 1) not in ("with", "between")
    spoke = tape.word(start - 1) == "after" and (tape.word(start) == "the" or bare)
    return len(who) > 1 or not spoke


def _meets_alone(place: Place, who: Entity, there: list[int]) -> bool:
    """Say whether somebody is several who met each other, and not whom others met.

    Example: "the ministers met", "a meeting of the cabinet".
    """
    several = who.kind is EntityKind.GROUP and are_several(who) and not is_bare(who)
    of = place.tape.word(place.at + 1) == "of"
    return several and (of or any(at < place.at for at in there))


def _named(told: Iterable[Glimpse], clear: list[int]) -> frozenset[Entity]:
    return frozenset(entity for g in told if g.at in clear for entity in g.everybody)


def _absent(told: Iterable[Glimpse]) -> frozenset[Entity]:
    return frozenset(entity for g in told for entity in g.absentees)


def _is_stated(place: Place) -> bool:
    """Say whether a clause states something of somebody: not "if they meet", "a press meet"."""
    named = any(letter in _ACTING for letter in place.tape.letters)
    other = place.is_noun and place.tape.word(place.at - 1) in words_of_meeting("not_before")
    if _is_of_thing(place) or is_of_other_sense(place.tape, place.at):
        return False
    return named and not other and place.tape.word(place.first - 1) not in words()["supposing"]


def _is_of_thing(place: Place) -> bool:
    """Say whether a thing, and nobody, was met: "met expectations"."""
    tape, at = place.tape, place.at + 1
    if (
        place.word in words()["of_things"]
        and tape.word(at) in words()["determiners"]
        and not (tape.letter(at + 1) in PARTICIPANTS or is_group_noun(tape.word(at + 1)))
    ):
        return tape.letter(at + 1) == "w" and not is_group_noun(tape.word(at + 2))
    word = tape.word(at)
    if place.word not in words()["of_things"] or tape.letter(at) != "w" or is_group_noun(word):
        return False
    known = words()["no_things"] | lexicon().function | clause_words()["adverb"]
    return word not in known and not word.endswith("ly")


_ACTING = f"{PARTICIPANTS}L"  # "L": a state


def _mentions(place: Place) -> Iterator[int]:
    """Yield the mentions of a sentence who may take part.

    Not those who speak for others, or of whom somebody speaks, nor the subject of what was there
    besides: "The meeting comes days after Sen left the party".
    """
    tape = place.tape
    for at in range(max(0, place.at - _REACH), min(place.at + _REACH, len(tape.items))):
        item = tape.items[at]
        if item.mention is None or item.letter not in _ACTING:
            continue
        speaks = not words()["speaking_for"].isdisjoint(tape.word_of(at).split())
        besides = place.is_noun and at > place.at and _opens_clause(tape, at)
        elsewhere = tape.quotation(at) not in (None, tape.quotation(place.at))
        owner = at > place.at and tape.word(at + 1) in ("'s", "’s", "'")  # "spoke to Sen's critics"
        owner = owner or (tape.word(at + 1) in ("'s", "’s") and tape.letter(at + 2) in ("T", "P"))
        if not (speaks or besides or elsewhere or owner):
            yield at


def _opens_clause(tape: Tape, at: int) -> bool:
    """Say whether a mention opens a clause on what else happened: "a week after Sen left"."""
    before = tape.items[at - 1].date
    said = before.words.lower().split()[-1] if before else tape.word(at - 1)
    opening = {said, tape.word(at - 2), tape.word(clause(tape, at)[0] - 1)}
    return not words()["besides"].isdisjoint(opening)


def _took_part(place: Place, at: int, scene: Scene) -> float:
    return judges().took_part.likelihood(part_signs(place, at, scene))


def _with_other(found: Glimpse, there: list[int], sure: Mapping[int, float]) -> list[int]:
    """Return who took part, with the likeliest other where one alone is sure.

    Example: Das too in "says a letter that Das sent to sum up a conversation with Sen".
    """
    if len(there) != 1 or sure[there[0]] < _THERE_TOO:
        return there
    known = {*_entities(found, there)}
    others = [
        at
        for at in sure
        if sure[at] >= _OTHER
        and found.tape.letters[at] in "PTR"
        and not known.issuperset(_entities(found, [at]))
    ]
    return sorted([*there, *sorted(others, key=lambda at: -sure[at])[:1]])


def _may_meet_alone(tape: Tape, at: int) -> bool:
    """Say whether a group or organisation is at an item, and does not just speak of a meeting."""
    return tape.letters[at] in "GO" and tape.word(at + 1) not in speech_verbs()


def _entities(found: Glimpse, there: Iterable[int]) -> Iterator[Entity]:
    """Yield those who are mentioned at items THERE, as far as they are known."""
    for at in there:
        mention = found.tape.items[at].mention
        who = found.entity_of(mention) if mention else None
        if who and who.kind is not EntityKind.PLACE:
            yield who


def _is_unnamed(tape: Tape, at: int) -> bool:
    """Say whether an item is an office whose holder nobody names: "a spokesman"."""
    return tape.letters[at] == "T" and tape.items[at].entity is None
