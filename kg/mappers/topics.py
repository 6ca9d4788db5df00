"""Map, about what: the words that say what people talked about on the occasion of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mappers.clauses import clause
from kg.mappers.cues import apart, cue_words, cues, is_denied, item_at, only_people
from kg.mappers.extent import matter_words
from kg.mappers.lexicon import clause_words, occasion_nouns, occasion_verbs
from kg.mappers.matters import matters
from kg.mappers.pursuits import pursued, said
from kg.mappers.tape import Tape

_DENIED = re.compile(
    r"([\w’' -]{4,80}?) (?:was|were|is|has been|had been)(?: not|n['’]t) "
    r"(?:discussed|taken up|raised|on the agenda|talked about)"
)
_NOT_TALKED = re.compile(r"(?: not|n['’]t) (?:discussed|taken up|raised|on the|talked)")
_OF = re.compile(r"\w (?:on|of|about|for|over|to) \w")
_INCLUDES = re.compile(r"\binclud\w+ $|\bfeatur\w+ $")
_AREA = re.compile(r"(?:state|district|city|constituency) of ")
_FEW = 4  # items of who says something
_FAR = 30  # items between a meeting and what it was for


def introduces_topic(words: str) -> bool:
    """Say whether words open a topic: "with Das to discuss the polls", "with Das to elect a"."""
    return bool(cues().strong.search(words)) or any(
        verb not in cues().aims for verb in re.findall(r"\bto ([a-z]{3,})\b", words)
    )


def topics(tape: Tape, trigger: int) -> tuple[str, ...]:
    """Return what was to be talked about on the occasion of a trigger.

    Example: "met Das to discuss the coming polls ahead of the session" has "coming polls".
    """
    found = [*_kind(tape, trigger), *spoken_of(tape, trigger), *_aim(tape, trigger)]
    found += pursued(tape, trigger)
    found += _bid(tape, trigger)
    found += _near(tape, trigger)
    return distinct(found or list(said(tape, trigger)))


def distinct(found: list[str]) -> tuple[str, ...]:
    """Return topics once each, without those that another one holds in whole."""
    once = list(dict.fromkeys(found))
    return tuple(
        topic
        for topic in once
        if not any(topic != other and f" {topic} " in f" {other} " for other in once)
    )


def spoken_of(tape: Tape, trigger: int | None = None) -> Iterator[str]:
    """Yield the topics that a verb of talking names: "They discussed the polls".

    With a trigger, those of its occasion only: no other meeting stands between.
    """
    text, done = tape.document.document.text, tape.span.start
    for match in cues().strong.finditer(text, tape.span.start, tape.span.end):
        at, stop = item_at(tape, match.end()), len(tape.items)
        dated = at < stop and _is_day(tape, at, match.end())
        if match.start() < done or at >= stop or dated or apart(tape, trigger, match.start()):
            continue
        if is_denied(tape, match.start()):
            continue
        if tape.letter(at) in "PTG" and _INCLUDES.search(match.group()):
            continue  # "the talks included leaders of both parties"
        found = matters(tape, at, stop)
        yield from found
        done = match.end() + len(found[0]) if found else match.end()
    for match in cues().before.finditer(text, tape.span.start, tape.span.end):
        at = item_at(tape, match.start())
        if not apart(tape, trigger, match.start()):
            yield from _subject(tape, at)


def _is_day(tape: Tape, at: int, end: int) -> bool:
    """Say whether a cue ends within a day: "talks on Monday led", not "on the May 2 plan"."""
    dated = tape.items[at].date is not None and tape.items[at].start < end - 1
    return dated and " the " not in tape.word_of(at)


def _subject(tape: Tape, verb: int) -> list[str]:
    """Return what is said to have been discussed: "Issues such as A and B were discussed"."""
    first, _ = clause(tape, verb - 1) if verb else (0, 0)
    while verb > first and tape.word(verb - 1) in clause_words()["auxiliary"] | {"likely"}:
        verb -= 1
    if tape.word(verb) in cue_words("on_agenda") and "with" in tape.words[first:verb]:
        first = (
            max(i for i in range(first, verb) if tape.word(i) == "with") + 1
        )  # "with trade high on"
    if tape.word(first) in cue_words("within") and "," in tape.letters[first:verb]:
        first = tape.letters.rindex(",", first, verb)  # "At a meeting in Foo, the floods"
    said = [i for i in range(first, min(verb, first + _FEW)) if tape.word(i) in ("said", "say")]
    if said:
        first = said[0] + 1  # "Sources said seat-sharing was discussed"
    while first < verb and (tape.letter(first) in 'D,"“' or _opens(tape.word(first))):
        first += 1
    if first >= verb or not clause_words()["auxiliary"].isdisjoint(tape.words[first:verb]):
        return []
    start = tape.items[first].start
    text = tape.document.document.text
    head = cues().headed.match(text, start, tape.items[verb - 1].end)
    at = item_at(tape, head.end()) if head else first
    if cues().strong.search(text, start, tape.items[verb - 1].end):
        return []
    return matters(tape, at, verb, whole=tape.word(verb + 1) == "among")


def _opens(word: str) -> bool:
    return word in cue_words("openers") or (word.endswith("ly") and len(word) > len("family"))


def _kind(tape: Tape, trigger: int) -> Iterator[str]:
    """Yield what talks were about by the noun before them: "seat-sharing talks"."""
    text = tape.document.document.text
    for match in cues().kinds.finditer(text, tape.span.start, tape.span.end):
        noun = item_at(tape, match.end() - 1)
        near = trigger < noun <= trigger + _FAR and tape.word(noun - 2) in cue_words("of_talks")
        if noun == trigger or (near and not apart(tape, trigger, match.start())):
            yield match.group(1)


def _aim(tape: Tape, trigger: int) -> list[str]:
    """Return what people met for: "met Das to bolster ties", "a meeting to elect a leader"."""
    _, last = clause(tape, trigger)
    for at in range(trigger + 1, min(last, trigger + _FAR)):
        word = tape.word(at)
        if word in occasion_verbs() or word in cues().aimless or word.endswith("ed"):
            return []
        if word != "to" or tape.letter(at + 1) != "w":
            continue
        behind = tape.letter(at - 1) in "PTRGOLD," or tape.word(at - 1) in cue_words("venues")
        if behind or at == trigger + 1 or _is_free(tape, trigger, at):
            tries = tape.word(at + 1) in cue_words("trying") and tape.word(at + 2) == "to"
            return _what_for(tape, at + 2 if tries else at)
    return []


def _bid(tape: Tape, trigger: int) -> list[str]:
    """Return what people met to reach: "met Das in a bid to end the strike", "talks aimed at"."""
    _, last = clause(tape, trigger)
    text, start = tape.document.document.text, tape.items[trigger].end
    for match in cues().purposes.finditer(text, start, tape.items[last - 1].end):
        at = item_at(tape, match.start())
        other = match["of_noun"] and _is_other_noun(tape, at - 1)
        if not (other or apart(tape, trigger, match.start()) or is_denied(tape, match.start())):
            return _what_for(tape, item_at(tape, match.end() - 1) - 1)
    return []


def _is_other_noun(tape: Tape, at: int) -> bool:
    """Say whether what a participle is of is no meeting: "a group aimed at"."""
    word = tape.word(at)
    return tape.letter(at) == "w" and word not in clause_words()["auxiliary"] | occasion_nouns()


def _is_free(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether "to" at an item hangs on the meeting, and not on a noun: "efforts to"."""
    free = tape.word(at - 1) not in cue_words("wanting_to") and not _is_of_event(tape, at - 1)
    return free and only_people(tape, trigger + 1, at)


def _is_of_event(tape: Tape, noun: int) -> bool:
    """Say whether a noun says at what people met, so that it has the "to": "at a gala to mark"."""
    first = noun
    while noun - first < _FEW and tape.letter(first) == "w" and tape.word(first) not in ("a", "an"):
        first -= 1
    at_it = tape.word(first - 1) in cue_words("at_event")
    return tape.word(first) in ("a", "an") and at_it and tape.word(noun) not in occasion_nouns()


def _what_for(tape: Tape, at: int) -> list[str]:
    """Return what "to" at an item goes on with, unless a verb of talk or an idle one."""
    text, verb = tape.document.document.text, tape.word(at + 1)
    known = cues().strong.match(text, tape.items[at].start, tape.span.end)
    if known or verb in matter_words()["determiners"]:
        return []
    light = verb in cues().aims
    if light and verb not in cue_words("light"):
        return []
    found = [words for words in matters(tape, at + 1, len(tape.items))[:1] if _is_aim(words)]
    return [words for words in found if not light or _OF.search(words)]


def _is_aim(words: str) -> bool:
    """Say whether a verb has an object: "bolster ties", and not "right to Life"."""
    return " " in words and words[0].islower()


def _near(tape: Tape, trigger: int) -> list[str]:
    """Return what "on" behind the noun or verb of meeting names: "held talks with Das on seats"."""
    _, last = clause(tape, trigger)
    text, end = tape.document.document.text, tape.items[last - 1].end
    called_on = tape.word(trigger).startswith("call") and tape.word(trigger + 1) == "on"
    start = tape.items[trigger + called_on].end
    for match in cues().weak.finditer(text, start, end):
        at = item_at(tape, match.start())
        if tape.letter(at) != "w":
            continue  # "on Monday"
        if not only_people(tape, trigger + 1 + called_on, at):
            return []
        if tape.word(at) == "for" and "," in tape.letters[trigger:at]:
            continue  # "After the meeting, a spokesman for"
        meal = tape.word(at) == "for" and tape.word(trigger) in cue_words("meals")
        behind = item_at(tape, match.end() - 2) + 1  # "in connection with"
        found = matters(tape, behind, len(tape.items), loose=True)
        if found:
            return [] if meal or _AREA.match(found[0]) else found
    return []


def denied_topics(tape: Tape) -> tuple[str, ...]:
    """Return what a sentence says was not talked about: "Seat sharing was not discussed"."""
    text = tape.span.of(tape.document.document.text)
    if not _NOT_TALKED.search(text):
        return ()  # one cheap look: the pattern below tries every letter
    return tuple(m.group(1).strip(" \"“,'") for m in _DENIED.finditer(text))
