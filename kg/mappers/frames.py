"""Map, who met: each place in a sentence that tells of an occasion, with whom it puts there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from kg.linking import Mention
from kg.mappers.clauses import NOBODY, Listed, clause, listed, may_be_subject, subject
from kg.mappers.modality import Modality, modality, plain
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.mappers.voices import Voices
from kg.model import Entity
from kg.resources import lexicon
from kg.vocabulary import EntityKind

_PARTS = ("participants", "chairs", "hosts", "absentees")


@dataclass(slots=True)
class Glimpse:
    """One telling of an occasion, at an item of a sentence.

    `another` says that it is expressly a further one, `definite` that it was told of before ("the
    meeting"), `plural` that several are told of at once, `weak` that it tells of no occasion
    by itself ("Das was also present").
    """

    tape: Tape
    at: int
    modality: Modality
    participants: list[Entity] = field(default_factory=list)
    chairs: list[Entity] = field(default_factory=list)
    hosts: list[Entity] = field(default_factory=list)
    absentees: list[Entity] = field(default_factory=list)
    represented: list[Entity] = field(default_factory=list)
    areas: list[Entity] = field(default_factory=list)
    another: bool = False
    definite: bool = False
    plural: bool = False
    weak: bool = False
    anaphoric: bool = False
    teller: Entity | None = None
    teller_areas: list[Entity] = field(default_factory=list)

    @property
    def everybody(self) -> list[Entity]:
        """Return all who took part, in order."""
        return list(dict.fromkeys([*self.chairs, *self.hosts, *self.participants]))

    @property
    def people(self) -> set[Entity]:
        """Return the people who took part."""
        return {e for e in self.everybody if e.kind is EntityKind.PERSON}

    def take(self, who: Listed, part: str, voices: Voices) -> None:
        """Add those of a list who are known, as participants, chairs, hosts or absentees."""
        people = getattr(self, part)
        for mention in who.mentions:
            entity = _entity(self.tape, mention, voices)
            if entity and entity not in people:
                people.append(entity)
            self.areas += [a for a in mention.areas if a not in self.areas]


def _entity(tape: Tape, mention: Mention, voices: Voices) -> Entity | None:
    """Return who is meant; "I" and "we" are the one who speaks."""
    if mention.entity or mention.kind != "R":
        return mention.entity
    word = tape.sentence.tokens[mention.first].lower
    at = next(i for i, item in enumerate(tape.items) if item.mention is mention)
    return voices.quoted(tape, at) if word in ("i", "we") else None


@cache
def words() -> dict[str, Any]:
    """Return the lexicon of meeting."""
    data: dict[str, Any] = yaml.safe_load(lexicon("meeting.yaml").read_text(encoding="utf-8"))
    return data


@cache
def _light() -> dict[str, str]:
    """Return the part that each light verb gives its subject."""
    return {verb: part for part, verbs in words()["light"].items() for verb in verbs}


def glimpses(tape: Tape, voices: Voices) -> Iterator[Glimpse]:
    """Yield the occasions that a sentence tells of, in order."""
    for at, word in enumerate(tape.words):
        if not word:
            continue
        found = None
        if word in words()["verbs"] and not _is_noun(tape, at):
            found = _verb(tape, at, at + 1, voices)
        elif word == "meeting" and _is_gerund(tape, at):
            found = _verb(tape, at, at + 1, voices)
        elif word in words()["nouns"]:
            found = _noun(tape, at, voices)
        elif word in words()["present"] or _takes_part(tape, at):
            found = _present(tape, at, voices)
        elif word == "discussed":
            found = _discussed(tape, at, voices)
        elif word in words()["phone"]["verbs"]:
            found = _phone(tape, at, voices)
        else:
            size = _verb_with(tape, at)
            if size:
                found = _verb(tape, at, at + size, voices)
        if found:
            if tape.word(clause(tape, at)[0] - 1) == "where":
                found.weak = found.definite = True
            _add_teller(found, voices)
            _besides(found, voices)
            yield found


def _takes_part(tape: Tape, at: int) -> bool:
    """Say whether an item ends "took part" or "in attendance"."""
    before = tape.word(at - 1)
    if tape.word(at) == "part":
        return before in ("took", "take", "takes", "taken", "taking")
    return tape.word(at) == "attendance" and before == "in"


def _besides(found: Glimpse, voices: Voices) -> None:
    """Add those named before a comma: "Besides Sen, the meeting was attended by Das"."""
    tape = found.tape
    size = 1 if tape.word(0) == "besides" else 2 * (tape.word(0) == "apart")
    if size and found.participants:
        found.take(listed(tape, size), "participants", voices)


def _add_teller(found: Glimpse, voices: Voices) -> None:
    """Note the places whose unit the one who tells of an occasion is of: the state's own chief."""
    teller = voices.quoted(found.tape, found.at)
    if teller:
        found.teller = teller


def _verb_with(tape: Tape, at: int) -> int:
    """Return the length of a verb such as "sat down with" at an item, 0 where there is none."""
    for size in (2, 1):
        verb = " ".join(tape.words[at : at + size])
        after = words()["verbs_with"].get(verb)
        if after and tape.word(at + size) == after:
            return size + 1
    return 0


def _is_noun(tape: Tape, at: int) -> bool:
    """Say whether "meet" is the noun: "a courtesy meet", "the committee meet on December 29"."""
    if tape.word(at) != "meet" or tape.letter(at + 1) in "PGTR" or tape.word(at + 1) == "with":
        return False
    before, letter = tape.word(at - 1), tape.letter(at - 1)
    if letter == "O":
        return tape.word(at - 2) not in ("to", "will", "and")
    return letter == "w" and before not in _BEFORE_VERB and not before.endswith("ly")


_BEFORE_VERB = frozenset(
    "to did does do will would shall may might can could should must not and also who again often n't didn't "
    "don't won't never both leaders usually regularly separately jointly".split()
)


def _is_gerund(tape: Tape, at: int) -> bool:
    """Say whether "meeting" is the verb: "after meeting Sen", "the allies are meeting here"."""
    before = tape.word(at - 1)
    if before in ("is", "are", "was", "were", "be", "been"):
        return tape.word(at + 1) not in ("of", "between")
    return (
        tape.letter(at + 1) in "PTG" or tape.word(at + 1) == "with" or tape.letter(at + 1) == "R"
    ) and before in ("after", "before", "by", "since", "on", "of", "been", "while")


def _verb(tape: Tape, at: int, after: int, voices: Voices) -> Glimpse | None:
    """Read "Sen met Das": subject and object, or a plural subject alone."""
    who = subject(tape, at)
    if not who and tape.word(at) == "meeting":
        who = _main_subject(tape, at)
    far = after
    while tape.letter(far) in "DL" or tape.word(far) in ("in", "at", "again", "separately", "here"):
        far += 1
    if tape.word(far) == "with":
        after = far + 1
    whom = listed(tape, after)
    if tape.word(at - 1) in ("was", "were", "been", "be") and tape.word(at) == "met":
        return None  # met with protests
    found = Glimpse(tape, at, modality(tape, at, after))
    if tape.word(at) == "meeting" and tape.word(at - 1) in ("is", "are"):
        found.modality = Modality.PLANNED
    found.take(who, "participants", voices)
    found.take(_members(tape, who), "participants", voices)
    one_side = len(found.participants)
    found.take(whom, "participants", voices)
    if not who or (not whom and not _reciprocal(tape, at, who)):
        return None
    if one_side == len(found.participants) and whom:
        found.weak = not found.participants
    _scan(tape, whom.last if whom else after, found, voices)
    found.another = _another(tape, at)
    return found if _people(found) else None


def _members(tape: Tape, who: Listed) -> Listed:
    """Return those whom a sentence puts into a group: "Sen and Das were in the delegation that met"."""
    group = len(who.mentions) == 1 and who.mentions[0].kind == "G"
    before = tape.words[max(0, who.first - 3) : who.first]
    if not group or not {"in", "of", "among"} & set(before):
        return NOBODY
    start = next((i for i in range(who.first) if may_be_subject(tape, i, 0)), None)
    return NOBODY if start is None else listed(tape, start, who.first)


def _main_subject(tape: Tape, at: int) -> Listed:
    """Return the subject of the main clause round a phrase: "Speaking after talks with Das, Sen said".

    Whoever stands before the phrase without a preposition, else the first after a comma behind it.
    """
    quotation = tape.quotation(at)
    for i in range(at):
        if (
            tape.letter(i) in "PTR"
            and may_be_subject(tape, i, 0)
            and tape.quotation(i) == quotation
        ):
            return listed(tape, i, at)
    for i in range(at + 1, len(tape.items)):
        near = tape.word(i - 1) == "," or i == at + 1
        if tape.letter(i) in "PTR" and near and tape.quotation(i) == quotation:
            return Listed(i, i + 1, _mentions(tape, i))
    return NOBODY


def _reciprocal(tape: Tape, at: int, who: Listed) -> bool:
    """Say whether several met, with nobody else named: "Sen and Das met in Patna on Monday"."""
    several = len(who.mentions) > 1 or any(m.kind == "G" for m in who.mentions)
    after = tape.word(at + 1)
    free = tape.letter(at + 1) in ("D", ".", ",", "") or after in (
        "in",
        "at",
        "on",
        "here",
        "for",
        "over",
        "to",
        "separately",
        "again",
        "earlier",
        "briefly",
        "during",
        "behind",
        "face-to-face",
        "state",
        "last",
        "and",
        "ahead",
        "amid",
    )
    committee = any(
        m.entity and m.entity.kind is EntityKind.BODY for m in who.mentions
    ) and after in ("in", "at", "on", "here", "to", "for", "next", "this")
    return (several and free) or committee or (several and tape.letter(at + 1) == "D")


def _noun(tape: Tape, at: int, voices: Voices) -> Glimpse | None:
    """Read a noun of meeting with what stands round it: "held a meeting with", "talks between"."""
    word = tape.word(at)
    if not _is_meeting(tape, at):
        return None
    found = Glimpse(tape, at, modality(tape, at, at + 1))
    found.plural = word in words()["plural_nouns"]
    start = _phrase_start(tape, at)
    determiner = tape.word(start)
    possessive = any(d.possessive for i in range(start, at) if (d := tape.items[i].date))
    found.definite = possessive or determiner in (
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
    )
    found.another = _another(tape, at) or (
        determiner in ("a", "an")
        and tape.word(0) in ("earlier", "later", "separately", "meanwhile")
    )
    owner = _owner(tape, start, at)
    if owner:
        found.take(owner, "participants", voices)
        found.definite = tape.items[owner.first].mention is None or True
    _government(tape, start, at, found, voices)
    complement = _with_follows(tape, at) or tape.word(at + 1) in ("of", "between", "among")
    _scan(tape, at + 1, found, voices, noun=True)
    _name_organizations(tape, start, at, found)
    if tape.letter(start - 2) == "G" and tape.word(start - 1) == "at":
        found.take(Listed(start - 2, start - 1, _mentions(tape, start - 2)), "participants", voices)
    if not owner and _with_follows(tape, at) and _adverbial(tape, start, determiner):
        found.take(_main_subject(tape, start), "participants", voices)
    if determiner == "their" and not found.participants:
        found.take(_pair_before(tape, start), "participants", voices)
    if tape.word(start - 1) in ("after", "following", "since") and found.definite:
        found.modality = Modality.HAPPENED
    found.anaphoric = found.definite and not owner and not complement
    passive = plain(tape, at + 1, min(at + 4, len(tape.items))).startswith(
        ("was held ", "took place ")
    )
    held = _is_held(tape, at, start, found)
    found.weak = found.weak or not held or not (_people(found) or passive)
    return found


def _is_meeting(tape: Tape, at: int) -> bool:
    word, before = tape.word(at), tape.word(at - 1)
    if before in words()["not_before"]:
        return False
    if word == "session":
        return before in words()["session_kinds"]
    if word == "audience":
        return tape.word(at + 1) == "with"
    if word == "talks" and (tape.letter(at - 1) in "PR" or before in ("he", "she", "who")):
        return False
    return not (word == "meeting" and _is_gerund(tape, at))


def _phrase_start(tape: Tape, at: int) -> int:
    """Return where the noun phrase of an item begins: at its determiner, else its first adjective."""
    start = at
    while start > 0 and at - start < 7:
        before = tape.word(start - 1)
        letter = tape.letter(start - 1)
        if before == "of" and tape.word(start - 2) in ("rounds", "round", "series", "spate"):
            start -= 2
            continue
        if letter == ")" and "(" in tape.words[:start]:
            start = _opening(tape, start - 1)
            continue
        if before in (
            "the",
            "a",
            "an",
            "this",
            "that",
            "his",
            "her",
            "their",
            "its",
            "another",
            "these",
        ):
            return start - 1
        if (
            letter in "OD"
            or (
                letter == "w"
                and before not in _light()
                and before
                not in (
                    "of",
                    "to",
                    "in",
                    "at",
                    "for",
                    "with",
                    "and",
                    "on",
                    "by",
                    "after",
                    "during",
                    "following",
                    "before",
                    "said",
                    "from",
                    "was",
                    "were",
                    "is",
                    "are",
                    "that",
                )
            )
            or before in ("'s", "'")
        ):
            start -= 1
        elif letter in "PGT" and tape.word(start) in ("'s", "'"):
            start -= 1
        else:
            break
    return start


def _opening(tape: Tape, close: int) -> int:
    """Return the item of the bracket that a closing one belongs to."""
    return max(i for i in range(close) if tape.word(i) == "(")


def _owner(tape: Tape, start: int, at: int) -> Listed:
    """Return whose meeting it is: "Sen's meeting with Das"."""
    for i in range(start, at):
        mention = tape.items[i].mention
        if mention and mention.owner and tape.letter(i) in "PGT":
            return Listed(i, i + 1, (mention,))
    return NOBODY


def _with_follows(tape: Tape, at: int) -> bool:
    """Say whether "with" and a participant follow a noun, a place between them at most."""
    for i in range(at + 1, min(at + 6, len(tape.items))):
        if tape.word(i) == "with":
            return bool(listed(tape, i + 1))
        if tape.letter(i) not in "wLDO" or tape.word(i) in ("of", "between", "and"):
            return False
    return False


def _adverbial(tape: Tape, start: int, determiner: str) -> bool:
    """Say whether a noun phrase is told of beside the main clause: "after a meeting with"."""
    return determiner in ("his", "her", "their") or tape.word(start - 1) in (
        "after",
        "following",
        "during",
        "at",
        "in",
        "ahead",
    )


def _pair_before(tape: Tape, start: int) -> Listed:
    """Return the two or more people just named together: "Sen and Das's remarks at their meeting"."""
    for i in range(start):
        if tape.letter(i) == "P":
            people = [
                m for k in range(i, start) if tape.letter(k) == "P" for m in _mentions(tape, k)
            ]
            near = tape.word(i + 1) in ("and", "&", ",") and tape.letter(i + 2) == "P"
            return Listed(i, start, tuple(people[:2])) if near else NOBODY
    return NOBODY


def _name_organizations(tape: Tape, start: int, at: int, found: Glimpse) -> None:
    """Add whose meeting a noun phrase says it is: a committee takes part, a party is represented.

    Example: "the Congress Working Committee meet", "the NDA meeting".
    """
    for i in range(start, at):
        entity = tape.items[i].entity
        if entity is None or tape.letter(i) != "O" or _owned(tape, i):
            continue
        part = found.participants if entity.kind is EntityKind.BODY else found.represented
        if entity not in part:
            part.append(entity)


def _mentions(tape: Tape, at: int) -> tuple[Mention, ...]:
    mention = tape.items[at].mention
    return (mention,) if mention else ()


def _another(tape: Tape, at: int) -> bool:
    near = tape.words[max(0, at - 5) : at]
    return bool({"another", "separate", "second", "separately"} & set(near))


def _government(tape: Tape, start: int, at: int, found: Glimpse, voices: Voices) -> None:
    """Add what the verb that governs a noun says of its subject: "Sen chaired a meeting"."""
    verb = _governor(tape, start)
    if tape.word(start - 1) == "from" and tape.word(start - 2) == "away":
        found.take(subject(tape, start - 2), "absentees", voices)
        found.definite = True
    if verb is None:
        return
    part = _light().get(tape.word(verb))
    if tape.word(verb) in ("present",):
        part = "takes_part"
    off = tape.word(verb + 1) == "off"
    if part is None or (part == "calls" and not off):
        return
    who = subject(tape, verb)
    if not who and tape.word(verb).endswith("ing"):
        who = _main_subject(tape, at)
    found.modality = modality(tape, verb, at + 1)
    if part == "misses" or (found.modality is Modality.DENIED and tape.word(verb) in _ATTEND):
        found.take(who, "absentees", voices)
        found.modality, found.definite = Modality.HAPPENED, True
        return
    found.take(who, {"chairs": "chairs", "hosts": "hosts"}.get(part, "participants"), voices)
    if tape.word(verb) in _ATTEND and tape.word(start) != "a":
        found.definite = found.weak = True


_ATTEND = frozenset(
    "attended attend attends attending joined join joins joining present participated participate "
    "participating".split()
)


def _governor(tape: Tape, start: int) -> int | None:
    """Return the light verb that governs the noun phrase at an item, if one does."""
    at = start - 1
    steps = 0
    while at >= 0 and steps < 6:
        word, letter = tape.word(at), tape.letter(at)
        if word in _light() or word == "present":
            return at
        if (
            word == "for"
            and tape.word(at - 1) == "down"
            or word
            in (
                "in",
                "at",
                "over",
                "part",
                "during",
                "up",
                "of",
                "out",
                "back-to-back",
                "with",
                "marathon",
                "threadbare",
                "and",
            )
            or letter == "D"
            or word.endswith(("ly", "al", "ed"))
        ):
            at -= 1
        elif letter == "w" and word not in (
            "after",
            "before",
            "by",
            "said",
            "to",
            "for",
            "that",
            "who",
            "from",
        ):
            at -= 1
        else:
            return None
        steps += 1
    return None


def _scan(tape: Tape, at: int, found: Glimpse, voices: Voices, noun: bool = False) -> None:
    """Add those whom the words after a trigger put there: "with Das", "chaired by Sen"."""
    _, last = clause(tape, at - 1)
    open_list = noun
    while at < len(tape.items):
        word, two = tape.word(at), " ".join(tape.words[at : at + 2])
        if at >= last and word not in words()["by"] and two != "presence of" and word != "where":
            open_list = False
        if open_list and word in ("with", "between", "among", "amongst", "of", "by") and at < last:
            who = listed(tape, at + 1)
            if who:
                found.take(who, "participants", voices)
                at = who.last
                continue
            if word != "of":
                open_list = False
        elif word in words()["by"] and "by" in (tape.word(at + 1), tape.word(at + 2)):
            by = at + 1 if tape.word(at + 1) == "by" else at + 2
            who = listed(tape, by + 1)
            part = {"takes_part": "participants"}.get(words()["by"][word], words()["by"][word])
            found.take(who, part, voices)
            at = max(who.last, by + 1)
            continue
        elif _introduces(tape, at, found):
            who = listed(tape, at + 1)
            found.take(who, "participants", voices)
            at = max(who.last, at + 1)
            continue
        elif two == "presence of" or (
            word == "by" and tape.word(at - 1) in ("accompanied", "flanked", "joined")
        ):
            who = listed(tape, at + (2 if two == "presence of" else 1))
            found.take(who, "participants", voices)
            at = max(who.last, at + 2)
            continue
        elif open_list and not _between(tape, at):
            open_list = False
        at += 1


def _introduces(tape: Tape, at: int, found: Glimpse) -> bool:
    """Say whether a list of those who were there follows: "the delegation included Sen and Das"."""
    word = tape.word(at)
    if word in ("included", "comprised", "comprising", "includes", "include"):
        return _has_group(found) or "those" in tape.words[:at]
    return word in ("were", "are") and "those" in tape.words[: found.at]


def _has_group(found: Glimpse) -> bool:
    return any(e.kind is EntityKind.GROUP for e in found.participants)


def _between(tape: Tape, at: int) -> bool:
    """Say whether an item may stand between a noun of meeting and "with": a date, a place."""
    return (
        tape.letter(at) in "DL"
        or tape.word(at)
        in (
            "in",
            "at",
            "on",
            "here",
            "the",
            "his",
            "her",
            "held",
            "today",
            "last",
            ",",
            "this",
            "residence",
            "evening",
            "morning",
            "late",
            "night",
            "afternoon",
            "place",
            "took",
            "office",
            "house",
            "over",
            "phone",
        )
        or tape.letter(at) in "PO"
        and bool(tape.items[at].mention)
        and _owned(tape, at)
    )


def _owned(tape: Tape, at: int) -> bool:
    mention = tape.items[at].mention
    return bool(mention and mention.owner)


def _is_held(tape: Tape, at: int, start: int, found: Glimpse) -> bool:
    """Say whether a noun phrase tells of an occasion, and does not just speak of meetings."""
    if found.modality in (Modality.HYPOTHETICAL,):
        return False
    after = plain(tape, at + 1, min(at + 9, len(tape.items)))
    governed = _governor(tape, start) is not None
    took_place = any(
        cue in after
        for cue in (
            "was held",
            "were held",
            "took place",
            "held ",
            "chaired",
            "attended",
            "has been called",
            "convened",
            "lasted",
            "ended",
            "concluded",
            "began",
            "will be held",
            "presided",
        )
    )
    told = tape.word(start - 1) in ("after", "following", "during", "at")
    return governed or took_place or told or len(_people(found)) > 1 or found.definite


def _people(found: Glimpse) -> list[Entity]:
    return [e for e in found.everybody if e.kind is not EntityKind.PLACE]


def _present(tape: Tape, at: int, voices: Voices) -> Glimpse | None:
    """Read "Das was also present", "present at the meeting were", "took part", "accompanied by"."""
    word = tape.word(at)
    if word in ("accompanied", "flanked") and tape.word(at + 1) != "by":
        return None
    after = plain(tape, at + 1, min(at + 12, len(tape.items)))
    if word == "present" and tape.word(at - 1) in _NOT_PRESENT:
        return None
    if any(
        f" {noun} " in f" {after}"
        for noun in ("event", "ceremony", "rally", "function", "press", "programme")
    ):
        return None
    found = Glimpse(tape, at, modality(tape, at, at + 1), definite=True, weak=True)
    who = subject(tape, at)
    included = next(
        (
            i
            for i in range(at + 1, min(at + 8, len(tape.items)))
            if tape.word(i) in ("included", "include", "were", "are", "was")
        ),
        None,
    )
    among = _among_them(tape, at)
    if among:
        found.take(listed(tape, among), "participants", voices)
    if word in ("accompanied", "flanked"):
        found.take(listed(tape, at + 2), "participants", voices)
    elif included and (not who or included == at + 1):
        who = listed(tape, included + 1)
    part = "absentees" if found.modality is Modality.DENIED else "participants"
    if part == "absentees":
        found.modality = Modality.HAPPENED
    found.take(who, part, voices)
    return found if found.participants or found.absentees else None


def _among_them(tape: Tape, at: int) -> int:
    """Return where the list begins in "those present, among them Sen", 0 where there is none."""
    for i in range(at + 1, min(at + 4, len(tape.items))):
        if tape.word(i) == "among" and tape.word(i + 1) in ("them", "whom"):
            return i + 2
        if tape.word(i) == "including":
            return i + 1
    return 0


_NOT_PRESENT = frozenset(("the", "at", "to", "a", "his", "will", "would", "past", "can", "could"))


def _discussed(tape: Tape, at: int, voices: Voices) -> Glimpse | None:
    """Read "We discussed the polls": more of an occasion told of elsewhere."""
    who = subject(tape, at)
    found = Glimpse(tape, at, modality(tape, at, at + 1), definite=True, weak=True)
    found.take(who, "participants", voices)
    found.participants = [e for e in found.participants if e.kind is EntityKind.PERSON]
    return found if found.participants or who else None


def _phone(tape: Tape, at: int, voices: Voices) -> Glimpse | None:
    """Read "Sen spoke to Das over the phone", "Sen received a call from Das"."""
    _, last = clause(tape, at)
    if tape.word(at) in ("received", "got"):
        call = tape.words.index("call", at) if "call" in tape.words[at : at + 6] else None
        if call is None or tape.word(call + 1) != "from":
            return None
        return _two_sides(tape, at, subject(tape, at), listed(tape, call + 2, last), voices)
    word = tape.word(at)
    by_phone = word in ("telephoned", "phoned", "dialled") or (
        set(words()["phone"]["words"]) & set(tape.words[at:last])
    )
    if not by_phone:
        return None
    start = next((i + 1 for i in range(at + 1, last) if tape.word(i) in ("to", "with")), at + 1)
    return _two_sides(tape, at, subject(tape, at), listed(tape, start, last), voices)


def _two_sides(tape: Tape, at: int, who: Listed, whom: Listed, voices: Voices) -> Glimpse | None:
    """Return a telling with both sides known, None where one is not."""
    found = Glimpse(tape, at, modality(tape, at, at + 1))
    found.take(who, "participants", voices)
    one = len(found.participants)
    found.take(whom, "participants", voices)
    return found if 0 < one < len(found.participants) else None
