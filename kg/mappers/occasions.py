"""Map, which occasion: tellings of the same occasion put together, further ones kept apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.mappers.circumstances import Where, denied_topics, topics, when, where
from kg.mappers.clauses import clause
from kg.mappers.frames import Glimpse
from kg.mappers.modality import Modality
from kg.model import Entity, Span, When
from kg.vocabulary import EntityKind

Party = Callable[[Entity], Entity | None]


@dataclass(slots=True)
class Occasion:
    """An occasion as far as the article has told of it."""

    modality: Modality
    participants: list[Entity] = field(default_factory=list)
    chairs: list[Entity] = field(default_factory=list)
    hosts: list[Entity] = field(default_factory=list)
    absentees: list[Entity] = field(default_factory=list)
    represented: list[Entity] = field(default_factory=list)
    areas: list[Entity] = field(default_factory=list)
    when: When | None = None
    where: Where = Where()
    topics: list[str] = field(default_factory=list)
    topics_denied: list[str] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)
    series: Occasion | None = None
    plural: bool = False
    parts: list[Occasion] = field(default_factory=list)
    last_told: int = 0

    @property
    def everybody(self) -> list[Entity]:
        """Return all who took part, those of the whole series included."""
        own = [*self.chairs, *self.hosts, *self.participants]
        shared = (
            [e for e in self.series.everybody if e.kind is EntityKind.PERSON] if self.series else []
        )
        return list(dict.fromkeys([*own, *shared]))

    @property
    def people(self) -> set[Entity]:
        """Return the people who took part."""
        return {e for e in self.everybody if e.kind is EntityKind.PERSON}

    def tell(self, glimpse: Glimpse) -> None:
        """Add what one more telling says."""
        areas = self.areas + (self.series.areas if self.series else [])
        if {a.slug for a in glimpse.teller_areas} & {a.slug for a in areas}:
            self.participants += [e for e in (glimpse.teller,) if e and e not in self.everybody]
        for name in ("chairs", "hosts", "participants", "absentees", "represented", "areas"):
            own = getattr(self, name)
            own += [e for e in getattr(glimpse, name) if e not in own]
        tape = glimpse.tape
        if tape.span not in self.evidence:
            self.evidence.append(tape.span)
        found = when(tape, glimpse.at, glimpse.modality)
        if found and (self.when is None or (found.value and not self.when.value)):
            self.when = found
        place = Where() if tape.word(glimpse.at) == "discussed" else where(tape, glimpse.at)
        self.where = Where(self.where.place or place.place, self.where.venue or place.venue)
        _, last = clause(tape, glimpse.at)
        self.topics += [
            t for t in topics(tape, glimpse.at, max(last, _end(glimpse))) if t not in self.topics
        ]
        self.last_told = tape.sentence.number
        if glimpse.modality is Modality.CANCELLED:
            self.modality = glimpse.modality


def _end(glimpse: Glimpse) -> int:
    """Return the end of the sentence: topics may follow in a later clause of it."""
    return len(glimpse.tape.items)


def occasions(glimpses: Iterable[Glimpse], party: Party) -> list[Occasion]:
    """Return the occasions of an article from its tellings, in order of the text.

    A telling with "the meeting", or with people that an occasion has, tells of it again; "another
    meeting", a contradicting date, other groups make a further one. Meetings told of together
    ("held meetings with leaders of Bihar and Punjab") come apart where one is told of alone.
    """
    found: list[Occasion] = []
    for glimpse in glimpses:
        same = _same(glimpse, found, party)
        if same is not None:
            same.tell(_reduced(glimpse, same, party))
            continue
        if glimpse.weak:
            continue
        occasion = Occasion(glimpse.modality, plural=glimpse.plural and len(glimpse.areas) > 1)
        occasion.tell(glimpse)
        found.append(occasion)
    return [part for occasion in found for part in _apart(occasion) if _is_meeting(part)]


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
        if span not in last.evidence:
            last.evidence.append(span)


def _is_meeting(occasion: Occasion) -> bool:
    """Say whether enough is known: two who took part, or a body or group that met."""
    everybody = occasion.everybody
    everybody = [e for e in everybody if not is_bare(e)]
    group = any(e.kind in (EntityKind.GROUP, EntityKind.BODY) for e in everybody)
    return len(everybody) > 1 or (group and occasion.modality is not Modality.DENIED)


def is_bare(entity: Entity) -> bool:
    """Say whether a group is only summed up by a word: "the leaders", "both sides"."""
    told = bool(entity.group_of or entity.area or "-" in entity.slug)
    return entity.kind is EntityKind.GROUP and not told


def _same(glimpse: Glimpse, found: list[Occasion], party: Party) -> Occasion | None:
    """Return the occasion that a telling is of, the best fit, of equals the one told of last."""
    if glimpse.another:
        return None
    scored = [
        (score, o.last_told, number)
        for number, o in enumerate(found)
        if (score := _score(glimpse, o, party)) > 0
    ]
    if not scored:
        return None
    occasion = found[max(scored)[2]]
    return _part(glimpse, occasion) if occasion.plural else occasion


def _score(glimpse: Glimpse, occasion: Occasion, party: Party) -> float:
    """Return how well a telling fits an occasion; 0 where it can't be of it.

    Its people, groups and parties must be the occasion's, but for one or two who are added to two
    known ones; a telling of "the meeting" without "with" may add anybody.
    """
    if not _compatible(glimpse, occasion):
        return 0
    common = glimpse.people & occasion.people
    others = glimpse.people - occasion.people
    groups = [e for e in glimpse.everybody if e.kind is not EntityKind.PERSON]
    alike = [g for g in groups if _has_group(g, glimpse, occasion, party)]
    free = glimpse.weak or glimpse.anaphoric
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
        score += 1.0 + 0.15 * min(len(occasion.evidence), 5) + 0.5 * (away <= 2)
    if score and glimpse.modality is occasion.modality:
        score += 0.5
    return score + len({a.slug for a in glimpse.areas} & {a.slug for a in occasion.areas})


def _all_groups(entities: list[Entity]) -> bool:
    return all(e.kind is EntityKind.GROUP for e in entities)


def _parties(occasion: Occasion, party: Party) -> set[Entity | None]:
    """Return the parties, alliances and bodies whose people took part."""
    found = {e.group_of or e for e in occasion.everybody if e.kind is not EntityKind.PERSON}
    return found | {party(p) for p in occasion.people} | set(occasion.represented)


def _has_group(group: Entity, glimpse: Glimpse, occasion: Occasion, party: Party) -> bool:
    """Say whether a group or organisation of a telling is one of the occasion's, or its people's."""
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
        return _words(group) & set().union(*(_words(g) for g in own_groups)) != set() or bool(
            areas & theirs
        )
    if areas and areas & theirs:
        return True
    if own_groups and not areas:
        return False
    return bool(of) and not areas and any(party(p) == of for p in occasion.people)


def _words(group: Entity) -> set[str]:
    return {w.rstrip("s") for w in group.slug.split("-")} - {
        "of",
        "and",
        "the",
        "senior",
        "top",
        "party",
    }


def _compatible(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether nothing contradicts: status, date, areas of the groups."""
    future = {Modality.PLANNED}
    if glimpse.modality is Modality.HYPOTHETICAL:
        return False
    if (glimpse.modality in future) != (occasion.modality in future) and glimpse.modality not in (
        Modality.CANCELLED,
    ):
        return False
    if occasion.modality is Modality.CANCELLED and glimpse.modality is Modality.HAPPENED:
        return glimpse.definite and not glimpse.people
    if (glimpse.modality is Modality.DENIED) != (occasion.modality is Modality.DENIED):
        return False
    day = when(glimpse.tape, glimpse.at, glimpse.modality)
    return not (day and occasion.when and _contradict(day, occasion.when))


def _contradict(one: When, two: When) -> bool:
    if one.value and two.value:
        shorter = min(len(one.value), len(two.value))
        return one.value[:shorter] != two.value[:shorter]
    return bool(one.weekday and two.weekday and one.weekday != two.weekday)


def _reduced(glimpse: Glimpse, occasion: Occasion, party: Party) -> Glimpse:
    """Return a telling without groups that only sum up those who are known: "the Congress leaders"."""
    known: set[Entity | None] = {of for p in occasion.people if (of := party(p))}
    if glimpse.definite and not glimpse.weak and not glimpse.people:
        known |= {e.group_of for e in glimpse.participants}
    glimpse.participants = [
        e
        for e in glimpse.participants
        if e.kind is not EntityKind.GROUP
        or e in occasion.participants
        or not (e.group_of in known and not glimpse.areas)
    ]
    return glimpse


def _part(glimpse: Glimpse, series: Occasion) -> Occasion:
    """Return the one meeting of a series that a telling is of; the series where it is of all."""
    areas = {a.slug for a in glimpse.areas}
    whole = {a.slug for a in series.areas}
    if not areas and glimpse.weak and series.parts and not glimpse.people & series.people:
        return max(series.parts, key=lambda part: part.last_told)
    if not areas or not areas < whole:
        return series
    for part in series.parts:
        if {a.slug for a in part.areas} & areas:
            return part
    part = Occasion(series.modality, series=series)
    series.parts.append(part)
    return part


def _apart(occasion: Occasion) -> list[Occasion]:
    """Return the meetings of a series one by one: those told of alone, one for each place left."""
    if not occasion.parts:
        return [occasion]
    told = {a.slug for part in occasion.parts for a in part.areas}
    for area in occasion.areas:
        if area.slug not in told:
            occasion.parts.append(_rest(occasion, area))
    for part in occasion.parts:
        part.when = part.when or occasion.when
        part.where = Where(
            part.where.place or occasion.where.place, part.where.venue or occasion.where.venue
        )
        part.chairs = part.chairs or occasion.chairs
        part.topics = list(dict.fromkeys([*occasion.topics, *part.topics]))
        part.evidence = list(dict.fromkeys([*occasion.evidence[:1], *part.evidence]))
    return occasion.parts


def _rest(occasion: Occasion, area: Entity) -> Occasion:
    """Return the meeting with the leaders of one place of a series: "party leaders of Punjab"."""
    group = next((e for e in occasion.participants if e.kind is EntityKind.GROUP and e.area), None)
    part = Occasion(
        occasion.modality, series=occasion, areas=[area], evidence=list(occasion.evidence[:1])
    )
    if group:
        stem = group.label.split(" of ")[0].split(" from ")[0]
        label = f"{stem} of {area.label}"
        part.participants.append(
            Entity(
                EntityKind.GROUP,
                f"{group.slug.split('-of-')[0]}-of-{area.slug}",
                label,
                area=area,
                group_of=group.group_of,
            )
        )
    return part
