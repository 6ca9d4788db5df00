"""Map, who takes part: the clauses of a sentence, and the lists of participants round a verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from kg.linking import Mention
from kg.linking.chunks import is_number
from kg.linking.lexicon import words as noun_words
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.model import Span
from kg.resources import lexicon

_PREPOSITIONS = frozenset(
    "in at of with for by after during on to from into over about against between among near "
    "under following towards through like upon without within amid regarding under".split()
)


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    data = yaml.safe_load(lexicon("clauses.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(map(str, words)) for name, words in data.items()}


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of participants: items first..last (exclusive) of the tape and their mentions."""

    first: int
    last: int
    mentions: tuple[Mention, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anybody is in it."""
        return bool(self.mentions)


NOBODY = Listed(0, 0)
_LEADING = frozenset("the a an both with his her their its our my other".split())


def clause(tape: Tape, at: int) -> tuple[int, int]:
    """Return the clause of an item, as items first..last (exclusive).

    Example: in "Roy said that Sen met Das but Rao left" the clause of "met" is "Sen met Das".
    """
    first = at
    while first > 0 and not _starts(tape, first):
        first -= 1
    last = at + 1
    while last < len(tape.items) and not _starts(tape, last):
        last += 1
    return first, last


def _starts(tape: Tape, at: int) -> bool:
    """Say whether a clause starts at an item."""
    words = _lexicon()
    before = tape.word(at - 1)
    if before in words["boundary"] or before in words["relative"]:
        return True
    if _long_quotation(tape, at) != _long_quotation(tape, at - 1):
        return True
    if (
        before == "and"
        and tape.letter(at) in PARTICIPANTS
        and tape.letter(at - 2) not in PARTICIPANTS
    ):
        return _opens_main_clause(tape, at)
    if before in words["subordinate"] and tape.letter(at) in PARTICIPANTS:
        return _has_verb_soon(tape, at)
    return before == "said" and tape.letter(at) in PARTICIPANTS and _has_verb_soon(tape, at)


def _long_quotation(tape: Tape, at: int) -> Span | None:
    """Return the quotation of an item, unless it is of a few words: a "very good" meeting."""
    quotation = tape.quotation(at)
    few = quotation and len(quotation.of(tape.document.document.text).split()) <= _FEW
    return None if few else quotation


_FEW = 4  # words


def _opens_main_clause(tape: Tape, at: int) -> bool:
    """Say whether "and" joins a clause: "gave up the post, and Sen called on Das"."""
    if tape.word(at - 2) == "," and tape.letter(at - 3) in PARTICIPANTS:
        return False  # the last of a list
    return tape.letter(at + 1) == "w" and _has_verb_soon(tape, at)


def _has_verb_soon(tape: Tape, at: int) -> bool:
    """Say whether a verb follows a participant: "as Sen met Das" and not "as minister"."""
    after = next((i for i in range(at, len(tape.items)) if tape.letter(i) == "w"), None)
    return after is not None and (
        tape.word(after) in _lexicon()["auxiliary"]
        or tape.word(after).endswith(("ed", "s", "t", "d"))
    )


def listed(tape: Tape, at: int, last: int | None = None) -> Listed:
    """Return the list of participants that begins at an item, determiners and adverbs skipped.

    Example: at "with" + 1 in "with Sen, his son Das and party leaders on Monday": three.
    """
    end = len(tape.items) if last is None else last
    mentions: list[Mention] = []
    first = done = at
    while at < end:
        mention = _participant(tape, at)
        if mention:
            mentions.append(mention)
            done = at = at + 1
            continue
        size = _between(tape, at, end, begun=bool(mentions))
        if not size:
            break
        at += size
    return Listed(first, done, tuple(mentions))


def _participant(tape: Tape, at: int) -> Mention | None:
    """Return the mention at an item that can take part and owns nothing."""
    mention = tape.items[at].mention
    if mention is None or mention.owner:
        return None
    return mention if tape.letter(at) in PARTICIPANTS or _is_state(tape, at) else None


def _between(tape: Tape, at: int, end: int, begun: bool) -> int:
    """Return how many items here may stand within a list of participants, 0 where it ends."""
    item = tape.items[at]
    if item.mention and item.mention.owner:
        if _kin_follows(tape, at):
            return 3  # Sen's wife Rita
        return 2 if tape.letter(at + 2) == "P" else 0  # the Sena's Raut
    if _opens_bracket(tape, at, end):
        return _after_bracket(tape, at, end) - at
    if begun or item.lower == "both":
        joined = _link(tape, at)
        if joined:
            return joined
    adverb = item.letter == "w" and item.lower in _lexicon()["adverb"]
    if item.lower in _LEADING or (not begun and (adverb or _qualifies(tape, at))):
        return 1
    if _kin(tape, at):
        return 1 + (tape.word(at + 1) == ",")
    return _to_name(tape, at, end)


def _is_state(tape: Tape, at: int) -> bool:
    """Say whether a country's name at an item is the state that acts: "talks with Iran"."""
    mention = tape.items[at].mention
    if tape.letter(at) != "L" or mention is None or mention.entity is None or mention.owner:
        return False
    before = tape.word(at - 2 if tape.word(at - 1) == "the" else at - 1)
    return mention.entity.slug in tape.document.states and before in _BEFORE_STATE


_BEFORE_STATE = frozenset("with between and among by".split())


def _to_name(tape: Tape, at: int, end: int) -> int:
    """Return how many words stand before a name that they describe, 0 where none does.

    Example: "his Chinese counterpart Dong Jun", "the country's president Rui Costa".
    """
    for size in range(1, min(5, end - at)):
        if tape.letter(at + size) in ("P", "T"):
            return size if all(_describes(tape, i) for i in range(at, at + size)) else 0
    return 0


def _describes(tape: Tape, at: int) -> bool:
    """Say whether a word may describe the person named after it."""
    item = tape.items[at]
    proper = item.letter == "w" and item.span.of(tape.document.document.text)[0].isupper()
    return proper or item.lower in _LEADING or item.lower in _DESCRIBING


_DESCRIBING = frozenset(
    "counterpart counterparts country 's longtime long-time rival visiting then new outgoing "
    "opposite number host predecessor successor colleague".split()
)


def _qualifies(tape: Tape, at: int) -> bool:
    """Say whether a word before the first participant only qualifies it: "newly-constituted"."""
    word = tape.word(at)
    return word in noun_words().modifier or "-" in word or word == "member" or is_number(word)


def _link(tape: Tape, at: int) -> int:
    """Return how many items join two participants here, 0 where none do."""
    words = _lexicon()["link"]
    for size in (3, 2, 1):
        if " ".join(tape.words[at : at + size]) in words:
            return size
    return 0


def _kin(tape: Tape, at: int) -> bool:
    return tape.word(at) in noun_words().kin


def _kin_follows(tape: Tape, at: int) -> bool:
    return tape.word(at + 1) in ("'s", "'") and _kin(tape, at + 2)


def _opens_bracket(tape: Tape, at: int, end: int) -> bool:
    return tape.word(at) == "(" and ")" in tape.words[at:end]


def _after_bracket(tape: Tape, at: int, end: int) -> int:
    return tape.words.index(")", at, end) + 1


def subject(tape: Tape, verb: int) -> Listed:
    """Return who does what the verb at an item says.

    The participants just before it (adverbs, dates, auxiliaries and asides skipped), else the
    first ones of the clause that no preposition governs, else whom a relative clause is about.
    Example: "Sen, along with Das, on Monday met Roy" has Sen and Das.
    """
    first, _ = clause(tape, verb)
    start = next(
        (i for i in range(first, verb) if may_be_subject(tape, i, first)),
        None,
    )
    if start is not None:
        found = listed(tape, start, verb)
        if found:
            return found
    that = tape.word(first - 1) == "that" and tape.letter(first - 2) in PARTICIPANTS
    if that or tape.word(first - 1) in _lexicon()["relative"]:
        return _antecedent(tape, first - 1)
    return NOBODY


def may_be_subject(tape: Tape, at: int, first: int) -> bool:
    """Say whether the participant at an item may be the subject of the clause from `first`."""
    mention = tape.items[at].mention
    if tape.letter(at) not in PARTICIPANTS or mention is None:
        return False
    if mention.owner and not _kin_follows(tape, at):
        return False
    if mention.kind == "R" and tape.sentence.tokens[mention.first].lower in ("him", "her"):
        return False
    before = tape.word(at - 1)
    if before in ("'s", "'"):
        return False
    if before in ("the", "a", "an", "both"):
        before = tape.word(at - 2)
    return (at == first or before not in _PREPOSITIONS) and not _in_bracket(tape, at)


def _in_bracket(tape: Tape, at: int) -> bool:
    left = tape.words[:at]
    return left.count("(") > left.count(")")


def _antecedent(tape: Tape, relative: int) -> Listed:
    """Return whom "who" or "which" at an item stands for: the list that ends before it."""
    at = relative - 1
    while at >= 0 and tape.word(at) == ",":
        at -= 1
    if at < 0 or tape.letter(at) not in PARTICIPANTS:
        return NOBODY
    first = at
    while first > 0 and (tape.letter(first - 1) in PARTICIPANTS or _link(tape, first - 1)):
        first -= 1
    return listed(tape, first, relative)
