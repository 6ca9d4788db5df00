"""Step evaluate, meetings: which predicted meeting is which of gold, and what is right in it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.evaluation.gold import Gold, GoldMeeting, Texts, full_day
from kg.evaluation.names import Names, any_same, overlap, same_organization, same_person
from kg.evaluation.predictions import Meeting
from kg.evaluation.tally import Count

_SAME_WORDS = 0.5  # share of words in common for groups and topics
_SAME_PLACE = 0.6


def count_meetings(gold: Gold, meetings: Sequence[Meeting], count: Count) -> None:
    """Count the predicted MEETINGS of one article against GOLD."""
    pairs = paired(gold.meetings, meetings)
    for position, wanted in enumerate(gold.meetings):
        if not wanted.must:
            continue
        if position in pairs:
            count["meetings"].gold(found=True)
            _count_pair(wanted, meetings[pairs[position]], count)
        else:
            _count_missed(wanted, count)
    for position in sorted(set(range(len(meetings))) - set(pairs.values())):
        _count_false(meetings[position], count)


def paired(gold: Sequence[GoldMeeting], meetings: Sequence[Meeting]) -> dict[int, int]:
    """Return the position of the meeting that is each of GOLD, by position: best fit first."""
    fits = [
        (-fit, at, by)
        for at, wanted in enumerate(gold)
        for by, meeting in enumerate(meetings)
        if (fit := _fit(wanted, meeting)) is not None
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, by in sorted(fits):
        if at not in pairs and by not in taken:
            pairs[at] = by
            taken.add(by)
    return pairs


def _fit(wanted: GoldMeeting, meeting: Meeting) -> float | None:
    """Return how well MEETING fits WANTED, None if it can't be it."""
    hits = sum(
        any_same(names, [person], same_person)
        for person in wanted.people
        for names in meeting.people
    )
    organization = any(
        any_same(names, [other], same_organization)
        for other in wanted.others
        for names in meeting.others
    )
    words = overlap(wanted.others, _flat(meeting.others))
    same_day = wanted.day is not None and full_day(meeting.date) == wanted.day
    agree = (meeting.status == wanted.status) + 0.5 * same_day
    if not hits and not ((organization or words >= _SAME_WORDS) and agree >= 1):
        return None
    beyond = max(0, len(meeting.people) - hits)
    return 2 * hits + 0.6 * organization + 0.8 * words + 0.4 * agree - 0.2 * beyond


def _count_missed(wanted: GoldMeeting, count: Count) -> None:
    """Count a meeting that isn't predicted, with all its people."""
    count["meetings"].gold(found=False)
    count["participants"].missed += len(wanted.people)
    who = ", ".join(wanted.people or wanted.groups)
    count.miss(f"missed meeting {wanted.name} ({wanted.status}): {who}")


def _count_false(meeting: Meeting, count: Count) -> None:
    """Count a predicted meeting that gold doesn't have, with all its people."""
    count.judge(meeting.report, right=False)
    count["participants"].wrong += len(meeting.people)
    who = ", ".join(min(names) for names in meeting.people)
    count.false("meetings", f"false meeting ({meeting.status}): {who}")


def _count_pair(wanted: GoldMeeting, meeting: Meeting, count: Count) -> None:
    """Count what is right in MEETING, which is WANTED of gold; a plan told as held is wrong."""
    count.judge(meeting.report, meeting.status == wanted.status)
    _count_people(wanted, meeting, count)
    _count_day(wanted, meeting, count)
    _count_places(wanted, meeting, count)
    _count_status(wanted, meeting, count)
    others = _flat(meeting.others)
    absent, topics = _flat(meeting.absent), meeting.topics
    name = wanted.name
    count.recall("groups", [(g, _alike(g, others)) for g in wanted.groups], name)
    count.recall(
        "organizations",
        [(o, any_same([o], others, same_organization)) for o in wanted.organizations],
        name,
    )
    count.recall("absent", [(a, any_same([a], absent, same_person)) for a in wanted.absent], name)
    count.recall("topics", [(t, _alike(t, topics)) for t in wanted.topics], name)


def _count_people(wanted: GoldMeeting, meeting: Meeting, count: Count) -> None:
    """Count who took part: each predicted person for one of gold at most."""
    left = list(meeting.people)
    for person in wanted.people:
        hit = next((names for names in left if any_same(names, [person], same_person)), None)
        if count["participants"].gold(found=hit is not None) and hit is not None:
            left.remove(hit)
        else:
            count.miss(f"{wanted.name} lacks {person}")
    for names in left:
        if not any_same(names, wanted.spare, same_person):
            count.false("participants", f"{wanted.name} wrongly has {min(names)}")


def _count_day(wanted: GoldMeeting, meeting: Meeting, count: Count) -> None:
    """Count the day; a day where gold has none is invented."""
    day = full_day(meeting.date)
    if wanted.day is None and day is not None and day == wanted.day_if_published:
        return
    if wanted.day is not None and day == wanted.day:
        count["dates"].gold(found=True)
        return
    count["dates"].missed += wanted.day is not None
    count["dates"].wrong += day is not None
    count.invented_dates += day is not None and wanted.day is None
    if wanted.day or day:
        count.miss(f"{wanted.name} date {day}, gold {wanted.day}")


def _count_places(wanted: GoldMeeting, meeting: Meeting, count: Count) -> None:
    """Count place and venue as one: one of them right is enough."""
    if wanted.places and _at(wanted.places, meeting.places):
        count["places"].gold(found=True)
        return
    if not wanted.places and _at(wanted.other_places, meeting.places):
        return
    count["places"].missed += bool(wanted.places)
    count["places"].wrong += bool(meeting.places)
    if wanted.places or meeting.places:
        have = ", ".join(min(names) for names in meeting.places) or "none"
        count.miss(f"{wanted.name} place {have}, gold {', '.join(wanted.places) or 'none'}")


def _count_status(wanted: GoldMeeting, meeting: Meeting, count: Count) -> None:
    """Count the status, and what wasn't held and is said to have been."""
    count.statuses += 1
    count.statuses_right += meeting.status == wanted.status
    if meeting.status != wanted.status:
        count.miss(f"{wanted.name} status {meeting.status}, gold {wanted.status}")
    if wanted.status != "held":
        count.not_held += 1
        count.not_held_said_held += meeting.status == "held"


def _at(places: Texts, predicted: Sequence[Names]) -> bool:
    """Return whether one of PREDICTED is one of PLACES."""
    return any(
        any_same(names, places, same_organization) or overlap(names, places) >= _SAME_PLACE
        for names in predicted
    )


def _alike(text: str, others: Sequence[str]) -> bool:
    """Return whether one of OTHERS has enough words of TEXT."""
    return any(overlap([text], [other]) >= _SAME_WORDS for other in others)


def _flat(entities: Sequence[Names]) -> list[str]:
    """Return all names of all ENTITIES."""
    return [name for names in entities for name in sorted(names)]
