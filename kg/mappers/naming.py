"""Map, which occasion: what a telling's noun phrase says of it that one told of before isn't."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.mappers.frames import Glimpse
from kg.mappers.frames.glimpse import words
from kg.mappers.frames.noun_phrases import phrase_start
from kg.mappers.occasion import Occasion
from kg.mappers.tape import Tape

_WORD = re.compile(r"\w\w\w+")
_SAME = 2  # people who make an occasion the same, whatever it is called
_LONGEST = 6  # items of "of the European Council's finance committee"


def is_named_anew(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether a telling names its occasion as another one, that may have somebody in common.

    Examples: "the final meeting", "the meeting of the commission", "the Foo Global Summit".
    """
    if len(glimpse.people & occasion.people) >= _SAME:
        return False
    return (
        _opens_another_matter(glimpse, occasion)
        or _is_counted(glimpse, occasion)
        or _is_of_others(glimpse, occasion)
        or _is_event(glimpse, occasion)
    )


def _opens_another_matter(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether its sentence turns to what happened elsewhere: "Meanwhile, Sen held a meeting".

    "The meeting" goes back to one told of all the same.
    """
    tape, at = glimpse.tape, glimpse.at
    if tape.word(0) not in words("opening_other") or occasion.last_told == tape.sentence.number:
        return False
    return phrase_start(tape, at) != at - 1 or tape.word(at - 1) not in _THE


_THE = frozenset(("the", "this", "that", "these"))  # "his talks" may be others than those


def _is_counted(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether it is one of several, and the occasion not told to be the same: "the third"."""
    tape, at = glimpse.tape, glimpse.at
    counted = [
        tape.text(i, i + 2).lower()
        for i in range(phrase_start(tape, at), at)
        if tape.word(i) in words("counted") and tape.word(i + 1) != "rounds"
    ]
    return bool(counted) and not any(each in _text(glimpse, occasion) for each in counted)


def _is_of_others(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether it is that of a body or group of which the occasion's sentences say nothing."""
    tape, at = glimpse.tape, glimpse.at
    if glimpse.presence or tape.word(at + 1) != "of":
        return False  # "was part of the talks"
    owners = _told(" ".join(_owners(tape, at + 2)))
    summed_up = words("persons") | words("sums") | words("both")
    if not owners.isdisjoint(_stems(summed_up)) or owners <= _stems(words("together")):
        return False  # "the meeting of the two leaders", "of the front"
    return bool(owners) and owners.isdisjoint(_known(glimpse, occasion))


def _owners(tape: Tape, at: int) -> Iterator[str]:
    """Yield who and what is named from an item on, up to the end of a noun phrase."""
    first = at + (tape.word(at) in words("determiners"))
    for i in range(first, min(first + _LONGEST, len(tape.items))):
        plain = tape.letter(i) == "w" and tape.word(i) not in words("not_in_phrase")
        if not (plain or tape.items[i].mention or tape.letter(i) in ("O", "L")):
            return
        yield tape.text(i, i + 1)


def _is_event(glimpse: Glimpse, occasion: Occasion) -> bool:
    """Say whether it has a name of its own, no word of which told of the occasion.

    Example: "Sen also attended the Foo Dialogue" behind "Sen met Das".
    """
    tape, at = glimpse.tape, glimpse.at
    if not tape.text(at, at + 1)[:1].isupper():
        return False
    before = [i for i in range(phrase_start(tape, at), at) if not tape.items[i].date]
    name = _told(" ".join(said for i in before if (said := tape.text(i, i + 1))[:1].isupper()))
    return bool(name) and name.isdisjoint(_known(glimpse, occasion))


def _known(glimpse: Glimpse, occasion: Occasion) -> frozenset[str]:
    """Return the words of the sentences that told of an occasion."""
    return _told(_text(glimpse, occasion))


def _text(glimpse: Glimpse, occasion: Occasion) -> str:
    text = glimpse.tape.document.document.text
    return " ".join(" ".join(span.of(text).split()) for span in occasion.evidence).lower()


def _told(text: str) -> frozenset[str]:
    return _stems(_WORD.findall(text.lower())) - {"the"}


def _stems(told: Iterable[str]) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in told)
