"""The seeds, read and consolidated: which of their meetings are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Triple

from kg.consolidation import consolidate
from kg.graph import Iris, gazetteer_triples, load_gazetteer, to_graph
from kg.graph.terms import pol
from kg.model import Document, Facts
from kg.pipeline import extractor
from kg.readers import read

SEEDS = Path(__file__).parents[2] / "seeds"
IRIS = Iris()
Meetings = list[dict[str, set[str]]]


@pytest.fixture(scope="module")
def seeds() -> list[Facts]:
    """Return what each of the seeds tells."""
    extract = extractor(load_gazetteer())
    items = read([str(SEEDS)], sidecar=SEEDS / "metadata.csv")
    return [extract(item) for item in items if isinstance(item, Document)]


@pytest.fixture(scope="module")
def undated() -> list[Facts]:
    """Return what the seeds tell when nobody says when they were published."""
    extract = extractor(load_gazetteer())
    items = read([str(SEEDS)], sidecar=SEEDS / "metadata.csv")
    return [extract(replace(i, published=None)) for i in items if isinstance(i, Document)]


def meetings(told: list[Facts]) -> Meetings:
    """Return the meetings: participants, places and days by their local names, and articles."""
    graphs = [to_graph(facts, IRIS) for facts in told]
    article = {
        str(t.subject): IRIS.identifier(graph.article).partition("_")[0]
        for graph in graphs
        for t in graph.triples
        if t.predicate == pol("reportedIn")
    }
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for triple in consolidate(graphs, gazetteer_triples(IRIS), IRIS):
        node, name = str(triple.subject), triple.predicate.value.rpartition("#")[2]
        if "/meeting/" in node:
            found[node][name] |= set(_short(triple))
            if name == "hasReport":
                found[node]["articles"].add(article[str(triple.object)])
    return list(found.values())


def _short(triple: Triple) -> Iterator[str]:
    """Yield the object's last part."""
    yield triple.object.value.rpartition("/")[2].rpartition("#")[2]  # type: ignore[union-attr]


def with_people(found: Meetings, *people: str) -> Meetings:
    return [meeting for meeting in found if set(people) <= meeting["participant"]]


def test_bihar_and_kashmir_are_one_meeting_each_in_two_articles(seeds: list[Facts]) -> None:
    found = meetings(seeds)
    (bihar,) = with_people(found, "akhilesh-prasad-singh")
    assert (bihar["articles"], bihar["date"]) == ({"002", "003"}, {"2023-12-26"})
    (kashmir,) = with_people(found, "vikar-rasool-wani")
    assert (kashmir["articles"], kashmir["date"]) == ({"002", "003"}, {"2023-12-26"})
    assert bihar["independentSources"] == kashmir["independentSources"] == {"2"}


def test_september_and_october_are_two(seeds: list[Facts]) -> None:
    both = with_people(meetings(seeds), "hemant-soren", "kalpana-soren", "mallikarjun-kharge")
    assert sorted((*m["date"], *m["articles"]) for m in both) == [
        ("2024-09-03", "000"),
        ("2024-10-09", "001"),
    ]


def test_without_dates_september_and_october_are_two_still(undated: list[Facts]) -> None:
    found = meetings(undated)
    both = with_people(found, "hemant-soren", "kalpana-soren", "mallikarjun-kharge")
    assert sorted(map(sorted, (m["articles"] for m in both))) == [["000"], ["001"]]
    assert not any({"000", "001"} <= m["articles"] for m in found)
