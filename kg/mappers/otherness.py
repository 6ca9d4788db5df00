"""Map, which occasion: what in a telling speaks for another occasion than one told of before."""

from __future__ import annotations

from calendar import month_name
from functools import cache

from kg.mappers.clause_subjects import is_main
from kg.mappers.clauses import clause
from kg.mappers.frames import Glimpse
from kg.mappers.frames.glimpse import words
from kg.mappers.frames.noun_phrases import phrase_start
from kg.mappers.learnt import told_where
from kg.mappers.naming import is_named_anew
from kg.mappers.occasion import Occasion
from kg.model import Entity, When

_PAIR = 2  # people
_NEXT = 1  # sentences
_OPENING = 4  # items before a telling: "and has later held"
_FAR = 4  # sentences
_MONTH = 28  # days
_LONG = frozenset((*(name.lower() for name in month_name if name), "month", "year"))


def is_apart(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether a telling is of another occasion, though nothing it says contradicts."""
    return (
        _adds_to_what_was_discussed(glimpse, occasion)
        or _is_of_other_kind(glimpse, occasion)
        or _is_with_others(glimpse, occasion)
        or _is_of_another_time(glimpse, occasion)
        or _is_named_for_another_place(glimpse, occasion)
        or _goes_on(glimpse, occasion)
        or is_named_anew(glimpse, occasion)
    )


def _adds_to_what_was_discussed(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether two, one of whom was not there, discussed something."""
    discussed = glimpse.definite and glimpse.tape.word(glimpse.at) == "discussed"
    return discussed and len(glimpse.people) > 1 and not glimpse.people <= occasion.people


def _is_of_other_kind(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether what nobody named is at is of a kind of its own, and the occasion of none.

    Example: "the summit in Rome" far behind "Sen met Das"; so is a visit behind a call.
    """
    visited = glimpse.tape.word(glimpse.at) in _being_there()
    if visited and occasion.named <= words("called"):
        return True
    named = _noun(glimpse)
    if named not in words("own_kind"):
        return False
    if named in occasion.margins_of and named not in occasion.named:
        return not glimpse.people & occasion.people
    if named in occasion.beside:
        return False
    away = glimpse.tape.sentence.number - occasion.last_told
    return away > _NEXT and not glimpse.people & occasion.people


@cache
def _being_there() -> frozenset[str]:
    """Return the verbs by which somebody is at another's house."""
    return words("goers") | words("arrivers") | {"was", "were"}


def _noun(glimpse: Glimpse) -> str:
    """Return the noun of meeting that a telling goes by: of "taking part in the talks" "talks"."""
    tape, at = glimpse.tape, glimpse.at
    if not glimpse.presence:
        return tape.word(at)
    nouns = words("nouns") | words("own_kind")
    return next((word for word in tape.words[at + 1 : at + 6] if word in nouns), "")


def _is_with_others(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether a telling that names its occasion anew has people of its own, as that has.

    Example: "Sen had a one-on-one meeting with Rao and Das" behind "Sen, Das and Roy met".
    """
    tape, at = glimpse.tape, glimpse.at
    if glimpse.weak or glimpse.presence:
        return False
    own, theirs = glimpse.people - occasion.people, occasion.people - glimpse.people
    theirs_alone = tape.word(phrase_start(tape, at)) == "their"
    if theirs_alone and own and theirs and len(glimpse.people) == _PAIR:
        return True  # "Sen and Roy spoke after their talks" behind "Sen met Das"
    anew = tape.word(at) in words("verbs") or tape.word(phrase_start(tape, at)) in ("a", "an")
    if glimpse.definite or glimpse.has_group or not anew:
        return False
    return bool(own and theirs and glimpse.people & occasion.people)


def _is_of_another_time(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether a telling with a day of its own goes back behind what is news, or has others.

    Examples: "he also met Das in February" behind "Sen has met Das"; "Monday's meeting, where Roy
    and Rao were present" behind "Sen met Das".
    """
    day = glimpse.when
    if day is None or (occasion.when and occasion.when.earliest):
        return False
    others = glimpse.people - occasion.people
    if glimpse.anaphoric and occasion.people and len(others) > 1:
        return len(others) > len(glimpse.people & occasion.people)
    anew = not (glimpse.definite or glimpse.weak or glimpse.anaphoric)
    if occasion.when is None:
        return (anew or bool(others)) and _is_long(day)
    return anew and day.value is None and "last" in day.expression.lower().split()


def _goes_on(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether a sentence goes on to whom somebody met next: "attended the talks and met Das".

    Not to the same people's talks: "met Das and held talks with him".
    """
    tape, at = glimpse.tape, glimpse.at
    told_again = glimpse.weak or glimpse.definite or glimpse.beside or occasion.plural
    met = tape.word(at) in words("verbs") or tape.word(at + 1) == "with"
    if told_again or not met or occasion.last_told != tape.sentence.number:
        return False
    if glimpse.people <= occasion.people and not glimpse.has_group:
        return False
    here = [i for i in range(at) if tape.items[i].span.start in occasion.told_at]
    near = tape.words[max(*here, phrase_start(tape, at) - _OPENING) : at] if here else ()
    return not words("going_on").isdisjoint(near)


def are_parted(one: Glimpse, two: Glimpse) -> bool:
    """Say whether one sentence puts two tellings one after the other.

    Examples: "After talks with Sen, Roy met Das", "Sen met Das days after the summit in Rome",
    "Those who met Sen have held talks with Das".
    """
    if one.tape is not two.tape:
        return False
    if not two.people and _is_behind_time(two):
        return not _is_behind_time(one)
    if not (one.people and two.people) or two.weak or two.anaphoric:
        return False
    return _is_behind_time(one) != _is_behind_time(two) or _is_of_relative(one, two)


def _is_of_relative(one: Glimpse, two: Glimpse) -> bool:
    """Say whether a telling stands in a relative clause, and the next in the clause round it.

    Example: "Those who met Sen in May have held talks with Das".
    """
    first, _ = clause(one.tape, one.at)
    behind = range(one.at + 1, two.at + 1)
    return one.people != two.people and any(is_main(one.tape, first, at) for at in behind)


def _is_behind_time(glimpse: Glimpse) -> bool:
    """Say whether a telling stands behind "after", "following" or "before"."""
    tape, at = glimpse.tape, glimpse.at
    start = phrase_start(tape, at)
    return not words("parting").isdisjoint(tape.words[max(0, start - 1) : start + 1])


def is_far_and_new(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether a telling far behind would add somebody, though hardly anything joins the two."""
    away = glimpse.tape.sentence.number - occasion.last_told
    if away <= _FAR or glimpse.people & occasion.people:
        return False
    if glimpse.people <= occasion.people and not glimpse.has_group:
        return False
    day = glimpse.when
    known = occasion.when
    return not (day and known and (day.value, day.weekday) == (known.value, known.weekday))


def _is_long(day: When) -> bool:
    """Say whether a date is that of a month or a longer time, as of what is no news."""
    if day.earliest is None or day.latest is None:
        unit = day.expression.lower().rsplit(maxsplit=1)[-1]
        return unit in _LONG and day.value is None and not any(map(str.isdigit, day.expression))
    return (day.latest - day.earliest).days >= _MONTH - 1


def _is_named_for_another_place(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether "the Rome meeting" is of another occasion than one in a house, with no place."""
    tape = glimpse.tape
    before = tape.letter(glimpse.at - 1) == "L" and glimpse.definite
    if not before or occasion.where.place or not occasion.where.venue:
        return False
    place: Entity | None = told_where(tape, glimpse.at).place
    return place is not None and tape.items[glimpse.at - 1].entity == place
