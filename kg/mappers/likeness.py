"""Map, which occasion: how well a telling fits an occasion told of before."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.mappers.frames import Glimpse
from kg.mappers.frames.glimpse import words
from kg.mappers.frames.several import is_bare
from kg.mappers.learnt import told_where
from kg.mappers.modality import Modality
from kg.mappers.occasion import Occasion
from kg.mappers.otherness import is_apart
from kg.model import Entity, When
from kg.vocabulary import EntityKind

Party = Callable[[Entity], Entity | None]


def fit(glimpse: Glimpse, occasion: Occasion, party: Party) -> float:
    """Return how well a telling fits an occasion; 0 where it can't be of it.

    Its people, groups and parties must be the occasion's, but for one or two who are added to two
    known ones; a telling of "the meeting" without "with" may add anybody.
    """
    if not _compatible(glimpse, occasion) or is_apart(glimpse, occasion):
        return 0
    if _is_vague(glimpse, occasion) or _is_others(glimpse, occasion):
        return 0
    common = glimpse.people & occasion.people
    others = glimpse.people - occasion.people
    groups = [e for e in glimpse.everybody if e.kind is not EntityKind.PERSON]
    alike = [
        g for g in groups if (common and _is_sent(g)) or _has_group(g, glimpse, occasion, party)
    ]
    free = glimpse.weak or glimpse.anaphoric
    if glimpse.everybody and not (common or alike or _tells_again(glimpse)):
        return 0  # "suspended talks with Foo", of which nothing says that they are the occasion's
    summed_up = glimpse.definite and not glimpse.people and not glimpse.areas
    if not free and len(common) < 2:
        if len(alike) < len(groups) and not (summed_up and _all_groups(groups)):
            return 0
        if others and not alike:
            return 0
    if glimpse.represented and not any(
        of in _parties(occasion, party) for of in glimpse.represented
    ):
        return 0
    score = 2.0 * len(common) + 2.0 * len(alike) + len(glimpse.represented)
    if glimpse.definite or free:
        away = glimpse.tape.sentence.number - occasion.last_told
        score += 1.0 + 0.15 * min(len(occasion.evidence), 5) + 0.5 * (away <= 2) + 0.4 * (away <= 1)
        if occasion.scattered and not common:
            return 0
    if score and glimpse.modality is occasion.modality:
        score += 0.5
    if _is_of_day(glimpse, glimpse.when, occasion):
        score += 2.0
    return score + len({a.slug for a in glimpse.areas} & {a.slug for a in occasion.areas})


def _tells_again(glimpse: Glimpse) -> bool:
    """Say whether a telling goes back to an occasion known before, whoever it names."""
    again = glimpse.definite or glimpse.anaphoric or glimpse.presence or glimpse.beside
    bare = all(is_bare(e) for e in glimpse.everybody)
    return again or bare or not glimpse.weak


def _all_groups(entities: list[Entity]) -> bool:
    return all(e.kind is EntityKind.GROUP for e in entities)


def _parties(occasion: Occasion, party: Party) -> set[Entity | None]:
    """Return the parties, alliances and bodies whose people took part."""
    found = {e.group_of or e for e in occasion.everybody if e.kind is not EntityKind.PERSON}
    return found | {party(p) for p in occasion.people} | set(occasion.represented)


def _has_group(group: Entity, glimpse: Glimpse, occasion: Occasion, party: Party) -> bool:
    """Say whether a group or organisation of a telling is the occasion's, or its people's."""
    areas = {a.slug for a in glimpse.areas}
    theirs = {a.slug for a in occasion.areas}
    if areas and theirs and not areas & theirs:
        return False
    if group in occasion.everybody:
        return True
    of = group.group_of or (group if group.kind is EntityKind.PARTY else None)
    if group.kind is EntityKind.BODY:
        return any(
            e.slug.endswith(group.slug) or group.slug.endswith(e.slug)
            for e in occasion.everybody
            if e.kind is EntityKind.BODY
        )
    own_groups = [e for e in occasion.everybody if e.kind is EntityKind.GROUP]
    if any((g.group_of == of) and (not areas or areas & theirs) for g in own_groups):
        return bool(areas & theirs) or any(_alike(group, g) for g in own_groups)
    if areas and areas & theirs:
        return True
    if own_groups and not areas:
        return False
    return bool(of) and not areas and any(party(p) == of for p in occasion.people)


def _alike(one: Entity, two: Entity) -> bool:
    """Say whether two groups may be one: "NDA leaders" and "members of the ruling NDA"."""
    generic = (
        bool(one.group_of) and _head(one) in words("generic") and _head(two) in words("generic")
    )
    return generic or not words_of(one).isdisjoint(words_of(two))


def _head(group: Entity) -> str:
    return re.split("-(?:of|from)-", group.slug)[0].split("-")[-1]


def _is_sent(group: Entity) -> bool:
    """Say whether a group is those whom somebody leads or sends: "the delegation of the front"."""
    return group.group_of is None and _head(group) in words("sent")


def words_of(group: Entity) -> set[str]:
    """Return the words that say who a group is, without whose it is."""
    who = re.split("-(?:of|from)-", group.slug)[0]
    return {word.rstrip("s") for word in who.split("-")} - words("of_any")


def _compatible(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether neither status nor date contradicts: what was to come may be called off."""
    told, known = glimpse.modality, occasion.modality
    if Modality.CANCELLED in (told, known):
        sums_up = glimpse.definite and not glimpse.people
        if told is not Modality.CANCELLED and not sums_up:
            return False
        named = glimpse.tape.word(glimpse.at)
        if named in words("own_kind") and named not in occasion.named and not glimpse.people:
            return False  # the summit, where they had a call
    day = glimpse.when
    if told is not known and Modality.CANCELLED not in (told, known):
        over = told is Modality.PLANNED and occasion.when and occasion.when.value and not day
        open_ = (_left_open(glimpse, occasion) and not over) or _is_of_day(glimpse, day, occasion)
        if not open_:
            return False
    if day and occasion.when and _contradict(day, occasion.when):
        return False
    return not (_is_elsewhere(glimpse, occasion) or _is_of_old(glimpse, day, occasion))


def _is_of_old(glimpse: Glimpse, day: When | None, occasion: Occasion) -> bool:
    """Say whether a telling goes back years, behind one that is news for all we know.

    Example: "the 2018 summit in Rome" behind "leaders meet at the summit".
    """
    published = glimpse.tape.document.document.published
    if day is None or day.latest is None or occasion.when or published is None:
        return False
    return day.latest.year < published.year - 1 and len(glimpse.people & occasion.people) < _SAME


_SAME = 2  # people who make an occasion the same


def _is_elsewhere(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether a telling puts its occasion in another city: "the Oslo talks" behind "in Rome".

    Countries say nothing against a city, which may be in them, nor places against two people who
    are the same: they may have gone on elsewhere. Who names nobody has only the place to go by.
    """
    if occasion.where.place is None or occasion.where.assumed:
        return False
    told = told_where(glimpse.tape, glimpse.at)
    if told.place is None or told.assumed or len(glimpse.people & occasion.people) >= _SAME:
        return False
    countries = {e.area.slug for e in glimpse.tape.document.states.values() if e.area}
    places = {told.place.slug, occasion.where.place.slug}
    nobody = not (glimpse.everybody or glimpse.represented)
    return len(places) > 1 and (nobody or places.isdisjoint(countries))


def _is_of_day(glimpse: Glimpse, day: When | None, occasion: Occasion) -> bool:
    """Say whether what a telling looks ahead to is known to have been held on the day it names.

    Example: "ahead of Monday's meeting" behind "Sen met Das on Monday".
    """
    coming = (glimpse.modality, occasion.modality) == (Modality.PLANNED, Modality.HAPPENED)
    known = glimpse.people <= occasion.people and len(occasion.people) > 1
    same = day and occasion.when and day.value and day.value == occasion.when.value
    return bool(coming and known and same and glimpse.definite)


def _is_others(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether a telling that names nobody is of an occasion of somebody else's, or of its own.

    Examples: "its annual meeting" behind "Sen met Das", "the weekly meeting".
    """
    if glimpse.everybody or glimpse.absentees or glimpse.represented:
        return False
    tape = glimpse.tape
    phrase = tape.words[max(0, glimpse.at - _PHRASE) : glimpse.at]
    if not words("recurring").isdisjoint(phrase):
        return words("recurring").isdisjoint(occasion.beside.intersection(phrase))
    people_only = all(e.kind is EntityKind.PERSON for e in occasion.everybody)
    return "its" in phrase and people_only and not occasion.represented


_PHRASE = 3  # items before a noun of meeting that tell whose it is


def _is_vague(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether a telling names nobody, and something other than the occasion for all we know.

    Example: "the talks" far behind a telling of "the summit".
    """
    word = glimpse.tape.word(glimpse.at)
    if word not in words("vague") or glimpse.everybody or glimpse.absentees:
        return False
    away = glimpse.tape.sentence.number - occasion.last_told
    return away > _NEAR and word not in occasion.beside


_NEAR = 2  # sentences


def _left_open(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether one of two tellings of the same people leaves open what the other says.

    Example: "the talks between Sen and Das" beside "Sen will meet Das".
    """
    coming = {glimpse.modality, occasion.modality} == {Modality.HAPPENED, Modality.PLANNED}
    open_ = glimpse.unmarked or occasion.unmarked
    return coming and open_ and len(glimpse.people & occasion.people) > 1


def _contradict(one: When, two: When) -> bool:
    if one.value and two.value:
        shorter = min(len(one.value), len(two.value))
        return one.value[:shorter] != two.value[:shorter]
    return bool(one.weekday and two.weekday and one.weekday != two.weekday)
