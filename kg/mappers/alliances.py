"""Map alliances: which parties are together, wish to be, refuse to be, or no longer are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mappers.article import Article
from kg.mappers.before import last_front
from kg.mappers.lines import line
from kg.mappers.marks import is_front
from kg.mappers.seats import deals
from kg.mappers.tie import Tie
from kg.mappers.ties import ties
from kg.model import AllianceReport, Entity
from kg.vocabulary import AllianceStatus


def alliances(article: Article) -> Iterator[AllianceReport]:
    """Yield a report for each pact and status, and for each named alliance with its members.

    Example: "The Foo Party, in alliance with the Bar Party, won." gives one, active.
    """
    merged: list[Tie] = []
    told = list(ties(article))
    for tie in _outlasted([*told, *_sharing(article, told)]):
        same = next((m for m in merged if _same(m, tie)), None)
        if same:
            _merge(same, tie)
        elif len(merged) < _MOST:
            merged.append(tie)
    merged = [t for t in merged if not any(_contradicts(m, t) for m in merged)]
    for tie in _described(article, _absorbed(_gathered(merged))):
        if tie.is_pact:
            yield _report(tie)


def _sharing(article: Article, told: list[Tie]) -> Iterator[Tie]:
    """Yield the parties that share out seats in a deal, where no words call them allies.

    Example: "Under the Foo Front's formula the Bars will contest 100 seats and the Bazes 40."
    """
    for deal in deals(article):
        members = [e for e in deal.shares if not is_front(e)]
        known = any(set(members) <= set(tie.members) for tie in told)
        if len(members) > 1 and not known:
            where = (deal.speaker, deal.attribution, deal.scope)
            fronts = [deal.front] if deal.front else []
            yield Tie(AllianceStatus.ACTIVE, members, fronts, [], deal.evidence, *where)


_MOST = 100  # pacts: no article tells of more, and each is compared with each


def _outlasted(told: list[Tie]) -> Iterator[Tie]:
    """Yield the ties without what the article says is over: who has left is an ally no more.

    Unless they came back, or the same sentence tells of both.
    """
    over = [t for t in told if t.left]
    for tie in told:
        if tie.status is AllianceStatus.ACTIVE and not tie.renewed:
            since = [t for t in over if t.alliances == tie.alliances and not _within(tie, t)]
            if tie.alliances:
                gone = {m for t in since for m in t.members}
                tie.members = [m for m in tie.members if m not in gone]
            elif any(set(t.members) == set(tie.members) for t in since):
                continue
        if tie.is_pact or tie.described:
            yield tie


def _same(one: Tie, two: Tie) -> bool:
    if one.status is not two.status or one.alliances != two.alliances:
        return False
    return bool(one.alliances) or set(one.members) == set(two.members)


def _contradicts(one: Tie, two: Tie) -> bool:
    """Say whether another telling makes one void.

    A pact of years ago is told as one of today elsewhere; its own sentence says that it is over.
    """
    if one.status is two.status or one.alliances != two.alliances:
        return False
    if not set(two.members) <= set(one.members):
        return False
    if two.general and two.status is AllianceStatus.ACTIVE and not one.general:
        return one.status is AllianceStatus.ENDED
    within = set(two.evidence) <= set(one.evidence)
    if two.seats and two.status is AllianceStatus.SOUGHT:
        return one.status is AllianceStatus.ACTIVE  # allies at odds over seats
    if two.status is AllianceStatus.SOUGHT and one.status is not AllianceStatus.ENDED:
        return within  # asked for and settled at once
    if one.status is AllianceStatus.ACTIVE:
        return two.past
    if two.status is not AllianceStatus.ACTIVE or two.renewed:
        return False
    return one.status is AllianceStatus.ENDED and within


def _merge(into: Tie, tie: Tie) -> None:
    into.members += [m for m in tie.members if m not in into.members]
    into.opponents += [o for o in tie.opponents if o not in into.opponents + into.members]
    into.evidence += [e for e in tie.evidence if e not in into.evidence]
    into.scope = into.scope or tie.scope
    into.past = into.past and tie.past
    into.general = into.general and tie.general
    if (into.speaker, into.attribution) != (tie.speaker, tie.attribution):
        into.speaker = into.attribution = None


def _gathered(ties: list[Tie]) -> list[Tie]:
    """Return the ties with those of the ruling coalition as one, where the article names none.

    Example: "the Foo-led alliance" and "the ruling coalition's delegation included Bar's Sen".
    """
    ruling = [t for t in ties if t.ruling and not t.alliances]
    leads = {e for t in ruling if len(t.members) == 1 for e in t.members}
    if len(leads) > 1:
        return ties
    for tie in ruling[1:]:
        _merge(ruling[0], tie)
    return [t for t in ties if t not in ruling[1:]]


def _absorbed(ties: list[Tie]) -> list[Tie]:
    """Return the ties without those that a larger one of the same status tells of too."""
    kept: list[Tie] = []
    for tie in ties:
        larger = [t for t in ties if t is not tie and _holds(t, tie)]
        if larger:
            _merge(larger[0], tie)
        else:
            kept.append(tie)
    return kept


def _holds(large: Tie, small: Tie) -> bool:
    """Say whether a pact has all of another's members; a named one, in its very sentences."""
    if small.alliances or small.status is not large.status:
        return False
    if large.alliances:
        told = set(small.evidence) <= set(large.evidence)
        return told and small.is_pact and set(small.members) <= set(large.members)
    return set(small.members) < set(large.members)


def _described(article: Article, ties: list[Tie]) -> list[Tie]:
    """Return the ties, an alliance without a name under the words for it: "the Foo-led alliance".

    Only where the article tells of no other pact of the one that leads, and of no government of a
    named alliance, which it might be. It is the one whose allies the article speaks of, if any.
    """
    if not any(t.described for t in ties):
        return ties
    allied = _fronts(article, "allied")
    unclear = allied[1:] or set(_fronts(article, "governing")) - set(allied)
    for tie in ties:
        lead = tie.members[0] if tie.described and len(tie.members) == 1 else None
        others = [t for t in ties if t is not tie and lead in t.members and t.is_pact]
        others = [t for t in others if t.status is tie.status or _within(tie, t)]
        if lead and tie.described and not (others or tie.alliances or unclear):
            tie.alliances = allied or [tie.described]
    return ties


def _within(one: Tie, two: Tie) -> bool:
    return set(one.evidence) <= set(two.evidence)


def _fronts(article: Article, key: str) -> list[Entity]:
    """Return the named alliances that a pattern of the lexicon finds in an article."""
    found: list[Entity] = []
    for tape in article.tapes:
        named = any(is_front(n.entity) for n in tape.sentence.namings)
        if named and (read := line(article, tape)):
            found += last_front(read, key)
    return list(dict.fromkeys(found))


def _report(tie: Tie) -> AllianceReport:
    return AllianceReport(
        evidence=tuple(sorted(tie.evidence)),
        mapper="alliances",
        attributed_to=tie.speaker,
        attribution=tie.attribution,
        status=tie.status,
        members=tuple(tie.members),
        alliances=tuple(tie.alliances),
        opponents=tuple(tie.opponents),
        scope=tie.scope,
    )
