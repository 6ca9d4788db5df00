"""Parts of the graph, files of one article, tables: what is in them, and that they conform."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import UsageError
from kg.export import TABLES, Facts, Part, part, pattern_for, split, write_table
from kg.graph import Iris
from kg.graph.terms import pol
from kg.validation import Validator, split_graphs
from kg.vocabulary import DEFAULT_BASE
from tests.export.graphs import Graphs

DATA = Path(__file__).parent / "data"
IRIS = Iris()


GRAPHS = Graphs()
ALL = set(GRAPHS.quads())
ARTICLES = [name for name in GRAPHS.graph_names() if name.startswith(IRIS.articles)]


def reports(quads: set[Quad]) -> set[str]:
    return {q.subject.value for q in quads if q.predicate == pol("reportedIn")}  # type: ignore[union-attr]


def value(report: str, property_: str) -> str | None:
    told = [q for q in ALL if q.subject == NamedNode(report) and q.predicate == pol(property_)]
    return told[0].object.value if told else None  # type: ignore[union-attr]


PARTS = st.builds(
    Part,
    st.frozensets(st.sampled_from(ARTICLES), max_size=3),
    st.none() | st.dates().map(str) | st.sampled_from(["2031-05-01", "2024-09-03"]),
    st.none() | st.dates().map(str) | st.sampled_from(["2031-12-31", "2025-01-01"]),
    st.none() | st.sampled_from([f"{DEFAULT_BASE}party/{p}" for p in ("harbour", "meadow", "x")]),
    st.none() | st.sampled_from([Decimal("0.5"), Decimal("0.9"), Decimal("1")]),
)


@pytest.fixture(scope="module")
def wrong() -> Callable[[Iterable[Quad]], set[tuple[str, str]]]:
    """Return what tells the nodes of some quads that don't conform, with their graphs."""
    validator = Validator()

    def check(quads: Iterable[Quad]) -> set[tuple[str, str]]:
        verdicts = validator.check(split_graphs(quads))
        return {(each.article, v.focus) for each in verdicts for v in each.violations}

    return check


@settings(max_examples=30)
@given(wanted=PARTS)
def test_every_part_conforms_as_the_whole_does(
    wrong: Callable[[Iterable[Quad]], set[tuple[str, str]]], wanted: Part
) -> None:
    found = list(part(GRAPHS, wanted))
    assert set(found) <= ALL
    graphs = [str(quad.graph_name) for quad in found]
    assert graphs == sorted(graphs)
    assert wrong(found) <= wrong(ALL)


def test_whole_articles_and_their_facts() -> None:
    found = set(part(GRAPHS, Part(frozenset(ARTICLES[:1]))))
    own = {quad for quad in ALL if quad.graph_name == NamedNode(ARTICLES[0])}
    assert own <= found
    facts = found - own
    assert {str(quad.graph_name)[1:-1] for quad in facts} == {IRIS.facts_graph}
    told = {q.subject for q in facts if q.predicate == pol("hasReport")}
    assert told == {
        q.subject
        for q in ALL
        if q.predicate == pol("hasReport") and q.object.value in reports(own)  # type: ignore[union-attr]
    } | (told & {q.subject for q in ALL if q.object == pol("ConflictSide")})


def test_reports_that_are_sure_enough() -> None:
    found = reports(set(part(GRAPHS, Part(min_confidence=Decimal("0.9")))))
    sure = {r for r in reports(ALL) if Decimal(value(r, "confidence") or 0) >= Decimal("0.9")}
    assert found == sure
    assert found < reports(ALL)


def test_reports_by_their_days() -> None:
    day = sorted(filter(None, (value(report, "earliest") for report in reports(ALL))))[0]
    found = reports(set(part(GRAPHS, Part(since=day, until=day))))
    for report in found:
        assert (value(report, "earliest") or day) <= day <= (value(report, "latest") or day)
    assert {r for r in reports(ALL) if value(r, "earliest") == day} <= found < reports(ALL)


def test_all_since_ever_is_all_that_bears_a_date() -> None:
    dated = {r for r in reports(ALL) if value(r, "earliest")}
    assert dated <= reports(set(part(GRAPHS, Part(since="0001-01-01"))))


# --- a file an article ----------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "ending"), [("news", ".nq"), ("news/*.nq.gz", ".nq.gz")])
def test_a_file_an_article(tmp_path: Path, name: str, ending: str) -> None:
    quads = sorted(ALL, key=lambda quad: str(quad.graph_name))
    count = split(quads, pattern_for(tmp_path / name, "nquads"), "nquads", DEFAULT_BASE)
    files = sorted((tmp_path / "news").iterdir())
    assert count == len(files) == len(ARTICLES)
    assert [f"{IRIS.articles}{file.name.removesuffix(ending)}" for file in files] == ARTICLES


def test_names_of_files_are_neither_hidden_nor_too_long(tmp_path: Path) -> None:
    node = NamedNode("http://e.org/p")
    names = [".hidden", "a" * 300, "a" * 299 + "b"]
    quads = [Quad(node, node, node, NamedNode(IRIS.article(name))) for name in names]
    assert split(quads, tmp_path / "*.nq", "nquads", DEFAULT_BASE) == 3
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files[0] == "%2Ehidden.nq"
    assert len(files) == 3
    assert max(map(len, files)) < 160


def test_a_pattern_needs_one_star(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs one \\* for the article"):
        split([], tmp_path / "**.nq", "nquads", DEFAULT_BASE)


# --- tables ---------------------------------------------------------------------------------------

NETWORKS = list(parse(path=DATA / "networks.trig", format=RdfFormat.TRIG))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_looks_as_it_should(name: str, golden: Callable[[Path, str], None]) -> None:
    stream = io.BytesIO()
    write_table(Facts(NETWORKS), name, stream)
    golden(DATA / "golden" / f"{name}.csv", stream.getvalue().decode())
    again = io.BytesIO()
    write_table(Facts(reversed(NETWORKS)), name, again)
    assert again.getvalue() == stream.getvalue()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_row_a_fact(name: str) -> None:
    stream = io.BytesIO()
    write_table(Facts(ALL), name, stream)
    header, *rows = csv.reader(io.StringIO(stream.getvalue().decode(), newline=""))
    classes = [pol(each) for each in TABLES[name].classes]
    facts = {q.subject.value for q in ALL if q.object in classes}  # type: ignore[union-attr]
    assert {row[0] for row in rows} == facts
    assert len(rows) == len(facts) > 0
    assert all(len(row) == len(header) for row in rows)
