"""Map meetings: who met whom, when, where, about what, and whether it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from kg.mappers.agenda import follow_up
from kg.mappers.article import Article
from kg.mappers.frames import Glimpse, glimpses, may_tell
from kg.mappers.frames.several import is_bare, is_further
from kg.mappers.learnt import Scene, Setting, completed
from kg.mappers.learnt.words import words as learnt_words
from kg.mappers.modality import Modality, is_no_occasion
from kg.mappers.occasion import Occasion
from kg.mappers.occasions import deny, occasions
from kg.mappers.sides import represented
from kg.mappers.topics import denied_topics
from kg.model import MeetingReport
from kg.vocabulary import MeetingStatus

_STATUS = {
    Modality.HAPPENED: MeetingStatus.HELD,
    Modality.PLANNED: MeetingStatus.PLANNED,
    Modality.CANCELLED: MeetingStatus.CANCELLED,
    Modality.DENIED: MeetingStatus.DENIED,
}


def meetings(article: Article, *, weighed: bool = True) -> Iterator[MeetingReport]:
    """Yield a report for each occasion on which people came together or talked.

    `weighed`: those too that no frame reads, where enough speaks for them.

    Example: "Sen met Das in Patna on Monday to discuss the polls." gives one, held.
    """
    for occasion in told_occasions(article, weighed=weighed):
        yield report(article, occasion)


def told_occasions(article: Article, *, weighed: bool = True) -> list[Occasion]:
    """Return the occasions of an article, in order of the text, each with where it is told of."""
    told = _told(article, weighed=weighed)
    for glimpse in told:
        if glimpse.teller and not glimpse.areas:
            glimpse.teller_areas = article.areas_of(glimpse.teller)
            glimpse.areas = list(glimpse.teller_areas)
    found = occasions(told, article.party_of)
    if found:
        _go_on(found, article)
    return found


def _go_on(found: list[Occasion], article: Article) -> None:
    """Add to occasions what sentences that go on about them say."""
    follow_up(found, article.tapes)
    for tape in article.tapes:
        denied = denied_topics(tape)
        if denied:
            deny(found, denied, tape.span, article.voices.quoted(tape, 0))


def _told(article: Article, *, weighed: bool) -> list[Glimpse]:
    """Return what the sentences tell of occasions, in order."""
    told: list[Glimpse] = []
    scene = Scene(article.tapes)
    for tape in article.tapes:
        if tape.sentence.sentence.heading or not (may_tell(tape) or tape.may_have(_hints())):
            continue
        found: Iterable[Glimpse] = glimpses(tape, article.voices)
        if weighed:
            known = any(not glimpse.weak for glimpse in told)
            found = completed(tape, found, Setting(scene, article.voices, known))
        told += [g for g in found if _is_stated(g)]
    return told


@cache
def _hints() -> frozenset[str]:
    """Return the words by which a sentence that no frame reads may tell of an occasion."""
    return learnt_words()["weighed"]


def _is_stated(told: Glimpse) -> bool:
    """Say whether a telling says that an occasion was, will be or was not."""
    supposed = told.modality is Modality.HYPOTHETICAL
    return not (supposed or is_no_occasion(told.tape, told.at, told.modality))


def report(article: Article, occasion: Occasion) -> MeetingReport:
    """Return what an article reports of an occasion."""
    everybody = [e for e in occasion.everybody if not is_bare(e) or is_further(e)]
    if len(everybody) < _TWO:
        everybody = occasion.everybody  # "Sen met officials"
    absent = tuple(e for e in occasion.absentees if e not in everybody)
    return MeetingReport(
        evidence=tuple(occasion.proof),
        mapper="meetings",
        status=_STATUS[occasion.modality],
        participants=tuple(everybody),
        chairs=tuple(occasion.chairs),
        hosts=tuple(occasion.hosts),
        represented=represented(article, occasion, everybody),
        absentees=absent,
        place=occasion.where.place,
        venue=occasion.where.venue,
        topics=tuple(occasion.topics),
        topics_denied=tuple(occasion.topics_denied),
        when=occasion.when,
    )


_TWO = 2
