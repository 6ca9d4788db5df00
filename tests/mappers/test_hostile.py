"""Hostile text: the time that an article takes grows as its length does, whatever it holds."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import Iris, load_gazetteer, to_graph
from kg.linking import Linker
from kg.mappers import map_article
from kg.model import Document, Facts
from kg.validation import check_text

IRIS = Iris("https://kg.example/")
SHORT, LONG = 5_000, 20_000  # code points
# A quarter of the time of the long text is what the short one takes; the square would be a
# sixteenth. Between them, and with what a busy machine adds, stands this.
GROWTH, SLACK = 9, 1.0

PIECES = {
    "letters": "a",
    "names": "Asha ",
    "initials": "A. ",
    "a name as long as a page": "Asha Rao ",
    "dashes": "-",
    "marks": "!",
    "commas": "Rao, ",
    "and": "Rao and ",
    "quotations in one another": "He said: “Rao said, ‘",
    "closing marks": '”’"',
    "straight marks": '"',
    "brackets": "(",
    "empty lines": "\n \n",
    "verbs": "met ",
    "meetings": "they met ",
    "who": "Rao, who met Mensah, ",
    "offices": "president of ",
    "possessives": "Rao’s ",
    "parties": "Congress-BJP-",
    "pacts": "The Congress allied with the BJP. ",
    "allies": "ally of the BJP ",
    "alliances": "alliance with the BJP ",
    "talks": "talks with ",
    "pronouns": "He met her. ",
    "datelines": "New Delhi/",
    "headings": "Rao Meets Mensah\n\n",
    "seats": "Congress 10 seats, ",
    "chrome": "Also read: ",
    "mangled": "Ã\x80",
    "handles": "@rao ",
    "numbers": "1,",
    "links": "http://a",
    "kin": "Asha Rao, son Om and wife Rita, ",
    "asides": "Rao, who left, met Mensah, ",
    "invitations": "invited Rao for talks on Monday ",
    "what is ahead": "met Rao ahead of May 2, ",
    "words quoted": '"yes" Rao said "no" ',
}


@cache
def _linker() -> Linker:
    return Linker(load_gazetteer())


def facts(text: str) -> Facts:
    return map_article(_linker().link(Document("one", text, "one")))


def seconds(text: str) -> float:
    start = time.process_time()
    facts(text)
    return time.process_time() - start


@pytest.mark.parametrize("name", list(PIECES))
def test_time_grows_as_length(name: str) -> None:
    short, long = (PIECES[name] * (size // len(PIECES[name])) for size in (SHORT, LONG))
    facts("Rao met Mensah.")  # the lexicons are read once
    assert seconds(long + "x") < GROWTH * seconds(short + "x") + SLACK


def test_meetings_of_many_people_take_no_square() -> None:
    def told(count: int) -> str:
        letters = "bcdfghjklm"
        names = ("".join(letters[int(d)] + "a" for d in f"{n:04}").title() for n in range(count))
        return " ".join(f"{name} met Mensah." for name in names)

    assert seconds(told(800)) < GROWTH * seconds(told(200)) + SLACK


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(list(PIECES.values())),
        st.sampled_from(
            "Sen met Das in Pune on Monday.|He, who|Mr.|the BJP's chief|\n\n|“|”|;".split("|")
        ),
        st.text(max_size=5),
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_gives_facts_that_stand_in_it(text: str) -> None:
    found = facts(text)
    assert not list(check_text(found.document, to_graph(found, IRIS)))
