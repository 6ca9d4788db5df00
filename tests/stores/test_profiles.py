"""What follows from an address that a user gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.stores import PROFILES
from kg.stores.profiles import addresses

DATA = Path(__file__).parent / "data"


def found(url: str) -> list[str | None]:
    """Return the kind of store, and where it takes queries, updates, graphs and N-Quads."""
    there = addresses(url, PROFILES)
    name = there.profile.name if there.profile else None
    return [name, there.query, there.update, there.graph_store, there.dataset]


CASES = [line.split() for line in (DATA / "addresses.txt").read_text().splitlines() if line]


@pytest.mark.parametrize(("url", "expected"), [(case[0], case[1:]) for case in CASES])
def test_addresses_follow_from_the_one_given(url: str, expected: list[str]) -> None:
    base = url.split("/", 3)
    host = "/".join(base[:3])
    written = [None if word == "-" else word for word in expected]
    full = [word if not word or not word.startswith("/") else host + word for word in written]
    assert found(url) == full
    assert found(full[1] or "")[1] == full[1], "asked by its query address, it is the same"


@pytest.mark.parametrize("url", ["http://h/a/b/c", "http://h/sparql?default-graph-uri=x"])
def test_an_address_of_no_known_form_is_where_queries_go(url: str) -> None:
    assert found(url) == [None, url, None, None, None]


def test_each_profile_knows_its_own_addresses() -> None:
    for profile in PROFILES:
        assert profile.name
        assert profile.update
        assert profile.update_size
        assert sum(profile.name == other.name for other in PROFILES) == 1
