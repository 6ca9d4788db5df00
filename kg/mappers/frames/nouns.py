"""Map, who met: nouns of meeting and talks, with the words that say whose they are."""

from __future__ import annotations

import re

from kg.mappers.clause_subjects import subject
from kg.mappers.frames.around import round_about, went_for, with_follows
from kg.mappers.frames.coming import after_it, is_ahead, is_behind
from kg.mappers.frames.glimpse import (
    Glimpse,
    glimpse,
    words,
)
from kg.mappers.frames.governors import government, governor, is_convened
from kg.mappers.frames.noun_phrases import is_backdrop, names_occasion, phrase_start
from kg.mappers.frames.surroundings import (
    is_further,
    scan,
)
from kg.mappers.frames.whose import (
    add_circle,
    hyphenated,
    name_organizations,
    own_meeting,
    owner_of,
)
from kg.mappers.lists import listed
from kg.mappers.modality import Modality, modality, plain, verb_modality
from kg.mappers.tape import Tape
from kg.mappers.times import is_to_come
from kg.mappers.voices import Voices


def noun(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read the noun at an item with what stands round it, None where it is no meeting.

    Examples: "held a meeting with Das", "talks between Sen and Das", "Sen's meeting with Das".
    """
    if not names_occasion(tape, at):
        return None
    start = phrase_start(tape, at)
    found = glimpse(tape, voices, at)
    found.modality = _noun_modality(tape, at)
    _determine(found, start)
    owned = _name_people(found, start)
    whose = with_follows(tape, at) or tape.word(at + 1) in ("of", "between", "among")
    found.definite = found.definite or owned
    found.anaphoric = found.definite and not owned and not whose
    _settle_time(found, start)
    passive = plain(tape, at + 1, at + 4).startswith(("was held ", "took place "))
    alone = not (found.everybody or passive)
    each = tape.word(at) == "meetings" and "with" not in tape.words[at:]
    each = each and not (owned or whose or found.has_group)  # "Sen and Das are to have meetings"
    found.weak = found.weak or alone or each or not _is_told(found, start)
    _settle_coming(found, start)
    return found


def _name_people(found: Glimpse, start: int) -> bool:
    """Add all whom the words round a noun phrase name; say whether one is said to own it."""
    tape, at = found.tape, found.at
    owner = owner_of(tape, start, at) or own_meeting(tape, start, at)
    found.take(owner)
    government(found, start)
    add_circle(found, start)
    found.take_named(hyphenated(tape, start, at))
    scan(found, at + 1, noun=True)
    found.convened = tape.word(at) in words("countable") and (
        bool(found.chairs or found.hosts) or is_convened(tape, start)
    )
    name_organizations(found, start)
    _relative(found)
    if not owner:
        round_about(found, start)
    return bool(owner)


def _settle_time(found: Glimpse, start: int) -> None:
    """Note whether it was, is to be or is none, by the words that govern a noun phrase."""
    tape, at = found.tape, found.at
    if tape.word(start - 1) in words("past"):
        found.modality = after_it(found, start)
    if found.modality is Modality.HAPPENED and is_ahead(found, start):
        found.modality = Modality.PLANNED
    if found.modality is Modality.PLANNED and is_behind(tape, at):
        found.modality = Modality.HAPPENED
    if tape.word(start - 1) in words("telling"):  # "told the summit that it would"
        found.modality = verb_modality(tape, start - 1, start)
    if tape.word(at).endswith("s") and _are_many(tape, start, at):
        found.modality = Modality.HYPOTHETICAL


def _settle_coming(found: Glimpse, start: int) -> None:
    """Note whether its date says that it is to come, where no verb tells the time."""
    tape, at = found.tape, found.at
    if _is_next(tape, start, at):
        found.modality = Modality.PLANNED
    found.unmarked = found.modality is Modality.HAPPENED and not _is_past(found, start)
    if (found.unmarked or _is_called(tape, start)) and is_to_come(tape, at):
        found.modality, found.unmarked = Modality.PLANNED, False
    if is_backdrop(tape, at) or _is_only_before(found, start):
        found.modality = Modality.HYPOTHETICAL


def _is_only_before(found: Glimpse, start: int) -> bool:
    """Say whether something was done "before the meeting": whether it was held is not said."""
    return found.modality is Modality.HAPPENED and found.tape.word(start - 1) == "before"


def _noun_modality(tape: Tape, at: int) -> Modality:
    """Return how a noun is told of; who was not invited to a meeting does not deny it."""
    found = modality(tape, at, at + 1)
    others = _OTHERS.search(plain(tape, 0, at))
    aside = tape.word(phrase_start(tape, at) - 1) in words("within")
    if found is Modality.DENIED and (others or aside):
        return Modality.HAPPENED  # "denied that Sen spoke of it at the meeting"
    off = _CALLED_OFF.match(plain(tape, at + 1, at + _RELATIVE)) or (
        tape.word(at + 1) == "off" and not _CALLING.isdisjoint(tape.words[max(0, at - 4) : at])
    )
    return Modality.CANCELLED if off else found


_RELATIVE = 24  # items behind a noun of meeting in which a relative clause on it may stand
_CALLING = frozenset(("call", "calls", "called", "calling", "put"))
_CALLED_OFF = re.compile(
    r"(?:(?:between|with|of|and|in|on|at|the|[A-Z]) ){0,12}"
    r"(?:which|that) (?:\w+ ){0,3}(?:(?:was|were|is) (?:due |set |scheduled )?(?:to|for|on) "
    r"(?:\w+ ){1,10})?(?:been |was |were )(?:cancell?ed|called off|postponed|put off)"
)
_OTHERS = re.compile(
    r"(?:not|n't) (?:yet )?\w+ed (?:to|at|in|for|of|about) (?:a |an |the )?(?:\w+ )?$"
)


def _determine(found: Glimpse, start: int) -> None:
    """Note whether the noun phrase names an occasion told of, a further one, or several."""
    tape, at = found.tape, found.at
    dated = any(d.possessive for i in range(start, at) if (d := tape.items[i].date))
    found.definite = dated or tape.word(start) in words("definite")
    found.plural = tape.word(at) in words("plural_nouns")
    new = tape.word(start) in ("a", "an") and tape.word(0) in words("opening_further")
    found.another = new or is_further(tape, at)


def _relative(found: Glimpse) -> None:
    """Add who had it, in a clause of its own: "the meeting which Sen, of Foo, had with Das"."""
    tape = found.tape
    bare = tape.letter(found.at + 1) in ("P", "T")
    if tape.word(found.at + 1) not in ("which", "that") and not bare:
        return
    for i in range(found.at + 2, min(found.at + 12, len(tape.items))):
        if tape.word(i) in ("had", "held") and tape.word(i + 1) == "with":
            found.take(listed(tape, found.at + 1, i) if bare else subject(tape, i))
            found.take(listed(tape, i + 2, anybody=True))
            found.weak = False
            return


def _are_many(tape: Tape, start: int, at: int) -> bool:
    """Say whether a plural noun tells of no one occasion: "regular meetings", "five meetings"."""
    many = words("habitual") | (words("several") if tape.word(at) == "meetings" else frozenset())
    dated = "D" in tape.letters[start : at + 12]
    return not many.isdisjoint(tape.words[start:at]) and not (
        dated and words("habitual").isdisjoint(tape.words[start:at])
    )


def _is_next(tape: Tape, start: int, at: int) -> bool:
    """Say whether a date before a noun says that it is to come: "next week's summit"."""
    dates = [date.words.lower() for i in range(start, at) if (date := tape.items[i].date)]
    return any(words_.startswith(("next ", "tomorrow", "coming ")) for words_ in dates)


def _is_called(tape: Tape, start: int) -> bool:
    """Say whether somebody only calls those together who are to meet: "has convened a meeting"."""
    verb = governor(tape, start)
    return verb is not None and tape.word(verb) in words("summoning")


def _is_past(found: Glimpse, start: int) -> bool:
    """Say whether the words round a noun phrase say that it has happened: "after talks"."""
    tape = found.tape
    if tape.word(start - 1) in words("past"):
        return True
    after = plain(tape, found.at + 1, found.at + 9)
    return governor(tape, start) is not None or any(p in after for p in words("took_place"))


def _is_told(found: Glimpse, start: int) -> bool:
    """Say whether a noun phrase tells of an occasion, and does not just speak of meetings."""
    if found.modality is Modality.HYPOTHETICAL:
        return False
    tape = found.tape
    if governor(tape, start) is not None or tape.word(start - 1) in words("told"):
        return True
    if tape.word(start - 1) in words("telling"):
        return bool(found.people)
    if went_for(tape, start):
        return len(found.everybody) > 1
    after = plain(tape, found.at + 1, found.at + 9)
    took_place = any(phrase in after for phrase in words("took_place"))
    return took_place or len(found.everybody) > 1 or found.definite
