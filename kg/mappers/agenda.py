"""Map, about what: sentences that go on about an occasion: "They also discussed the floods"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mappers.lexicon import occasion_verbs
from kg.mappers.occasion import Occasion
from kg.mappers.tape import Tape
from kg.mappers.topics import distinct, spoken_of
from kg.model import Entity

_NEAR, _FAR = 2, 8  # sentences behind an occasion; behind the only one of an article
_CAME = re.compile(r"\b(?:is|was|are|were|arrived|came|comes|visited) [^.;]{0,60}?\bto discuss\b")
_THEY = re.compile(
    r"\b(?:they|we|both (?:leaders|sides)|(?:the |all )?(?:two |three |four )?"
    r"(?:leaders|sides|ministers|presidents|duo|delegations))\s+(?:(?:also|had|have|would|will|"
    r"are|were|then|later|reportedly|likely|expected|to)\s+){0,4}"
    r"(?:discuss|review|exchang|deliberat|talked about|touched|took stock|focus|shared|raise)",
    re.IGNORECASE,
)
_ISSUES = re.compile(
    r"\b(?:issues?|matters?|topics?|subjects?|agenda|question)\b[^.;]{0,160}"
    r"\b(?:discussed|deliberated|figured?|taken up|came up|raised|agenda)\b"
    r"|\b(?:was|were|been) (?:also )?(?:discussed|deliberated|taken up)\b",
    re.IGNORECASE,
)


def follow_up(found: Sequence[Occasion], tapes: Sequence[Tape]) -> None:
    """Add what sentences say was talked about on an occasion that they don't tell of themselves.

    Example: "Sen met Das on Monday. They also exchanged views on the floods."
    """
    told = {span for occasion in found for span in occasion.evidence}
    for tape in tapes:
        if tape.sentence.sentence.heading or tape.span in told:
            continue
        verbs = occasion_verbs()
        if tape.may_have(verbs) and not verbs.isdisjoint(tape.words):
            continue
        topics = list(spoken_of(tape))
        occasion = _occasion(found, tapes, tape) if topics else None
        if occasion:
            occasion.topics = list(distinct([*occasion.topics, *topics]))
            occasion.evidence.append(tape.span)


def _occasion(found: Sequence[Occasion], tapes: Sequence[Tape], tape: Tape) -> Occasion | None:
    """Return the occasion that a sentence goes on about."""
    people = [i.entity for i in tape.items if i.letter == "P" and i.entity]
    if len(set(people)) > 1:
        return next((o for o in reversed(found) if set(people[:2]) <= o.people), None)
    text = tape.span.of(tape.document.document.text)
    if people and _CAME.search(text):
        return _his(found, tapes, tape, people[0])
    if not (_THEY.search(text) or _ISSUES.search(text)):
        return None
    before = [o for o in found if min(o.evidence) < tape.span]
    if not before:
        return None
    last = max(before, key=lambda o: max(e for e in o.evidence if e < tape.span))
    return last if _is_close(last, found, tapes, tape) and _may_be(last, people) else None


def _his(
    found: Sequence[Occasion], tapes: Sequence[Tape], tape: Tape, person: Entity
) -> Occasion | None:
    """Return the only occasion of a person told of nearby: "Sen was in Oslo to discuss trade"."""
    his = [o for o in found if person in o.people]
    if len(his) != 1:
        return None
    numbers = {t.span: t.sentence.number for t in tapes}
    near = any(abs(numbers[e] - tape.sentence.number) <= _NEAR for e in his[0].evidence)
    return his[0] if near else None


def _is_close(last: Occasion, found: Sequence[Occasion], tapes: Sequence[Tape], tape: Tape) -> bool:
    """Say whether few sentences stand between an occasion and a sentence."""
    span = max(e for e in last.evidence if e < tape.span)
    number = next(t.sentence.number for t in tapes if t.span == span)
    return tape.sentence.number - number <= (_FAR if len(found) == 1 else _NEAR)


def _may_be(occasion: Occasion, people: Sequence[Entity]) -> bool:
    """Say whether who is named in a sentence took part: "They discussed polls, Sen said"."""
    return not people or not occasion.people or set(people) <= occasion.people
