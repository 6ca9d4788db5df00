"""Map, who moves: verbs whose object moves: "Sen was appointed", "the party expelled Das"."""

from __future__ import annotations

from dataclasses import replace

from kg.linking import Mention
from kg.mappers.agents import after_agent, agent_of, by_whom
from kg.mappers.appositions import behind_aside
from kg.mappers.complements import (
    Complement,
    complement,
    has_any,
    has_portfolio,
)
from kg.mappers.gerunds import gerund_subject
from kg.mappers.movers import movers
from kg.mappers.participles import described, is_adverb, is_passive, listed_after
from kg.mappers.patients import Patients, patients, ruler
from kg.mappers.people import antecedent, people
from kg.mappers.reality import listed_words, phrases, words
from kg.mappers.tape import Tape
from kg.mappers.triggers import Change, Trigger, change_of
from kg.model import Entity
from kg.vocabulary import EntityKind, MoveKind


def by_object(trigger: Trigger) -> Change | None:
    """Read "Sen was appointed president", "the party has expelled Das"."""
    tape, at = trigger.tape, trigger.at
    if tape.word(at).startswith("welcom") and not is_passive(tape, at):
        return _welcomed(trigger)
    if found := _listed(trigger):
        return found
    if is_passive(tape, at):
        being = tape.word(at - 1) == "being"
        near = tape.letter(at - 2) in ("P", "R")  # "led to Sen being sacked"
        who = people(tape, at - 2, at - 1) if being and near else movers(tape, at)
        front = at - 2 - (tape.word(at - 2) == "also")
        told = being and tape.word(front) in listed_words("fronts")
        who = who or (gerund_subject(tape, at - 1) if told else ())
        return _passive(trigger, who)
    readers = (_active, _whom_they, _described, _among)
    return next((change for read in readers if (change := read(trigger))), None)


def _passive(trigger: Trigger, who: tuple[Mention, ...]) -> Change | None:
    """Read "Sen was appointed president by Das"; "replaced by Das" names the successor."""
    tape = trigger.tape
    after = complement(tape, after_agent(tape, trigger.end))
    kind = _kind(trigger, after) or _sure_kind(trigger) or _tasked(trigger, trigger.end)
    if kind is None or not who or _is_rule(tape, trigger.at, who):
        return None
    agent = None if tape.word(trigger.at) == "replaced" else by_whom(tape, trigger.end)
    change = change_of(trigger, kind, who, after)
    if kind is MoveKind.ELECTED and any(has_any(o, words()["candidate"]) for o in after.offices):
        change = replace(change, offices=())  # "elected as an independent candidate"
    beaten = kind is MoveKind.REMOVED and _is_by_vote(tape, trigger.at)
    ended = kind in (MoveKind.REMOVED, MoveKind.NOMINATED) and not beaten
    if ended and change.organization is None:
        change = replace(change, organization=_party(agent))
    return replace(change, agent=agent)


def _is_by_vote(tape: Tape, at: int) -> bool:
    """Say whether voters end it, and no party its member's: "ousted by the Foo Party in the polls".

    What follows the verb tells of an election, up to the next comma.
    """
    if tape.word(at) not in listed_words("outvoted"):
        return False
    near = tape.words[at : at + _ONE_OF]
    near = near[: near.index(",")] if "," in near else near
    return not listed_words("ballots").isdisjoint(near)


def _is_rule(tape: Tape, verb: int, who: tuple[Mention, ...]) -> bool:
    """Say whether a passive tells how an office is filled: "its head is appointed by the state"."""
    return tape.word(verb - 1) in ("is", "are") and all(m.kind == "T" for m in who)


def _listed(trigger: Trigger) -> Change | None:
    """Read "among those elected to the house were Sen and Das"; not "have announced it: Sen"."""
    active = trigger.tape.word(trigger.at - 1) in ("have", "has", "had")
    who = () if active else listed_after(trigger)
    found = _passive(trigger, who) if who else None
    return found or (change_of(trigger, trigger.senses[0][0], who, Complement()) if who else None)


def _described(trigger: Trigger) -> Change | None:
    """Read "Sen, elected in 1997, said", "Sen, a judge appointed by Das"."""
    word = trigger.tape.word(trigger.at)
    return _passive(trigger, described(trigger)) if word in words()["participles"] else None


def _among(trigger: Trigger) -> Change | None:
    """Read "Sen and Das were among those sacked", "Sen was one of ten members elected in May"."""
    tape = trigger.tape
    before = range(trigger.at - 1, max(0, trigger.at - _ONE_OF), -1)
    one_of = next((i for i in before if tape.words[i : i + 2] == ("one", "of")), -1)
    among = next((i for i in before if tape.word(i) == "among"), one_of)
    if among < 1 or tape.letter(trigger.at - 1) not in ("w", "G", "T"):
        return None
    active = "who" in tape.words[among : trigger.at] and not is_passive(tape, trigger.at)
    copula = tape.word(among - 1) in listed_words("copulas") and not active
    return _passive(trigger, movers(tape, among - 1)) if copula else None


_ONE_OF = 9  # items from "among" to a participle


def _whom_they(trigger: Trigger) -> Change | None:
    """Read "Sen, whom Das sacked as minister, said"."""
    tape = trigger.tape
    subject = trigger.at - 1
    while tape.word(subject) in ("had", "has") or is_adverb(tape.word(subject)):
        subject -= 1
    if tape.letter(subject) not in ("P", "T", "O", "R") or not tape.letter(subject):
        return None
    agent = tape.items[subject].entity
    relative = subject - 1 - (tape.word(subject - 1) == "the")
    if tape.word(relative) not in ("who", "whom"):
        return None
    found = _passive(trigger, antecedent(tape, relative))
    return replace(found, agent=agent) if found else None


def _sure_kind(trigger: Trigger) -> MoveKind | None:
    """Return what a verb means whatever follows: "was elected in Foo", "appointed to lead"."""
    sure = trigger.tape.word(trigger.at) in words()["sure"]
    return trigger.senses[0][0] if sure else None


def _active(trigger: Trigger) -> Change | None:
    tape = trigger.tape
    whom, after = _whom(trigger)
    if not whom.movers:
        return None
    end = behind_aside(tape, whom.end, "to")
    kind = _kind(trigger, after) or _sure_kind(trigger) or _tasked(trigger, end)
    newly = tape.word(trigger.at - 1) in words()["newly"]  # "met the newly elected Sen"
    agent = None if newly else agent_of(tape, trigger.at) or _decider(tape, trigger.at)
    if kind is None or not (agent or _may_lack_agent(trigger, after)):
        return None
    if _only_replaces(trigger, whom, agent):
        return None  # "Das replaced Sen": who removed Sen is not said
    change = change_of(trigger, kind, whom.movers, after)
    if kind in (MoveKind.REMOVED, MoveKind.NOMINATED) and change.organization is None:
        change = replace(change, organization=_party(agent))
    return replace(change, agent=agent)


def _welcomed(trigger: Trigger) -> Change | None:
    """Read "Sen welcomed Das to the Foo Party", "the Foo Party welcomed Das into its fold"."""
    tape = trigger.tape
    whom, after = _whom(trigger)
    to = whom.end
    fold = tape.word(to + 1) in ("its", "the", "their") and tape.word(to + 2) in words()["fold"]
    agent = agent_of(tape, trigger.at)
    party = _party(agent if fold else after.organization if after.bare else None)
    if party is None or tape.word(to) not in ("to", "into"):
        return None
    change = change_of(trigger, MoveKind.JOINED, whom.movers, Complement(organization=party))
    return replace(change, agent=agent)


def _only_replaces(trigger: Trigger, whom: Patients, agent: Entity | None) -> bool:
    """Say whether somebody is followed rather than removed by whom the verb has as subject."""
    named = all(mention.kind == "P" for mention in whom.movers)
    replaces = trigger.tape.word(trigger.at).startswith("replac")
    instead = trigger.tape.word(whom.end) == "with"
    return replaces and not instead and not (named and _is_organization(agent))


def _whom(trigger: Trigger) -> tuple[Patients, Complement]:
    """Return who a verb is done to and what follows; the office may come first."""
    tape, at = trigger.tape, trigger.end
    if (named := _behind_ticket(tape, at)) is not None:
        return Patients(named, at), complement(tape, at)
    if tape.word(at) == "as":  # "appointed as envoy Sen"
        after = complement(tape, at)
        return Patients(after.people, at + 1), after
    ends = " ".join(tape.words[trigger.at : trigger.end]) in phrases("ends_rule")
    whom = (ends and ruler(tape, at)) or patients(tape, at)
    end = behind_aside(tape, whom.end, "as")
    return Patients(whom.movers, end), complement(tape, end)


def _behind_ticket(tape: Tape, at: int) -> tuple[Mention, ...] | None:
    """Return whom a party gives what an item begins to tell: "its ticket for Foo to Sen"."""
    ticket = next((i for i in range(at, at + 3) if tape.word(i) in ("ticket", "tickets")), -1)
    to = next((i for i in range(ticket, ticket + _TICKET) if tape.word(i) == "to"), -1)
    return patients(tape, to + 1).movers if 0 <= ticket < to else None


_TICKET = 8  # items from a ticket to whom it is given


def _tasked(trigger: Trigger, at: int) -> MoveKind | None:
    """Return that somebody is picked for a task: "tapped Sen to lead the talks"."""
    tape = trigger.tape
    picked = tape.word(trigger.at) in words()["tasked"] and tape.word(at) == "to"
    verb = tape.word(at + 1)
    follows = verb.startswith(("succe", "repla")) and bool(patients(tape, at + 2).movers)
    follows = follows or verb.startswith("becom")
    named = picked and tape.letter(at + 1) == "w" and not follows
    runs = tape.word(at + 1) == "run" and tape.word(at + 2) not in _RUN  # no "to run the Foo"
    stands = runs or tape.word(at + 1) in ("fight", "contest", "stand")  # "selected to fight Foo"
    if named and (stands or tape.word(trigger.at).startswith("nominat")):
        return MoveKind.NOMINATED
    return trigger.senses[0][0] if named else None


_RUN = ("the", "a", "an", "its", "his", "her")


def _may_lack_agent(trigger: Trigger, after: Complement) -> bool:
    """Say whether a verb may have a subject that nobody names: "the MLAs elected Sen"."""
    tape, at = trigger.tape, trigger.at
    if after.offices or tape.word(at) in words()["sure"] or tape.word(at) in words()["overthrown"]:
        return True
    subject = at - 1
    while tape.word(subject) in listed_words("before_active") or tape.letter(subject) == "D":
        subject -= 1
    unknown = tape.letter(subject) == "w" and tape.text(subject, subject + 1)[:1].isupper()
    return (
        tape.letter(subject) in ("G", "T")
        or tape.word(subject) in ("party", "alliance", "coalition")
        or tape.word(at - 1) == "and"
        or (unknown and subject > 0)
    )


def _decider(tape: Tape, verb: int) -> Entity | None:
    """Return who decides what is done: "the Foo Party's decision to field Sen"."""
    noun = verb - 2
    decides = tape.word(verb - 1) == "to" and tape.word(noun) in ("decision", "choice", "move")
    owned = decides and tape.word(noun - 1) in ("'s", "'")
    return tape.items[noun - 2].entity if owned else None


def _is_organization(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is not EntityKind.PERSON


def _party(agent: Entity | None) -> Entity | None:
    return agent if agent and agent.kind in (EntityKind.PARTY, EntityKind.ALLIANCE) else None


def _kind(trigger: Trigger, after: Complement) -> MoveKind | None:
    """Return what a verb means by what follows: named president, named the candidate."""
    verb = trigger.tape.word(trigger.at)
    if verb.startswith("induct") and after.bare and _party(after.organization):
        return MoveKind.JOINED
    return next((kind for kind, need in trigger.senses if _means(verb, kind, need, after)), None)


def _is_run(verb: str, after: Complement) -> bool:
    """Say whether somebody is nominated to run for an office: "nominated Sen for president"."""
    return verb.startswith("nominat") and after.run


def _means(verb: str, kind: MoveKind, need: str, after: Complement) -> bool:
    """Say whether what follows a verb is what one of its senses needs."""
    candidate = (after.candidate or _is_run(verb, after)) or any(
        has_any(office, words()["candidate"]) for office in after.offices
    )
    offices = bool(after.offices)
    match need:
        case "office" if kind is MoveKind.REMOVED:
            return offices or not (after.described or after.elsewhere)
        case "office" if kind is MoveKind.ELECTED:
            return offices or after.house or after.seat
        case "office":
            return (offices or (kind is MoveKind.APPOINTED and after.post)) and not candidate
        case "house":
            return offices or after.organization is not None or after.government
        case "post":
            return offices or after.post
        case "portfolio" | "ministry" | "party":
            return _is_field(need, after)
        case "candidate":
            return candidate or verb.startswith("field")
        case _:
            return need == "candidacy" or (after.ticket and verb != "denied")


def _is_field(need: str, after: Complement) -> bool:
    """Say whether it is what one works in: "the home portfolio", "the Department of Foo"."""
    if need != "ministry":
        party = after.bare and bool(_party(after.organization))
        return has_portfolio(after) if need == "portfolio" else party
    return bool(after.organization and has_any(after.organization, words()["ministries"]))
