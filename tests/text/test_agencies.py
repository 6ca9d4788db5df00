"""The agency that a byline names."""

from __future__ import annotations

import pytest

from kg.graph import load_gazetteer
from kg.text import agency_in
from kg.text.agencies import agencies


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("PTI", "PTI"),
        ("By PTI, New Delhi", "PTI"),
        ("Reuters Staff", "Reuters"),
        ("Asha Sen and Press Trust of India", "PTI"),
        ("AFP/dpa", "AFP"),
        ("(Xinhua News Agency)", "Xinhua"),
        ("Asha Sen", None),
        ("Sana Khan", None),
        ("AAP", None),  # a party, before it is an agency
        ("", None),
        ("By " * 5_000, None),
    ],
)
def test_a_byline_names_its_agency(byline: str, agency: str | None) -> None:
    assert agency_in(byline) == agency


def test_no_agency_is_called_as_a_party_or_body_is() -> None:
    named = {f for entry in load_gazetteer().entries for f in (*entry.forms, *entry.nicknames)}
    assert named & agencies().keys() == {"PTI"}
