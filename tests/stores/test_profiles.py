"""What follows from an address that a user gives."""

from __future__ import annotations

import pytest

from kg.stores import PROFILES
from kg.stores.profiles import Addresses, addresses

OXIGRAPH = Addresses("http://h:7878/query", "http://h:7878/store")
FUSEKI = Addresses("http://h/news/query", "http://h/news/data")
VIRTUOSO = Addresses("https://h/sparql", "https://h/sparql-graph-crud-auth")
RDF4J = Addresses("http://h/s/repositories/r", "http://h/s/repositories/r/rdf-graphs/service")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://h:7878", OXIGRAPH),
        ("http://h:7878/", OXIGRAPH),
        ("http://h:7878/query", OXIGRAPH),
        ("http://h:7878/update", OXIGRAPH),
        ("http://h:7878/store", OXIGRAPH),
        ("http://h/news", FUSEKI),
        ("http://h/news/sparql", FUSEKI),
        ("http://h/news/query", FUSEKI),
        ("http://h/news/data", FUSEKI),
        ("https://h/sparql", VIRTUOSO),
        ("https://h/sparql/", VIRTUOSO),
        ("https://h/sparql-auth", VIRTUOSO),
        ("http://h/s/repositories/r", RDF4J),
        ("http://h/s/repositories/r/statements", RDF4J),
        ("http://h/a/b/c", Addresses("http://h/a/b/c", None)),
        (
            "http://h/sparql?default-graph-uri=x",
            Addresses("http://h/sparql?default-graph-uri=x", None),
        ),
    ],
)
def test_addresses_follow_from_the_one_given(url: str, expected: Addresses) -> None:
    assert addresses(url, PROFILES) == expected


def test_each_profile_knows_its_own_addresses() -> None:
    for profile in PROFILES:
        assert profile.name
        assert sum(profile.name == other.name for other in PROFILES) == 1
