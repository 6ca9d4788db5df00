"""What every file of the query library has to be like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import InputError
from kg.queries import Catalogue, Queryable, SavedQuery, read_query, table
from kg.queries.asking import ask
from kg.queries.blocks import BLOCK
from kg.queries.checking import faults
from kg.queries.headers import parse
from kg.vocabulary import DEFAULT_BASE

STORE = Path(__file__).parent / "store.trig"
QUERIES = {query.name: query for query in Catalogue.load()}
every_query = pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES.keys())

# Without a value a query asks for all there is, which of all but these rdflib tells in seconds.
NOT_WHOLE_IN_RDFLIB = {
    "brokers": "rdflib takes minutes over paths with two free ends in NOT EXISTS",
    "coverage": "rdflib joins a sub-select's own BIND with every row on its left",
}

Engines = Callable[[str, bytes], Queryable]


def uncommented(text: str) -> str:
    return re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)


def patterns(node: Any, *, in_graph: bool = False) -> Iterator[bool]:
    """Yield for each basic graph pattern with triples whether it stands in a GRAPH."""
    if isinstance(node, CompValue):
        in_graph = in_graph or node.name == "Graph"
        if node.name == "BGP" and node.triples:
            yield in_graph
        for value in node.values():
            yield from patterns(value, in_graph=in_graph)
    elif isinstance(node, list | tuple | set):
        for value in node:
            yield from patterns(value, in_graph=in_graph)


def algebra(query: SavedQuery) -> Any:
    return translateQuery(parseQuery(query.text), base=DEFAULT_BASE).algebra


@every_query
def test_can_be_asked_for_what_is_sure(query: SavedQuery) -> None:
    assert "min-confidence" in {param.name for param in query.params}


@every_query
def test_summary_is_a_short_title(query: SavedQuery) -> None:
    assert len(query.summary) <= 80
    assert not query.summary.endswith(".")
    assert query.description.endswith(".")
    assert query.tags


@every_query
def test_it_runs_as_it_is_in_two_engines(query: SavedQuery) -> None:
    Store().query(query.text)
    algebra(query)


@every_query
def test_no_default_graph_no_other_service_no_dataset_clause(query: SavedQuery) -> None:
    assert all(patterns(algebra(query)))
    text = uncommented(query.text).upper()
    assert not re.search(r"(?<![?<])\b(SERVICE|FROM|LOAD)\b", text)


@every_query
def test_it_keeps_the_forms_that_make_it_safe_to_fill(query: SavedQuery) -> None:
    assert list(faults(query)) == []
    assert not re.search(r"[$%]|\{\{", uncommented(query.text))


@every_query
def test_its_own_iris_are_relative_to_the_base(query: SavedQuery) -> None:
    base, others = query.text.split("\n", 1)
    assert base == f"BASE <{DEFAULT_BASE}>"
    assert f"<{DEFAULT_BASE}" not in others.replace(f"<{DEFAULT_BASE}ontology#>", "")


@every_query
def test_header_describes_the_columns_in_order(query: SavedQuery) -> None:
    found: Any = Store().query(query.text)
    variables = [variable.value for variable in found.variables]
    labels = {column.label for column in query.columns}
    assert [v for v in variables if v not in labels] == [column.name for column in query.columns]


@every_query
def test_every_column_but_labels_is_described(query: SavedQuery) -> None:
    assert all(column.description for column in query.columns)


@every_query
def test_every_row_can_show_its_sentences(query: SavedQuery) -> None:
    assert any(column.fact for column in query.columns)


@every_query
def test_example_names_parameters_and_all_that_are_required(query: SavedQuery) -> None:
    given = {name for name, _ in query.example}
    assert given <= {param.name for param in query.params}
    assert {param.name for param in query.params if param.required} <= given


@every_query
def test_rows_are_in_one_order(query: SavedQuery) -> None:
    assert re.search(r"^ORDER BY", query.text, re.MULTILINE)


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
@pytest.mark.parametrize("engine", ["embedded", "rdflib"])
@every_query
def test_without_values_the_file_as_it_is_gives_the_same_rows(
    query: SavedQuery, engine: str, engines: Engines
) -> None:
    if engine == "rdflib" and query.name in NOT_WHOLE_IN_RDFLIB:
        pytest.skip(NOT_WHOLE_IN_RDFLIB[query.name])
    store = engines(engine, STORE.read_bytes())
    as_it_is = table(query, ask(store, query.text), store.base)
    blocks_dropped = table(query, ask(store, BLOCK.sub("", query.text)), store.base)
    assert as_it_is.rows == blocks_dropped.rows
    assert as_it_is.rows


GOOD = """\
#+ summary: Facts of a kind
#+ description: Facts.
#+ tags: [facts]
#+ params:
#+   as-of: {type: date, description: A day}
#+ columns:
#+   fact: {fact: true, description: A fact}
BASE <https://w3id.org/politics-kg/>
SELECT ?fact
WHERE {
  VALUES ?asOf { UNDEF }
  GRAPH <graph/facts> { ?fact <p> ?day }
  FILTER (!BOUND(?asOf) || ?day <= ?asOf)
}
"""
FAULTS = {
    "no base": ("BASE <https://w3id.org/politics-kg/>\n", "", "BASE"),
    "no block": ("  VALUES ?asOf { UNDEF }\n", "", "no block"),
    "unknown block": ("  VALUES ?asOf", "  VALUES ?x { UNDEF }\n  VALUES ?asOf", "no parameter"),
    "another form": ("{ UNDEF }", "{UNDEF}", "another form"),
    "a list": ("{ UNDEF }", "{ UNDEF UNDEF }", "another form"),
    "not first": (
        "  VALUES ?asOf { UNDEF }\n  GRAPH <graph/facts> { ?fact <p> ?day }\n",
        "  GRAPH <graph/facts> { ?fact <p> ?day }\n  VALUES ?asOf { UNDEF }\n",
        "first in its group",
    ),
    "not on its line": (
        "  VALUES ?asOf { UNDEF }\n  GRAPH",
        "  VALUES ?asOf { UNDEF } GRAPH",
        "line of its own",
    ),
    "out of sight": (
        "GRAPH <graph/facts> { ?fact <p> ?day }",
        "GRAPH <graph/facts> { ?fact <p> ?day FILTER (BOUND(?asOf)) }",
        "a group has a filter",
    ),
}


def test_good_query_has_no_fault() -> None:
    assert list(faults(parse("good", GOOD, "good.rq"))) == []


@pytest.mark.parametrize("name", list(FAULTS))
def test_fault_is_refused_when_the_file_is_read(name: str, tmp_path: Path) -> None:
    old, new, message = FAULTS[name]
    assert old in GOOD
    path = tmp_path / "mine.rq"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=message) as error:
        read_query(path)
    assert "mine.rq" in str(error.value)
