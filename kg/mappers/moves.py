"""Map moves: who joined, left, was appointed, removed, elected or nominated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.linking import Mention, Office, TitleScope
from kg.mappers.article import Article
from kg.mappers.changes import changes
from kg.mappers.claims import claimed
from kg.mappers.complements import has_any
from kg.mappers.modality import Modality
from kg.mappers.reality import listed_words, phrases, words
from kg.mappers.retold import is_bare, tell
from kg.mappers.times import when
from kg.mappers.triggers import Change
from kg.model import Entity, MoveReport
from kg.vocabulary import EntityKind, MoveKind, MoveStatus, RoleStatus

_MODALITIES = {MoveStatus.DONE: Modality.HAPPENED}
_ENDING = (MoveKind.LEFT, MoveKind.REMOVED)


def moves(article: Article) -> Iterator[MoveReport]:
    """Yield a report for each change between a person and a party or an office.

    Example: "Sen joined the Foo Party after resigning as minister." gives two.
    """
    told: list[MoveReport] = []
    doubtful: list[MoveReport] = []
    for tape in article.tapes:
        if tape.sentence.sentence.heading:
            continue
        for change in changes(tape):
            for report in _reports(article, change):
                if _is_of_any_field(article, change, report):
                    doubtful.append(report)
                else:
                    tell(told, report)
    in_office = {move.mover for move in told if move.title}
    for report in doubtful:
        if report.mover in in_office:
            tell(told, report)
    yield from _in_new_party(told)


def _is_of_any_field(article: Article, change: Change, report: MoveReport) -> bool:
    """Say whether one with no office gets or loses none.

    Examples: a batsman who was "dismissed for 66", a driver who "won the race" in a championship.
    """
    put_out = report.kind is MoveKind.REMOVED and change.tape.word(change.at) in phrases(
        "of_any_field"
    )
    sport = report.kind is not MoveKind.APPOINTED and change.tape.may_have(phrases("sport"))
    if not is_bare(report) or not (put_out or sport):
        return False
    mentions = (m for s in article.document.sentences for m in s.mentions)
    return not any(m.offices for m in mentions if m.entity == report.mover)


def _in_new_party(told: list[MoveReport]) -> list[MoveReport]:
    """Return the moves, "the party" that appoints being the one joined, not the one left."""
    left = {(m.mover, m.organization) for m in told if m.kind is MoveKind.LEFT}
    joined = {m.mover: m.organization for m in told if m.kind is MoveKind.JOINED}
    return [
        replace(m, organization=joined[m.mover])
        if m.kind is MoveKind.APPOINTED
        and m.mover in joined
        and (m.mover, m.organization) in left
        and m.organization
        else m
        for m in told
    ]


def _reports(article: Article, change: Change) -> Iterator[MoveReport]:
    """Yield a report for each mover and office of a telling."""
    movers = _newcomers(change)
    people = [e for m in movers if (e := _who(article, change, m))]
    for mention, person in zip(movers, people, strict=False):
        offices: tuple[Office | None, ...] = change.offices or (None,)
        if change.post:
            offices = (_post(article, change, *_holder(change, mention, person)),)
            follows = change.predecessor is not None and change.tape.word(
                change.at
            ) in listed_words("following")
            if offices == (None,) and not (follows or _ends_alone(change) or _is_sworn(change)):
                continue  # nobody knows whither
        for office in offices:
            report = _report(article, change, person, office)
            if report.kind is MoveKind.REMOVED and report.title is None:
                seat = change.tape.word(change.at) in ("disqualified", "unseated")
                report = report if _is_from(change) else _placed(report, mention, seat=seat)
            whither = report.title or report.organization or report.area
            if whither or mention.kind != "R" or _is_subject(article, mention):
                yield report


def _newcomers(change: Change) -> tuple[Mention, ...]:
    """Return who joins of several: not the party's own "Foo Party chief Das" among them."""
    own = {
        mention
        for mention in change.movers
        for office in mention.offices
        if office.organization == change.organization and office.status is RoleStatus.CURRENT
    }
    others = tuple(mention for mention in change.movers if mention not in own)
    joins = change.kind is MoveKind.JOINED and change.organization is not None
    return others if joins and others else change.movers


def _is_from(change: Change) -> bool:
    """Say whether somebody is put out of a group and not an office: "suspended from the party"."""
    near = change.tape.words[change.at + 1 : change.at + _FROM]
    belonging = set(words()["complements"]["belonging"])
    return near[:1] == ("from",) and not belonging.isdisjoint(near)


_FROM = 6  # items from a verb to what one is put out of
_BEING = " being"


def _is_subject(article: Article, pronoun: Mention) -> bool:
    """Say whether a pronoun is a subject's: whom "him" means is less sure but in "him being"."""
    behind = article.text[pronoun.name.end : pronoun.name.end + len(_BEING)]
    return pronoun.name.of(article.text).lower() in listed_words("pronouns") or behind == _BEING


def _holder(change: Change, mention: Mention, person: Entity) -> tuple[Mention, Entity]:
    """Return whose office it is: the mover's, or that of whom the mover follows in it."""
    before = change.predecessor
    return (before, before.entity) if before and before.entity else (mention, person)


def _who(article: Article, change: Change, mention: Mention) -> Entity | None:
    """Return a mover; "I" and "we" are the one who speaks."""
    own = mention.name.of(article.text).lower() in listed_words("own")
    if mention.entity or mention.kind != "R" or not own:
        return mention.entity
    return article.voices.quoted(change.tape, change.at)


def _post(article: Article, change: Change, mention: Mention, person: Entity) -> Office | None:
    """Return the office that "his post" is: the one named in the sentence, else the only one."""
    mentions = change.tape.sentence.mentions
    inside = [
        m
        for m in mentions
        if _is_held(change, m) and (_follows(change) or _last_named(change, m) in (None, person))
    ]
    named = [
        o
        for m in ((mention,) if mention.offices else inside)
        for o in m.offices
        if o.scope is not TitleScope.HOUSE and not has_any(o, words()["candidate"])
    ]
    before = [
        office
        for sentence in article.document.sentences
        for other in sentence.mentions
        if other.entity == person and other.kind == "P"
        for office in other.offices
        if not (_follows(change) and office.scope is TitleScope.HOUSE)  # a minister's is followed
    ]
    only = before if len({o.label for o in before if not _is_leader(o)}) == 1 else []
    current = [o for o in (*named, *only) if o.status is not RoleStatus.FORMER]
    return next((o for o in current if not _is_leader(o)), None)


_FOLLOWS = ("succe", "replac")


def _follows(change: Change) -> bool:
    """Say whether somebody comes after another: "replacing Sen"."""
    return change.tape.word(change.at).startswith(_FOLLOWS)


def _last_named(change: Change, office: Mention) -> Entity | None:
    """Return the last person before an office, whose it is; who is to be replaced is passed over.

    Example: in "Sen resigned as Das was mayor" Das of "mayor".
    """
    tokens, mentions = change.tape.sentence.tokens, change.tape.sentence.mentions
    people = (m for m in reversed(mentions) if m.first < office.first and m.kind in ("P", "R"))
    own = (m for m in people if not tokens[m.first - 1].lower.startswith(_FOLLOWS))
    return next((m.entity for m in own), None)


def _is_held(change: Change, office: Mention) -> bool:
    """Say whether an office without a name is the mover's: "was minister until he resigned"."""
    if office.kind != "T" or office.entity or _is_of_other(change, office):
        return False
    before = change.tape.sentence.tokens[office.first - 1].lower
    later = office.name.start > change.tape.items[change.at].start
    follows = _follows(change)
    serves = change.tape.sentence.tokens[office.first - 2].lower in listed_words("serving")
    if later and before == "as" and serves:
        return False  # "quit the government and has served as chairman"
    if follows and before in listed_words("filled"):
        return True  # "was named minister, replacing Das"
    return before in listed_words("held") and (later or follows or before != "as")


def _ends_alone(change: Change) -> bool:
    """Say whether a change tells of an end, even if nobody knows of what: "Sen resigned"."""
    replaced = change.tape.word(change.at).startswith(("replac", "tak", "took"))
    return change.kind in _ENDING and not replaced


def _is_sworn(change: Change) -> bool:
    """Say whether a change begins an office, even if nobody knows which: "Sen was sworn in"."""
    tape, at = change.tape, change.at
    phrase = next(
        (p for p in phrases("sworn") if tape.words[at : at + len(s := p.split())] == tuple(s)), ""
    )
    return bool(phrase) and tape.word(at + len(phrase.split())) not in ("as", "before", "to")


def _is_of_other(change: Change, office: Mention) -> bool:
    """Say whether an office is of a relative clause: "succeeded Das, who was made mayor"."""
    tape = change.tape
    between = [i for i in range(change.at, len(tape.items)) if tape.word(i) == "who"]
    return bool(between) and tape.items[between[0]].start < office.name.start


def _is_leader(office: Office) -> bool:
    return office.label.lower().removeprefix("senior ").removeprefix("top ") == "leader"


def _report(article: Article, change: Change, person: Entity, office: Office | None) -> MoveReport:
    tape, at = change.tape, change.at
    if office and len(change.movers) > 1 and "respectively" in tape.words:
        office = replace(office, organization=None, area=None)  # each has his own
    modality = _MODALITIES.get(change.status, Modality.PLANNED)
    speaker, words = claimed(article, tape, at, (person,))
    organization = office.organization if office else None
    area = office.area if office else None
    return MoveReport(
        evidence=(tape.span,),
        mapper="moves",
        status=change.status,
        mover=person,
        kind=change.kind,
        title=office.title.removesuffix("-elect") if office else None,
        organization=organization or change.organization,
        area=area or change.area,
        agent=None if change.agent == person else change.agent,
        when=None if _only_describes(change) else when(tape, at, modality, changing=True),
        attributed_to=speaker,
        attribution=words,
    )


def _only_describes(change: Change) -> bool:
    """Say whether a participle describes somebody of whom more is told: "newly elected mayor Sen".

    The sentence's dates are of what else it tells.
    """
    tape, at = change.tape, change.at
    if tape.letter(at) == "P":
        return change.status is MoveStatus.DONE
    adverb = tape.word(at - 1) in words()["newly"] or tape.word(at - 1).endswith("ly")
    led = tape.word(at - 2) in ("the", "a", "an", "its", "his", "her", "their", "'s", "’s")
    owned = tape.letter(at - 2) in ("L", "O", "P") and tape.letter(at + 1) in ("T", "P")
    return adverb and (led or owned)


def _placed(report: MoveReport, mention: Mention, *, seat: bool) -> MoveReport:
    """Return a removal with the office named beside the mover: "replaced unit chief Sen".

    A seat in a house is lost by being disqualified, not by being suspended.
    """
    office = next((o for o in mention.offices if not _is_leader(o)), None)
    if office is None or (report.organization and office.organization != report.organization):
        return report
    if office.scope is TitleScope.HOUSE:
        return replace(report, title=office.title) if seat else report
    by_person = report.agent is None or report.agent.kind is EntityKind.PERSON
    if not (office.organization or by_person or office.scope is TitleScope.ORGANIZATION):
        return report  # a party suspends the minister from the party
    return replace(
        report,
        title=office.title,
        organization=report.organization or office.organization,
        area=report.area or office.area,
    )
