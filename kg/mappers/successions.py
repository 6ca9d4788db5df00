"""Map, who moves: one who follows another in office: "Sen will succeed Das as minister"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.linking import Mention
from kg.mappers.appositions import behind_aside
from kg.mappers.clauses import clause
from kg.mappers.complements import Complement, complement, has_any
from kg.mappers.gerunds import whose_doing
from kg.mappers.movers import movers
from kg.mappers.participles import is_passive
from kg.mappers.patients import patients
from kg.mappers.reality import phrases, words
from kg.mappers.triggers import Change, Trigger, change_of
from kg.vocabulary import MoveKind

_GOES = ("replac", "tak", "took")  # who is succeeded may have died, who is replaced leaves


def by_successor(trigger: Trigger) -> Change | None:
    """Read "Sen succeeded Das as minister", "sworn in as president, replacing Das"."""
    tape = trigger.tape
    if tape.word(trigger.end) == "by":
        return _by_passive(trigger)
    whom = patients(tape, trigger.end)
    if len(whom.movers) != 1:
        return None
    if (named := _named_for(trigger)) is not None:
        named_to = next(
            (m.offices for i in range(named, trigger.at) if (m := tape.items[i].mention)), ()
        )
        leaves = change_of(trigger, MoveKind.LEFT, whom.movers, Complement(offices=named_to[:1]))
        return leaves if named_to else None
    who = _appointed(trigger) or whose_doing(tape, trigger.at)
    if len(who) != 1 or who[0].entity == whom.movers[0].entity:
        return None
    end = behind_aside(tape, whom.end, "as")  # "replaces Das, who quit, as minister"
    after = complement(tape, end) if tape.word(end) == "as" else Complement()
    runs = after.candidate or any(has_any(o, words()["candidate"]) for o in after.offices)
    kind = MoveKind.NOMINATED if runs else _kind(trigger)
    change = change_of(trigger, kind, who, Complement(offices=after.offices))
    if runs and not after.offices:
        return change  # "replaces Das as candidate"
    return replace(change, post=not after.offices, predecessor=whom.movers[0])


def _named_for(trigger: Trigger) -> int | None:
    """Return the verb that names somebody unnamed to follow: "named a man to replace Sen"."""
    tape = trigger.tape
    first, _ = clause(tape, trigger.at)
    named = [i for i in range(first, trigger.at) if tape.word(i) in phrases("naming")]
    if tape.word(trigger.at - 1) != "to" or not named or is_passive(tape, named[-1]):
        return None
    return None if "P" in tape.letters[named[-1] : trigger.at] else named[-1]


def _appointed(trigger: Trigger) -> tuple[Mention, ...]:
    """Return whom another one names to follow: Sen in "Das appointed Sen mayor, replacing Roy"."""
    tape = trigger.tape
    if not tape.word(trigger.at).endswith("ing") or tape.letter(trigger.at - 1) != ",":
        return ()
    near = range(trigger.at - 1, max(-1, trigger.at - _FAR), -1)
    named = next((i for i in near if tape.word(i) in phrases("naming")), -1)
    return () if named < 0 or is_passive(tape, named) else patients(tape, named + 1).movers


_FAR = 16  # items from who names somebody to whom he follows


def _kind(trigger: Trigger) -> MoveKind:
    """Return how one comes to follow another: "nominated Sen to succeed Das" only names her."""
    before = trigger.tape.words[max(0, trigger.at - _REACH) : trigger.at]
    to_be = before[-1:] == ("to",) and any(word.startswith("nominat") for word in before)
    return MoveKind.NOMINATED if to_be else MoveKind.APPOINTED


def _by_passive(trigger: Trigger) -> Change | None:
    """Read "Sen was succeeded by Das as minister"."""
    tape = trigger.tape
    who, before = patients(tape, trigger.end + 1), movers(tape, trigger.at)
    if len(who.movers) != 1 or len(before) != 1 or tape.word(trigger.at) != "succeeded":
        return None
    after = complement(tape, who.end) if tape.word(who.end) == "as" else Complement()
    change = change_of(trigger, MoveKind.APPOINTED, who.movers, Complement(offices=after.offices))
    return replace(change, post=not after.offices, predecessor=before[0])


def predecessors(change: Change) -> Iterator[Change]:
    """Yield the leaving of whom another one replaces; who names the other has removed him."""
    word = change.tape.word(change.at)
    if change.predecessor and word.startswith(_GOES):
        before = change.tape.words[max(0, change.at - _FAR) : change.at]
        named = word == "replacing" and not phrases("naming").isdisjoint(before)
        yield replace(
            change,
            kind=MoveKind.REMOVED if named else MoveKind.LEFT,
            movers=(change.predecessor,),
            predecessor=None,
            agent=None,
        )


def followers(change: Change) -> Iterator[Change]:
    """Yield who comes instead: "Sen was replaced by Das", "they replaced Sen with Das"."""
    tape, at = change.tape, change.at
    if change.kind is not MoveKind.REMOVED or not tape.word(at).startswith("replac"):
        return
    by = next((i for i in range(at, at + _REACH) if tape.word(i) in ("by", "with")), -1)
    whom = patients(tape, by + 1).movers if by > 0 else ()
    if len(whom) == 1 and len(change.movers) == 1:
        yield replace(
            change,
            kind=MoveKind.APPOINTED,
            movers=whom,
            predecessor=change.movers[0],
            post=not change.offices,
        )


_REACH = 8  # items from a verb to who comes instead
