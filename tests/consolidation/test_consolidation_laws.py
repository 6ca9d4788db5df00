"""Laws: what holds of the facts graph whatever the articles tell."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import ArticleGraph, Iris
from kg.validation import Validator
from kg.vocabulary import POL, RDF, RDFS, SCHEMA
from tests.consolidation.strategies import articles_told

Graphs = Callable[[Any], list[ArticleGraph]]
Consolidated = Callable[..., list[Triple]]
CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
FACTS = {
    "Meeting",
    "AllianceMembership",
    "AllianceStance",
    "Tenure",
    "Move",
    "Kinship",
    "Statement",
    "SeatSharing",
}

PRINT_FACTS = """
import sys
from collections import defaultdict
from pyoxigraph import DefaultGraph, parse
from kg.consolidation import consolidate
from kg.graph import ArticleGraph, Iris

graphs = defaultdict(list)
for quad in parse(path=sys.argv[1]):
    graphs[quad.graph_name].append(quad.triple)
gazetteer = graphs.pop(DefaultGraph())
articles = {ArticleGraph(name.value, tuple(triples)) for name, triples in graphs.items()}
print(*consolidate(articles, gazetteer, Iris()), sep="\\n")
"""


@given(articles_told(), st.randoms(use_true_random=False))
def test_order_means_nothing(
    graphs: Graphs,
    consolidated: Consolidated,
    articles: list[dict[str, Any]],
    chance: random.Random,
) -> None:
    told = graphs(articles)
    shuffled = [ArticleGraph(g.article, _shuffled(g.triples, chance)) for g in told]
    chance.shuffle(shuffled)
    assert consolidated(shuffled) == consolidated(told)


def _shuffled(triples: tuple[Triple, ...], chance: random.Random) -> tuple[Triple, ...]:
    """Return TRIPLES in another order."""
    return tuple(chance.sample(triples, len(triples)))


@given(articles_told())
def test_an_article_taken_out_leaves_no_trace(
    graphs: Graphs, consolidated: Consolidated, articles: list[dict[str, Any]]
) -> None:
    told = graphs(articles)
    consolidated(told)
    rest = consolidated(told[1:])
    assert rest == consolidated(graphs(articles[1:]))
    assert not any(told[0].article in str(triple) for triple in rest)


@given(articles_told())
def test_an_old_address_leads_to_a_fact(
    graphs: Graphs, consolidated: Consolidated, articles: list[dict[str, Any]]
) -> None:
    """What a meeting's address was made of is a report of a meeting, whatever came or went."""
    told = graphs(articles)
    whole, part = _by_subject(consolidated(told)), _by_subject(consolidated(told[1:]))
    for old, now in ((part, whole), (whole, part)):
        for kind, path in (("Meeting", "meeting/"), ("Tenure", "tenure/"), ("Move", "move/")):
            reports = {
                report
                for properties in now.values()
                if _kind(properties) == kind
                for report in properties[POL + "hasReport"]
            }
            names = {iri.rpartition("/")[2] for iri in old if iri.startswith(Iris().base + path)}
            there = names & {iri.rpartition("/")[2] for iri in now}
            of_others = {n for n in names if Iris().node("report", n) in reports}
            assert there <= of_others
            assert old is whole or of_others == names


@given(articles_told())
def test_every_fact_has_reports_and_every_meeting_report_one_meeting(
    graphs: Graphs, consolidated: Consolidated, articles: list[dict[str, Any]]
) -> None:
    told = graphs(articles)
    nodes = _by_subject(consolidated(told))
    article_of = _articles_of(told)
    meetings_of: dict[str, list[str]] = defaultdict(list)
    for iri, properties in nodes.items():
        kind = _kind(properties)
        if kind in FACTS:
            its = properties[POL + "hasReport"]
            assert its
            assert set(its) <= set(article_of)
        if kind == "Meeting":
            assert len({article_of[report] for report in its}) == len(its)
            for report in its:
                meetings_of[report].append(iri)
    assert all(len(found) == 1 for found in meetings_of.values())
    assert set(meetings_of) == _reports_of_meetings(told)


@given(articles_told())
def test_one_article_alone_leaves_no_doubt(
    graphs: Graphs, consolidated: Consolidated, articles: list[dict[str, Any]]
) -> None:
    told = graphs(articles)
    nodes, article_of = _by_subject(consolidated(told)), _articles_of(told)
    for properties in list(nodes.values()):
        pair = [nodes[iri] for iri in properties.get(POL + "candidate", ())]
        reports = [report for meeting in pair for report in meeting[POL + "hasReport"]]
        assert len({article_of[report] for report in reports}) != 1


@given(articles_told())
def test_all_that_is_pointed_to_has_type_and_label(
    graphs: Graphs, consolidated: Consolidated, articles: list[dict[str, Any]]
) -> None:
    nodes = _by_subject(consolidated(graphs(articles)))
    pointed = {
        value
        for properties in nodes.values()
        for name, values in properties.items()
        if name != RDF + "type"
        for value in values
        if value.startswith(Iris().base) and not value.startswith(POL)
    }
    for iri in pointed:
        assert nodes[iri][RDF + "type"], iri
        assert len(nodes[iri][RDFS + "label"]) == 1, iri


@given(articles_told())
def test_nobody_takes_part_and_stays_away(
    graphs: Graphs, consolidated: Consolidated, articles: list[dict[str, Any]]
) -> None:
    for properties in _by_subject(consolidated(graphs(articles))).values():
        came = set(properties.get(POL + "participant", ()))
        assert not came & set(properties.get(POL + "absentee", ()))
        assert came >= set(properties.get(POL + "chair", ()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_facts_graph_fits_the_shapes(
    case: Path, graphs: Graphs, consolidated: Consolidated
) -> None:
    described = yaml.safe_load(case.read_text(encoding="utf-8"))
    told = graphs(described["articles"])
    triples = consolidated(told, described.get("decisions", ""))
    facts = ArticleGraph(Iris().facts_graph, tuple(triples))
    (verdict,) = Validator().check([facts])
    assert not verdict.violations


def test_no_blank_nodes_sorted_and_once(graphs: Graphs, consolidated: Consolidated) -> None:
    told = [g for case in CASES for g in graphs(yaml.safe_load(case.read_text())["articles"])]
    unique = list({graph.article: graph for graph in told}.values())
    triples = consolidated(unique)
    assert all(isinstance(t.subject, NamedNode) for t in triples)
    assert all(isinstance(t.object, NamedNode | Literal) for t in triples)
    assert triples == sorted(set(triples), key=str)


def test_hash_seed_means_nothing(graphs: Graphs, gazetteer: list[Triple], tmp_path: Path) -> None:
    told = [g for case in CASES for g in graphs(yaml.safe_load(case.read_text())["articles"])]
    lines = [
        f"{triple} <{graph}> ."
        for graph, triples in [*((g.article, g.triples) for g in told), ("", gazetteer)]
        for triple in triples
    ]
    (tmp_path / "articles.nq").write_text("\n".join(lines).replace(" <> .", " ."), "utf-8")
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PRINT_FACTS, str(tmp_path / "articles.nq")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "271828")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") > 1000


def test_description_changes_with_what_the_facts_are_made_of(
    graphs: Graphs, consolidated: Consolidated
) -> None:
    articles = yaml.safe_load(CASES[0].read_text(encoding="utf-8"))["articles"]
    told = graphs(articles)
    whole, part = (_description(consolidated(g)) for g in (told, told[:1]))
    assert whole[POL + "articleCount"] == [str(len(told))]
    assert part[POL + "articleCount"] == ["1"]
    assert whole[POL + "articlesSha256"] != part[POL + "articlesSha256"]
    assert whole[POL + "gazetteerSha256"] == part[POL + "gazetteerSha256"]


# --- reading -------------------------------------------------------------------------------------

Nodes = Mapping[str, Mapping[str, list[str]]]


def _by_subject(triples: Iterable[Triple]) -> Nodes:
    """Return the objects of TRIPLES by subject and property."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode | Literal)
        nodes[triple.subject.value][triple.predicate.value].append(triple.object.value)
    return nodes


def _kind(properties: Mapping[str, list[str]]) -> str:
    """Return the local name of the class of ours that a node has."""
    types = [t for t in properties[RDF + "type"] if not t.startswith(SCHEMA)]
    return types[0].removeprefix(POL) if types else ""


def _articles_of(told: Iterable[ArticleGraph]) -> dict[str, str]:
    """Return the article of each report."""
    return {
        iri: properties[POL + "reportedIn"][0]
        for graph in told
        for iri, properties in _by_subject(graph.triples).items()
        if properties.get(POL + "reportedIn")
    }


def _reports_of_meetings(told: Iterable[ArticleGraph]) -> set[str]:
    """Return the meetings' reports in all articles."""
    return {
        iri
        for graph in told
        for iri, properties in _by_subject(graph.triples).items()
        if POL + "MeetingReport" in properties[RDF + "type"]
    }


def _description(triples: Iterable[Triple]) -> Mapping[str, list[str]]:
    """Return what the facts graph says of itself."""
    return _by_subject(triples)[Iris().facts_graph]
