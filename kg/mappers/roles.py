"""Map roles: who holds which office, as title, apposition, copula or a move tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.linking import Mention, MentionKind, Office, TitleScope
from kg.linking.lexicon import words as noun_words
from kg.mappers.appositions import apposed, behind_aside, may_appose
from kg.mappers.article import Article
from kg.mappers.claims import claimed
from kg.mappers.moves import moves
from kg.mappers.past import is_past
from kg.mappers.persons import is_certain
from kg.mappers.posts import post
from kg.mappers.tape import Tape
from kg.mappers.tenures import Tenure, agree, role_lexicon, role_words
from kg.model import Entity, MoveReport, RoleReport
from kg.vocabulary import EntityKind, MoveKind, MoveStatus, RoleStatus

_ASIDE = 10  # items in "a former adviser of the party who is"
_ENDING = (MoveKind.LEFT, MoveKind.REMOVED)
_BEGINNING = (MoveKind.APPOINTED, MoveKind.ELECTED)


@cache
def _copulas() -> dict[str, list[tuple[tuple[str, ...], RoleStatus]]]:
    """Return the copulas by their first words, the longest first, and the status each tells."""
    told = role_lexicon()["copulas"].items()
    forms = [(tuple(form.split()), RoleStatus(status)) for status, forms in told for form in forms]
    found: dict[str, list[tuple[tuple[str, ...], RoleStatus]]] = {}
    for words, status in sorted(forms, key=lambda form: -len(form[0])):
        found.setdefault(words[0], []).append((words, status))
    return found


def roles(article: Article) -> Iterator[RoleReport]:
    """Yield a report for each office that somebody holds, held or is to hold.

    Example: "former Foo Party chief Sen, now minister of Bar," gives two.
    """
    tenures: list[Tenure] = []
    for tape in article.tapes:
        if not tape.sentence.sentence.heading and _may_tell(tape):
            for telling in _tellings(article, tape):
                _take(tenures, telling)
    told = article.told(moves)
    for move in told:
        if not is_past(article, move, told):
            _turn(tenures, move)
    settled: list[Tenure] = []
    for tenure in tenures:
        _take(settled, tenure)  # a move may have made two tellings one
    for tenure in settled:
        if not _is_courtesy(tenure, settled):
            yield _report(tenure)


def _is_courtesy(tenure: Tenure, tenures: list[Tenure]) -> bool:
    """Say whether "President Sen" is only how the former president Sen is called."""
    return (
        tenure.by_title
        and tenure.status is RoleStatus.CURRENT
        and any(
            other.status is RoleStatus.FORMER
            and other.by_title
            and other.holder == tenure.holder
            and other.agrees(tenure)
            for other in tenures
        )
    )


def _take(tenures: list[Tenure], telling: Tenure) -> None:
    known = next((t for t in tenures if t.same(telling)), None)
    if known:
        known.add(telling)
    else:
        tenures.append(telling)


def _may_tell(tape: Tape) -> bool:
    """Say whether a sentence may give an office to somebody: it names both."""
    if not tape.names_person:
        return False
    mentions = tape.sentence.mentions
    titled = any(m.offices or m.kind is MentionKind.OFFICE for m in mentions)
    return titled or may_appose(tape)


def _tellings(article: Article, tape: Tape) -> Iterator[Tenure]:
    """Yield the offices that a sentence gives to people by name."""
    for at, item in enumerate(tape.items):
        mention = item.mention
        if (
            mention is None
            or mention.entity is None
            or mention.entity.kind is not EntityKind.PERSON
        ):
            continue
        if mention.kind == "P":
            offices = mention.offices or apposed(tape, at)
            if offices and _is_of_then(tape, at, mention):
                offices = (*offices[:-1], replace(offices[-1], status=RoleStatus.FORMER))
            for office in filter(_tells, offices):
                yield _told(article, tape, at, mention.entity, office)
        if mention.kind in "PR" and not mention.owner and is_certain(tape, mention):
            yield from _copula(article, tape, at, mention)


def _copula(article: Article, tape: Tape, at: int, mention: Mention) -> Iterator[Tenure]:
    """Yield the offices of "Sen is also a member of the Bar Committee", "Sen, who was minister"."""
    verb = at + 1
    if tape.letter(verb) in ",-–" and tape.word(verb + 1) == "who":
        verb += 2
    elif tape.word(verb) == "who":
        verb += 1
    elif tape.letter(verb) in ",-–—":
        verb = _behind_aside(tape, verb)
    if tape.word(at - 1) in role_words("governing") and "who" not in tape.words[at:verb]:
        return  # "the wife of Sen is minister"
    if tape.word(verb) in ("until", "till") and tape.letter(verb + 1) == "D":
        verb += 2  # "Sen, who until March was mayor"
    status, after = _copula_status(tape, verb)
    if status is None or mention.entity is None:
        return
    while tape.word(after) in role_words("between"):
        after += 1
    offices, end = _held(tape, after)
    ranked = tape.word(end) == "to" and "first" in tape.words[verb:end]
    if ranked or _goes_on(tape, end):
        return  # "was the first leader to do it"
    for named in filter(_tells, offices):
        current = status is RoleStatus.CURRENT
        each = named if current else replace(named, status=status)
        yield replace(_told(article, tape, after, mention.entity, each), by_title=False)


def _held(tape: Tape, at: int) -> tuple[tuple[Office, ...], int]:
    """Return the offices at an item, "mayor", "public safety minister", and the item behind."""
    office = tape.items[at].mention if at < len(tape.items) else None
    if office and office.kind == "T":
        return office.offices, at + 1
    plain = tape.letter(at) == "w" and tape.word(at) not in noun_words().holding
    found = post(tape, at) if plain and not tape.word(at).endswith("ed") else None
    fielded = found and found.office.label.lower() in noun_words().ministerial
    return ((found.office,), found.end) if found and fielded else ((), at)


def _behind_aside(tape: Tape, comma: int) -> int:
    """Return the verb behind what a comma parts from its subject.

    Example: "Sen, however, was", "Sen, a former adviser who is", "Sen, 54, is".
    """
    if tape.letter(comma + 2) == "," and tape.word(comma + 1) in role_words("parenthetic"):
        return comma + 3
    if tape.word(comma + 1) in ("a", "an"):
        for at in range(comma + 2, min(comma + _ASIDE, len(tape.words))):
            if tape.word(at) == "who":
                return at + 1
            if tape.letter(at) in ",PT":
                break
    folded = tape.word(comma + 1) in _copulas()  # "Sen, MP for Foo, was": one item and a comma
    behind = comma + 1 if folded else behind_aside(tape, comma)
    before = tape.word(comma - 2)
    opens = comma < 2 or tape.letter(comma - 2) == "," or before in role_words("opening")
    named = tape.letter(comma + 1) in "PRG" and not tape.word(comma + 1).isdigit()
    goes_on = opens and not named and tape.word(behind) in _copulas()
    return behind if goes_on else comma


def _tells(office: Office) -> bool:
    """Say whether a title says what its holder is: "member" and "head" of nothing do not."""
    held_in = office.organization or office.area
    return bool(held_in) or office.label.lower() not in role_words("empty")


def _is_of_then(tape: Tape, at: int, mention: Mention) -> bool:
    """Say whether the office behind a name was held then: "Sen, the mayor at the time, left"."""
    if mention.offices:
        behind = at + 1 if mention.name.end < tape.items[at].end else len(tape.items)
    else:
        behind = next((i for i in range(at + 2, at + _ASIDE) if tape.word(i) in ("at", ",")), at)
    return tape.words[behind : behind + 3] == ("at", "the", "time")


def _goes_on(tape: Tape, at: int) -> bool:
    """Say whether more than the office follows: "the minister's aide", "spokesman for Sen"."""
    return tape.word(at) in ("'s", "'", "of") or (
        tape.word(at) == "for" and tape.letter(at + 1) in "PTGRO"
    )


def _copula_status(tape: Tape, verb: int) -> tuple[RoleStatus | None, int]:
    """Return what a copula tells of an office, and the item behind it: "had served as"."""
    for words, status in _copulas().get(tape.word(verb), ()):
        end = verb + len(words)
        if tape.words[verb:end] == words and tape.word(end) not in ("not", "n't", "never", "no"):
            return status, end
    return None, verb


def _told(article: Article, tape: Tape, at: int, holder: Entity, office: Office) -> Tenure:
    quoted = tape.quotation(at) is not None
    claim = claimed(article, tape, at, (holder,)) if quoted else (None, None)
    return Tenure(holder, office, office.status, [tape.span], [claim])


def _turn(tenures: list[Tenure], move: MoveReport) -> None:
    """Let a move begin or end an office: who resigned as minister is a former one."""
    if move.status is MoveStatus.RUMOURED or move.title is None:
        return
    held = [t for t in tenures if t.holder == move.mover and _is_of(t.office, move)]
    if move.kind in _ENDING and move.status is MoveStatus.DONE:
        for tenure in held:
            tenure.status = RoleStatus.FORMER
    if move.kind in _BEGINNING or (move.kind in _ENDING and not held):
        _begin(tenures, held, move)


def _begin(tenures: list[Tenure], held: list[Tenure], move: MoveReport) -> None:
    """Let whom a move puts into an office hold it, or be about to, or have held it."""
    done = move.status is MoveStatus.DONE
    status = RoleStatus.CURRENT if done else RoleStatus.INCOMING
    if move.kind in _ENDING:
        status = RoleStatus.FORMER if done else RoleStatus.CURRENT
    if any(t.status is not RoleStatus.FORMER for t in held):
        return
    office = Office(
        move.title or "",
        move.title or "",
        TitleScope.ORGANIZATION,
        status,
        move.organization,
        move.area,
    )
    claim = (move.attributed_to, move.attribution)
    tenure = Tenure(move.mover, office, status, list(move.evidence), [claim], False)
    told = [t for t in tenures if t.agrees(tenure) and _may_be_meant(t.holder, tenure.holder)]
    short = tenure.office.title.isupper()  # "CM": the chief minister whom another telling has
    if move.kind in _BEGINNING or not (told or short):
        tenures.append(tenure)


def _may_be_meant(one: Entity, two: Entity) -> bool:
    """Say whether a bare surname may stand for either of two people."""
    return one.label.split()[-1:] == two.label.split()[-1:]


def _is_of(office: Office, move: MoveReport) -> bool:
    title = (move.title or "").lower()
    return (
        title in (office.title.lower(), office.label.lower())
        and agree(office.organization, move.organization)
        and agree(office.area, move.area)
    )


def _report(tenure: Tenure) -> RoleReport:
    fact = any(claim == (None, None) for claim in tenure.claims)
    speaker, words = (None, None) if fact or not tenure.claims else tenure.claims[0]
    return RoleReport(
        evidence=tuple(sorted(tenure.evidence)),
        mapper="roles",
        status=tenure.status,
        holder=tenure.holder,
        title=tenure.office.title,
        organization=tenure.office.organization,
        area=tenure.office.area,
        attributed_to=speaker,
        attribution=words,
    )
