"""Map, who moves: verbs whose subject moves: "Sen joined the Foo Party", "Das resigned"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kg.linking import Mention, TitleScope
from kg.mappers.agents import after_agent, by_whom
from kg.mappers.complements import Complement, complement, has_any, has_portfolio
from kg.mappers.gerunds import whose_doing
from kg.mappers.participles import is_passive, listed_after
from kg.mappers.patients import patients
from kg.mappers.reality import phrases, words
from kg.mappers.tape import Tape
from kg.mappers.triggers import Change, Trigger, change_of
from kg.mappers.unknown_parties import unknown_party
from kg.model import Entity
from kg.vocabulary import EntityKind, MoveKind

_MOST = 6  # items up to an office
_BEHIND = 12  # items behind it up to what it is the first one to do


def by_subject(trigger: Trigger) -> Change | None:
    """Read "Sen joined the Foo Party", "Sen resigned as minister"."""
    tape = trigger.tape
    if tape.word(trigger.at) == "win" and tape.word(trigger.at - 1) not in ("to", "will"):
        return None  # "stands to unite the country and win the election"
    if tape.word(trigger.end) == "by" and trigger.tape.word(trigger.at) in ("vacated", "left"):
        return _vacated(trigger)
    if _is_suffered(trigger):
        return None
    after = complement(tape, after_agent(tape, trigger.end))
    if _is_handed_in(trigger) and tape.word(trigger.end) == "to":
        after = Complement(nothing=True)  # "to the Governor"
    if after.organization is None and (MoveKind.JOINED, "party") in trigger.senses:
        party = unknown_party(tape, after_agent(tape, trigger.end))
        after = Complement(organization=party, bare=True) if party else after
    sense = next((s for s in trigger.senses if _fits(trigger, s, after)), None)
    if sense is None:
        return None
    who = whose_doing(tape, trigger.at) or after.people or listed_after(trigger)
    who = _of_office(tape, trigger.end, who)
    kind, need = sense
    if need == "party" and tape.word(trigger.end) == "for":
        kind = MoveKind.JOINED  # "is leaving for the Foo Party"
    if need == "seat" and kind is MoveKind.LEFT:
        after = replace(after, organization=None)
    leads = need == "leadership"
    after = _led(trigger, after) if leads else after
    held = after.post and kind is not MoveKind.ELECTED and not leads  # "won the presidency"
    office = need == "post" and tape.word(trigger.end - 1) != "politics"
    post = office or held or (after.government and kind is MoveKind.LEFT)
    change = change_of(trigger, kind, who, after, post=post)
    by = by_whom(tape, trigger.end) if kind is MoveKind.REMOVED else None
    if by and by.kind is EntityKind.PARTY and change.organization is None:
        change = replace(change, organization=by, post=False)  # "shown the door by the Foo Party"
    return change


def _vacated(trigger: Trigger) -> Change | None:
    """Read "the seat vacated by Sen", "the post left vacant by Sen"."""
    vacant = trigger.tape.word(trigger.end - 1) in ("vacant", "vacated")
    who = patients(trigger.tape, trigger.end + 1).movers if vacant else ()
    return change_of(trigger, MoveKind.LEFT, who, Complement(), post=True) if who else None


def _is_suffered(trigger: Trigger) -> bool:
    """Say whether the subject does nothing: "was left in a fix", "are resigned to it staying"."""
    tape, at = trigger.tape, trigger.at
    participle = tape.word(at) in words()["suffered"]
    return participle and is_passive(tape, at) and tape.word(at - 1) != "and"


def _of_office(tape: Tape, at: int, who: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the holder of the office taken, where he may be meant by the mover's mere surname.

    Example: "Sen took oath as the mayor" is Rita Sen, the mayor, though Das Sen is named too.
    """
    office = tape.items[at].mention if tape.letter(at) == "T" else None
    holder = office.entity if office else None
    if holder is None or len(who) != 1 or who[0].kind != "P" or who[0].entity is None:
        return who
    surname = holder.label.split()[-1]
    bare = who[0].name.of(tape.document.document.text) == surname
    return (replace(who[0], entity=holder),) if bare else who


def _fits(trigger: Trigger, sense: tuple[MoveKind, str], after: Complement) -> bool:
    """Say whether what follows a phrase is what one of its senses wants."""
    kind, need = sense
    match need:
        case "party":
            return _is_party(trigger, after, kind)
        case "office":
            return _is_office(trigger, after, kind)
        case "portfolio":
            return has_portfolio(after)
        case "body" | "house":
            body = (after.organization is not None and after.bare) or after.area is not None
            return after.house if need == "house" else body
        case "nomination" | "term" | "leadership" | "beaten" | "field":
            return _is_followed(trigger, need)
        case "victory" | "seat":
            return _is_victory(trigger) if need == "victory" else _is_seat(trigger, after, kind)
        case _:
            return _is_post(trigger, after)


def _is_party(trigger: Trigger, after: Complement, kind: MoveKind) -> bool:
    """Say whether one joins or leaves what follows as a member, or to work in it."""
    organization = after.organization
    joined = _is_joined(organization, kind) or _is_worked_in(trigger, after)
    return (after.bare and joined) or after.government or _is_government(trigger)


def _is_seat(trigger: Trigger, after: Complement, kind: MoveKind) -> bool:
    """Say whether it is a seat that one person wins or gives up."""
    if kind is not MoveKind.ELECTED:
        return after.seat or _is_house(trigger)
    unopposed = trigger.tape.word(trigger.end - 1) == "unopposed"
    own = (after.seat and not after.seats) or _is_own_seat(trigger, after)
    return own or after.race or unopposed


def _is_house(trigger: Trigger) -> bool:
    """Say whether it is the house in which one sits: "resigned from the Assembly"."""
    tape, at = trigger.tape, trigger.end
    house = tape.word(at - 1) == "from" and tape.word(at) == "the"
    ends = tape.letter(at + 2) in ",.;D" or tape.word(at + 2) in words()["complements"]["follow"]
    return house and ends and tape.word(at + 1) in words()["complements"]["sitting"]


def _is_post(trigger: Trigger, after: Complement) -> bool:
    """Say whether it is somebody's post, or nothing need follow: "Sen resigned on Monday"."""
    tape = trigger.tape
    phrase = " ".join(_HIS.get(w, w) for w in tape.words[trigger.at : trigger.end])
    intransitive = phrase in phrases("intransitive")
    free = tape.word(trigger.end) not in ("as", "from") and after.nothing
    own_words = tape.quotation(trigger.at) is None or _says_i(trigger)
    return after.post or ((intransitive or _is_handed_in(trigger)) and free and own_words)


_HIS = {"her": "his", "their": "his"}


def _led(trigger: Trigger, after: Complement) -> Complement:
    """Return what one takes the lead of: "assumed the leadership of the Foo Party"."""
    near = trigger.tape.items[trigger.end : trigger.end + _MOST]
    named = (item.entity for item in near if item.letter in "OG" and item.entity)
    parties = (e.group_of if e.kind is EntityKind.GROUP else e for e in named)
    return replace(after, organization=next(parties, None))


def _is_followed(trigger: Trigger, need: str) -> bool:
    """Say whether the words near behind a verb are what it needs, no comma between.

    Example: "won the Foo Party's nomination", "won a third term", "assumed the leadership",
    "beat Das in the leadership contest".
    """
    tape, end = trigger.tape, trigger.end
    reach = min(end + (_BEHIND if need == "beaten" else _MOST), len(tape.items))
    near = tape.text(end, reach).lower().split(",")[0].split()
    match need:
        case "nomination":
            return "nomination" in near
        case "field":
            return not set(words()["fields"]).isdisjoint(word.rstrip(".;") for word in near)
        case "term":
            return any(one in words()["terms"] and two == "term" for one, two in pairwise(near))
        case "leadership":
            head = " ".join(near).split(" of ")[0].split()[:_MOST]
            return not set(words()["leaderships"]).isdisjoint(head)
        case _:
            races = {"election", "contest", *words()["complements"]["races"]}
            raced = "in" in near and not races.isdisjoint(near) and "primary" not in near
            return tape.letter(end) == "P" and raced


def _says_i(trigger: Trigger) -> bool:
    """Say whether somebody tells of himself: "I have resigned"."""
    near = range(max(0, trigger.at - _MOST), trigger.at)
    return any(trigger.tape.word_of(i) == "i" for i in near)


def _is_office(trigger: Trigger, after: Complement, kind: MoveKind) -> bool:
    """Say whether what follows is an office to enter or leave, told of as one's own."""
    tape = trigger.tape
    candidate = any(has_any(office, words()["candidate"]) for office in after.offices)
    if kind is MoveKind.LEFT and (candidate or after.candidate):
        return tape.word(trigger.end - 1) == "as"  # "stepped aside as the nominee"
    if not after.offices or after.seat or candidate:
        return False
    became = tape.word(trigger.at).startswith(("becom", "became"))
    house = any(office.scope is TitleScope.HOUSE for office in after.offices)
    if became and (house or _first_to(tape, trigger.end) or _longest(tape, trigger.end)):
        return False
    loose = after.unknown or all(o.label.lower() == "leader" for o in after.offices)
    one_of = tape.text(trigger.end, trigger.end + 1).split()[:1] in (["a"], ["an"])
    return not (loose and one_of) or _held_in(after)


def _longest(tape: Tape, at: int) -> bool:
    """Say whether an office is long held: "became the longest-serving mayor"."""
    text = tape.text(at, min(at + _MOST, len(tape.items))).lower()
    return "longest" in text or "-serving" in text


def _first_to(tape: Tape, at: int) -> bool:
    """Say whether somebody is only the first one to do something: "the first leader to visit"."""
    office = next((i for i in range(at, at + 6) if tape.letter(i) in ("T", "P")), at)
    text = tape.text(at, min(office + 1, len(tape.items))).lower().split()
    ranked = not _RANKS.isdisjoint(text)
    behind = tape.words[office + 1 : office + _BEHIND]
    return ranked and "to" in behind and "," not in behind[: behind.index("to")]


_RANKS = frozenset(
    "first only latest second third fourth fifth sixth seventh eighth ninth tenth last".split()
)


def _held_in(after: Complement) -> bool:
    return any(office.organization or office.area for office in after.offices)


def _is_handed_in(trigger: Trigger) -> bool:
    """Say whether a phrase has its object in it: "tendered his resignation"."""
    return trigger.tape.word(trigger.end - 1) in words()["handed_in"]


def _is_worked_in(trigger: Trigger, after: Complement) -> bool:
    """Say whether one joins an office of state to work in it: "joined the Foreign Ministry"."""
    joins = trigger.tape.word(trigger.at).startswith(("join", "rejoin"))
    named = after.organization and has_any(after.organization, words()["ministries"])
    return joins and bool(named)


def _is_own_seat(trigger: Trigger, after: Complement) -> bool:
    """Say whether a place is a seat: "won from Foo", "won Foo by 900 votes"."""
    tape = trigger.tape
    near = tape.words[trigger.end : trigger.end + _BEHIND]
    votes = not set(words()["complements"]["votes"]).isdisjoint(near)
    return after.area is not None and (votes or tape.word(trigger.end - 1) == "from")


def _is_victory(trigger: Trigger) -> bool:
    """Say whether somebody wins a seat by a victory: "secured a big victory in the Foo seat"."""
    near = trigger.tape.words[trigger.end : trigger.end + _BEHIND]
    won = "victory" in near[:_MOST]
    lists = words()["complements"]
    return won and not {*lists["seats"], *lists["races"]}.isdisjoint(near[near.index("victory") :])


def _is_government(trigger: Trigger) -> bool:
    """Say whether a named government or cabinet is joined or left: "joined the Foo government"."""
    tape, at = trigger.tape, trigger.end
    while tape.word(at) in ("the", "'s", "’s") or tape.letter(at) in ("L", "P"):
        at += 1
    at += tape.word(at - 1) == "the" and tape.word(at + 1) in _STATE  # "the foreign ministry"
    named = tape.word(at) in _STATE
    behind = tape.word(at + 1) in words()["complements"]["follow"] or tape.letter(at + 1) in ",.D"
    return at > trigger.end and named and behind


_STATE = frozenset(("government", "cabinet", "ministry"))


def _is_front(entity: Entity) -> bool:
    """Say whether a name is told by its words to be a movement's: no "Students Union"."""
    names = entity.label.lower().split()
    front = not entity.known and names[-1] in words()["fronts"]
    return front and not any(name in words()["other_unions"] for name in names)


def _is_joined(entity: Entity | None, kind: MoveKind) -> bool:
    """Say whether people join and leave it as members: a party, an alliance, a party's body."""
    if entity is None:
        return False
    if entity.kind in (EntityKind.PARTY, EntityKind.ALLIANCE):
        return True
    return entity.kind is EntityKind.BODY and (
        _is_front(entity)
        or (entity.group_of is not None and entity.group_of.kind is EntityKind.PARTY)
        or (kind is MoveKind.LEFT and has_any(entity, (*words()["houses"], *words()["chambers"])))
    )
