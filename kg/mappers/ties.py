"""Map alliances, one telling: what a sentence says of the parties that a pattern finds in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.mappers.article import Article
from kg.mappers.pacts import LIST, Line, Pattern, is_front, line, patterns
from kg.mappers.scopes import scope
from kg.mappers.stances import spelt, stance
from kg.model import Entity, Span
from kg.vocabulary import AllianceStatus, EntityKind

_OPPONENT = re.compile(
    r"\b(?:to (?:take on|counter|fight|defeat|challenge|oust|dethrone|unseat|confront|dislodge|"
    rf"keep)|against) (?P<against>{LIST})"
)
_WE = re.compile(r"\b(?:we|our|us|i)\b")
_IT = re.compile(r"\b(?:it|its)\b")
_THEY = re.compile(r"\b(?:it|they|its|their|there|them|he|she|his|her|the two)\b")


@dataclass(slots=True)
class Tie:
    """One telling that parties are, wish or refuse to be together.

    `past` says that only a year tells that it is over, `ruling` that it is the ruling coalition.
    """

    status: AllianceStatus
    members: list[Entity]
    alliances: list[Entity]
    opponents: list[Entity]
    evidence: list[Span]
    speaker: Entity | None = None
    attribution: str | None = None
    scope: str | None = None
    past: bool = False
    ruling: bool = False

    @property
    def is_pact(self) -> bool:
        """Say whether it tells of parties together, or of one named alliance."""
        if self.alliances:
            return len(self.alliances) == 1 and bool(self.members or self.opponents)
        return len(self.members) > 1


def ties(article: Article) -> Iterator[Tie]:
    """Yield what each sentence tells of pacts, in order."""
    last: list[Entity] = []
    for tape in article.tapes:
        if tape.sentence.sentence.heading:
            continue
        read = line(article, tape)
        if read is None:
            continue
        if any(map(is_front, read.names)) or spelt("trigger").search(read.text):
            for pattern in patterns():
                if pattern.needs and not pattern.needs.search(read.text):
                    continue
                for match in pattern.find.finditer(read.text):
                    yield from _read(article, read, pattern, match, last)
        last = read.subject(len(read.text), party=False) or last


def _read(
    article: Article, read: Line, pattern: Pattern, match: re.Match[str], last: list[Entity]
) -> Iterator[Tie]:
    """Yield what one match of a pattern tells."""
    groups = match.groupdict()
    listed = [e for g in ("a", "b") if groups.get(g) for e in read.parties(groups[g])]
    hosts = read.parties(groups["host"]) if groups.get("host") else []
    listed += read.acting(groups.get("people") or "")
    listed = _trimmed(listed, hosts, match.group())
    opponents = _opponents(read, match)
    status = stance(read, pattern, match)
    if status is None or not _allied(pattern, read, match, hosts):
        return
    doing: list[Entity] = []
    if pattern.subject:
        doing = _subject(article, read, pattern, match, last)
        if not doing:
            return
    for members, fronts in _pacts(pattern, status, listed, hosts, doing):
        tie = _tie(article, read, match, status)
        tie.members = [m for m in members if m not in opponents and m not in fronts]
        tie.alliances, tie.opponents = fronts, opponents
        tie.ruling = pattern.ruling or pattern.kind == "lead"
        if pattern.kind == "lead" or tie.is_pact:
            if tie.status is AllianceStatus.ACTIVE and not fronts:
                tie.past = _is_past(article, read, match)
                tie.status = AllianceStatus.ENDED if tie.past else status
            yield tie


def _pacts(
    pattern: Pattern,
    status: AllianceStatus,
    listed: list[Entity],
    hosts: list[Entity],
    doing: list[Entity],
) -> Iterator[tuple[list[Entity], list[Entity]]]:
    """Yield the members and named alliances that a match puts together."""
    if pattern.kind == "against":
        yield [], hosts
    elif status is AllianceStatus.REFUSED and doing and listed:  # each refuses for itself
        for one in doing:
            yield from _sets(pattern.kind, listed, hosts, [one])
    else:
        yield from _sets(pattern.kind, listed, hosts, doing)


def _allied(pattern: Pattern, read: Line, match: re.Match[str], hosts: list[Entity]) -> bool:
    """Say whether words of membership in a party tell of a pact: its ally, "the Foo-led front"."""
    if not (hosts and pattern.kind == "star") or any(map(is_front, hosts)):
        return True
    allied = re.search(r"\b(?:ally|allies|partners?|constituents?)\b", match.group())
    return bool(allied) or read.text[match.end() :].lstrip().startswith("-led ")


def _trimmed(listed: list[Entity], hosts: list[Entity], words: str) -> list[Entity]:
    """Return a list without what stands before it: "joined the Foos, Bar and Baz, both of ..."."""
    if hosts:
        after = [i + 1 for i, e in enumerate(listed) if is_front(e) and e not in hosts]
        listed = listed[after[-1] :] if after and after[-1] < len(listed) else listed
        listed = listed[-2:] if re.search(r"[},] (?:which |who )?both ", words) else listed
    return list(dict.fromkeys(listed))


def _sets(
    kind: str, listed: list[Entity], hosts: list[Entity], doing: list[Entity]
) -> Iterator[tuple[list[Entity], list[Entity]]]:
    """Yield the members and named alliances of each pact: an ally's pact is with its host alone."""
    centre = hosts or doing
    if kind == "star" and centre and not any(map(is_front, centre)):
        for ally in listed or doing:
            if is_front(ally):
                yield centre, [ally]
            elif ally not in centre:
                yield [centre[-1], ally], []
        return
    everyone = list(dict.fromkeys([*doing, *listed, *hosts]))
    fronts = [e for e in everyone if is_front(e)]
    if kind != "front" or fronts:
        yield [e for e in everyone if not is_front(e)], fronts


def _subject(
    article: Article, read: Line, pattern: Pattern, match: re.Match[str], last: list[Entity]
) -> list[Entity]:
    """Return who does it: the clause's subject, the speaker's party for "we", the last subject."""
    clause = read.text[read.clause(match.start()) : match.end()]
    speaker = article.voices.quoted(read.tape, read.item(match.start()))
    found: list[Entity] = []
    if speaker is None or not _WE.search(clause):
        found = read.subject(match.start(), party=pattern.party)
    elif party := article.party_of(speaker):
        found = [party]
    if not found and "<" not in clause:
        found = _implied(article, read, pattern, match, last)
    named = match.groupdict()
    partner = read.parties(named.get("a") or named.get("host") or "")
    return [e for e in found if e.kind is not EntityKind.BODY and e not in partner]


def _implied(
    article: Article, read: Line, pattern: Pattern, match: re.Match[str], last: list[Entity]
) -> list[Entity]:
    """Return who does it where the clause names nobody: the speaker's party, or what "it" is."""
    at = match.start()
    begin = read.clause(at)
    clause = read.text[begin : match.end()]
    teller, _ = article.voices.attribution(read.tape, read.item(at))
    party = article.party_of(teller) if teller and not pattern.party else None
    if party:
        return [party]
    if begin > 2:
        return read.subject(begin - 2, party=True) if _THEY.search(clause) else []
    return last if _IT.search(clause) else []


def _opponents(read: Line, match: re.Match[str]) -> list[Entity]:
    named = match.groupdict().get("against")
    if named:
        return read.parties(named)
    after = " ".join(read.text[match.end() :].split(" ")[:16])
    found = _OPPONENT.search(after)
    return read.parties(found["against"]) if found else []


def _tie(article: Article, read: Line, match: re.Match[str], status: AllianceStatus) -> Tie:
    speaker, words = article.voices.attribution(read.tape, read.item(match.start()))
    where = scope(read, match.start(), match.end())
    return Tie(status, [], [], [], [read.tape.span], speaker, words, where)


def _is_past(article: Article, read: Line, match: re.Match[str]) -> bool:
    """Say whether a sentence tells of a pact in a year gone by: "in 2019"."""
    published = article.document.document.published
    years = [int(y) for y in spelt("former_year").findall(read.text[: match.end() + 30])]
    spoken = [int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", article.document.document.text)]
    now = published.year if published else max(spoken, default=0)
    return bool(years) and max(years) < now and " since " not in read.text
