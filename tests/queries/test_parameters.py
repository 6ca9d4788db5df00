"""What people type becomes the right RDF term, and never anything else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Literal as RdflibLiteral
from rdflib.term import Variable

from kg.errors import UsageError
from kg.queries import Param, ParamType, bind, to_terms
from kg.queries.blocks import fill, iri, string
from kg.queries.headers import parse
from kg.vocabulary import DEFAULT_BASE, POL, XSD

QUERY = parse(
    "typed",
    """\
#+ summary: Typed
#+ description: Typed.
#+ tags: [facts]
#+ params:
#+   text: {type: string, description: A text, required: true}
#+   since: {type: date, day: first, description: A day}
#+   as-of: {type: date, day: last, description: A day}
#+   count: {type: integer, description: A number, default: "7"}
#+   least: {type: share, description: A share}
#+   status: {type: choice, choices: [Held, Planned], description: A status}
#+   fact: {type: iri, many: true, description: A fact}
#+ columns: {}
#+ example: {text: abc}
BASE <https://w3id.org/politics-kg/>
SELECT * WHERE {
  VALUES ?text { UNDEF }
  VALUES ?since { UNDEF }
  VALUES ?asOf { UNDEF }
  VALUES ?count { UNDEF }
  VALUES ?least { UNDEF }
  VALUES ?status { UNDEF }
  VALUES ?fact { UNDEF }
}
""",
    "typed.rq",
)


class Nothing:
    """A store that isn't asked."""

    base = DEFAULT_BASE

    def query(self, sparql: str, /) -> bool:
        raise AssertionError(sparql)


def bound(base: str = DEFAULT_BASE, **values: str | list[str]) -> dict[str, Any]:
    """Return what the filled query binds, by variable; None for what is not bound."""
    lists = {
        name.replace("_", "-"): [value] if isinstance(value, str) else value
        for name, value in {"text": "x", **values}.items()
    }
    terms = to_terms(Nothing(), QUERY, lists)
    found: Any = Store().query(bind(QUERY, terms, base))
    (row,) = found
    return {v.value: row[v] for v in found.variables}


def day(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + "date"))


@pytest.mark.parametrize(
    ("given_as", "number"),
    [
        ("0", "0"),
        ("0.8", "0.8"),
        (".8", "0.8"),
        ("0.850", "0.85"),
        ("1", "1"),
        ("1.0", "1"),
        ("1e-1", "0.1"),
        ("3.3e-16", "0"),
    ],
)
def test_share(given_as: str, number: str) -> None:
    (found,) = to_terms(Nothing(), QUERY, {"text": ["x"], "least": [given_as]})["least"]
    assert found == Literal(number, datatype=NamedNode(XSD + "decimal"))


@pytest.mark.parametrize(
    "text",
    ["80", "1.1", "-0.1", "+0.1", "0,8", "80%", "1e1", "e-1", "", "0.8 }", "NaN", "\u0660.8"],
)
def test_not_a_share(text: str) -> None:
    with pytest.raises(UsageError, match=r"--least is a share from 0 to 1, such as 0\.8"):
        bound(least=text)


@pytest.mark.parametrize(
    ("given_as", "first", "last"),
    [
        ("2024-02-10", "2024-02-10", "2024-02-10"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024-01-01", "2024-12-31"),
        (" 2023-12 ", "2023-12-01", "2023-12-31"),
    ],
)
def test_date_takes_the_first_or_last_day(given_as: str, first: str, last: str) -> None:
    answer = bound(since=given_as, as_of=given_as)
    assert (answer["since"], answer["asOf"]) == (day(first), day(last))


@pytest.mark.parametrize(
    "wrong", ["", "yesterday", "2024-13", "2024-02-30", "24-02-01", "２０２４"]
)
def test_no_date(wrong: str) -> None:
    with pytest.raises(UsageError, match="--since"):
        bound(since=wrong)


def test_integer_choice_default() -> None:
    answer = bound(status="pLANNED")
    assert answer["status"] == NamedNode(POL + "Planned")
    assert answer["count"] == Literal("7", datatype=NamedNode(XSD + "integer"))
    assert bound(count="-12")["count"] == Literal("-12", datatype=NamedNode(XSD + "integer"))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"count": "1.5"}, "--count is a whole number"),
        ({"count": "1" * 40}, "--count is a whole number"),
        ({"status": "Cancelled"}, "--status is one of Held, Planned"),
        ({"fact": "a b"}, "is no IRI"),
        ({"text": "\ud800"}, "half of a character"),
        ({"text": ["a", "b"]}, "--text takes one value, 2 are given"),
        ({"texts": "a"}, "has no parameter 'texts'"),
        ({"text": []}, "needs --text: a text; for example: kg query typed --text abc"),
    ],
)
def test_wrong_values(values: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        bound(**values)


def test_iri_is_whole_or_relative_to_the_store() -> None:
    (one,) = to_terms(Nothing(), QUERY, {"text": ["x"], "fact": ["meeting/1"]})["fact"]
    assert one == NamedNode(DEFAULT_BASE + "meeting/1")
    whole = "urn:uuid:0"
    assert bound(fact=f"<{whole}>")["fact"] == NamedNode(whole)


def test_several_values_make_a_row_each() -> None:
    terms = to_terms(Nothing(), QUERY, {"text": ["x"], "fact": ["meeting/1", "meeting/2"]})
    rows: Any = Store().query(bind(QUERY, terms, DEFAULT_BASE))
    assert [row["fact"].value.removeprefix(DEFAULT_BASE) for row in rows] == [
        "meeting/1",
        "meeting/2",
    ]


def test_the_base_of_the_store_takes_the_place_of_the_files() -> None:
    text = (
        "BASE <https://w3id.org/politics-kg/>\nSELECT ?x { VALUES ?x { UNDEF } BIND (<a> AS ?y) }"
    )
    assert "BASE <https://example.org/kg/>\n" in fill(text, "https://example.org/kg/", {})
    with pytest.raises(ValueError, match="IRI"):
        fill(text, "https://example.org/> DROP ALL #", {})


def test_a_parameter_of_words_has_a_variable_in_camel_case() -> None:
    assert Param("first-of-all", ParamType.STRING, "x").variable == "firstOfAll"


# Any text, and texts out of what could end a literal, a block or a line.
texts = st.text() | st.text(st.sampled_from("\"'\\{}<>?$#%@^\n\r\t\f\b\u2028\ud800\x00uU0 "))


@given(texts)
def test_a_text_never_leaves_its_literal(text: str) -> None:
    filled = fill(
        "SELECT * {\n  VALUES ?text { UNDEF }\n}", DEFAULT_BASE, {"text": [literal(text)]}
    )
    rows: Any = Store().query(filled)
    assert [(row["text"].value, len(row)) for row in rows] == [(literal(text).value, 1)]
    (values,) = blocks_of(translateQuery(parseQuery(filled)).algebra)  # another parser's eyes
    assert values == [{Variable("text"): RdflibLiteral(literal(text).value)}]


def blocks_of(node: Any) -> Iterator[Any]:
    """Yield the rows of each VALUES block in the algebra of a query."""
    if isinstance(node, CompValue):
        if node.name == "values":
            yield node.res
        for value in node.values():
            yield from blocks_of(value)


def literal(text: str) -> Literal:
    """Return TEXT as the literal it becomes; the text without lone surrogates if it has any."""
    try:
        return string(text)
    except UsageError:
        return string(text.encode("utf-8", "replace").decode())


@given(texts)
def test_an_address_is_refused_or_the_very_iri(text: str) -> None:
    try:
        term = iri(DEFAULT_BASE, text)
    except UsageError:
        return
    rows: Any = Store().query(fill("SELECT * { VALUES ?x { UNDEF } }", DEFAULT_BASE, {"x": [term]}))
    assert [row["x"] for row in rows] == [term]


PERIOD = parse(
    "period",
    """\
#+ summary: A period
#+ description: From a day to a day.
#+ params:
#+   since: {type: date, day: first, description: From}
#+   until: {type: date, day: last, description: To}
BASE <https://w3id.org/politics-kg/>
SELECT * WHERE {
  VALUES ?since { UNDEF }
  VALUES ?until { UNDEF }
}
""",
    "period.rq",
)


@pytest.mark.parametrize(
    ("since", "until"), [("2024", "2024"), ("2024-12", "2024"), ("2024-09-03", "2024-09-03")]
)
def test_a_period(since: str, until: str) -> None:
    assert to_terms(Nothing(), PERIOD, {"since": [since], "until": [until]}).keys() == {
        "since",
        "until",
    }


def test_a_period_that_ends_before_it_begins() -> None:
    with pytest.raises(UsageError, match="--since 2025 is after --until 2024-12: no day"):
        to_terms(Nothing(), PERIOD, {"since": ["2025"], "until": ["2024-12"]})
