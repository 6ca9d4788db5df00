"""Map, which occasion: an occasion as its tellings add up, and the meetings of a series."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kg.mappers.company import Company
from kg.mappers.frames import Glimpse
from kg.mappers.frames.noun_phrases import backdrops, phrase_start
from kg.mappers.learnt import told_where
from kg.mappers.modality import Modality
from kg.mappers.places import Where, is_far_off
from kg.mappers.times import when
from kg.mappers.topics import topics
from kg.model import Entity, Span, When
from kg.vocabulary import EntityKind


@dataclass(slots=True)
class Occasion(Company):
    """An occasion as far as the article has told of it."""

    modality: Modality
    when: When | None = None
    where: Where = field(default_factory=Where)
    topics: list[str] = field(default_factory=list)
    topics_denied: list[str] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)
    mentions: set[Span] = field(default_factory=set)  # what of it says nothing more
    series: Occasion | None = None
    plural: bool = False
    named: set[str] = field(default_factory=set)  # the nouns and verbs that told of it
    beside: set[str] = field(default_factory=set)  # all words of their sentences
    margins_of: set[str] = field(default_factory=set)  # "summit": on whose sidelines it was
    convened: bool = False  # somebody held or chaired it: one occasion, whoever was there
    unmarked: bool = True  # no verb has said yet whether it is to come
    far_off: bool = False  # they talked by phone: it is at no place
    scattered: bool = False  # several met one by one: no "the meeting" goes back to it
    parts: list[Occasion] = field(default_factory=list)
    goes_back: bool = True  # all tellings are of "the meeting", as of one that is known
    likely: float = 0.0  # how likely the words round its likeliest telling make it one
    last_told: int = 0
    told_at: list[int] = field(default_factory=list)  # where the words that told of it begin

    @property
    def everybody(self) -> list[Entity]:
        """Return all who took part, those of the whole series included."""
        own = [*self.chairs, *self.hosts, *self.participants]
        shared = (
            [e for e in self.series.everybody if e.kind is EntityKind.PERSON] if self.series else []
        )
        return list(dict.fromkeys([*own, *shared]))

    @property
    def proof(self) -> list[Span]:
        """Return the sentences that tell of it, in order of the text.

        Without those that only speak of "the talks" some sentences behind: they say nothing more,
        and which talks such words go back to is not sure.
        """
        return sorted(span for span in self.evidence if span not in self.mentions)

    def tell(self, glimpse: Glimpse, day: date | None = None) -> None:
        """Add what one more telling says; `day` is the one of which the story is telling."""
        areas = self.areas + (self.series.areas if self.series else [])
        if {a.slug for a in glimpse.teller_areas} & {a.slug for a in areas}:
            self.participants += [e for e in (glimpse.teller,) if e and e not in self.everybody]
        self.join(glimpse)
        tape = glimpse.tape
        self.named.add(tape.word(glimpse.at))
        self.beside.update(tape.words)
        self.margins_of |= backdrops(tape)
        self.convened = self.convened or glimpse.convened
        self.goes_back = self.goes_back and _goes_back(glimpse)
        self.likely = max(self.likely, glimpse.likely)
        self.scattered = self.scattered or glimpse.scattered
        if tape.span not in self.evidence:
            self.evidence.append(tape.span)
        known = (self.when, self.where, len(self.topics))
        found = when(tape, glimpse.at, glimpse.modality, day)
        if found and (self.when is None or (found.value and not self.when.value)):
            self.when = found
        place = Where() if tape.word(glimpse.at) == "discussed" else told_where(tape, glimpse.at)
        if place.assumed and (glimpse.modality is not Modality.HAPPENED or glimpse.unmarked):
            place = Where()  # one who writes in a city tells of what was held there, if of anything
        self.far_off = self.far_off or is_far_off(tape, glimpse.at)
        self.where = Where() if self.far_off else self.where.completed(place)
        told = topics(tape, glimpse.at)
        self.topics += [topic for topic in told if topic not in self.topics]
        near = tape.sentence.number - self.last_told <= _NEXT
        more = known != (self.when, self.where, len(self.topics))
        if near or more or _names_somebody(glimpse) or self.evidence == [tape.span]:
            self.told_at.append(tape.items[glimpse.at].span.start)
            self.mentions.discard(tape.span)
        else:
            self.mentions.add(tape.span)
        self.last_told = tape.sentence.number
        marked = not (glimpse.unmarked or glimpse.weak)
        if glimpse.modality is Modality.CANCELLED or (self.unmarked and marked):
            self.modality = glimpse.modality
        self.unmarked = self.unmarked and not marked


def _names_somebody(glimpse: Glimpse) -> bool:
    """Say whether a telling says of anybody that he took part, or did not."""
    return bool(glimpse.everybody or glimpse.absentees or glimpse.represented or glimpse.pair)


def _goes_back(glimpse: Glimpse) -> bool:
    """Say whether a telling is of one that is known: "the meeting", "the Foo Party meeting"."""
    start = phrase_start(glimpse.tape, glimpse.at)
    return glimpse.definite or glimpse.tape.text(start, start + 1).lower().startswith("the ")


_NEXT = 1  # sentences


def part_of(glimpse: Glimpse, series: Occasion) -> Occasion:
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


def apart(occasion: Occasion) -> list[Occasion]:
    """Return the meetings of a series one by one: those told of alone, one for each place left."""
    if not occasion.parts:
        return [occasion]
    told = {a.slug for part in occasion.parts for a in part.areas}
    for area in occasion.areas:
        if area.slug not in told:
            occasion.parts.append(_rest(occasion, area))
    for part in occasion.parts:
        part.when = part.when or occasion.when
        part.where = part.where.completed(occasion.where)
        part.chairs = part.chairs or occasion.chairs
        part.topics = list(dict.fromkeys([*occasion.topics, *part.topics]))
        part.evidence = list(dict.fromkeys([*occasion.evidence[:1], *part.evidence]))
        part.told_at = list(dict.fromkeys([*occasion.told_at[:1], *part.told_at]))
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
