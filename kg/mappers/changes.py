"""Map, who moves: the places in a sentence that tell of joining, leaving, appointing, electing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.linking import Mention, TitleScope
from kg.mappers.clauses import clause
from kg.mappers.complements import Complement, complement, has_any
from kg.mappers.movers import agent_of, by_whom, gerund_subject, movers
from kg.mappers.nominals import by_noun, start_of
from kg.mappers.patients import patients
from kg.mappers.reality import noun_status, status_of, words
from kg.mappers.successions import by_successor, predecessors
from kg.mappers.tape import Tape
from kg.mappers.triggers import Change, Trigger, change_of, may_tell, triggers_at
from kg.model import Entity
from kg.vocabulary import EntityKind, MoveKind

_AGENT = 4  # items of a passive's agent
_ADVERBS = frozenset("also once at later then now again not earlier today since".split())


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
            yield from _likewise(found)
            yield from predecessors(found)
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


def _likewise(change: Change) -> Iterator[Change]:
    """Yield the second in "Sen resigned as minister on Monday and Das as mayor"."""
    tape = change.tape
    at = next((i for i in range(change.at, len(tape.items)) if tape.letter(i) == "T"), None)
    while change.offices and at is not None:
        at += 1 + (tape.letter(at + 1) == "D")
        at += tape.word(at) == ","
        at += tape.word(at) == "and"
        mention = tape.items[at].mention if tape.letter(at) == "P" else None
        after = complement(tape, at + 1) if tape.word(at + 1) == "as" else Complement()
        if mention is None or not after.offices:
            return
        yield replace(change, movers=(mention,), offices=after.offices, organization=None)
        at = next((i for i in range(at + 1, len(tape.items)) if tape.letter(i) == "T"), None)


def _change(trigger: Trigger) -> Change | None:
    if trigger.voice == "noun":
        status = noun_status(trigger.tape, start_of(trigger))
    else:
        status = status_of(trigger.tape, trigger.at)
    if status is None:
        return None
    readers = {
        "subject": _by_subject,
        "object": _by_object,
        "noun": by_noun,
        "successor": by_successor,
    }
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
    if _is_handed_in(trigger) and tape.word(trigger.end) == "to":
        after = Complement(nothing=True)  # "to the Governor"
    sense = next((s for s in trigger.senses if _fits(trigger, s, after)), None)
    if sense is None:
        return None
    who = movers(tape, trigger.at) or after.people
    if not who and tape.word(trigger.at).endswith("ing"):
        who = gerund_subject(tape, trigger.at)
    who = _of_office(tape, trigger.end, who)
    kind, need = sense
    if need == "seat" and kind is MoveKind.LEFT:
        after = replace(after, organization=None)
    post = need == "post" or after.post or (after.government and kind is MoveKind.LEFT)
    return change_of(trigger, kind, who, after, post=post)


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
    tape = trigger.tape
    kind, need = sense
    organization = after.organization
    match need:
        case "party":
            joined = after.bare and _is_joined(organization, kind)
            return joined or after.government
        case "office":
            candidate = any(has_any(office, words()["candidate"]) for office in after.offices)
            became = tape.word(trigger.at).startswith(("becom", "became"))
            house = any(office.scope is TitleScope.HOUSE for office in after.offices)
            return bool(after.offices) and not (after.seat or candidate or (became and house))
        case "seat":
            if kind is MoveKind.ELECTED:
                return (after.seat and not after.seats) or after.race
            return after.seat
        case _:
            words_ = " ".join(tape.words[trigger.at : trigger.end])
            intransitive = words_ in words()["intransitive"]
            papers = _is_handed_in(trigger)
            free = tape.word(trigger.end) not in ("as", "from")
            return after.post or (
                (intransitive or papers)
                and free
                and after.nothing
                and tape.quotation(trigger.at) is None
            )


def _is_handed_in(trigger: Trigger) -> bool:
    """Say whether a phrase has its object in it: "tendered his resignation"."""
    return trigger.tape.word(trigger.end - 1) in ("resignation", "papers")


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
    after = complement(tape, _after_agent(tape, trigger.end))
    kind = _kind(trigger, after) or _bare_kind(trigger, after)
    who = movers(tape, trigger.at)
    if kind is None or not who:
        return None
    # "replaced by Das" names the successor
    agent = None if tape.word(trigger.at) == "replaced" else by_whom(tape, trigger.end)
    change = change_of(trigger, kind, who, after)
    if kind is MoveKind.REMOVED and change.organization is None:
        change = replace(change, organization=_party(agent))
    return replace(change, agent=agent)


def _after_agent(tape: Tape, at: int) -> int:
    """Return the "as" after a passive's agent, else the item: "appointed by Sen as minister"."""
    if tape.word(at) != "by":
        return at
    _, last = clause(tape, at)
    return next((i for i in range(at, min(last, at + _AGENT)) if tape.word(i) == "as"), at)


def _bare_kind(trigger: Trigger, after: Complement) -> MoveKind | None:
    """Return what a passive means without an office: "was elected in Foo", "appointed to lead"."""
    tape, verb = trigger.tape, trigger.tape.word(trigger.at)
    if verb in ("elected", "re-elected", "reelected"):
        placed = after.area is not None or after.nothing
        return MoveKind.ELECTED if placed or tape.word(trigger.end) == "by" else None
    to = next((i for i in range(trigger.end, trigger.end + 4) if tape.word(i) == "to"), None)
    task = to is not None and tape.letter(to + 1) == "w"
    by = tape.word(trigger.end) in ("by", "to")
    return MoveKind.APPOINTED if verb == "appointed" and by and task else None


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
    change = change_of(trigger, kind, whom.movers, after)
    if kind in (MoveKind.REMOVED, MoveKind.NOMINATED) and change.organization is None:
        change = replace(change, organization=_party(agent))
    return replace(change, agent=agent)


def _is_bare_agent(tape: Tape, at: int) -> bool:
    """Say whether the verb's subject is one that nobody names: "the MLAs elected Sen"."""
    subject = at - 1
    while tape.word(subject) in ("has", "have", "had", "also"):
        subject -= 1
    unknown = tape.letter(subject) == "w" and tape.text(subject, subject + 1)[:1].isupper()
    return tape.letter(subject) == "G" or tape.word(at - 1) == "and" or (unknown and subject > 0)


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
