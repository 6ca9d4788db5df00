"""Map, who met: nouns of meeting and talks, with the words that say whose they are."""

from __future__ import annotations

import re

from kg.linking.lexicon import words as noun_words
from kg.mappers.circumstances import is_to_come
from kg.mappers.clauses import clause, may_be_subject, subject
from kg.mappers.frames.glimpse import (
    Glimpse,
    glimpse,
    light_verbs,
    words,
)
from kg.mappers.frames.noun_phrases import QUOTES, is_call, names_occasion, phrase_start
from kg.mappers.frames.surroundings import (
    is_further,
    main_subject,
    mentions,
    one,
    owner_before,
    owns,
    pair_before,
    scan,
)
from kg.mappers.groups import group
from kg.mappers.lists import NOBODY, Listed, listed
from kg.mappers.modality import Modality, modality, plain, verb_modality
from kg.mappers.tape import Tape
from kg.mappers.voices import Voices, speech_verbs
from kg.model import Entity
from kg.text.slugs import slug
from kg.vocabulary import EntityKind

_FARTHEST_VERB = 6  # items


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
    owner = _owner(tape, start, at)
    found.take(owner)
    _government(found, start)
    _circle(found, start)
    found.take_named(_hyphenated(tape, start, at))
    whose = _with_follows(tape, at) or tape.word(at + 1) in ("of", "between", "among")
    scan(found, at + 1, noun=True)
    found.convened = tape.word(at) in words("countable") and (
        bool(found.chairs) or _is_convened(tape, start)
    )
    _name_organizations(found, start)
    _relative(found)
    if not owner:
        _round_about(found, start)
    found.definite = found.definite or bool(owner)
    found.anaphoric = found.definite and not owner and not whose
    if tape.word(start - 1) in words("past") and found.definite:
        found.modality = Modality.HAPPENED
    if tape.word(start - 1) in words("telling"):  # "told the summit that it would"
        found.modality = verb_modality(tape, start - 1, start)
    if tape.word(at).endswith("s") and not words("habitual").isdisjoint(tape.words[start:at]):
        found.modality = Modality.HYPOTHETICAL
    passive = plain(tape, at + 1, at + 4).startswith(("was held ", "took place "))
    alone = not found.everybody and not passive
    found.weak = found.weak or alone or not _is_told(found, start)
    if _is_next(tape, start, at):
        found.modality = Modality.PLANNED
    found.unmarked = found.modality is Modality.HAPPENED and not _is_past(found, start)
    if found.unmarked and is_to_come(tape, at):
        found.modality, found.unmarked = Modality.PLANNED, False
    return found


def _noun_modality(tape: Tape, at: int) -> Modality:
    """Return how a noun is told of; who was not invited to a meeting does not deny it."""
    found = modality(tape, at, at + 1)
    others = _OTHERS.search(plain(tape, 0, at))
    return Modality.HAPPENED if found is Modality.DENIED and others else found


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


def _owner(tape: Tape, start: int, at: int) -> Listed:
    """Return whose meeting it is: "Sen's meeting with Das"."""
    owners = [i for i in range(start, at) if tape.letter(i) in ("P", "G", "T") and owns(tape, i)]
    if not owners:
        return NOBODY
    other = owners[0] - 2
    if tape.word(owners[0] - 1) == "and" and tape.letter(other) in ("P", "T"):
        both = mentions(tape, other) + mentions(tape, owners[0])
        return Listed(other, owners[0] + 1, both)  # "Sen and Das's meeting"
    return one(tape, owners[0])


def _with_follows(tape: Tape, at: int) -> bool:
    """Say whether "with" and a participant follow a noun, a place between them at most."""
    for i in range(at + 1, min(at + 6, len(tape.items))):
        if tape.word(i) == "with":
            return bool(listed(tape, i + 1, anybody=True))
        if tape.letter(i) not in "wLDO,”" or tape.word(i) in ("of", "between", "and"):
            return False
    return False


def _round_about(found: Glimpse, start: int) -> None:
    """Add those whom the sentence round a noun phrase tells of.

    Examples: "Sen said after a meeting with Das", "leaders of the bloc at a meeting decided", "Sen
    and Das's remarks at their meeting".
    """
    tape, determiner = found.tape, found.tape.word(start)
    if tape.letter(start - 2) in ("G", "O") and tape.word(start - 1) == "at":
        found.take(one(tape, start - 2))
    if _went_for(tape, start) and _with_follows(tape, found.at):
        found.take(main_subject(tape, start))
    countable = tape.word(found.at) in words("countable")
    cues = words("adverbial") if countable else words("past")
    beside = determiner in ("his", "her", "their") or tape.word(start - 1) in cues
    if beside and _with_follows(tape, found.at):
        subject_ = main_subject(tape, start)
        possessive = determiner in ("his", "her")
        found.take(subject_ or (owner_before(tape, start) if possessive else NOBODY))
    elif tape.word(start - 1) in words("within"):
        found.take(_attending(found, start))
    elif tape.word(start - 1) in speech_verbs() and _with_follows(tape, found.at):
        found.take(subject(tape, start - 1))  # "Sen said talks with Das were cordial"
    elif tape.word(start - 1) in words("telling"):
        found.take(subject(tape, start - 1))  # "Sen told a meeting of traders"
    if is_call(tape, found.at) and found.modality is Modality.HYPOTHETICAL:
        found.modality = Modality.HAPPENED
    if is_call(tape, found.at) and tape.word(start - 1) in ("in", "during", "over"):
        told = [i for i in range(start) if tape.word(i) in words("to") and listed(tape, i + 1)]
        if told:  # "conveyed his anger to Das in a telephone call"
            verb = tape.word(told[-1]) not in ("to", "with")
            found.take((verb and subject(tape, told[-1])) or main_subject(tape, start))
            found.take(listed(tape, told[-1] + 1))
    if determiner == "their" and not found.participants:
        found.take(pair_before(tape, start))


def _attending(found: Glimpse, start: int) -> Listed:
    """Return who speaks or acts at an occasion: "Sen said at the meeting", "at the summit, Sen"."""
    tape = found.tape
    first, _ = clause(tape, start)
    near = next((i for i in range(first, start) if may_be_subject(tape, i, first)), None)
    inner = tape.word(first - 1) == "that"  # "said that decisions taken at a meeting"
    who = main_subject(tape, start) if near is None else listed(tape, near, start)
    if not who or (near is None and inner) or tape.word(found.at) not in words("countable"):
        return NOBODY
    if who.last == start - 1 or tape.word(start - 2) == "had":
        return who  # "leaders of the bloc at a meeting decided", "Sen had at the meeting said"
    between = tape.words[who.last : start] if who.last <= start else tape.words[who.last :]
    persons = all(mention.kind in "PTR" for mention in who.mentions)
    spoke = not (speech_verbs() | words("acting")).isdisjoint(between[:_SOON])
    new = tape.word(start) in ("a", "an")
    return who if spoke and (persons or new) else NOBODY


_SOON = 6  # items between a subject and its verb


def _went_for(tape: Tape, start: int) -> bool:
    """Say whether somebody was somewhere for it: "Sen was in Oslo for talks with Das"."""
    return tape.word(start - 1) == "for" and tape.letter(start - 2) in ("L", "D")


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


def _name_organizations(found: Glimpse, start: int) -> None:
    """Add whose meeting a noun phrase says it is: a committee takes part, a party is represented.

    Examples: "the Congress Working Committee meet", "the NDA meeting", "the EU summit".
    """
    for i in range(start, found.at):
        entity = found.tape.items[i].entity
        if entity is None or found.tape.letter(i) != "O" or owns(found.tape, i):
            continue
        if entity.label.lower() in noun_words().venue_noun:
            continue  # the White House meeting
        part = found.participants if _meets(entity) else found.represented
        if entity not in part:
            part.append(entity)


def _circle(found: Glimpse, start: int) -> None:
    """Add the circle whose meeting a noun phrase says it is: "the working committee meeting"."""
    tape, last = found.tape, found.at
    if tape.letter(last - 1) != "w" or tape.word(last - 1) not in words("circles"):
        return
    first = start + (tape.word(start) in words("determiners"))
    items = tape.items[first:last]
    if any(item.letter not in "wOL" for item in items):
        return
    entity = group(items, tape.document.document.text).entity
    if entity:
        found.participants.append(entity)


def _hyphenated(tape: Tape, start: int, at: int) -> list[Entity]:
    """Return the two people of a hyphened word before a noun: "the Sen-Das meeting"."""
    people = {
        e.entity.slug.split("-")[-1]: e.entity
        for e in tape.document.entities
        if e.entity.kind is EntityKind.PERSON
    }
    for word in tape.words[start:at]:
        found = [people.get(slug(part)) for part in re.split("[-–/]", word) if part]
        if len(found) == _TWO and all(found):
            return [e for e in found if e]
    return []


_TWO = 2


def _meets(entity: Entity) -> bool:
    """Say whether an organisation is a circle of people: a committee, and not the EU or a party."""
    if entity.kind is not EntityKind.BODY:
        return False
    circle = not words("circles").isdisjoint(entity.label.lower().split())
    return circle or entity.group_of is not None or not entity.known


def _government(found: Glimpse, start: int) -> None:
    """Add what the verb that governs a noun says of its subject: "Sen chaired a meeting"."""
    tape = found.tape
    if tape.word(start - 1) == "from" and tape.word(start - 2) == "away":
        _stays_away(found, subject(tape, start - 2))
    verb = _governor(tape, start)
    if verb is None:
        return
    part = light_verbs().get(tape.word(verb), "takes_part")
    if part == "calls":
        part = "cancels" if tape.word(verb + 1) == "off" else ""
    if not part:
        _call_meeting(found, verb)
        return
    who = subject(tape, verb, anybody=True)
    if not who and tape.word(verb).endswith("ing"):
        who = main_subject(tape, found.at)
    cancelled = Modality.CANCELLED if part == "cancels" else None
    found.modality = cancelled or verb_modality(tape, verb, found.at + 1)
    attends = tape.word(verb) in words("attending")
    if part == "misses" or (attends and found.modality is Modality.DENIED):
        _stays_away(found, who)
        return
    found.take(who, part if part in ("chairs", "hosts") else "participants")
    if attends and tape.word(start) != "a" and tape.word(found.at) != "summit":
        found.definite = found.weak = True


def _is_convened(tape: Tape, start: int) -> bool:
    """Say whether the verb that governs a noun phrase says that somebody held it."""
    verb = _governor(tape, start)
    if tape.word(start - 1) in words("within") and tape.word(start) in ("a", "an"):
        return True  # "the decision was taken at a meeting of the committee"
    return verb is not None and tape.word(verb) in words("convening")


def _call_meeting(found: Glimpse, verb: int) -> None:
    """Add the body that calls a meeting for a day: "The council called a meeting for Friday"."""
    tape, after = found.tape, found.at + 1
    day = after + (tape.word(after) in ("for", "on"))
    bodies = subject(tape, verb, anybody=True)
    if tape.letter(day) == "D" and all(m.kind in "OG" for m in bodies.mentions):
        found.take(bodies)
        found.modality, found.convened = Modality.PLANNED, bool(bodies)


def _stays_away(found: Glimpse, who: Listed) -> None:
    """Note who was not there: of an occasion that happened all the same."""
    found.take(who, "absentees")
    found.modality, found.definite = Modality.HAPPENED, True


def _governor(tape: Tape, start: int) -> int | None:
    """Return the light verb that governs the noun phrase at an item, if one does."""
    for at in range(start - 1, max(-1, start - 1 - _FARTHEST_VERB), -1):
        word = tape.word(at)
        if word in light_verbs() or word == "present":
            return None if "been" in tape.words[at:start] else at  # "has been in talks"
        if word == "part" and tape.word(at - 1) in words("taking"):
            return at - 1
        sat_down_for = word == "for" and tape.word(at - 1) == "down"
        stops = tape.letter(at) not in ("w", "D", *QUOTES) or word in words("not_between")
        if stops and not sat_down_for:
            return None
    return None


def _is_next(tape: Tape, start: int, at: int) -> bool:
    """Say whether a date before a noun says that it is to come: "next week's summit"."""
    dates = [date.words.lower() for i in range(start, at) if (date := tape.items[i].date)]
    return any(words_.startswith(("next ", "tomorrow", "coming ")) for words_ in dates)


def _is_past(found: Glimpse, start: int) -> bool:
    """Say whether the words round a noun phrase say that it has happened: "after talks"."""
    tape = found.tape
    if tape.word(start - 1) in words("past"):
        return True
    after = plain(tape, found.at + 1, found.at + 9)
    return _governor(tape, start) is not None or any(p in after for p in words("took_place"))


def _is_told(found: Glimpse, start: int) -> bool:
    """Say whether a noun phrase tells of an occasion, and does not just speak of meetings."""
    if found.modality is Modality.HYPOTHETICAL:
        return False
    tape = found.tape
    if _governor(tape, start) is not None or tape.word(start - 1) in words("told"):
        return True
    if tape.word(start - 1) in words("telling"):
        return bool(found.people)
    if _went_for(tape, start):
        return len(found.everybody) > 1
    after = plain(tape, found.at + 1, found.at + 9)
    took_place = any(phrase in after for phrase in words("took_place"))
    return took_place or len(found.everybody) > 1 or found.definite
