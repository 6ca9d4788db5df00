"""Map, when, where, about what: the circumstances of an occasion in the clause that tells of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.dates import Anchor, Tense, resolve
from kg.linking.lexicon import words
from kg.mappers.clauses import clause
from kg.mappers.modality import Modality, plain
from kg.mappers.tape import Item, Tape
from kg.model import Entity, When
from kg.vocabulary import EntityKind

_LONGEST_TOPIC = 160  # code points
_TENSES = {Modality.HAPPENED: Tense.PAST, Modality.PLANNED: Tense.FUTURE}
_TOPIC = re.compile(
    r"\b(?:to (?:further )?(?:discuss(?: at length| in detail)?|review|finalis\w+|finaliz\w+|deliberate(?: on| upon)?|chalk out|iron out|take stock of|"
    r"resolve|strategis\w+|decide(?: on)?|assess|plan|sort out|work out|brief|pacify|address|explore|push|demand|elect)"
    r"|(?:and |, )?(?:also )?(?:discuss(?:ed|ing)(?: at length| in detail| threadbare)?|review(?:ed|ing)|deliberat(?:ed|ing) (?:on|upon)|talk(?:ed|ing) about|focus(?:ed|ing|sed) on|taking stock of|decision on)"
    r"|regarding|concerning|related to|pertaining to|on the issue of|over the issue of|about|on|over|for)\s+"
)
_TOPIC_BEFORE = re.compile(
    r"\b(?:discuss|discussed|raise|raised|take up|took up|reviewed?) ([^,;.“”\"]{4,100}?) (?:at|during|in) "
    r"(?:the|a|its|their|today)\b[^,;.]*$"
)
_WEAK = ("on ", "over ", "for ", "about ")
_TOPIC_END = re.compile(
    r"(?:,|;|\.|\(|\"|“|”|—|–| in the presence| ahead of| amid| as the | as | while | which | who | where | after | before | was | were | will | is | are "
    r"| during | at the | at a | at | in view | saying| said| sources| and (?:also )?(?:said|urged|asked|sought|reviewed|decided|demanded|told|added|expressed|called|agreed|thanked|handed|submitted)\b)"
)
_DENIED_TOPIC = re.compile(
    r"([\w’' -]{4,80}?) (?:was|were|is|has been|had been)(?: not|n['’]t) (?:discussed|taken up|raised|on the agenda|talked about)"
)
_CLOSED = frozenset(("he", "she", "it", "they", "him", "her", "them", "us", "me", "which", "whom"))


@dataclass(frozen=True, slots=True)
class Where:
    """A place that the gazetteer knows, a venue in the words of the text, or both."""

    place: Entity | None = None
    venue: str | None = None


def when(tape: Tape, trigger: int, status: Modality) -> When | None:
    """Return the date that a clause gives the occasion of its trigger.

    The date nearest to the trigger in the clause counts, one after it first; one that another
    event's name holds ("the 2024 elections") or that only measures a distance does not.
    Example: "Sen on Tuesday met Das" in an article of Tuesday, 2024-09-03, has that day.
    """
    first, last = clause(tape, trigger)
    if status is Modality.DENIED:
        first = trigger  # "denied on Friday having met" dates the denial
    dates = [
        i
        for i in range(first, last)
        if (d := tape.items[i].date) and not d.attributive and not _of_topic(tape, trigger, i)
    ]
    owned = [
        i
        for i in range(max(first, trigger - 4), trigger)
        if (d := tape.items[i].date) and (d.possessive or d.attributive)
    ]
    if not dates and not owned and tape.word(first - 1) == "which":
        # "resigned on Wednesday, following which Sen called on the Governor"
        dates = [i for i in range(first) if (d := tape.items[i].date) and not d.attributive][-1:]
    if not dates and not owned:
        return None
    nearest = min(dates or owned, key=lambda i: (abs(i - trigger) + (2 if i < trigger else 0), i))
    expression = tape.items[nearest].date
    if expression is None:
        return None
    line = tape.document.dateline
    anchor = Anchor(
        published=tape.document.document.published,
        dateline_month_day=line.month_day if line else None,
        day=None,
    )
    lead = tape.sentence.sentence.paragraph <= 1
    found = resolve(expression, anchor, _TENSES.get(status, Tense.UNKNOWN), lead=lead)
    return found if found.value or found.weekday or found.earliest else None


def _of_topic(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date stands within what was talked about: "on the polls in May"."""
    between = plain(tape, trigger + 1, at)
    match = _TOPIC.search(between)
    return bool(match) and not match.group().startswith(_WEAK) if match else False


def where(tape: Tape, trigger: int) -> Where:
    """Return where a clause puts the occasion of its trigger.

    Example: "met at Roy's residence in Patna" has the place Patna and the venue "Roy's residence".
    """
    first, last = clause(tape, trigger)
    place = _place(tape, trigger, last) or _place(tape, first, trigger)
    if place is None and tape.letter(trigger - 1) == "L":
        place = tape.items[trigger - 1].entity  # the Geneva talks
    venue = _venue(tape, trigger, last) or _venue(tape, first, trigger)
    line = tape.document.dateline_places
    if place is None and line and ("here" in tape.words[trigger:last] or _leads(tape, first, last)):
        place = line[0]
    return Where(place, venue)


def _leads(tape: Tape, first: int, last: int) -> bool:
    """Say whether a clause is the news of the day, which a dateline's city is the place of.

    Example: "RANCHI: Sen on Tuesday met Das."
    """
    sentences = tape.document.sentences
    number = next((s.number for s in sentences if not s.sentence.heading), 0)
    return tape.sentence.number == number and "D" in tape.letters[first:last]


def _place(tape: Tape, first: int, last: int) -> Entity | None:
    """Return the place that "in" or "at" names between two items, the finest of two in a row."""
    for at in range(first, last):
        if tape.letter(at) == "L" and tape.word(at - 1) in ("in", "at"):
            follower = tape.word(at + 1)
            if follower in (
                "elections",
                "election",
                "polls",
                "assembly",
                "'s",
                "government",
                "unit",
            ):
                continue
            mention = tape.items[at].mention
            return mention.entity if mention else None
    return None


def _free(tape: Tape, at: int) -> bool:
    """Say whether "in" and a place tell of the occasion and not of a noun: "the party in Bihar"."""
    before, after = tape.word(at - 2), tape.word(at + 1)
    if after in ("elections", "election", "polls", "assembly", "'s", "government", "unit"):
        return False
    if tape.letter(at - 2) in "PGTRDL":
        return True
    return before in words().venue_noun or before in _BEFORE_PLACE


_BEFORE_PLACE = frozenset(
    "meeting meetings meet talks discussions summit huddle conclave held met convened place together "
    "here consultations negotiations conversation session chaired hosted headquarters him her them".split()
) | {","}


def _venue(tape: Tape, first: int, last: int) -> str | None:
    """Return the words of a venue after "at" or "in": up to a noun that is a house or hall."""
    nouns = words().venue_noun
    for at in range(first, last):
        if tape.word(at) not in ("at", "in"):
            continue
        for end in range(at + 1, min(at + 9, last)):
            if (
                tape.word(end) in (",", ";", ".", "and", "with", "to", "where", "on")
                or tape.letter(end) == "D"
            ):
                break
            if _is_venue(tape.items[end], nouns):
                while end + 1 < last and _is_venue(tape.items[end + 1], nouns):
                    end += 1
                if tape.word(end + 1) == "of" and tape.letter(end + 2) in "PT":
                    end += 2  # the residence of Sen
                found = tape.text(at + 1, end + 1)
                return re.sub(r"^(?:the|a|an|his|her|their) ", "", found, flags=re.I) or None
    return None


def _is_venue(item: Item, nouns: frozenset[str]) -> bool:
    if item.mention and item.entity and item.entity.kind is EntityKind.BODY:
        return item.entity.label.lower() in nouns
    return item.lower in nouns


def topics(tape: Tape, trigger: int, last: int) -> tuple[str, ...]:
    """Return what was to be talked about, in the words of the text.

    Example: "met Das to discuss the coming polls ahead of the session" has "the coming polls".
    """
    text = tape.document.document.text
    before = _before(tape, trigger)
    if trigger + 1 >= last:
        return before
    start = tape.items[trigger].span.end
    stop = tape.items[last - 1].span.end
    found = list(before)
    done = start
    _, near = clause(tape, trigger)
    close = tape.items[near - 1].span.end
    for match in _TOPIC.finditer(text, start, stop):
        weak = match.group().strip() in ("on", "over", "for", "about")
        if match.start() < done or (
            weak and (found or match.end() > close or not _adjacent(tape, trigger, match.start()))
        ):
            continue
        end = _TOPIC_END.search(text, match.end() + 3, stop)
        topic = _bare(text[match.end() : end.start() if end else stop])
        if _is_topic(tape, topic, match.end()) and topic not in found:
            found.append(topic)
            done = match.end() + len(topic)
    return tuple(found)


def _before(tape: Tape, trigger: int) -> tuple[str, ...]:
    """Return what is talked about before the trigger: "will discuss seats at the meeting"."""
    first, _ = clause(tape, trigger)
    text = tape.document.document.text[
        tape.items[first].span.start : tape.items[trigger].span.start
    ]
    found = _TOPIC_BEFORE.search(text)
    return (_bare(found.group(1)),) if found and len(found.group(1)) <= _LONGEST_TOPIC else ()


def _bare(topic: str) -> str:
    """Return a topic on one line, without its article."""
    return re.sub(r"^(?:the|a|an|its|their) ", "", " ".join(topic.split()), flags=re.I)


def _adjacent(tape: Tape, trigger: int, start: int) -> bool:
    """Say whether "on" follows the noun of a meeting: "held talks on seats", "meeting with X on"."""
    item = next((i for i, it in enumerate(tape.items) if it.span.start >= start), len(tape.items))
    between = plain(tape, trigger + 1, item)
    return not re.search(r"\b(said|and [a-z]+ed|which|who|that)\b", between)


def _is_topic(tape: Tape, topic: str, start: int) -> bool:
    item = next((i for i in tape.items if i.span.end > start), None)
    if not 3 < len(topic) <= _LONGEST_TOPIC or topic.lower().split()[0] in _CLOSED:
        return False
    if item is None or item.letter == "D" or (item.letter in "PT" and " " not in topic):
        return False
    return not re.match(
        r"(?:X (?:said|wrote)|almost an|over an|more than|nearly|phone|telephone|video|lunch|dinner|tea|breakfast|an hour|about|the sidelines|condition|the phone)\b",
        topic,
    )


def denied_topics(tape: Tape) -> tuple[str, ...]:
    """Return what a sentence says was not talked about: "Seat sharing was not discussed"."""
    text = tape.span.of(tape.document.document.text)
    return tuple(m.group(1).strip(" \"“,'") for m in _DENIED_TOPIC.finditer(text))
