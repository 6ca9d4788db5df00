"""Map, who moves: the places in a sentence that tell of joining, leaving, appointing, electing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.linking.lexicon import words as noun_words
from kg.mappers.complements import Complement, complement
from kg.mappers.nominals import BEGINNING, by_noun, expected, is_done_by, start_of
from kg.mappers.noun_reality import noun_status
from kg.mappers.objects import by_object
from kg.mappers.participles import describes, designate, newly, nominated
from kg.mappers.people import people
from kg.mappers.persons import is_person
from kg.mappers.reality import listed_words, status_of
from kg.mappers.relatives import telling
from kg.mappers.subjects import by_subject
from kg.mappers.successions import by_successor, followers, predecessors
from kg.mappers.tape import Tape
from kg.mappers.triggers import Change, Trigger, heard, may_tell, triggers_at
from kg.model import Entity
from kg.vocabulary import EntityKind, MoveKind, MoveStatus

_NEAR = 8  # items
_BESIDE = ("along with", "together with", "alongside")
_DASHES = frozenset("-–—:,(")


def changes(tape: Tape) -> Iterator[Change]:
    """Yield the moves that a sentence tells of, in order.

    Example: "Sen joined the Foo Party after resigning from the Bar Party" has two.
    """
    if describes(tape):
        for at in (i for i, letter in enumerate(tape.letters) if letter == "P"):
            if found := newly(tape, at) or nominated(tape, at) or designate(tape, at):
                yield found
    if names_mover(tape) and may_tell(tape):
        yield from _by_phrases(tape)


def names_mover(tape: Tape) -> bool:
    """Say whether a sentence mentions somebody who may move."""
    return any(map(is_person, tape.sentence.mentions))


def _by_phrases(tape: Tape) -> Iterator[Change]:
    """Yield the moves that verbs and nouns tell of."""
    done = 0
    for at in heard(tape):
        if at < done:
            continue
        triggers = triggers_at(tape, at)
        found = next((c for t in triggers if (c := _change(t))), None)
        if found:
            yield found
            yield from _for_another(found)
            yield from _from_another(found)
            yield from _likewise(found)
            yield from _along(found)
            yield from predecessors(found)
            yield from (c for c in followers(found) if not _among_kin(c))
            done = max(t.end for t in triggers)


def _for_another(change: Change) -> Iterator[Change]:
    """Yield the joining in "Sen quit the Foo Party for the Bar Party"."""
    if change.kind is not MoveKind.LEFT or change.organization is None:
        return
    tape = change.tape
    left = next(
        i for i in range(change.at, len(tape.items)) if tape.items[i].entity == change.organization
    )
    to = left + 1
    to += 3 * (tape.letter(to) == "(" and tape.letter(to + 2) == ")")
    while tape.word(to) == "and" or tape.letter(to) == "D":
        to += 1
    of = to + 1
    while tape.word(of) in ("the", "ruling", "opposition", "rival"):
        of += 1
    party = tape.items[of].entity if of < len(tape.items) else None
    if tape.word(to) in ("for", "to") and party and party.kind is EntityKind.PARTY:
        yield replace(change, kind=MoveKind.JOINED, organization=party, agent=None)


def _from_another(change: Change) -> Iterator[Change]:
    """Yield the leaving in "Sen switched to the Foo Party from the Bar Party".

    So too in "began with the Bar Party before switching to the Foo Party".
    """
    if change.kind is not MoveKind.JOINED or change.organization is None:
        return
    tape = change.tape
    if tape.word(change.at - 1) == "before" and (left := _party_before(tape, change.at - 1)):
        if left != change.organization:
            yield replace(change, kind=MoveKind.LEFT, organization=left, agent=None)
        return
    joined = [
        i for i in range(change.at, len(tape.items)) if tape.items[i].entity == change.organization
    ]
    of = joined[0] + 2 if joined else 0
    party = tape.items[of].entity if of and of < len(tape.items) else None
    if tape.word(of - 1) == "from" and party and party.kind is EntityKind.PARTY:
        yield replace(change, kind=MoveKind.LEFT, organization=party, agent=None)


def _party_before(tape: Tape, before: int) -> Entity | None:
    """Return the party in which somebody was until then: "spent years in the Foo Party before"."""
    at = before - 1 - (tape.letter(before - 1) == "D")
    party = tape.items[at].entity if at > 0 else None
    lead = at - 1 - (tape.word(at - 1) == "the")
    spent = tape.word(lead - 1) in listed_words("spending")  # no "talks with the Foo Party before"
    spent = spent and tape.word(lead) in listed_words("going")
    inside = spent or tape.word(lead) in listed_words("serving")
    return party if inside and party and party.kind is EntityKind.PARTY else None


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


def _along(change: Change) -> Iterator[Change]:
    """Yield the others of "Sen was elected along with Das", "along with two MPs - Das and Roy"."""
    tape, at = change.tape, _beside(change.tape, change.at + 1)
    if not at:
        return
    if tape.letter(at) == "G" and tape.letter(at + 1) in _DASHES:
        at += 2
    if tape.word(at) in ("his", "her") and tape.word(at + 1) in noun_words().kin:
        at += 2 + (tape.letter(at + 2) == ",")  # "along with his wife Rita"
    known = [mention.entity for mention in change.movers]
    named = tape.letter(at) == "P" or (tape.letter(at) == "T" and tape.items[at].entity)
    others = people(tape, at, len(tape.items)) if named else ()
    if found := tuple(m for m in others if m.entity not in known and not m.owner):
        offices = () if found[0].kind == "T" else change.offices
        yield replace(change, movers=found, offices=offices, post=False)


def _beside(tape: Tape, at: int) -> int:
    """Return the item behind "along with", if nobody and no clause stands before it, else 0."""
    for i in range(at, at + _NEAR):
        if tape.letter(i) in "PR;" or tape.word(i) in ("and", "but", "who", "that", "after"):
            return 0
        for size in (1, 2):
            if " ".join(tape.words[i : i + size]) in _BESIDE:
                return i + size
    return 0


def _among_kin(change: Change) -> bool:
    """Say whether one only follows a relative of whom no office is told, and who may be a dog.

    Example: "Bella was replaced by her half-sister, Daisy".
    """
    tape, whom = change.tape, change.predecessor
    if whom is None or change.offices or telling().isdisjoint(tape.words[change.at :]):
        return False
    told = (m for s in tape.document.sentences for m in s.mentions if m.entity == whom.entity)
    return not any(mention.offices for mention in told)


def _change(trigger: Trigger) -> Change | None:
    """Return what a phrase tells, read first: most phrases tell of nobody's move."""
    found = _READERS[trigger.voice](trigger)
    if not found or not found.movers:
        return None
    if found.agent and found.agent in [mention.entity for mention in found.movers]:
        return None
    status = _status(trigger)
    return replace(found, status=status) if status else None


_READERS: dict[str, Callable[[Trigger], Change | None]] = {
    "subject": by_subject,
    "object": by_object,
    "noun": by_noun,
    "successor": by_successor,
}


def _status(trigger: Trigger) -> MoveStatus | None:
    """Return whether what a phrase tells of has happened, None where it only might, or didn't."""
    if trigger.voice != "noun":
        return status_of(trigger.tape, trigger.at)
    begins = trigger.senses[0][0] in BEGINNING
    status = noun_status(trigger.tape, start_of(trigger), begins, is_done_by(trigger))
    return expected(trigger, status)
