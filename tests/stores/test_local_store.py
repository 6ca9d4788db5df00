"""The store on disk: whole articles, one transaction each time, clear refusals."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

import kg
from kg.errors import InputError, KgError, TimeLimitError, UsageError
from kg.graph import ArticleGraph
from kg.stores import LocalStore, Rows
from kg.stores.reader import QuadReader
from kg.vocabulary import DEFAULT_BASE, POL, RDFS, XSD
from tests.plugins.filling import hold

Article = Callable[..., ArticleGraph]
BASE = DEFAULT_BASE
FACTS = BASE + "graph/facts"


def stored(store: LocalStore, graph: str) -> set[Triple]:
    return set(store.triples(graph))


def test_an_article_is_put_replaced_and_removed(store: LocalStore, article: Article) -> None:
    first, other = article("a", "ana", "ben"), article("b", "cleo")
    store.put([first, other])
    assert store.article_iris() == [first.article, other.article]
    assert stored(store, first.article) == set(first.triples)

    changed = article("a", "ana", "dora")
    store.put([changed])
    assert stored(store, first.article) == set(changed.triples)
    assert stored(store, other.article) == set(other.triples)

    assert store.remove(first.article)
    assert not store.remove(first.article)
    assert store.graph_names() == [other.article]
    assert stored(store, other.article) == set(other.triples)


def test_of_two_graphs_of_one_article_the_later_stands(store: LocalStore, article: Article) -> None:
    store.put([article("a", "ana"), article("a", "ben")])
    assert stored(store, BASE + "article/a") == set(article("a", "ben").triples)


def test_only_articles_are_removed(store: LocalStore, article: Article) -> None:
    hold(store, FACTS, article("a").triples)
    assert not store.remove(FACTS)
    assert store.graph_names() == [FACTS]
    assert store.article_iris() == []


def test_a_graph_is_replaced_whole_and_may_become_empty(
    store: LocalStore, article: Article
) -> None:
    hold(store, FACTS, article("a", "ana").triples)
    hold(store, FACTS, article("b", "ben").triples)
    assert stored(store, FACTS) == set(article("b", "ben").triples)
    hold(store, FACTS, [])
    assert stored(store, FACTS) == set()


def test_quads_come_graph_by_graph_and_can_be_cut(store: LocalStore, article: Article) -> None:
    store.put([article("b", "ben"), article("a", "ana")])
    hold(store, FACTS, article("f").triples)
    names = [str(quad.graph_name) for quad in store.quads()]
    assert names == sorted(names)
    assert {quad.graph_name for quad in store.quads([FACTS])} == {NamedNode(FACTS)}
    with pytest.raises(UsageError, match=r"no graph .*article/z"):
        list(store.quads([FACTS, BASE + "article/z"]))


def test_what_is_put_is_there_after_closing(tmp_path: Path, article: Article) -> None:
    with LocalStore.open(tmp_path / "s", base="https://example.org/kg/") as store:
        store.put([article("a", "ana")])
    for read_only in (True, False):
        with LocalStore.open(tmp_path / "s", read_only=read_only) as store:
            assert store.base == "https://example.org/kg/"
            assert stored(store, BASE + "article/a") == set(article("a", "ana").triples)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LITERALS = st.one_of(
    WORDS.map(Literal),
    st.tuples(WORDS, st.sampled_from(["en", "pt-br"])).map(lambda v: Literal(v[0], language=v[1])),
    st.integers().map(lambda v: Literal(str(v), datatype=NamedNode(XSD + "integer"))),
)
GRAPHS = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    st.sets(
        st.tuples(st.sampled_from("xyz"), LITERALS).map(
            lambda v: Triple(NamedNode(BASE + v[0]), NamedNode(POL + "topic"), v[1])
        ),
        min_size=1,
        max_size=5,
    ),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(GRAPHS, max_size=4))
def test_the_store_holds_what_was_put_last(
    store: LocalStore, puts: list[dict[str, set[Triple]]]
) -> None:
    for iri in store.article_iris():
        store.remove(iri)
    wanted: dict[str, set[Triple]] = {}
    for graphs in puts:
        named = {f"{BASE}article/{name}": triples for name, triples in graphs.items()}
        store.put(ArticleGraph(name, tuple(triples)) for name, triples in named.items())
        wanted |= named
    assert {name: stored(store, name) for name in store.article_iris()} == wanted


# --- queries -----------------------------------------------------------------------------------


def test_the_forms_of_an_answer(store: LocalStore, article: Article) -> None:
    store.put([article("a", "ana")])
    rows = store.query(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?label ?none "
        "{ GRAPH <article/a> { ?person rdfs:label ?label } }"
    )
    assert rows == Rows(("label", "none"), [(Literal("Ana"), None)])
    assert store.query("ASK { GRAPH <article/a> { ?s ?p ?o } }") is True
    assert store.query("ASK { GRAPH <article/b> { ?s ?p ?o } }") is False
    assert store.query("ASK { ?s ?p ?o }") is False, "the default graph is empty"
    graph = store.query("CONSTRUCT { ?s ?p ?o } { GRAPH <article/a> { ?s ?p ?o } }")
    assert isinstance(graph, list)
    assert set(graph) == set(article("a", "ana").triples)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT *\n{ ?s ?p }", r"up to line 2, column 10 \(.*\n    \{ \?s \?p \}\n {13}\^"),
        ("SELECT * { ?s ?p no:o }", "a prefix that is not declared"),
        ("SELECT * {" + " " * 200 + "?s ?p }", r"line 1, column 218 [^\n]*$"),
        ("SELECT (<http://example.org/f>(1) AS ?x) {}", "can't be run: .*example.org/f"),
    ],
)
def test_a_wrong_query_is_told_where_it_is_wrong(
    store: LocalStore, text: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        store.query(text)


def test_a_time_limit_ends_an_answer_between_rows(store: LocalStore, article: Article) -> None:
    store.put([article("a", "ana")])
    with pytest.raises(TimeLimitError, match="longer than 0 s"):
        store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", timeout=0)
    assert isinstance(store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", timeout=600), Rows)
    with pytest.raises(UsageError, match="can't be parsed"):  # raised in the thread, seen here
        store.query("SELECT * {", timeout=600)


# --- the folder --------------------------------------------------------------------------------


def test_the_base_is_kept_and_not_changed(tmp_path: Path) -> None:
    LocalStore.open(tmp_path / "s", base="https://example.org/a/").close()
    with LocalStore.open(tmp_path / "s", base="https://example.org/a/") as store:
        assert store.iris.facts_graph == "https://example.org/a/graph/facts"
    with pytest.raises(UsageError, match=r"built with the base https://example.org/a/, not .*/b/"):
        LocalStore.open(tmp_path / "s", base="https://example.org/b/")
    with pytest.raises(UsageError, match="no absolute IRI that ends in a slash"):
        LocalStore.open(tmp_path / "t", base="example.org")
    assert not (tmp_path / "t").exists()


@pytest.mark.parametrize("create", [False, True])
def test_a_missing_store_is_not_made_by_reading(tmp_path: Path, create: bool) -> None:
    with pytest.raises(UsageError, match=r"there is no store in .*kg build"):
        LocalStore.open(tmp_path / "s", create=create, read_only=create)
    assert not (tmp_path / "s").exists()


def test_other_folders_and_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="holds other files and no store"):
        LocalStore.open(tmp_path / "notes")
    assert [path.name for path in (tmp_path / "notes").iterdir()] == ["a.txt"]
    with pytest.raises(UsageError, match="is a file and no store"):
        LocalStore.open(tmp_path / "file")
    with pytest.raises(UsageError, match="can't be written: Not a directory"):
        LocalStore.open(tmp_path / "file" / "store")


def test_a_name_that_no_folder_can_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be a store: File name too long"):
        LocalStore.open(tmp_path / ("s" * 300))


def logs(store: Path) -> int:
    """Return how many bytes the engine's logs in STORE have."""
    return sum(log.stat().st_size for log in (store / "quads").glob("*.log"))


def test_a_store_that_was_closed_keeps_no_old_logs(tmp_path: Path, article: Article) -> None:
    many = [article(str(number), *"abcdefghij") for number in range(200)]
    with LocalStore.open(tmp_path / "s") as store:
        store.put(many)
        assert logs(tmp_path / "s") > 100_000
    assert logs(tmp_path / "s") < 1000
    with LocalStore.open(tmp_path / "s", read_only=True) as store:
        assert store.article_iris() == sorted(graph.article for graph in many)


def test_a_store_whose_engine_lost_its_index_is_not_an_empty_one(
    tmp_path: Path, article: Article
) -> None:
    with LocalStore.open(tmp_path) as store:
        store.put([article("a", "ana")])
    (tmp_path / "quads" / "CURRENT").unlink()
    with pytest.raises(InputError, match="can't be opened"):
        LocalStore.open(tmp_path, read_only=True)


def test_an_empty_folder_and_one_left_by_a_kill_become_stores(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    LocalStore.open(tmp_path / "empty").close()
    (tmp_path / "killed").mkdir()
    (tmp_path / "killed" / "lock").touch()
    (tmp_path / "killed" / "store.json.unfinished").write_text("{")
    LocalStore.open(tmp_path / "killed").close()
    with LocalStore.open(tmp_path / "killed", read_only=True) as store:
        assert store.graph_names() == []


def test_a_database_that_a_kill_left_half_made_is_none(tmp_path: Path, article: Article) -> None:
    (tmp_path / "store.json").write_text(f'{{"layout": 1, "base": "{BASE}"}}')
    half = Store(str(tmp_path / "quads.unfinished"))
    del half
    (tmp_path / "quads.unfinished" / "CURRENT").write_text("half")
    with LocalStore.open(tmp_path, read_only=True) as store:
        assert store.graph_names() == []
    with LocalStore.open(tmp_path) as store:
        store.put([article("a", "ana")])
    with LocalStore.open(tmp_path, read_only=True) as store:
        assert len(store.article_iris()) == 1
    assert not list(tmp_path.glob("quads.*"))


def test_a_store_without_its_quads_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "store.json").write_text(f'{{"layout": 1, "base": "{BASE}"}}')
    with LocalStore.open(tmp_path, read_only=True) as store:
        assert store.query("ASK { GRAPH ?g { ?s ?p ?o } }") is False


@pytest.mark.parametrize(
    ("description", "message"),
    [
        ("{", "store.json is damaged"),
        ("[]", "store.json is damaged"),
        ('{"layout": 1}', "store.json is damaged"),
        ('{"layout": 99, "base": "https://example.org/"}', "layout 99, which this version"),
    ],
)
def test_a_damaged_description_is_told(tmp_path: Path, description: str, message: str) -> None:
    (tmp_path / "store.json").write_text(description)
    with pytest.raises(InputError, match=message):
        LocalStore.open(tmp_path)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_engine_is_told(tmp_path: Path, article: Article, read_only: bool) -> None:
    with LocalStore.open(tmp_path) as store:
        store.put([article("a")])
    (tmp_path / "quads" / "CURRENT").write_text("nonsense")
    with pytest.raises(InputError, match=r"can't be opened.*build it again"):
        LocalStore.open(tmp_path, read_only=read_only)


def subjects(store: QuadReader) -> set[str]:
    return {triple.subject.value for triple in store.triples(FACTS)}  # type: ignore[union-attr]


def test_a_copy_stands_as_a_whole_or_not_at_all(tmp_path: Path, article: Article) -> None:
    with LocalStore.open(tmp_path) as store:
        hold(store, FACTS, article("old").triples)
        before = subjects(store)
        with store.beside() as copy:
            assert set(copy.triples(FACTS)) == set(store.triples(FACTS))
            copy.add_to_graph(FACTS, article("new", "ana").triples)
        assert subjects(store) == before
        with store.beside() as copy:
            copy.empty_graph(FACTS)
            copy.add_to_graph(FACTS, article("new", "ana").triples)
            assert subjects(store) == before
            store.take(copy)
        after = subjects(store)
        assert after.isdisjoint(before)
        store.put([article("b")])
    with LocalStore.open(tmp_path, read_only=True) as store:
        assert subjects(store) == after
        assert len(store.article_iris()) == 1
    assert not list(tmp_path.glob("quads.*"))


def test_opened_anew_it_holds_the_same_and_is_written_on(tmp_path: Path, article: Article) -> None:
    with LocalStore.open(tmp_path) as store:
        store.put([article("a")])
        before = set(store.quads())
        store.refresh()
        assert set(store.quads()) == before
        store.put([article("b")])
        store.refresh()
        assert len(store.article_iris()) == 2
    with LocalStore.open(tmp_path, read_only=True) as store:
        assert len(store.article_iris()) == 2


def test_a_graph_is_emptied_some_at_a_time(
    store: LocalStore, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.stores.engine._AT_ONCE", 1)
    monkeypatch.setattr("kg.stores.engine._TOGETHER", 2)
    store.put([article("a")])
    others = set(store.quads())
    hold(store, FACTS, article("old").triples)
    assert len(set(store.triples(FACTS))) > 2
    store.empty_graph(FACTS)
    assert set(store.quads()) == others


def test_a_store_that_cannot_be_opened_anew_is_let_go_of(
    tmp_path: Path, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: LocalStore) -> Store:
        raise OSError("No space left on device")

    with LocalStore.open(tmp_path) as store:
        store.put([article("a")])
        with monkeypatch.context() as patched, pytest.raises(KgError, match="can't be written"):
            patched.setattr(LocalStore, "_opened", full)
            store.refresh()
    with LocalStore.open(tmp_path) as store:
        assert len(store.article_iris()) == 1


@pytest.mark.parametrize("finished", [True, False])
@pytest.mark.parametrize("dropped", [True, False])
def test_after_a_kill_a_finished_copy_stands_and_an_unfinished_one_does_not(
    tmp_path: Path, article: Article, finished: bool, dropped: bool
) -> None:
    with LocalStore.open(tmp_path) as store:
        hold(store, FACTS, article("old").triples)
        before = subjects(store)
        copy = store.beside()
        hold(copy, FACTS, article("new", "ana").triples)
        after = subjects(copy)
        if finished:
            copy.finish()
        else:
            copy._open = None
    if finished and dropped:  # the old quads were just being removed
        (tmp_path / "quads" / "CURRENT").unlink()
    for read_only in (True, False, True):
        with LocalStore.open(tmp_path, read_only=read_only) as store:
            assert subjects(store) == (after if finished else before)
    assert not list(tmp_path.glob("quads.*"))


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = LocalStore.open(tmp_path)
    store.close()
    store.close()
    with pytest.raises(KgError, match="closed"):
        store.graph_names()


def test_a_name_that_is_no_iri_is_told(store: LocalStore) -> None:
    with pytest.raises(UsageError, match="'no iri' is no absolute IRI"):
        hold(store, "no iri", [])


# --- other processes ---------------------------------------------------------------------------


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Start Python on SCRIPT where it finds the package."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=Path(kg.__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


HOLDER = """
import sys
from pathlib import Path
from kg.stores import LocalStore
with LocalStore.open(Path(sys.argv[1]), read_only=sys.argv[2] == "reader"):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("holder", "read_only", "allowed"),
    [
        ("writer", False, False),
        ("writer", True, True),  # its last snapshot
        ("reader", False, False),
        ("reader", True, True),
    ],
)
def test_one_writes_or_many_read(
    tmp_path: Path, holder: str, read_only: bool, allowed: bool
) -> None:
    LocalStore.open(tmp_path).close()
    with run(HOLDER, tmp_path, holder) as process:
        assert process.stdout and process.stdout.readline() == "open\n"
        if allowed:
            LocalStore.open(tmp_path, read_only=read_only).close()
        else:
            with pytest.raises(UsageError, match="in use by another process"):
                LocalStore.open(tmp_path, read_only=read_only)
        process.communicate()
    LocalStore.open(tmp_path).close()


def test_an_engine_that_another_program_holds_is_told(tmp_path: Path) -> None:
    LocalStore.open(tmp_path).close()
    held = Store(str(tmp_path / "quads"))
    with pytest.raises(UsageError, match="in use by another process"):
        LocalStore.open(tmp_path)
    del held


WRITER = """
import sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Triple
from kg.graph import ArticleGraph
from kg.stores import LocalStore

def article(number, version):
    iri = f"https://w3id.org/politics-kg/article/{number}"
    return ArticleGraph(iri, tuple(
        Triple(NamedNode(f"{iri}#{n}"), NamedNode("http://example.org/version"), Literal(version))
        for n in range(300)
    ))

with LocalStore.open(Path(sys.argv[1])) as store:
    for version in range(10_000):
        store.put([article(number, f"{sys.argv[2]}.{version}") for number in range(10)])
        print(version, flush=True)
"""


def test_a_writer_that_is_killed_leaves_whole_articles_of_one_put(tmp_path: Path) -> None:
    for kill in range(8):
        with run(WRITER, tmp_path / "s", kill) as process:
            assert process.stdout
            process.stdout.readline()
            threading.Event().wait(kill * 0.005)  # another moment of the next put each time
            process.kill()
        with LocalStore.open(tmp_path / "s", read_only=True) as store:
            versions = {quad.object for quad in store.quads()}
            sizes = {len(list(store.triples(iri))) for iri in store.article_iris()}
        assert len(versions) == 1, "the ten articles of a put are all there or all as before"
        assert re.match(rf'"{kill}\.', str(versions.pop())), "what was said to be put is put"
        assert sizes == {300}


CRAMPED = """
import resource, sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Triple
from kg.errors import KgError
from kg.graph import ArticleGraph
from kg.stores import LocalStore

def article(number):
    iri = f"https://w3id.org/politics-kg/article/{number}"
    return ArticleGraph(iri, tuple(
        Triple(NamedNode(f"{iri}#{n}"), NamedNode("http://example.org/p"), Literal(f"{n} " * 50))
        for n in range(100)
    ))

store = LocalStore.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
whole = 0
try:
    while True:
        store.put([article(whole), article(whole + 1)])
        whole += 2
except KgError as error:
    print(whole, error, sep="\\n")
try:
    store.rejections.add("https://w3id.org/politics-kg/article/x", "x" * 2_000_000, ())
except KgError as error:
    print(error)
"""


def test_where_no_more_can_be_written_nothing_is_lost(tmp_path: Path) -> None:
    # A limit on the size of files fails in the same place as a full disk.
    with run(CRAMPED, tmp_path / "s") as process:
        output, _ = process.communicate()
    whole, put, rejected = output.splitlines()
    assert "the store can't be written, and holds nothing by half: " in put
    assert "can't be written: File too large" in rejected
    with LocalStore.open(tmp_path / "s") as store:
        assert len(store.article_iris()) == int(whole) > 0
        assert {len(list(store.triples(iri))) for iri in store.article_iris()} == {100}
        assert not list(store.rejections.all_kept())
        assert not list((tmp_path / "s" / "rejected").iterdir())


SWOLLEN = """
import resource, sys
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Triple
from kg.errors import KgError
from kg.graph import ArticleGraph
from kg.stores import LocalStore

def article(name, words):
    iri = f"https://w3id.org/politics-kg/article/{name}"
    return ArticleGraph(iri, (Triple(NamedNode(iri), NamedNode("http://e.org/p"), Literal(words)),))

with LocalStore.open(Path(sys.argv[1])) as store:
    store.put([article("a", "as before")])
store = LocalStore.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
try:
    store.put([article("a", "x" * 2_000_000), article("b", "new")])
except KgError as error:
    print(error)
"""


def test_an_article_is_not_taken_out_for_one_that_can_not_be_put(tmp_path: Path) -> None:
    with run(SWOLLEN, tmp_path / "s") as process:
        output, _ = process.communicate()
    assert "the store can't be written, and holds nothing by half: " in output
    with LocalStore.open(tmp_path / "s") as store:
        said = {iri: [t.object for t in store.triples(iri)] for iri in store.article_iris()}
        as_before = {f"{BASE}article/a": [Literal("as before")]}
        assert said in (as_before, as_before | {f"{BASE}article/b": [Literal("new")]})


@pytest.mark.parametrize("at_subject", [True, False])
@pytest.mark.parametrize("known", ["a", "c"])
def test_blank_nodes_are_refused(
    store: LocalStore, article: Article, at_subject: bool, known: str
) -> None:
    store.put([article("a", "ana")])
    name, blank = NamedNode(RDFS + "seeAlso"), BlankNode("b")
    triple = Triple(blank, name, name) if at_subject else Triple(name, name, blank)
    with pytest.raises(InputError, match=rf"article/{known}> holds a blank node at .*seeAlso"):
        store.put([article("b", "ben"), ArticleGraph(article(known).article, (triple,))])
    assert store.article_iris() == [article("a").article]
    assert stored(store, article("a").article) == set(article("a", "ana").triples)
