"""What of a query's text is understood before an engine sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import EndpointError, UsageError
from kg.stores import Endpoint, LocalStore
from kg.stores.sparql import checked, uncommented

Website = Any  # the fixture's class lives in conftest.py
DATA = Path(__file__).parent / "data"
REFUSED = (DATA / "service_refused.rq").read_text().splitlines()
ALLOWED = (DATA / "service_allowed.rq").read_text().splitlines()


# The engine asks nobody where a variable says whom, and where nothing depends on the answer.
LAZY = re.compile(r"SERVICE ?\?x|EXISTS")


@pytest.fixture
def other(website: Callable[[], Website]) -> Website:
    """Return a server that nobody may ask."""
    site = website()
    site.reply(500)
    return site


@pytest.mark.parametrize("text", REFUSED)
def test_every_form_of_service_is_refused(text: str, store: LocalStore, other: Website) -> None:
    with pytest.raises(UsageError, match="SERVICE is not allowed"):
        store.query(text.replace("URL", other.url))
    assert other.requests == []


@pytest.mark.parametrize("text", [text for text in REFUSED if not LAZY.search(text)])
def test_the_engine_itself_would_ask_the_other_server(text: str, other: Website) -> None:
    with suppress(OSError):
        list(Store().query(text.replace("URL", other.url)))  # type: ignore[arg-type]
    assert other.requests


@pytest.mark.parametrize("text", ALLOWED)
def test_the_word_elsewhere_is_allowed(text: str) -> None:
    assert checked(f"{text}\nSELECT * {{}}" if text.startswith("#") else text) == "SELECT"


# What may stand round a SERVICE; some of it looks like the start of what quotes it.
AROUND = [
    " ",
    "{}",
    "# a comment\n",
    "# it's one as well\r",
    '# "\n',
    "FILTER(1<2)",
    "FILTER(?x>1 || 1<2 )",
    "FILTER('<' != \"'\")",
    'BIND("#" AS ?v_)',
    'BIND("""a "b" \\""" c""" AS ?v_)',
    "BIND('''it's''' AS ?v_)",
    "BIND('\\\\' AS ?v_)",
    'BIND("\\"" AS ?v_)',
    'BIND("a"@en AS ?v_)',
    "BIND(1 AS ?v_)",
    r"VALUES ?v_ { ex:a\#b }",
    r"VALUES ?v_ { ex:it\'s }",
    "VALUES ?v_ { <http://example.org/#'> }",
    "OPTIONAL { BIND(true AS ?v_) }",
]
FORMS = ["SERVICE<URL>{}", "service SILENT <URL> {}", "SERVICESILENT<URL>{}", "SERVICE: {}"]


def query_of(before: list[str], form: str, after: list[str]) -> str:
    """Return a query of these parts, in which each `?v_` is a variable of its own."""
    parts = [*before, form, *after]
    text = "".join(part.replace("?v_", f"?v{number}") for number, part in enumerate(parts))
    return f"PREFIX : <URL> PREFIX ex: <URL/> SELECT * {{ {text} }}"


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(AROUND), max_size=5),
    st.sampled_from(FORMS),
    st.lists(st.sampled_from(AROUND), max_size=5),
)
def test_nothing_round_it_hides_a_service(
    store: LocalStore, other: Website, before: list[str], form: str, after: list[str]
) -> None:
    with pytest.raises(UsageError, match="SERVICE is not allowed"):
        store.query(query_of(before, form, after).replace("URL", other.url))
    assert other.requests == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("part", AROUND)
def test_what_stands_round_it_is_what_the_engine_takes(
    part: str, form: str, other: Website
) -> None:
    with suppress(OSError):
        list(Store().query(query_of([part], form, [part]).replace("URL", other.url)))  # type: ignore[arg-type]
    assert other.requests


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("select(1 AS ?x){}", "SELECT"),
        ("PREFIX : <http://example.org/ask#>\nBASE <http://example.org/>\nASK {}", "ASK"),
        ("PREFIX select: <http://example.org/>\nDESCRIBE select:a", "DESCRIBE"),
        ("# LOAD these\n#+ moves: DELETE\n  CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
    ],
)
def test_the_form_of_a_query(text: str, form: str) -> None:
    assert checked(text) == form


@pytest.mark.parametrize(
    "text", ["", "CLEAR ALL", "INSERT DATA {}", "LOAD <http://example.org/>", "# SELECT * {}", "?x"]
)
def test_what_is_no_query_is_said_to_be_none(text: str, store: LocalStore) -> None:
    with pytest.raises(UsageError, match="no SPARQL query"):
        checked(text)
    with pytest.raises(UsageError, match="no SPARQL query"):
        store.query(text)


UPDATES = (DATA / "updates.rq").read_text().splitlines()


@pytest.mark.parametrize("text", UPDATES)
def test_every_form_of_update_is_refused(text: str, store: LocalStore, other: Website) -> None:
    # A line of this file stands for several by its escapes \\n: comments end there.
    text = text.replace("\\n", "\n").replace("URL", other.url)
    for target in (store, Endpoint(other.url)):
        with pytest.raises(UsageError, match=r"updates are not taken here|hides behind escapes"):
            target.query(text)
    assert other.requests == []


@pytest.mark.parametrize("text", REFUSED)
def test_an_endpoint_is_not_told_to_ask_another(text: str, other: Website) -> None:
    with pytest.raises(UsageError, match="SERVICE is not allowed"):
        Endpoint(other.url).query(text.replace("URL", other.url))
    assert other.requests == []


@pytest.mark.parametrize(
    "text",
    [
        r"SELECT * { \u0053ERVICE <URL> { ?s ?p ?o } }",
        r"SELECT * { S\U00000045RVICE <URL> { ?s ?p ?o } }",
        r'SELECT * { BIND("\u0022 AS ?x) SERVICE <URL> { ?s ?p ?o } #" AS ?x) }',
        r"SELECT * { # \u000A SERVICE <URL> { ?s ?p ?o } }",
        r"SELECT * { ?s <a\u003E ?o . SERVICE <URL> { ?s ?p ?o } # > ?o }",
    ],
)
def test_escapes_hide_no_service(text: str, store: LocalStore, other: Website) -> None:
    for target in (store, Endpoint(other.url)):
        with pytest.raises(UsageError, match="SERVICE is not allowed"):
            target.query(text.replace("URL", other.url))
    assert other.requests == []


def test_escapes_in_texts_are_none_of_our_business() -> None:
    assert (
        checked(r'SELECT ("Stra\u00DFe" AS ?x) { ?s ?p <http://example.org/\u00DF> }') == "SELECT"
    )


def test_service_is_called_where_it_is_allowed(store: LocalStore, other: Website) -> None:
    text = f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p ?o }} }}"
    with pytest.raises(EndpointError, match="the endpoint that the query calls failed"):
        store.query(text, allow_service=True)
    assert len(other.requests) == 1
    with pytest.raises(EndpointError, match="500"):
        Endpoint(other.url).query(text, allow_service=True)
    assert len(other.requests) == 2


def test_comments_go_and_what_looks_like_them_stays() -> None:
    text = 'SELECT * # all\n{ ?s <http://example.org/#p> "# not one" } # end'
    assert uncommented(text) == 'SELECT *  \n{ ?s <http://example.org/#p> "# not one" }  '
