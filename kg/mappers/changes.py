"""Map, who moves: the places in a sentence that tell of joining, leaving, appointing, electing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.linking import Mention, Office
from kg.mappers.complements import Complement, complement, has_any
from kg.mappers.movers import agent_of, by_whom, gerund_subject, movers, owner_of, patients
from kg.mappers.reality import status_of, words
from kg.mappers.tape import Tape
from kg.mappers.triggers import Trigger, may_tell, triggers_at
from kg.model import Entity
from kg.vocabulary import EntityKind, MoveKind, MoveStatus

_ADVERBS = frozenset("also once at later then now again not earlier today since".split())


@dataclass(frozen=True, slots=True)
class Change:
    """One telling of a move at an item of a sentence, of one person or several alike."""

    tape: Tape
    at: int
    kind: MoveKind
    status: MoveStatus
    movers: tuple[Mention, ...]
    offices: tuple[Office, ...] = ()
    organization: Entity | None = None
    area: Entity | None = None
    agent: Entity | None = None
    post: bool = False  # "his post": the office that the text gives the mover


def changes(tape: Tape) -> Iterator[Change]:
    """Yield the moves that a sentence tells of, in order.

    Example: "Sen joined the Foo Party after resigning from the Bar Party" has two.
    """
    if not may_tell(tape):
        return
    at = 0
    while at < len(tape.items):
        triggers = triggers_at(tape, at)
        found = next((c for t in triggers if (c := _change(t))), None)
        if found:
            yield found
            yield from _for_another(found)
        at = max((t.end for t in triggers), default=at + 1) if found else at + 1


def _for_another(change: Change) -> Iterator[Change]:
    """Yield the joining in "Sen quit the Foo Party for the Bar Party"."""
    if change.kind is not MoveKind.LEFT or change.organization is None:
        return
    tape = change.tape
    left = next(
        i for i in range(change.at, len(tape.items)) if tape.items[i].entity == change.organization
    )
    to = left + 1
    while tape.word(to) == "and" or tape.letter(to) == "D":
        to += 1
    party = tape.items[to + 1].entity if to + 1 < len(tape.items) else None
    if tape.word(to) in ("for", "to") and party and party.kind is EntityKind.PARTY:
        yield replace(change, kind=MoveKind.JOINED, organization=party, agent=None)


def _change(trigger: Trigger) -> Change | None:
    status = status_of(trigger.tape, trigger.at)
    if status is None:
        return None
    readers = {"subject": _by_subject, "object": _by_object, "noun": _by_noun}
    found = readers[trigger.voice](trigger)
    if not found or not found.movers:
        return None
    if found.agent and found.agent in [mention.entity for mention in found.movers]:
        return None
    return replace(found, status=status)


def _is_passive(tape: Tape, at: int) -> bool:
    before = at - 1
    while before >= 0 and (tape.letter(before) == "D" or _is_adverb(tape.word(before))):
        before -= 1
    return tape.word(before) in words()["passive"] and not tape.word(at).endswith("ing")


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") or word in _ADVERBS


def _by_subject(trigger: Trigger) -> Change | None:
    """Read "Sen joined the Foo Party", "Sen resigned as minister"."""
    tape = trigger.tape
    after = complement(tape, trigger.end)
    sense = next((s for s in trigger.senses if _fits(trigger, s, after)), None)
    if sense is None:
        return None
    who = movers(tape, trigger.at) or after.people
    if not who and tape.word(trigger.at).endswith("ing"):
        who = gerund_subject(tape, trigger.at)
    kind, need = sense
    if need == "seat" and kind is MoveKind.LEFT:
        after = replace(after, organization=None)
    post = need == "post" or after.post
    return _of(trigger, kind, who, after, post=post)


def _fits(trigger: Trigger, sense: tuple[MoveKind, str], after: Complement) -> bool:
    """Say whether what follows a phrase is what one of its senses wants."""
    tape = trigger.tape
    kind, need = sense
    organization = after.organization
    match need:
        case "party":
            return bool(organization) and after.bare and _is_joined(organization, kind)
        case "office":
            candidate = any(has_any(office, words()["candidate"]) for office in after.offices)
            return bool(after.offices) and not after.seat and not candidate
        case "seat":
            return after.seat and (kind is not MoveKind.ELECTED or not after.seats)
        case _:
            words_ = " ".join(tape.words[trigger.at : trigger.end])
            intransitive = words_ in ("resigned", "resigns", "stepped down", "steps down")
            papers = words_.endswith(("resignation", "papers"))
            free = tape.word(trigger.end) not in ("as", "from")
            return after.post or (
                (intransitive or papers)
                and free
                and after.nothing
                and tape.quotation(trigger.at) is None
            )


def _is_joined(entity: Entity | None, kind: MoveKind) -> bool:
    """Say whether people join and leave it as members: a party, an alliance, a party's body."""
    if entity is None:
        return False
    if entity.kind in (EntityKind.PARTY, EntityKind.ALLIANCE):
        return True
    return entity.kind is EntityKind.BODY and (
        (entity.group_of is not None and entity.group_of.kind is EntityKind.PARTY)
        or (kind is MoveKind.LEFT and has_any(entity, words()["houses"]))
    )


def _by_object(trigger: Trigger) -> Change | None:
    """Read "Sen was appointed president", "the party has expelled Das"."""
    if _is_passive(trigger.tape, trigger.at):
        return _passive(trigger)
    return _active(trigger)


def _passive(trigger: Trigger) -> Change | None:
    tape = trigger.tape
    after = complement(tape, trigger.end)
    kind = _kind(trigger, after)
    who = movers(tape, trigger.at)
    if kind is None or not who:
        return None
    # "replaced by Das" names the successor
    agent = None if tape.word(trigger.at) == "replaced" else by_whom(tape, trigger.end)
    change = _of(trigger, kind, who, after)
    if kind is MoveKind.REMOVED and change.organization is None:
        change = replace(change, organization=_party(agent))
    return replace(change, agent=agent)


def _active(trigger: Trigger) -> Change | None:
    tape = trigger.tape
    whom = patients(tape, trigger.end)
    if not whom.movers:
        return None
    after = complement(tape, whom.end)
    kind = _kind(trigger, after)
    agent = agent_of(tape, trigger.at)
    if kind is None or (agent is None and not _is_bare_agent(tape, trigger.at)):
        return None
    named = all(mention.kind == "P" for mention in whom.movers)
    if tape.word(trigger.at).startswith("replac") and not (named and _is_organization(agent)):
        return None  # "Das replaced Sen": who removed Sen is not said
    change = _of(trigger, kind, whom.movers, after)
    if kind in (MoveKind.REMOVED, MoveKind.NOMINATED) and change.organization is None:
        change = replace(change, organization=_party(agent))
    return replace(change, agent=agent)


def _is_bare_agent(tape: Tape, at: int) -> bool:
    """Say whether the verb's subject is one that nobody names: "the MLAs elected Sen"."""
    return tape.letter(at - 1) == "G" or tape.word(at - 1) == "and"


def _is_organization(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is not EntityKind.PERSON


def _party(agent: Entity | None) -> Entity | None:
    return agent if agent and agent.kind in (EntityKind.PARTY, EntityKind.ALLIANCE) else None


def _kind(trigger: Trigger, after: Complement) -> MoveKind | None:
    """Return what a verb means by what follows: named president, named the candidate."""
    verb = trigger.tape.word(trigger.at)
    return next((kind for kind, need in trigger.senses if _means(verb, kind, need, after)), None)


def _means(verb: str, kind: MoveKind, need: str, after: Complement) -> bool:
    """Say whether what follows a verb is what one of its senses needs."""
    candidate = after.candidate or any(
        has_any(office, words()["candidate"]) for office in after.offices
    )
    offices = bool(after.offices)
    match need:
        case "office" if kind is MoveKind.REMOVED:
            return True
        case "office" if kind is MoveKind.ELECTED:
            return offices or after.house or after.seat
        case "office":
            return offices and not candidate
        case "house":
            return offices or after.organization is not None
        case "candidate":
            return candidate or verb.startswith("field")
        case _:
            return after.ticket and verb != "denied"


def _by_noun(trigger: Trigger) -> Change | None:
    """Read "his election to the house", "the induction of Sen into the Foo Party"."""
    tape = trigger.tape
    kind = trigger.senses[0][0]
    who: tuple[Mention, ...] = ()
    end = trigger.end
    if tape.word(end) == "of":
        found = patients(tape, end + 1)
        who, end = found.movers, found.end
    elif tape.word(trigger.at - 1) in ("his", "her"):
        who = owner_of(tape, trigger.at - 1)
    elif tape.word(trigger.at - 1) in ("'s", "'"):
        mention = tape.items[trigger.at - 2].mention
        who = (mention,) if mention and tape.letter(trigger.at - 2) == "P" else ()
    after = complement(tape, end, aside=True)
    joined = kind is MoveKind.JOINED and after.organization
    if not who or not (joined or after.house or (after.offices and tape.word(end) == "as")):
        return None
    return _of(trigger, kind, who, after)


def _of(
    trigger: Trigger,
    kind: MoveKind,
    who: tuple[Mention, ...],
    after: Complement,
    post: bool = False,
) -> Change:
    return Change(
        trigger.tape,
        trigger.at,
        kind,
        MoveStatus.DONE,
        who,
        after.offices,
        after.organization,
        after.area,
        post=post and not after.offices,
    )
