"""Invented articles: as many meetings as are wanted, of people whose names nobody bears."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, product

_FIRST = "Ada Bram Cora Dov Edda Femi Gita Hana Ivo Jona Kaya Lior Mira Nils Orla Petra".split()
_ONSETS = "Ba Bre Dro Fa Go Hu Ka Lo Mi Ne Pu Ra So Ta Vo Zi".split()
_ENDINGS = "rno ldi van kko vel mas nta rin".split()
_BEGINNING = date(2031, 1, 6)
_A_TEXT = 10  # meetings in an article


def articles(meetings: int) -> str:
    """Return articles in JSON Lines: so many MEETINGS, each of three out of as many people."""
    people = list(islice(_people(), meetings))
    told = [_sentence(people, at) for at in range(meetings)]
    return "".join(
        json.dumps(
            {
                "id": f"invented-{first:04}",
                "headline": f"Talks, part {first}",
                "text": "\n\n".join(told[first : first + _A_TEXT]),
                "datePublished": "2035-02-01",
            }
        )
        + "\n"
        for first in range(0, meetings, _A_TEXT)
    )


def _sentence(people: list[str], at: int) -> str:
    """Return the sentence that tells of the meeting AT its number: some people meet many."""
    day = _BEGINNING + timedelta(days=(at * 37) % 1461)
    one, other, third = people[at], people[(at + 1) % len(people)], people[at % 23]
    known = third if third not in (one, other) else people[(at + 29) % len(people)]
    return f"{one} met {other} and {known} in Geneva on {day.day} {day:%B} {day.year}."


def _people() -> Iterator[str]:
    """Yield names, each another one."""
    for ending, onset, first in product(_ENDINGS, _ONSETS, _FIRST):
        yield f"{first} {onset}{ending}"
