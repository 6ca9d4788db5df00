"""Map alliances, one telling: what a sentence says of the parties that a pattern finds in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.mappers.alone import alone, walking_out
from kg.mappers.apart import apart, leading
from kg.mappers.article import Article
from kg.mappers.before import HELD, Before, ruler
from kg.mappers.bonds import Bond, bonds
from kg.mappers.doers import doers
from kg.mappers.lines import GOVERNED, LIST, Line, line
from kg.mappers.marks import is_front, is_party, spelt
from kg.mappers.pacts import Pattern, fitting
from kg.mappers.plain import plain
from kg.mappers.readings import with_fronts
from kg.mappers.referring import PACT, Referents
from kg.mappers.scopes import scope
from kg.mappers.stances import is_past, stance
from kg.mappers.tape import Tape
from kg.mappers.tie import Tie
from kg.model import Entity
from kg.vocabulary import AllianceStatus, RoleStatus

_COMMA = re.compile(r"[})] , (?:the )?\{")
_OPPONENT = re.compile(
    r"\b(?:to (?:take on|counter|fight|defeat|challenge|oust|dethrone|unseat|confront|dislodge|"
    rf"keep)|against) (?P<against>{LIST})"
)


def parties_of(article: Article) -> set[Entity]:
    """Return the parties and alliances that an article names, or somebody of whom it names."""
    found: list[Entity | None] = []
    for sentence in article.document.sentences:
        found += [naming.entity for naming in sentence.namings]
        for mention in sentence.mentions:
            found += mention.entity, mention.affiliation
            found += [office.organization for office in mention.offices]
    return {of for e in found if e for of in (e, e.group_of) if of and is_party(of)}


def _may_tell(parties: set[Entity], lines: Iterable[Line]) -> bool:
    """Say whether lines may tell of a pact: it takes two parties, or a word for an alliance."""
    named = parties.union(*(read.names for read in lines))
    if len(named) > 1 or any(map(is_front, named)):
        return True
    return any(spelt("nameless").search(read.text) for read in lines)


def ties(article: Article) -> Iterator[Tie]:
    """Yield what each sentence tells of pacts, in order."""
    parties = parties_of(article)
    lines = list(_lines(article)) if parties else []
    if not _may_tell(parties, lines):
        return
    lines = [plain(read) for read in lines]
    fronts = {n.entity for t in article.tapes for n in t.sentence.namings if is_front(n.entity)}
    only_front = next(iter(fronts)) if len(fronts) == 1 else None
    referents = Referents(only=only_front, nameless=not fronts)
    known: list[Tie] = []
    before = Before(ruler=next(filter(None, map(ruler, lines)), []))
    referents.pact = before.ruler if not fronts else []
    for each in lines:
        read = referents.resolved(each)
        before.take(read)
        told: list[Tie] = []
        if any(map(is_front, read.names)) or spelt("trigger").search(read.text):
            told = list(_told(article, read, before))
        only = before.allied if len(fronts) == 1 else [] if fronts else before.ruler
        unnamed = [] if fronts else [PACT]
        for bond in bonds(article, read, before, only, unnamed):
            told += _bound(article, read, bond, told)
        told = [referents.settled(tie) for tie in (*told, *_officers(article, read.tape))]
        known += told
        told += *alone(read, known), *walking_out(read, known)
        yield from told
        referents.take(told)
        before.follow(read)


def _lines(article: Article) -> Iterator[Line]:
    """Yield the sentences that may tell of a pact, in marks."""
    for tape in article.tapes:
        if not tape.sentence.sentence.heading:
            bare = bool(spelt("bare").search(tape.span.of(tape.document.document.text)))
            if read := line(article, tape, bare=bare):
                yield read


def _told(article: Article, read: Line, before: Before) -> Iterator[Tie]:
    """Yield what the patterns find in a sentence."""
    for pattern in fitting(read.text):
        for match in pattern.find.finditer(read.text):
            yield from _read(article, read, pattern, match, before)


def _bound(article: Article, read: Line, bond: Bond, told: list[Tie]) -> Iterator[Tie]:
    """Yield what the general reading adds to what the patterns found in the same sentence.

    A pattern knows its words better: what it says of the same parties stands.
    """
    same = [t for t in told if t.is_pact and _overlap(t, bond)]
    for tie in same if bond.parted else ():
        tie.past = False  # told to be over, and not by a year alone
    near = same if bond.fronts else [t for t in told if t.is_pact]
    if set(bond.members) <= {m for t in near for m in (*t.members, *t.alliances)}:
        return
    tie = _tie(article, read, bond.match, same[0].status if same else bond.status)
    opponents = _opponents(read, bond.match)
    tie.members = [m for m in bond.members if m not in opponents]
    tie.general = not bond.parted
    tie.left = bond.parted
    tie.seats = bond.match.group().startswith("seat")
    tie.alliances, tie.opponents = bond.fronts, opponents
    if tie.is_pact:
        if tie.status is AllianceStatus.ACTIVE and not bond.fronts:
            tie.past = is_past(article, read, bond.match)
            tie.status = AllianceStatus.ENDED if tie.past else tie.status
        yield tie


def _overlap(tie: Tie, bond: Bond) -> bool:
    """Say whether a tie is of the parties of a bond: two of them, or one in the same alliance."""
    common = len(set(tie.members) & set(bond.members))
    if bond.fronts:
        return tie.alliances == bond.fronts and common > 0
    return common > 1


def _officers(article: Article, tape: Tape) -> Iterator[Tie]:
    """Yield the parties of the people who hold an office of an alliance: its convener."""
    for mention in tape.sentence.mentions:
        of = [o.organization for o in mention.offices if o.status is RoleStatus.CURRENT]
        fronts = [e for e in of if e and is_front(e)]
        party = article.party_of(mention.entity) if mention.entity and fronts else None
        if party and is_party(party) and not is_front(party):
            yield Tie(AllianceStatus.ACTIVE, [party], fronts[:1], [], [tape.span])


def _read(
    article: Article, read: Line, pattern: Pattern, match: re.Match[str], before: Before
) -> Iterator[Tie]:
    """Yield what one match of a pattern tells."""
    called = read.described(*match.span("named")) if "named" in match.re.groupindex else None
    listed, hosts = _marked(read, pattern, match, before)
    if called and pattern.kind != "lead":
        hosts = [called]
    opponents = _opponents(read, match)
    status = stance(read, pattern, match)
    if status is None or not _allied(pattern, read, match, hosts):
        return
    doing: list[Entity] = []
    if pattern.subject or pattern.voice:
        doing = doers(article, read, pattern, match, before)
        if not doing:
            return
    alike = pattern.kind == "pact" and not hosts and _joined(match, doing)
    kind = "peers" if alike else pattern.kind  # "a coalition of the Foos and the Bar Front"
    for members, fronts in _pacts(kind, status, listed, hosts, doing):
        tie = _tie(article, read, match, status)
        tie.members = [m for m in members if m not in opponents and m not in fronts]
        tie.alliances, tie.opponents = fronts, opponents
        tie.left = status is AllianceStatus.ENDED and pattern.status is not None
        tie.ruling = pattern.ruling or pattern.kind == "lead"
        tie.described = called if pattern.kind == "lead" else None
        if pattern.kind == "lead" or tie.is_pact:
            if tie.status is AllianceStatus.ACTIVE and not fronts:
                tie.past = is_past(article, read, match)
                tie.status = AllianceStatus.ENDED if tie.past else status
            yield tie


def _marked(
    read: Line, pattern: Pattern, match: re.Match[str], before: Before
) -> tuple[list[Entity], list[Entity]]:
    """Return the parties that a match lists, and the hosts that they are with."""
    groups = match.groupdict()
    listed = [e for g in ("a", "b") if groups.get(g) for e in _list(read, match, g)]
    hosts = read.parties(groups["host"]) if groups.get("host") else []
    if pattern.kind in HELD:
        hosts = before.host(pattern.kind)
    elif pattern.kind == "pair":
        listed = before.pair
    listed = listed + read.acting(groups.get("people") or "")
    begun = match.start() in (match.start(g) for g in ("a", "b") if groups.get(g))
    if begun and listed and _governed(read, match, listed):
        listed = read.subject(match.start(), party=True)
    return _trimmed(listed, hosts if begun else [], match.group()), hosts


def _list(read: Line, match: re.Match[str], group: str) -> list[Entity]:
    start, end = match.span(group)
    if start == match.start():
        return read.parties(leading(match[group], read.text[:start]))
    return read.parties(apart(match[group], read.text[:start], read.text[end:]))


def _governed(read: Line, match: re.Match[str], listed: list[Entity]) -> bool:
    """Say whether a match begins with what goes on an aside: "Foo, once in the Bar Front, is"."""
    return all(map(is_front, listed)) and bool(GOVERNED.search(read.text[: match.start()]))


def _joined(match: re.Match[str], doing: list[Entity]) -> bool:
    """Say whether a match lists parties as equals: "{0} and {1}", not "{0} -led {1}"."""
    lists = [match.groupdict().get(group) or "" for group in ("a", "b", "people")]
    words = match.group() if not doing else max(lists, key=len)
    if doing and with_fronts(match):
        return True
    return (" and " in words or bool(_COMMA.search(words))) and "-led" not in words


def _pacts(
    kind: str,
    status: AllianceStatus,
    listed: list[Entity],
    hosts: list[Entity],
    doing: list[Entity],
) -> Iterator[tuple[list[Entity], list[Entity]]]:
    """Yield the members and named alliances that a match puts together."""
    if kind == "against":
        yield [], [e for e in hosts if is_front(e)]
    elif status is AllianceStatus.REFUSED and doing and listed:  # each refuses for itself
        for one in doing:
            yield from _sets(kind, listed, hosts, [one])
    else:
        yield from _sets(kind, listed, hosts, doing)


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
            if is_front(ally) and len(listed) < 2:
                yield centre, [ally]
            elif ally not in centre:
                yield [centre[-1], ally], []
        return
    everyone = list(dict.fromkeys([*doing, *listed, *hosts]))
    named = everyone if kind != "front" or not hosts else [*listed, *hosts]  # a front may enter one
    fronts = [] if kind == "peers" else [e for e in named if is_front(e)]
    fronts = [e for e in fronts if e in hosts] or fronts
    if kind not in ("front", *HELD) or fronts or (kind == "govern" and hosts):
        yield [e for e in everyone if e not in fronts], fronts


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
    renewed = bool(spelt("renewed").search(read.text))
    return Tie(status, [], [], [], [read.tape.span], speaker, words, where, renewed=renewed)
