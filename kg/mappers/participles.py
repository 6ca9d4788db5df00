"""Map, who moves: participles: "Sen, elected in 1997," and "those elected were Sen and Das"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.linking import Mention, Office
from kg.mappers.appositions import words_behind
from kg.mappers.complements import Complement
from kg.mappers.people import people
from kg.mappers.persons import is_certain, is_person
from kg.mappers.posts import heads
from kg.mappers.reality import listed_words, words
from kg.mappers.tape import Tape
from kg.mappers.triggers import Change, Trigger, change_of
from kg.model import Span
from kg.vocabulary import MoveKind, MoveStatus

_REACH = 8  # items from a participle to the copula of its list
_LED = 6  # items from what a list is of to its participle
_OPENING = 15  # items of a phrase that opens a sentence
_ASIDE = 5  # items of an apposition
_ASIDES = frozenset(",(-–—")
_KINDS = {"elected": MoveKind.ELECTED, "appointed": MoveKind.APPOINTED}


def described(trigger: Trigger) -> tuple[Mention, ...]:
    """Return whom a participle behind a name describes: "Sen, (a judge) appointed to"."""
    tape = trigger.tape
    follows = tape.word(trigger.end) in listed_words("behind_participle") or tape.letter(
        trigger.end
    ) in ("D", "T")
    if trigger.at == 0:
        return _opened(tape, trigger.end) if follows else ()
    at = trigger.at - 1
    while tape.word(at).endswith("ly") or tape.word(at) in listed_words("before_participle"):
        at -= 1
    if not follows:
        return ()
    mention = tape.items[at].mention if at >= 0 else None
    if mention and mention.kind == "P" and words_behind(tape, mention.name, tape.items[at].end):
        return _one(tape, at)  # "Sen, a judge appointed by Das"
    if tape.letter(at) == "T" and tape.letter(at - 1) == "," and mention and mention.determiner:
        return _one(tape, at - 2)  # "Sen, a former minister expelled in May"
    if tape.letter(at) not in _ASIDES:
        parts = (i for i in range(at, max(0, at - _ASIDE), -1) if tape.letter(i) in _ASIDES)
        comma = next(parts, 0)
        if tape.word(comma + 1) not in ("a", "an", "the") or not _is_noun(tape, at):
            return ()
        at = comma
    return _list_before(tape, at) or _one(tape, at - 1)


def is_passive(tape: Tape, at: int) -> bool:
    """Say whether a participle has a form of "be" before it: "Sen was (finally) sacked"."""
    before = at - 1
    while before >= 0 and (tape.letter(before) == "D" or is_adverb(tape.word(before))):
        before -= 1
    if tape.word(before) in ("and", "then") and tape.word(before - 1).endswith("ed"):
        return is_passive(tape, before - 1)  # "was arrested and sacked"
    if tape.word(before) == "and" and tape.word(at + 1) == "by":
        return True  # "was impeached in May and replaced by Das"
    if tape.word(before) in ("'s", "’s") and tape.letter(before - 1) == "R":
        return True  # "before she's sworn in"
    return tape.word(before) in words()["passive"] and not tape.word(at).endswith("ing")


def is_adverb(word: str) -> bool:
    """Say whether a word may stand between an auxiliary and its verb: "also", "formally"."""
    return word.endswith("ly") or word in listed_words("before_passive")


def _list_before(tape: Tape, at: int) -> tuple[Mention, ...]:
    """Return the two before an item: "Sen and Das, sacked in May"; a comma alone joins nobody."""
    joined = tape.word(at - 2) == "and" and tape.letter(at - 3) == "P"
    return (*_one(tape, at - 3), *_one(tape, at - 1)) if joined else ()


def _opened(tape: Tape, at: int) -> tuple[Mention, ...]:
    """Return whom a participle that opens a sentence describes: "Elected in 1997, Sen said"."""
    comma = next(
        (i for i in range(at, min(at + _OPENING, len(tape.items))) if tape.word(i) == ","), -2
    )
    return _one(tape, comma + 1) if comma > 0 else ()


def _is_noun(tape: Tape, at: int) -> bool:
    return tape.letter(at) == "T" or (
        tape.letter(at) == "w" and (tape.word(at) in heads() or tape.word(at) in ("man", "woman"))
    )


def _one(tape: Tape, at: int) -> tuple[Mention, ...]:
    mention = tape.items[at].mention if at >= 0 else None
    if mention is None or mention.kind != "P" or mention.owner or not is_person(mention):
        return ()
    return (mention,)


def listed_after(trigger: Trigger) -> tuple[Mention, ...]:
    """Return the list that a participle announces: "among those returned today were Sen, Das"."""
    tape = trigger.tape
    if tape.word(trigger.at).endswith("s"):  # "among the names were Sen and Das"
        return ()
    before = range(max(0, trigger.at - _LED), trigger.at)
    if not any(tape.word(i) in words()["announced"] or tape.letter(i) == "G" for i in before):
        return ()
    if among := _among_them(tape, trigger.end):
        return among
    copula = next(
        (
            i
            for i in range(trigger.end, trigger.end + _REACH)
            if tape.word(i) in listed_words("announcing_copulas") or tape.letter(i) == ":"
        ),
        -1,
    )
    if copula < 0 or "," in tape.words[trigger.end : copula]:
        return ()
    start = copula + 1 + (tape.word(copula + 1) == ":")
    if tape.letter(start) not in "PT":
        return ()
    named = [i for i in range(start, len(tape.items)) if tape.letter(i) == "P"]
    found = [m for i in named if _opens(tape, i) and (m := tape.items[i].mention)]
    return tuple(m for m in found if is_person(m) and is_certain(tape, m) and not m.owner)


def _among_them(tape: Tape, end: int) -> tuple[Mention, ...]:
    """Return the people of "ten ministers were sacked on Monday, among them Sen and Das"."""
    comma = next((i for i in range(end, end + _LED) if tape.word(i) == ","), -1)
    near = tape.words[comma + 1 : comma + 3] if comma > 0 else ()
    start = comma + (3 if near == ("among", "them") else 2 if near[:1] == ("including",) else 0)
    who = people(tape, start, len(tape.items)) if start > comma > 0 else ()
    return tuple(m for m in who if m.kind == "P")


def _opens(tape: Tape, at: int) -> bool:
    """Say whether somebody is one of a list: after a comma, "and", the office, the copula."""
    before = tape.word(at - 1)
    return (
        before in (",", "and", ";", ":", *listed_words("announcing_copulas"))
        or tape.letter(at - 1) in ",;:T"
    )


def describes(tape: Tape) -> bool:
    """Say whether a sentence may have a name that `newly`, `nominated` or `designate` reads."""
    return tape.names_person and any(word in tape.lower for word in _describing())


@cache
def _describing() -> tuple[str, ...]:
    """Return what at least stands beside such a name: "newly-elected", "will be"."""
    return (*_KINDS, *words()["ousted"], "nominated", "will")


def newly(tape: Tape, at: int) -> Change | None:
    """Return the move that stands before a name: "newly elected MP Sen"."""
    mention = tape.items[at].mention
    if mention is None or mention.kind != "P" or mention.entity is None:
        return None
    titled = tape.items[at - 1].mention if tape.letter(at - 1) == "T" else None
    if titled and not titled.entity and not mention.offices:  # "elected MP, Advocate Sen"
        mention = replace(mention, offices=titled.offices)
    tokens = tape.sentence.tokens
    first = titled.first if titled else mention.first
    before = " ".join(t.lower for t in tokens[max(0, first - 3) : mention.last])
    name = mention.name.of(tape.document.document.text).lower()
    phrase = before.split(name)[0].replace("- ", "-").replace("-", " ").split()
    told = next(
        (_KINDS[b] for a, b in pairwise(phrase) if a in words()["newly"] and b in _KINDS), None
    )
    if told is None and (told := _apposed(tape, mention.name)) and not mention.offices:
        mention = replace(mention, offices=_behind(tape, at))
    sacked = told is MoveKind.REMOVED  # "Sen, the sacked director"
    told = told or (MoveKind.REMOVED if _is_ousted(phrase, opens=first == 1) else None)
    if told is None or not (mention.offices or sacked):
        return None
    return change_of(
        Trigger(tape, "newly", at, at + 1),
        told,
        (mention,),
        Complement(offices=mention.offices[:1]),
    )


def _apposed(tape: Tape, name: Span) -> MoveKind | None:
    """Return the move of "Sen, the newly elected MP"."""
    said = words_behind(tape, name, name.end + _NEAR)
    if said[:1] != ["the"]:
        return None
    if said[1:2] and said[1] in words()["ousted"]:
        return MoveKind.REMOVED  # "Sen, the sacked director"
    told = (_KINDS[b] for a, b in pairwise(said) if a in words()["newly"] and b in _KINDS)
    return next(told, None)


_NEAR = 40  # characters behind a name


def _behind(tape: Tape, at: int) -> tuple[Office, ...]:
    """Return the office behind "Sen, the newly elected"."""
    titles = (tape.items[i].mention for i in range(at + 2, min(at + 7, len(tape.items))))
    return next((m.offices for m in titles if m and m.kind == "T"), ())


def _is_ousted(phrase: list[str], *, opens: bool) -> bool:
    """Say whether words before a title and a name tell of an end: "the ousted mayor Sen"."""
    pairs = pairwise(phrase)
    if opens and phrase[:1] and phrase[0] in words()["ousted"]:
        return True  # "Sacked mayor Sen"
    return any(b in words()["ousted"] and a in words()["before_ousted"] for a, b in pairs)


def designate(tape: Tape, at: int) -> Change | None:
    """Return the appointment of "the new minister will be Sen"."""
    mention, title = tape.items[at].mention, tape.items[at - 3].mention if at > 2 else None
    if tape.letter(at) != "P" or not title or tape.words[at - 2 : at] != ("will", "be"):
        return None
    told = title.offices and tape.text(at - 3, at - 2).lower().startswith(("the new ", "the next "))
    if mention is None or not told or mention.owner or not is_person(mention):
        return None
    trigger = Trigger(tape, "designate", at, at + 1)
    found = change_of(trigger, MoveKind.APPOINTED, (mention,), Complement(offices=title.offices))
    return replace(found, status=MoveStatus.PLANNED)


def nominated(tape: Tape, at: int) -> Change | None:
    """Return the nomination of "the Foo-nominated candidate, Sen", "Sen, the nominated candidate".

    The party is the one behind "of", if one is.
    """
    mention = tape.items[at].mention
    if mention is None or mention.kind != "P" or mention.entity is None or mention.owner:
        return None
    text = tape.document.document.text
    before = text[tape.items[max(0, at - 3)].start : mention.name.start].lower().rstrip(" ,")
    after = tape.words[at + 1 : at + 5]
    led = "nominated candidate" in before or "nominated nominee" in before
    told = tape.letter(at + 1) == "," and after[1:] == ("the", "nominated", "candidate")
    if not (led or told):
        return None
    of = (
        next((i for i in range(at + 5, at + 9) if tape.letter(i) == "O"), None) if not led else None
    )
    party = tape.items[of].entity if of is not None else None
    trigger = Trigger(tape, "nominated", at, at + 1)
    return change_of(trigger, MoveKind.NOMINATED, (mention,), Complement(organization=party))
