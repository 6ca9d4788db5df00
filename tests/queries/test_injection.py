"""Hostile values of parameters change the terms of a query only, or are refused with a message."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest
from pyoxigraph import Literal, NamedNode, Store
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier

from kg.errors import UsageError
from kg.queries import Catalogue, Param, ParamType, Queryable
from kg.queries.blocks import fill, iri, string
from kg.queries.parameters import to_term
from kg.vocabulary import DEFAULT_BASE

LONG = ["x" * 100_000, '"}' * 20_000, "\n" * 20_000]
SHORT: list[str] = json.loads((Path(__file__).parent / "hostile.json").read_text("utf-8"))
HOSTILE = SHORT + LONG
QUERIES = {query.name: query for query in Catalogue.load()}
HARMLESS = NamedNode("urn:harmless")
WORDS = Param("words", ParamType.WORDS, "Words, which are looked up in no store")
# Of SPARQL 1.1: IRIREF, and STRING_LITERAL2 with a datatype or without; \\uXXXX and \\UXXXXXXXX.
IRI = r'<[^\x00-\x20<>"{}|^`\\]*>'
CHARACTER = r"""[^"\\\n\r]|\\[tbnrf"'\\]|\\u[0-9A-F]{4}|\\U[0-9A-F]{8}"""
TOKEN = re.compile(rf'{IRI}|"(?:{CHARACTER})*"(?:\^\^{IRI})?')
CODE_POINT = re.compile(r"\\u([0-9A-F]{4})|\\U([0-9A-F]{8})")


class Nobody:
    """A store that is never asked."""

    base = DEFAULT_BASE

    def query(self, sparql: str, /) -> NoReturn:
        raise AssertionError(sparql)


def shape(node: Any) -> Any:
    """Return the algebra NODE without the terms of its VALUES blocks."""
    if isinstance(node, CompValue):
        if node.name == "values":
            return "values", sorted({str(name) for row in node.res for name in row})
        if node.name == "InlineData":  # a block within EXISTS, which rdflib leaves as it was read
            return "values", shape(node.var)
        return node.name, [(key, shape(value)) for key, value in sorted(node.items())]
    if isinstance(node, dict):
        return [(str(key), shape(value)) for key, value in node.items()]
    if isinstance(node, set | frozenset):
        return sorted(map(str, node))
    if isinstance(node, list | tuple):
        return [shape(value) for value in node]
    return node.n3() if isinstance(node, Identifier) else str(node)


def algebra(sparql: str) -> CompValue:
    found: CompValue = translateQuery(parseQuery(sparql), base=DEFAULT_BASE).algebra
    return found


def blocks(node: Any) -> Iterator[Any]:
    """Yield the rows of each VALUES block in the algebra NODE."""
    if isinstance(node, CompValue):
        if node.name == "values":
            yield node.res
        for value in node.values():
            yield from blocks(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from blocks(value)


def term_of(store: Queryable, param: Param, text: str) -> NamedNode | Literal | None:
    """Return what TEXT becomes, None where it is refused with a message."""
    try:
        return to_term(store, param, text)
    except UsageError as error:
        assert str(error)
        return None


def types() -> list[Param]:
    """Return one parameter of each type and list of choices that the queries have."""
    every = [param for query in QUERIES.values() for param in query.params]
    return list({(param.type, param.choices, param.day): param for param in every}.values())


def test_values_are_many_and_all_types_are_in_use() -> None:
    assert len(set(HOSTILE)) > 100
    assert {param.type for param in types()} >= set(ParamType) - {ParamType.STRING}


@pytest.mark.parametrize("param", types(), ids=lambda param: f"{param.name}-{param.type}")
def test_a_value_becomes_one_term_or_is_refused(param: Param, embedded: Queryable) -> None:
    for text in HOSTILE:
        term = term_of(embedded, param, text)
        if term is not None:
            rows: Any = Store().query(f"SELECT * {{ VALUES ?x {{ {term} }} }}")
            assert [row["x"] for row in rows] == [term]


def test_each_value_is_written_as_one_token() -> None:
    """By SPARQL's grammar, escapes of code points read first, in `\\\\u` too or not."""
    for term in ALL_TERMS:
        body = block_of([term])
        assert TOKEN.fullmatch(body), body
        assert TOKEN.fullmatch(CODE_POINT.sub(decoded, body)), body
        rows: Any = Store().query(f"SELECT * {{ VALUES ?x {{ {body} }} }}")
        assert [row["x"] for row in rows] == [term]


@pytest.mark.parametrize("name", list(QUERIES))
def test_every_value_stands_in_its_blocks_alone(name: str) -> None:
    """Each value in each parameter, whatever its type: nothing but the body of its blocks differs.

    With `test_each_value_is_written_as_one_token` that leaves no other reading: a body stands
    between a brace with a space and a space with a brace.
    """
    query, harmless = QUERIES[name], block_of([HARMLESS])
    for param in query.params:
        before, *after = fill(query.text, DEFAULT_BASE, {param.variable: [HARMLESS]}).split(
            harmless
        )
        assert after
        assert all(part.endswith(f"VALUES ?{param.variable} {{ ") for part in (before, *after[:-1]))
        assert all(part.startswith(" }") for part in after)
        for term in ALL_TERMS:
            found = fill(query.text, DEFAULT_BASE, {param.variable: [term]})
            assert found == block_of([term]).join((before, *after))


@pytest.mark.parametrize("name", list(QUERIES))
def test_no_value_changes_the_algebra_of_a_query(name: str) -> None:
    """The same by a parser, for a sample: rdflib's is given an eighth of the values a parameter."""
    query, terms = QUERIES[name], ALL_TERMS
    start = list(QUERIES).index(name)
    given = {
        param.variable: terms[(start + n) % 8 :: 8][:SHARE] for n, param in enumerate(query.params)
    }
    found = algebra(fill(query.text, DEFAULT_BASE, given))
    expected = algebra(fill(query.text, DEFAULT_BASE, {name: [HARMLESS] for name in given}))
    assert shape(found) == shape(expected)
    assert {len(rows) for rows in blocks(found)} == {SHARE}


def block_of(terms: list[NamedNode | Literal]) -> str:
    """Return the body that TERMS make of a block."""
    return fill("VALUES ?x { UNDEF }", DEFAULT_BASE, {"x": terms})[len("VALUES ?x { ") : -len(" }")]


def decoded(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2], 16))


def free_terms(text: str) -> Iterator[NamedNode | Literal]:
    """Yield the literal, the IRI and the pattern of words that TEXT can become."""
    with suppress(UsageError):
        yield string(text)
    with suppress(UsageError):
        yield iri(DEFAULT_BASE, text)
    with suppress(UsageError):
        yield to_term(Nobody(), WORDS, text)


ALL_TERMS = sorted({term for text in SHORT for term in free_terms(text)}, key=str)
SHARE = len(ALL_TERMS) // 8
