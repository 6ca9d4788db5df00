"""Map, when: dates in a clause that are not the day of the occasion of which it tells."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from kg.linking.lexicon import words as noun_words
from kg.mappers.lexicon import clausal, clause_words, is_past_form, occasion_nouns, occasion_verbs
from kg.mappers.modality import Modality, plain
from kg.mappers.tape import Tape
from kg.mappers.topics import introduces_topic
from kg.mappers.voices import speech_verbs
from kg.resources import lexicon_data


@cache
def _words(name: str) -> frozenset[str]:
    """Return a list of lexicon/times.yaml."""
    return frozenset(lexicon_data("times.yaml")[name])


def is_foreign(tape: Tape, trigger: int, at: int, status: Modality) -> bool:
    """Say whether the date at an item is of something else than the occasion of a trigger.

    Example: in "Sen arrived in Oslo on Monday to meet Das" Monday is the day of the arrival.
    """
    if at < trigger:
        return (
            _of_another(tape, trigger, at)
            or _of_speech(tape, trigger, at, status)
            or _of_arrival(tape, trigger, at)
            or _of_calling_off(tape, trigger, at, status)
        )
    return (
        _of_topic(tape, trigger, at)
        or _of_noun(tape, at)
        or _of_participle(tape, trigger, at)
        or _of_later(tape, trigger, at)
        or _of_request(tape, trigger, at)
        or _of_words_behind(tape, trigger, at)
        or _of_calling_off(tape, trigger, at, status)
    )


def _opening(tape: Tape, trigger: int) -> int:
    """Return where the subordinate clause of a word opens, -1 if it stands in none.

    Example: at "before" of "won" in "Sen, an aide before Das won the seat, quit in May".
    """
    for at in range(trigger - 1, -1, -1):
        if tape.letter(at) == ",":
            return -1
        if tape.text(at, at + 1).lower().endswith(("before", "until", "after", "since", "when")):
            return at
    return -1


def is_of_other_clause(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date before a change's word is of what the change is only told beside.

    Examples: "the talks set for Monday fell through after Sen's resignation", "after marrying in
    2014, Sen was elected", "may resign before his term ends in 2018".
    """
    opens = _opening(tape, trigger)
    if (at < trigger and _ends_clause(tape, at)) or _of_others(tape, trigger, at):
        return True
    if at > trigger:
        behind = tape.words[trigger + 1 : at]
        return not _words("ends").isdisjoint(behind) or (opens >= 0 and "," in behind)
    if at < opens and tape.text(opens, opens + 1).lower().endswith(("before", "until")):
        return True  # "in 1997, a year before Sen was appointed"
    for i in range(trigger - 1, -1, -1):
        if tape.word(i) in _words("behind_which"):
            commas = [k for k in range(i, trigger) if tape.letter(k) == ","]
            whole = len(commas) in (0, 2)  # two set an aside apart: "after his aide, Das, left"
            if at < i and (whole or tape.word(i) in _words("reasons")):
                return True
            if commas and i < at < commas[0]:
                return True
    return False


def _ends_clause(tape: Tape, at: int) -> bool:
    """Say whether the next verb follows a date and a comma: "was named in 1991, got elected"."""
    parted = tape.letter(at + 1) == "," and is_past_form(tape.word(at + 2))
    return parted and any(is_past_form(tape.word(i)) for i in range(at))


def _of_others(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date is of those who went before: "quit after Sen and Das last month"."""
    after = next((i for i in range(at - 1, trigger, -1) if tape.word(i) == "after"), at)
    between = range(after + 1, at)
    named = any(tape.letter(i) == "P" for i in between)
    return named and all(tape.letter(i) in "PTL" or tape.word(i) in ("and", ",") for i in between)


def _of_calling_off(tape: Tape, trigger: int, at: int, status: Modality) -> bool:
    """Say whether a date is that on which an occasion was called off, unless it stands beside it.

    Examples: "on Monday called off talks with Das", "the talks were cancelled on Monday".
    """
    if tape.word(at - 1) in _words("calling_off"):
        return at > trigger
    if at > trigger and tape.word(at + 1) in ("was", "were", "is", "are", "has", "have", "had"):
        return False  # "the talks with Das on Monday were called off"
    set_for = not _words("setting").isdisjoint(tape.words[max(0, at - 2) : at])
    called_off = not _words("calling_off").isdisjoint(tape.words[: max(at, trigger)])
    far = abs(at - trigger) > _BESIDE
    return status is Modality.CANCELLED and called_off and far and not set_for


_BESIDE = 3  # items: "Monday's first meeting", "a meeting planned for Monday"


def _of_topic(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date stands within what was talked about: "to discuss the polls in May"."""
    return bool(introduces_topic(plain(tape, trigger + 1, at)))


def _of_noun(tape: Tape, at: int) -> bool:
    """Say whether a date is another event's: "met Das before Friday's vote", "the vote of May"."""
    owns = tape.word(at + 1) in ("'s", "’s") and tape.letter(at + 2) == "w"
    if owns and occasion_nouns().isdisjoint(tape.words[at + 2 : at + 2 + _BESIDE]):
        return True
    noun = at - 2
    owned = tape.word(at - 1) == "of" and tape.letter(noun) == "w"
    return owned and tape.word(noun) not in occasion_nouns() | _words("parts_of_days")


def _of_participle(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date is of what was done to a noun: "met Das to save a deal signed in May"."""
    noun, done = at - 2, tape.word(at - 1)
    if noun <= trigger or done in clausal("went_on") | _words("setting") | _words("calling_off"):
        return False
    named = tape.letter(noun) == "G" or tape.word(noun).isalpha()
    if (
        not named
        or tape.letter(noun) not in "wG"
        or tape.word(noun) in noun_words().function | occasion_nouns()
    ):
        return False
    return is_past_form(done) and tape.word(noun) not in clause_words()["adverb"]


def _of_later(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date is of what an occasion came before: "met Das ahead of polls on Sunday"."""
    ahead = tape.found(_aheads)
    first = bisect_right(ahead, trigger)
    if first == len(ahead) or ahead[first] >= at:
        return False
    return not _words("ending").issuperset(tape.words[ahead[first] + 1 : at])


def _aheads(tape: Tape) -> list[int]:
    """Return the items behind which a date is of something else: "ahead of", "a day after"."""
    return [
        i
        for i, word in enumerate(tape.words)
        if (word, tape.word(i + 1)) in (("ahead", "of"), ("prior", "to"))
        or word == "before"
        or (tape.letter(i) == "D" and tape.word_of(i).endswith((" after", " before")))
    ]


def _of_request(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date is of what one was to do: "met Das and urged him to quit on Friday"."""
    between = tape.words[trigger + 1 : at]
    if _words("announcing").isdisjoint(between):
        return False
    asked = max(i for i, word in enumerate(between) if word in _words("announcing"))
    return "to" in between[asked:]


def _of_another(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date stands behind another occasion's verb: "will meet today after talks"."""
    theirs = tape.word(at - 1) in occasion_nouns()  # "their meeting in May came after a summit"
    return theirs or not occasion_verbs().isdisjoint(tape.words[at + 1 : trigger])


def _of_speech(tape: Tape, trigger: int, at: int, status: Modality) -> bool:
    """Say whether a date is that of the words said: "said on Monday that Sen met Das".

    Of what is to come those of agreeing count too: "on Monday agreed to meet Das".
    """
    if tape.word(at + 1) in ("during", "at", "'s", "’s"):
        return False  # "said on Monday during a meeting", "told Monday's meeting"
    if tape.word(at - 1) in speech_verbs():
        return True
    if tape.word(at - 1) == "called" and tape.word(at + 1) == "for":
        return True  # "called Friday for Sen to cancel the talks"
    around = tape.words[at - 1 : trigger]
    return status is Modality.PLANNED and not _words("announcing").isdisjoint(around)


def _of_words_behind(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date is of words about the occasion: "met Sen, the agency said on Sunday"."""
    return at - 1 > trigger and tape.word(at - 1) in _words("saying")


def _of_arrival(tape: Tape, trigger: int, at: int) -> bool:
    """Say whether a date is that of a journey: "arrived in Oslo on Monday for talks with Das"."""
    came = _words("arriving").intersection(tape.words[max(0, at - _JOURNEY) : at])
    return bool(came) and not {"for", "to"}.isdisjoint(tape.words[at + 1 : trigger])


_JOURNEY = 6  # items: "arrived in Oslo, Norway, on Monday"
