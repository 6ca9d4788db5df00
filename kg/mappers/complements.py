"""Map, who moves whither: what follows a verb of moving: a party, an office, a post, a seat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kg.linking import Mention, Office
from kg.mappers.appositions import behind_aside
from kg.mappers.posts import Post, post
from kg.mappers.reality import words
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.values import value
from kg.vocabulary import EntityKind

_MOST = 5  # items skipped


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in words()["complements"].items()}


def _listed(name: str) -> frozenset[str]:
    return _lists()[name]


@value
class Complement:
    """What follows: offices, an organisation (`bare`: no noun behind it), a post, a seat."""

    offices: tuple[Office, ...] = ()
    organization: Entity | None = None
    area: Entity | None = None
    bare: bool = False
    seat: bool = False
    seats: bool = False  # several: a party's, or a wish
    post: bool = False
    ticket: bool = False
    candidate: bool = False
    race: bool = False  # an election
    government: bool = False  # "the government", which nobody names
    nothing: bool = False
    run: bool = False  # "for" an office
    unknown: bool = False  # an office that the gazetteer lacks
    described: bool = False  # "as" something that is no office
    elsewhere: bool = False  # "from" what is no office: a place, a list
    people: tuple[Mention, ...] = ()

    @property
    def house(self) -> bool:
        """Say whether it is a house that one is elected to."""
        return self.organization is not None and has_any(
            self.organization, (*words()["chambers"], "house")
        )


def has_any(named: Entity | Office, phrases: Iterable[str]) -> bool:
    """Say whether a label has one of the phrases in it."""
    label = named.label.lower()
    return any(phrase in label for phrase in phrases)


def has_portfolio(after: Complement) -> bool:
    """Say whether it is a minister's field: "the defence portfolio"."""
    return any(office.label.lower().endswith(" portfolio") for office in after.offices)


def complement(tape: Tape, at: int, aside: bool = False) -> Complement:
    """Return what the words from an item on tell of; `aside` skips what stands between commas.

    Example: at "as" in "resigned as minister on Monday" it has the office.
    """
    if aside and tape.word(at) == ",":
        at = behind_aside(tape, at)
    at = _behind_whither(tape, at)
    start = at
    while at < len(tape.items) and at - start < _MOST and _skipped(tape, at):
        at += 1
    at = _behind_membership(tape, at)
    at, follows = _behind_owner(tape, at)
    if follows:
        return Complement(post=True)
    match tape.letter(at):
        case "T" if tape.word(at + 1) in _listed("not_held"):
            return Complement()  # "the special counsel probe"
        case "T" | "G" if _offices(tape, at):
            return replace(_office(tape, at), run=tape.word(start) == "for")
        case "P" if tape.word(at - 1) in ("as", "a", "an", "the") and _offices(tape, at):
            return replace(_office(tape, at), people=_person(tape, at))
        case "O" if not _is_led(tape, at):
            return _organization(tape, at)
        case "L" if not _is_led(tape, at):
            return _area(tape, at)
        case "w" | "O" | "L" if unknown := post(tape, at):
            return replace(_unknown(tape, unknown), run=tape.word(start) == "for")
        case _:
            return _words(tape, start, at)


def _behind_whither(tape: Tape, at: int) -> int:
    """Return the "as" behind where one is sent: "posted to the Foo as envoy"; else the item."""
    named = at + 1 + (tape.word(at + 1) == "the")
    sent = tape.word(at) == "to" and tape.letter(named) in ("L", "O")
    return named + 1 if sent and tape.word(named + 1) == "as" else at


def _behind_membership(tape: Tape, at: int) -> int:
    """Return where what one is a member of begins: "primary membership of the Foo Party"."""
    of = at + 1 + (tape.word(at + 1) == "membership")
    named = of + 1 + (tape.word(of + 1) == "the")
    member = tape.word(of - 1) == "membership" and tape.word(of) == "of"
    return named if member and tape.letter(named) == "O" else at


def _behind_owner(tape: Tape, at: int) -> tuple[int, bool]:
    """Return where an office begins behind "Sen's", and whether it is only "Sen's successor"."""
    if tape.words[at : at + 2] in (("cabinet", "as"), ("government", "as")):
        at += 1  # "promoted to the cabinet as minister"
        while tape.word(at) in ("as", "the", "a", "an"):
            at += 1
    owned = tape.word(at + 1) in ("'s", "'")
    inside = at + 1 + owned
    if tape.word(inside) in _listed("governments") and tape.word(inside + 1) == "as":
        at = inside + 2  # "into the Foo Party government as a minister"
        return at + (tape.word(at) in _listed("determiners")), False
    if tape.letter(at) in "PT" and owned and tape.word(at + 2) in ("successor", "replacement"):
        return at, True
    held = tape.word(at - 1) == "as" or tape.letter(at + 2) == "T"  # "named Sen's deputy"
    return at + 2 * (tape.letter(at) == "P" and owned and held), False


def _is_led(tape: Tape, at: int) -> bool:
    """Say whether an organisation or place only tells of which post: "the Foo editor"."""
    return (
        tape.letter(at + 1) in "wO"
        and tape.word(at + 1) not in _listed("follow")
        and bool(post(tape, at))
    )


def _unknown(tape: Tape, found: Post) -> Complement:
    """Return an office that only its words tell, with the person or the second one behind it."""
    at = found.end
    people = _person(tape, at) if tape.letter(at) == "P" else ()
    more = post(tape, at + 1) if tape.word(at) == "and" else None
    offices = (found.office, more.office) if more else (found.office,)
    return Complement(offices=offices, people=people, unknown=True)


def _skipped(tape: Tape, at: int) -> bool:
    return tape.word(at) in _listed("skipped") or tape.letter(at) == "D"


def _offices(tape: Tape, at: int) -> tuple[Office, ...]:
    mention = tape.items[at].mention
    return mention.offices if mention else ()


def _person(tape: Tape, at: int) -> tuple[Mention, ...]:
    mention = tape.items[at].mention
    return (mention,) if mention else ()


def _office(tape: Tape, at: int) -> Complement:
    """Return the offices at an item and after "and" behind it, with the house they are of."""
    offices = list(_offices(tape, at))
    while tape.word(at + 1) == "and" and tape.letter(at + 2 + (tape.word(at + 2) == "as")) == "T":
        at += 2 + (tape.word(at + 2) == "as")  # "as minister and as president of the Foo Party"
        offices += _offices(tape, at)
    behind = tape.word(at + 1)
    run = behind in ("candidate", "nominee")  # "nominated as prime minister candidate"
    return Complement(offices=tuple(offices), seat=behind in _listed("seats"), candidate=run)


def _organization(tape: Tape, at: int) -> Complement:
    entity = tape.items[at].entity
    after = tape.word(at + 1)
    bare = tape.letter(at + 1) in ("", ",", ".", "D", "(", ";", '"', "”", "–", "—") or (
        after in _listed("follow") and f"{after} {tape.word(at + 2)}" not in _listed("no_follow")
    )
    if after == "'s" and tape.letter(at + 2) == "T":
        return _office(tape, at + 2)
    bare = bare and not (after == "in" and tape.word(at + 2).endswith("ing"))
    seat = after in _listed("seats")
    area = None
    if (seat and tape.word(at + 2) in ("from", "of")) or after == "from":
        place = at + 3 if seat else at + 2
        place += tape.word(place) == "the"
        area = tape.items[place].entity if tape.letter(place) == "L" else None
    return Complement(
        organization=entity, area=area, bare=bare, seat=seat, ticket=after == "ticket"
    )


def _area(tape: Tape, at: int) -> Complement:
    """Return a place with the seat or house after it: "the Foo assembly seat"."""
    entity = tape.items[at].entity
    office = at + 2
    while tape.word(at + 1) in ("'s", "'") and tape.word(office) in _listed("skipped"):
        office += 1
    if tape.word(at + 1) in ("'s", "'") and tape.letter(office) == "T":  # "Foo's next president"
        found = _office(tape, office)
        return replace(found, offices=tuple(replace(o, area=entity) for o in found.offices))
    if tape.word(at + 1) in ("'s", "'"):  # "won Foo's general election"
        raced = not _listed("races").isdisjoint(tape.words[at + 2 : at + 5])
        return Complement(area=entity, race=raced)
    house = tape.items[at + 1].entity if tape.letter(at + 1) == "O" else None
    near = {tape.word(i) for i in range(at + 1, at + 4)}
    if not near.isdisjoint(_listed("seats")):
        return Complement(organization=house, area=entity, seat=True)
    return Complement(area=entity, seat=False)


def _words(tape: Tape, start: int, at: int) -> Complement:
    """Return what words alone tell: a post, a ticket, the candidate, an unknown seat."""
    near = [tape.word(i) for i in range(start, min(at + 4, len(tape.items)))]
    if "," in near:
        near = near[: near.index(",")]
    described = tape.word(start) == "as"
    if not _listed("seats").isdisjoint(near):
        named = not _listed("plain").issuperset(near[at - start : _index(near, _listed("seats"))])
        area = None if named else _place_after(tape, at)
        return Complement(seat=True, seats="seats" in near, area=area, described=described)
    race, government = _is_race(tape, start, at, near), _is_government(tape, start, at)
    held = race or government
    return Complement(
        race=race,
        government=government,
        described=described,
        elsewhere=tape.word(start) == "from" and not (held or _is_belonging(tape, start)),
        post=not _listed("posts").isdisjoint(near[: at - start + 1]) or _is_post(tape, at),
        ticket="ticket" in near,
        candidate=not {"candidate", "nominee"}.isdisjoint(near)
        and not any(word.endswith("est") for word in near),  # "declared Sen the best candidate"
        nothing=at < len(tape.items)
        and (
            tape.letter(at) in ",.;:"
            or (at > start and tape.word(start) not in _listed("determiners"))
            or _ends(tape, at)
        ),
    )


def _is_belonging(tape: Tape, start: int) -> bool:
    """Say whether words tell of a post or of a group: "from his post", "from the party"."""
    near = tape.words[start : start + _MOST]
    return not (_listed("posts").isdisjoint(near) and _listed("belonging").isdisjoint(near))


def _is_government(tape: Tape, start: int, at: int) -> bool:
    """Say whether words tell of a government: "the government", "his coalition government"."""
    while (
        at - start < _MOST
        and tape.letter(at) == "w"
        and tape.word(at) not in _listed("governments")
    ):
        at += 1
    named = tape.word(at) in _listed("governments")
    return named and (tape.letter(at + 1) in ",.D" or tape.word(at + 1) in _listed("follow"))


def _is_post(tape: Tape, at: int) -> bool:
    """Say whether a word or two only tell of which post: "his Treasury post"."""
    before = tape.word(at - 1) in ("his", "her", "their", "the", "that", "those", "all")
    return before and not _listed("posts").isdisjoint(tape.words[at + 1 : at + 3])


def _is_race(tape: Tape, start: int, at: int, near: list[str]) -> bool:
    """Say whether an election, or so many votes, is won: "the by-election", "with 900 votes"."""
    if tape.word(start - 1) in ("with", "by"):
        return not _listed("votes").isdisjoint(near)
    if not _listed("sports").isdisjoint(near):
        return False  # "won a charity horse race"
    return not _listed("races").isdisjoint(near[at - start :])


def _index(near: list[str], of: frozenset[str]) -> int:
    return next(i for i, word in enumerate(near) if word in of)


def _ends(tape: Tape, at: int) -> bool:
    """Say whether nothing that belongs to a verb follows it."""
    return tape.word(at) in _listed("follow")


def _place_after(tape: Tape, at: int) -> Entity | None:
    """Return the place of a seat: "his seat in Foo"."""
    place = next(
        (i for i in range(at, min(at + 6, len(tape.items))) if tape.letter(i) == "L"), None
    )
    entity = tape.items[place].entity if place is not None else None
    return entity if entity and entity.kind is EntityKind.PLACE else None
