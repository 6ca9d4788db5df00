"""Map, about what: sentences that go on about an occasion: "They also discussed the floods"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mappers.cues import cue_words, cues
from kg.mappers.lexicon import occasion_verbs
from kg.mappers.occasion import Occasion
from kg.mappers.pursuits import opens_at_meeting, pursued_by, told_after
from kg.mappers.tape import Tape
from kg.mappers.topics import distinct, spoken_of
from kg.model import Entity

_NEAR, _FAR = 2, 8  # sentences behind an occasion; behind the only one of an article
_CAME = re.compile(r"\b(?:is|was|are|were|arrived|came|comes|visited) [^.;]{0,60}?\bto discuss\b")
# What goes on about those who met or about their talks, before a verb of talking.
_THEY = re.compile(
    r"\b(?:they|we|the (?:two|pair)|both (?:leaders|sides)|(?:the |all )?(?:two |three |four )?"
    r"(?:leaders|sides|ministers|presidents|duo|delegations)"
    r"|(?:the|these|their|this) (?:\w+ )?(?:talks|discussions?|meeting|summit|conversation|agenda))"
    r"\s+(?:(?:also|had|have|has|would|will|is|are|was|were|be|then|later|reportedly|likely|expected|"
    r"largely|mainly|primarily|due|meant|set|supposed|scheduled|intended|to|a|learnt|understood|said|known|\w+ed|\w+ly)\s+){0,6}$",
    re.IGNORECASE,
)


def follow_up(found: Sequence[Occasion], tapes: Sequence[Tape]) -> None:
    """Add what sentences say was talked about on an occasion that they don't tell of themselves.

    Example: "Sen met Das on Monday. They also exchanged views on the floods."
    """
    told = {span for occasion in found for span in occasion.evidence}
    for before, tape in zip((None, *tapes), tapes, strict=False):
        if tape.sentence.sentence.heading or tape.span in told or _tells_itself(tape):
            continue
        topics = list(spoken_of(tape))
        occasion = _occasion(found, tapes, tape) if topics else None
        just = next((o for o in reversed(found) if before and before.span in o.evidence), None)
        if topics and occasion is None and just and _does_one_of_them(just, tape):
            occasion = just
        if before and just and occasion in (None, just):
            topics = [*(topics if occasion else ()), *_pursued(just, before, tape)]
            occasion = just
        if occasion and topics:
            occasion.topics = list(distinct([*occasion.topics, *topics]))
            occasion.evidence.append(tape.span)


def _does_one_of_them(occasion: Occasion, tape: Tape) -> bool:
    """Say whether one who took part goes on: "Sen met Das. The minister discussed the floods".

    Also where he is quoted: "“Discussed the floods,” Sen tweeted".
    """
    text = tape.document.document.text
    if cues().hearers.search(text, tape.span.start, tape.span.end):
        return False
    if _DISCUSSED.match(text, tape.span.start):
        return True
    at = _subject(occasion, tape)
    end = tape.items[at].end if at is not None and tape.items[at].letter in "PTR" else None
    return end is not None and bool(_THERE.match(text, end))


_DISCUSSED = re.compile(r"[\W]*Discussed\b")
_THERE = re.compile(
    r",? (?:(?:also|later|then|has|had|have|\w+ly) ){0,2}(?:discussed|took up|raised)\b"
)


def _tells_itself(tape: Tape) -> bool:
    """Say whether a sentence has a word of meeting, but for "the meeting" that is known."""
    verbs = occasion_verbs()
    if not tape.may_have(verbs):
        return False
    return any(
        word in verbs
        and not (word == "meeting" and _KNOWN & {*tape.words[max(0, at - _FIRST) : at]})
        for at, word in enumerate(tape.words)
    )


_KNOWN = frozenset(("the", "that", "this"))


def _pursued(occasion: Occasion, before: Tape, tape: Tape) -> list[str]:
    """Return what those who met in the sentence before wanted, said or decided there."""
    text = tape.document.document.text
    if cues().hearers.search(text, tape.span.start, tape.span.end):
        return []  # what he told the press he needn't have said there
    who = cues().going_on.match(text, tape.span.start, tape.span.end)
    start = who.end() if who else _start_of_his(occasion, tape)
    return _also_pursued(occasion, before, tape) if start is None else told_after(tape, start)


def _also_pursued(occasion: Occasion, before: Tape, tape: Tape) -> list[str]:
    """Return what one who took part went on to want: "Sen was at the talks. He called for calm"."""
    subject = _subject(occasion, tape)
    if subject is None:
        return []
    also = occasion.topics and "also" in tape.words[subject : subject + _FIRST]
    goes_on = also and not tape.may_have(cue_words("earlier"))
    return pursued_by(tape, subject) if goes_on or opens_at_meeting(before) else []


def _subject(occasion: Occasion, tape: Tape) -> int | None:
    """Return one of those who met, or "he", where a sentence opens with him."""
    for at, item in enumerate(tape.items[:_FIRST]):
        if item.letter in "PTRO" and item.entity in occasion.everybody:
            return at
        if (item.lower in cue_words("subjects") and not item.entity) or item.letter == "L":
            return at
    return None


def _start_of_his(occasion: Occasion, tape: Tape) -> int | None:
    """Return where a sentence goes on whose subject took part and spoke to another who did.

    Example: "Sen met Das. He told the minister that the port was closed."
    """
    there = [
        (at, item.entity)
        for at, item in enumerate(tape.items)
        if item.letter in "PTR" and item.entity in occasion.people
    ]
    if not there or there[0][0] > _FIRST:
        return None
    at = there[0][0]
    if len({entity for _, entity in there}) < _TWO:
        spoken = tape.word(at + 1) in cue_words("spoken_to") and _is_somebody(tape, at + 2)
    else:
        spoken = bool(cues().spoken_to.search(tape.text(at + 1, there[1][0] + 1)))
    return tape.items[at].end if spoken else None


def _is_somebody(tape: Tape, at: int) -> bool:
    """Say whether an item is one of those just met: "him", "the minister", but not "voters"."""
    return tape.letter(at) in tuple("TGRw") and tape.word_of(at).split()[0] in cue_words("just_met")


_TWO = 2
_FIRST = 4  # items before a subject


def _occasion(found: Sequence[Occasion], tapes: Sequence[Tape], tape: Tape) -> Occasion | None:
    """Return the occasion that a sentence goes on about."""
    people = [i.entity for i in tape.items if i.letter == "P" and i.entity]
    if len(set(people)) > 1 and "meeting" not in tape.words:
        return next((o for o in reversed(found) if set(people[:2]) <= o.people), None)
    text = tape.span.of(tape.document.document.text)
    if people and _CAME.search(text):
        return _his(found, tapes, tape, people[0])
    if not (_is_theirs(tape) or cues().raised.search(text)):
        return None
    before = [o for o in found if min(o.evidence) < tape.span]
    if not before:
        return None
    last = max(before, key=lambda o: max(e for e in o.evidence if e < tape.span))
    return last if _is_close(last, found, tapes, tape) and _may_be(last, people) else None


def _is_theirs(tape: Tape) -> bool:
    """Say whether those who met do what a verb of talking says: "They are due to discuss trade"."""
    text = tape.document.document.text
    verbs = cues().strong.finditer(text, tape.span.start, tape.span.end)
    return any(_THEY.search(text, tape.span.start, verb.start()) for verb in verbs)


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
