"""Virtuoso's bulk loader, on a real one: equal afterwards, and what it lacks is said."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import EndpointError, KgError, TimeLimitError, UsageError
from kg.graph import ArticleGraph
from kg.stores import (
    Access,
    Bulk,
    Credentials,
    LocalStore,
    Options,
    Scheme,
    Transport,
    load_endpoint,
)
from kg.stores.loading.bulk import BulkLoader
from kg.vocabulary import DEFAULT_BASE, RDFS
from tests.plugins.filling import hold
from tests.plugins.virtuoso_server import VirtuosoServer

Article = Callable[..., ArticleGraph]
FACTS = DEFAULT_BASE + "graph/facts"
PROGRAM = "/usr/bin/isql-vt"
NASTY = ["“ä”\n\t\r\\u0041 \"' $x; \\", "😀 שלום", "a" * 20_000, "ends in \\", "", "--", "é\u0300"]


def facts(number: int, word: str = "x") -> list[Triple]:
    """Return statements of as many subjects, with nasty words among them."""
    words = [f"{word} {n}" if n >= len(NASTY) else NASTY[n] for n in range(number)]
    label = NamedNode(RDFS + "label")
    return [Triple(NamedNode(f"{FACTS}/{n}"), label, Literal(w)) for n, w in enumerate(words)]


@pytest.fixture
def bulk(virtuoso: VirtuosoServer) -> Bulk:
    """Return what the bulk loader of the tests' Virtuoso needs."""
    folder = virtuoso.folder / "it's a folder"
    folder.mkdir(exist_ok=True)
    return Bulk(PROGRAM, folder, virtuoso.sql_port)


def test_virtuoso_is_loaded_by_its_bulk_loader(
    store: LocalStore, article: Article, virtuoso: VirtuosoServer, bulk: Bulk
) -> None:
    options = Options(
        transport=Transport.BULK, bulk=bulk, prune=True, verify=True, mark="x", parallel=4
    )
    store.put([article("bulk-a", "ana"), article("bulk%2Fc%3F", "cleo")])
    hold(store, FACTS, facts(3_000))
    loaded = load_endpoint(store, virtuoso.url, virtuoso.access, options)
    assert (loaded.sent_graphs, loaded.transport) == (3, Transport.BULK)
    store.put([article("bulk-a", "dora"), article("bulk-d", "eva")])
    hold(store, FACTS, facts(2_990))
    assert load_endpoint(store, virtuoso.url, virtuoso.access, options).sent_graphs == 3
    without = Options(verify=True, prune=True)
    assert load_endpoint(store, virtuoso.url, virtuoso.access, without).sent_graphs == 0
    assert list(bulk.folder.iterdir()) == []


def test_what_the_bulk_loader_lacks_is_said(
    store: LocalStore, article: Article, virtuoso: VirtuosoServer, bulk: Bulk
) -> None:
    store.put([article("new", "ana")])
    for lack, kind, words in (
        (replace(bulk, port=1), EndpointError, "no Virtuoso answers at 127.0.0.1:1; is this its"),
        (replace(bulk, program="/bin/cat"), EndpointError, "is it Virtuoso's isql"),
        (replace(bulk, program="/bin/none"), UsageError, "/bin/none can't be run: No such file"),
        (replace(bulk, folder=Path("/nowhere")), KgError, "/nowhere can't be written: No such"),
        (None, UsageError, "reads files out of a folder: name one"),
    ):
        options = Options(transport=Transport.BULK, bulk=lack)
        with pytest.raises(kind, match=words) as error:
            load_endpoint(store, virtuoso.url, virtuoso.access, options)
        assert "\n" not in str(error.value)


def test_folders_that_virtuoso_may_not_read(virtuoso: VirtuosoServer, bulk: Bulk) -> None:
    for folder in (Path("/etc"), Path("/var/none")):
        loader = BulkLoader(replace(bulk, folder=folder), virtuoso.url, virtuoso.access)
        with pytest.raises(EndpointError, match=f"may not read {folder}; add it to DirsAllowed"):
            loader._load(folder)
    unseen = virtuoso.folder / "unseen"
    loader = BulkLoader(replace(bulk, folder=unseen), virtuoso.url, virtuoso.access)
    with pytest.raises(EndpointError, match=r"can't read .*/unseen; give one on the server's"):
        loader._load(unseen)


def test_quads_that_it_does_not_take_are_told(virtuoso: VirtuosoServer, bulk: Bulk) -> None:
    loader = BulkLoader(bulk, virtuoso.url, virtuoso.access)
    with pytest.raises(EndpointError, match=r"bulk loader failed: .*line \d"):
        loader.load(b'<a:a> <a:a> "a <a:a> .\n')
    hasty = BulkLoader(bulk, virtuoso.url, replace(virtuoso.access, timeout=0.001))
    with pytest.raises(TimeLimitError, match=r"took longer than 0.001 s; give it more by"):
        hasty.load(b"<a:a> <a:a> <a:a> <a:a> .\n")


def test_who_asks_has_to_be_known_and_accepted(virtuoso: VirtuosoServer, bulk: Bulk) -> None:
    for access in (Access(), Access(Credentials(Scheme.BEARER, "secret"))):
        with pytest.raises(UsageError, match="wants a user's name and password"):
            BulkLoader(bulk, virtuoso.url, access)
    wrong = Access(Credentials(Scheme.DIGEST, "not-'it;$x", "dba"))
    with pytest.raises(EndpointError, match="does not accept the credentials given"):
        BulkLoader(bulk, virtuoso.url, wrong).load(b"")
    away = Access(Credentials(Scheme.DIGEST, "secret", "dba"))
    with pytest.raises(UsageError, match="is not encrypted"):
        BulkLoader(bulk, "http://store.example/sparql", away)


def test_a_password_of_any_signs_reaches_it(virtuoso: VirtuosoServer, bulk: Bulk) -> None:
    odd = "p w'$ARGV;\"x\\y-- `q{}*/%"
    dba = BulkLoader(bulk, virtuoso.url, virtuoso.access)
    literal = odd.replace("\\", "\\\\").replace("'", "''")
    dba._isql(
        "SET MACRO_SUBSTITUTION OFF",
        f"DB.DBA.USER_CREATE('odd', '{literal}')",
        "USER_GRANT_ROLE('odd', 'administrators')",
    )
    access = Access(Credentials(Scheme.DIGEST, odd, "odd"))
    assert "5" in BulkLoader(bulk, virtuoso.url, access)._isql("SELECT 2 + 3")


def test_the_password_is_in_no_list_of_processes(
    virtuoso: VirtuosoServer, bulk: Bulk, tmp_path: Path
) -> None:
    told, program = tmp_path / "told", tmp_path / "isql"
    program.write_text(f'#!/bin/sh\n(echo "$0" "$@"; env) > "{told}"\nexec {PROGRAM} "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    loader = BulkLoader(replace(bulk, program=str(program)), virtuoso.url, virtuoso.access)
    loader.load(b"<a:a> <a:a> <a:a> <a:a> .\n")
    said = told.read_text("utf-8")
    assert "VERBOSE=OFF" in said
    assert virtuoso.access.credentials
    assert virtuoso.access.credentials.secret not in said


def test_other_triplestores_have_no_bulk_loader(store: LocalStore, bulk: Bulk) -> None:
    options = Options(transport=Transport.BULK, bulk=bulk)
    with pytest.raises(UsageError, match="no bulk loader that kg knows: by its address"):
        load_endpoint(store, "http://127.0.0.1:1/query", None, options)
