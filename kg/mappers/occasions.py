"""Map, which occasion: tellings of the same occasion put together, further ones kept apart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.mappers.frames import Glimpse
from kg.mappers.frames.glimpse import words
from kg.mappers.frames.noun_phrases import phrase_start
from kg.mappers.frames.pairs import the_two
from kg.mappers.frames.several import are_several, is_bare
from kg.mappers.learnt import told_where
from kg.mappers.likeness import Party, fit, words_of
from kg.mappers.modality import Modality
from kg.mappers.occasion import Occasion, apart, part_of
from kg.mappers.otherness import are_parted, is_far_and_new
from kg.model import Entity, Span, When
from kg.vocabulary import EntityKind


def occasions(glimpses: Iterable[Glimpse], party: Party) -> list[Occasion]:
    """Return the occasions of an article from its tellings, in order of the text.

    A telling with "the meeting", or with people that an occasion has, tells of it again; "another
    meeting", a contradicting date, other groups make a further one. Meetings told of together
    ("held meetings with leaders of Bihar and Punjab") come apart where one is told of alone.
    """
    found: list[Occasion] = []
    orphans: list[Glimpse] = []
    told: list[tuple[Glimpse, Occasion]] = []  # in the sentence at hand
    last: Occasion | None = None
    for glimpse in glimpses:
        _name_pair(glimpse, found)
        _name_next(glimpse, found[-1:])
        beside = glimpse.beside and last and last.last_told == glimpse.tape.sentence.number
        barred = [o for g, o in told if are_parted(g, glimpse)]
        open_ = [o for o in found if o not in barred]
        same = last if beside else None if _in_passing(glimpse) else _same(glimpse, open_, party)
        if same is not None:
            same.tell(_reduced(glimpse, same, party), _day(found))
            last = same
        elif not glimpse.weak:
            last = Occasion(glimpse.modality, plural=glimpse.plural and len(glimpse.areas) > 1)
            for announced in _announcing(glimpse, orphans):
                last.tell(announced, _day(found))
            last.tell(glimpse, _day(found))
            found.append(last)
        else:
            orphans.append(glimpse)
            continue
        told = [(g, o) for g, o in told if g.tape is glimpse.tape] + [(glimpse, last)]
    found += _by_presence(orphans)
    return [part for occasion in found for part in apart(occasion) if _is_meeting(part)]


def _announcing(glimpse: Glimpse, orphans: list[Glimpse]) -> list[Glimpse]:
    """Return the telling just before to which "the meeting" goes back, though it named nobody.

    Example: "A row broke out at a peace meeting held in Foo on Monday" says when and where.
    """
    if not glimpse.definite or glimpse.modality is not Modality.HAPPENED:
        return []
    number, word = glimpse.tape.sentence.number, glimpse.tape.word(glimpse.at)
    if word in words("own_kind") or not glimpse.people or glimpse.another or _is_dated(glimpse):
        return []  # "last week's meeting" says itself which one it is
    before = [
        g
        for g in orphans
        if 0 < number - g.tape.sentence.number <= _JUST
        and g.tape.word(g.at) == word
        and not (g.everybody or g.represented)
        and g.modality is Modality.HAPPENED
    ]
    return [g for g in before[-1:] if _is_dated(g)]


def _is_dated(glimpse: Glimpse) -> bool:
    """Say whether a telling says when or where its occasion was."""
    day = glimpse.when
    return bool(day or told_where(glimpse.tape, glimpse.at).place)


_JUST = 3  # sentences


def _in_passing(glimpse: Glimpse) -> bool:
    """Say whether a telling names nobody, nor the occasion as known: "there were consultations"."""
    who = glimpse.everybody or glimpse.absentees or glimpse.represented or glimpse.pair
    return glimpse.weak and not (glimpse.definite or who)


def _name_pair(glimpse: Glimpse, found: list[Occasion]) -> None:
    """Put two people for "the two leaders", "they": the sentence's, or the last occasion's."""
    if not glimpse.pair or (glimpse.weak and glimpse.named_two):
        return
    two = the_two(glimpse, [(o.last_told, o.people) for o in found])
    coming = glimpse.modality is Modality.PLANNED  # "they are going to meet"
    again = glimpse.another or glimpse.participants
    told_before = coming and not again and any(two == o.people for o in found)
    rest = [e for e in glimpse.participants if not is_bare(e)]
    glimpse.participants = [*rest, *sorted(two, key=lambda e: e.slug)]
    glimpse.weak = glimpse.weak or not two or told_before


def _name_next(glimpse: Glimpse, just: list[Occasion]) -> None:
    """Put those who just met for who will meet next: "Another meeting will be held on Friday"."""
    said = glimpse.tape.words[phrase_start(glimpse.tape, glimpse.at) : glimpse.at]
    if glimpse.modality is not Modality.PLANNED or words("next_of").isdisjoint(said):
        return
    if glimpse.everybody or glimpse.represented or not (just and _is_dated(glimpse)):
        return
    near = glimpse.tape.sentence.number - just[0].last_told <= 1
    if near and just[0].modality is Modality.HAPPENED:
        glimpse.participants = [*just[0].everybody]
        glimpse.another, glimpse.weak = True, False


def _by_presence(told: list[Glimpse]) -> list[Occasion]:
    """Return the one occasion of tellings that only say who was there, where several were."""
    told = [g for g in told if g.modality is Modality.HAPPENED]
    alone = [g for g in told if g.anaphoric and not g.presence and len(g.people) >= _TWO]
    if alone:  # "Sen and Das attended the meeting", of which nobody else tells
        return _put_together(alone[:1])
    there = {person for g in told if g.presence for person in g.people}
    if len(there) < _SEVERAL or all(g.presence for g in told):
        return []  # nobody speaks of a meeting
    return _put_together(told)


def _put_together(told: list[Glimpse]) -> list[Occasion]:
    occasion = Occasion(Modality.HAPPENED)
    for glimpse in told:
        occasion.tell(glimpse)
    return [occasion]


_SEVERAL = 3  # people said to be there make a meeting that no sentence names


def _day(found: list[Occasion]) -> date | None:
    """Return the day of which the story is telling: the first that one of its occasions has."""
    days = (o.when.earliest for o in found if o.when and o.when.earliest == o.when.latest)
    return next((day for day in days if day), None)


def deny(
    found: list[Occasion], not_discussed: tuple[str, ...], span: Span, teller: Entity | None
) -> None:
    """Record topics that were not talked about on the occasion that their teller was at.

    Else on the one told of last before.
    """
    before = [o for o in found if min(o.evidence) <= span]
    theirs = [o for o in before if teller in o.people] or before
    if theirs:
        last = max(theirs, key=lambda o: max(e for e in o.evidence if e <= span))
        last.topics_denied += not_discussed
        last.mentions.discard(span)
        if span not in last.evidence:
            last.evidence.append(span)


def _is_meeting(occasion: Occasion) -> bool:
    """Say whether enough is known of an occasion: two people, or one who held it or met others.

    Without a person it takes a group and another side, or a date or place that makes it one
    occasion: "the committee met on Monday", and not "the talks between the parties". Of a group
    or a body alone the words round it must speak for one.
    """
    everybody = [e for e in occasion.everybody if not is_bare(e)]
    if occasion.named == {"summit"} and len(everybody) < _TWO and not occasion.represented:
        return False  # a speech at a summit
    if _are_many(occasion):
        return False
    if any(e.kind is EntityKind.PERSON for e in everybody):
        one_day = _is_one_day(occasion.when) and bool(occasion.where.place or occasion.where.venue)
        known = occasion.convened or occasion.represented or one_day
        return len(everybody) > 1 or bool(known)
    if occasion.modality is Modality.DENIED:
        return False  # nobody in particular did not meet
    somewhere = bool(occasion.where.place or occasion.where.venue)
    fixed = occasion.convened or somewhere or _is_one_day(occasion.when)
    if not everybody and occasion.everybody:  # "the two sides will meet in Oslo on Monday"
        return _is_one_day(occasion.when) and bool(occasion.where.place)
    group = any(e.kind is EntityKind.GROUP for e in everybody)
    called_off = occasion.modality is Modality.CANCELLED
    if len(everybody) > 1 and (group or fixed or called_off):
        return True
    meet = any(are_several(e) for e in everybody if e.kind is EntityKind.GROUP)
    named = occasion.named - words("vague") - words("plural_nouns") - {"summit"}
    one_body = len(everybody) == 1 and _meets_itself(everybody[0]) and not occasion.goes_back
    if (meet or one_body) and named and occasion.likely >= _SURE:
        return True  # "the monitoring group met", if its words make it an occasion
    meets = group or any(e.kind is EntityKind.BODY and not _sits(e) for e in everybody)
    return fixed and meets


def _are_many(occasion: Occasion) -> bool:
    """Say whether several are told of, and none in particular: "his meetings with traders"."""
    told = occasion.when or occasion.where.place or occasion.where.venue or occasion.areas
    held = occasion.modality is Modality.HAPPENED
    return held and not told and len(occasion.people) < _TWO and occasion.named <= words("many")


def _is_one_day(when_: When | None) -> bool:
    """Say whether a date singles out an occasion, as "this year" does not."""
    if when_ is None or when_.earliest is None or when_.latest is None:
        return when_ is not None
    return (when_.latest - when_.earliest).days <= _MONTH


_TWO = 2
_MONTH = 31  # days
_SURE = 0.7  # likelihood


def _meets_itself(who: Entity) -> bool:
    """Say whether somebody's own people meet: a party, a known body, but no state or government."""
    of_state = who.area is not None and who.area.label in who.label  # "Foo", "the Foo government"
    body = who.kind is EntityKind.BODY and who.known and not (of_state or _sits(who))
    return body or who.kind in (EntityKind.PARTY, EntityKind.ALLIANCE)


def _sits(body: Entity) -> bool:
    """Say whether a body sits rather than meets: a house of parliament, a court."""
    label = body.label.lower().split()
    return body.group_of is None and not words("sitting").isdisjoint((label[0], label[-1]))


def _same(glimpse: Glimpse, found: list[Occasion], party: Party) -> Occasion | None:
    """Return the occasion that a telling is of, the best fit, of equals the one told of last."""
    if glimpse.another:
        return None
    scored = [
        (score, o.last_told, number)
        for number, o in enumerate(found[-_MOST:], max(0, len(found) - _MOST))
        if (score := fit(glimpse, o, party)) > 0
    ]
    if not scored:
        return None
    occasion = found[max(scored)[2]]
    one_of_several = len(found) > 1 and not (occasion.series or occasion.plural)
    if one_of_several and is_far_and_new(glimpse, occasion):
        glimpse.weak = glimpse.weak or glimpse.definite or not glimpse.people
        return None
    return part_of(glimpse, occasion) if occasion.plural else occasion


_MOST = 100  # occasions that one telling is compared with: no article tells of more


def _reduced(glimpse: Glimpse, occasion: Occasion, party: Party) -> Glimpse:
    """Return a telling without groups that name again who is known: "the Congress leaders"."""
    known: set[Entity | None] = {of for p in occasion.people if (of := party(p))}
    if glimpse.definite and not glimpse.weak and not glimpse.people:
        known |= {e.group_of for e in glimpse.participants}
    glimpse.participants = [
        e
        for e in glimpse.participants
        if e.kind is not EntityKind.GROUP
        or not ((e.group_of in known and not glimpse.areas) or _is_told_again(e, occasion))
    ]
    return glimpse


def _is_told_again(group: Entity, occasion: Occasion) -> bool:
    """Say whether a group is one of the occasion's in other words: "new secretaries"."""
    same = [
        g
        for g in occasion.everybody
        if g.kind is EntityKind.GROUP and g.group_of == group.group_of and g.area == group.area
    ]
    return any(g != group and (g.area or len(words_of(g) & words_of(group)) > 1) for g in same)
