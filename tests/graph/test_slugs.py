"""Slugs: the same name in other spellings gives the same last part of an IRI."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import encoded, slug

NAMES = {
    "Hemant Soren": "hemant-soren",
    "K.C. Venugopal": "kc-venugopal",
    "K C Venugopal": "kc-venugopal",
    "KC Venugopal": "kc-venugopal",
    "K. C. Venugopal": "kc-venugopal",
    "P Chidambaram": "p-chidambaram",
    "I.N.D.I.A.": "india",
    "Shiv Sena (UBT)": "shiv-sena-ubt",
    "JD(U)": "jd-u",
    "Jammu & Kashmir": "jammu-and-kashmir",
    "Conor O’Brien": "conor-obrien",
    "Conor O'Brien": "conor-obrien",
    "Recep Tayyip Erdoğan": "recep-tayyip-erdogan",
    "Kılıçdaroğlu": "kilicdaroglu",
    "İmamoğlu": "imamoglu",
    "Wałęsa": "walesa",
    "Støre": "store",
    "Weiß": "weiss",
    "Þórdís": "thordis",
    "  Azimio   la Umoja ": "azimio-la-umoja",
    "राहुल गांधी": "राहुल-गांधी",
    "新华社": "新华社",
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_without_letters_has_a_slug_of_its_own() -> None:
    assert slug("!!!") != slug("???")
    assert slug("!!!").startswith("n-")


@given(st.text())
def test_a_slug_is_one_segment(name: str) -> None:
    made = slug(name)
    assert made
    assert not set(made) & set(" /#?%\t\n")
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made


@given(st.lists(st.text(st.sampled_from("abcXYZéñ1"), min_size=2), min_size=1))
def test_a_slug_is_its_own_slug(words: list[str]) -> None:
    assert slug(slug(" ".join(words))) == slug(" ".join(words))


@given(st.text())
def test_an_encoded_name_is_ascii_and_one_segment(name: str) -> None:
    assert encoded(name).isascii()
    assert not set(encoded(name)) & set("/#? ")
    assert encoded(name) not in (".", "..")
