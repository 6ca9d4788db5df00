"""Graphs that `kg export` wrote, read back by `kg build`: theirs, and nobody else's."""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kg.export import FORMATS, export, pattern_for, reified, split
from kg.graph import ArticleGraph, Iris, load_gazetteer
from kg.model import Document, Facts
from kg.pipeline import Event, Rejected, SetAside, Summary, build, extractor
from kg.pipeline import reading_back as module
from kg.pipeline.reading_back import Item, ReadBack, read_back
from kg.readers import Level, Problem, RdfFile, read
from kg.stores import LocalStore
from kg.validation import Validator

BASE = "https://example.org/kg/"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Seeds:
    """What the seeds give: their store in each format, one article's graph alone."""

    nquads: bytes
    whole: Mapping[str, bytes]
    alone: bytes
    alone_nquads: bytes


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, validator: Validator) -> Seeds:
    folder = tmp_path_factory.mktemp("seeds") / "store"
    with LocalStore.open(folder, base=BASE) as store:
        build(read([str(ROOT / "seeds")]), store, extractor(load_gazetteer()), validator=validator)
        article = store.article_iris()[0]
        whole = {each.ending[1:]: exported(store, fmt) for fmt, each in FORMATS.items()}
        for fmt in ("nquads", "trig"):
            stream = io.BytesIO()
            export(reified(store, store.quads()), fmt, stream, base=BASE)
            whole[f"12{FORMATS[fmt].ending}"] = stream.getvalue()
        alone = (exported(store, fmt, article) for fmt in ("turtle", "nquads"))
        return Seeds(whole["nq"], whole, *alone)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStore]:
    """Return a store that all tests build into; it keeps its gazetteer, which takes long to put."""
    with LocalStore.open(tmp_path_factory.mktemp("target") / "store", base=BASE) as store:
        yield store


@dataclass
class Work:
    """A file to be built, and what is told of it."""

    folder: Path
    store: LocalStore
    validator: Validator
    told: list[Event] = field(default_factory=list)

    def build(self, name: str, content: bytes) -> Summary:
        (self.folder / name).write_bytes(content)
        return self.build_again(self.folder / name)

    def build_again(self, source: Path) -> Summary:
        for article in self.store.article_iris():
            self.store.remove(article)
        return self._build(source)

    def build_more(self, name: str, content: bytes) -> Summary:
        (self.folder / name).write_bytes(content)
        return self._build(self.folder / name)

    def _build(self, source: Path) -> Summary:
        items = read([str(source)])
        tell = self.told.append
        return build(items, self.store, no_extraction, validator=self.validator, tell=tell)

    def items(self, name: str, content: bytes, base: str = BASE) -> list[Item]:
        """Return what a file is read as, with what the shapes find wrong with it."""
        (self.folder / name).write_bytes(content)
        found: list[Item] = []
        for file in read([str(self.folder / name)]):
            if isinstance(file, RdfFile):
                found += list(read_back(file, Iris(base)))
            elif isinstance(file, Problem):
                found.append(file)
        return found

    def wrong(self, items: list[Item]) -> list[str]:
        """Return what is wrong with the articles among ITEMS."""
        read = [item for item in items if isinstance(item, ReadBack)]
        own = [violation.message for item in read for violation in item.violations]
        verdicts = self.validator.check([item.graph for item in read])
        return own + [v.message for verdict in verdicts for v in verdict.violations]

    def problems(self, level: Level) -> list[str]:
        return [str(e) for e in self.told if isinstance(e, Problem) and e.level is level]


@pytest.fixture
def work(tmp_path: Path, target: LocalStore, validator: Validator) -> Work:
    return Work(tmp_path, target, validator)


def no_extraction(document: Document) -> Facts:
    raise AssertionError(document)


def exported(store: LocalStore, fmt: str, *graphs: str) -> bytes:
    stream = io.BytesIO()
    export(store.quads(graphs or None), fmt, stream, base=store.base)
    return stream.getvalue()


@pytest.mark.parametrize(
    "name",
    ["a.nq", "a.trig", "a.jsonld", "a.ttl", "a.nt", "a.jsonld.gz", "a.12.nq", "a.12.trig.gz"],
)
def test_a_store_is_rebuilt_byte_for_byte(seeds: Seeds, work: Work, name: str) -> None:
    content = seeds.whole[name.removesuffix(".gz").partition(".")[2]]
    content = gzip.compress(content) if name.endswith(".gz") else content
    summary = work.build(name, content)
    assert exported(work.store, "nquads") == seeds.nquads
    assert (summary.read, summary.built, summary.rejected) == (5, 5, 0)
    (notice,) = work.problems(Level.NOTICE)
    assert "their quotations were not compared with the texts" in notice
    assert work.build_more(name, content).unchanged == 5


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_store_is_rebuilt_out_of_a_file_an_article(seeds: Seeds, work: Work, fmt: str) -> None:
    quads = parse(seeds.nquads, RdfFormat.N_QUADS)
    assert split(quads, pattern_for(work.folder / "news", fmt), fmt, BASE) == 5
    summary = work.build_again(work.folder / "news")
    assert (summary.read, summary.built, summary.rejected) == (5, 5, 0)
    assert exported(work.store, "nquads") == seeds.nquads


def graphs(items: list[Item]) -> list[ArticleGraph]:
    return [item.graph for item in items if isinstance(item, ReadBack)]


@pytest.mark.parametrize("name", ["graph.rdf-of-ours", "graph", "graph.dat.gz"])
def test_the_head_tells_the_syntax_where_the_ending_does_not(
    seeds: Seeds, work: Work, name: str
) -> None:
    for content in (seeds.nquads, seeds.whole["trig"]):
        assert len(graphs(work.items(name, content))) == 5


def test_the_order_of_lines_does_not_matter(seeds: Seeds, work: Work) -> None:
    lines = seeds.nquads.splitlines(keepends=True) * 2
    random.Random(5).shuffle(lines)  # noqa: S311
    assert graphs(work.items("a.nq", seeds.nquads)) == graphs(work.items("b.nq", b"".join(lines)))


def test_one_article_in_turtle_is_read_as_it_was(seeds: Seeds, work: Work) -> None:
    (graph,) = graphs(work.items("a.ttl", seeds.alone))
    assert graph in graphs(work.items("a.nq", seeds.nquads))
    assert not work.wrong(work.items("a.ttl", seeds.alone))


def test_what_is_under_another_base_is_set_aside(seeds: Seeds, work: Work) -> None:
    items = work.items("a.nq", seeds.nquads, "https://example.org/other/")
    reasons = [item.reason for item in items if isinstance(item, SetAside)]
    assert reasons == ["it is no article's graph under https://example.org/other/"] * 7


GRAPH = f"""\
@prefix pol: <https://w3id.org/politics-kg/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <{BASE}> .
<article/a> {{
  <article/a> a schema:NewsArticle ; pol:sha256 "{"0" * 64}" ; pol:extractor "politics-kg 0" .
  <article/a#person-asha-rao> a pol:PersonMention ; rdfs:label "Asha Rao" ;
    pol:evidence <article/a#char=0,8> .
  <article/a#char=0,8> a pol:Evidence , oa:SpecificResource ; oa:hasSource <article/a> ;
    oa:hasSelector <article/a#at=0,8> .
  <article/a#at=0,8> a oa:TextPositionSelector , oa:TextQuoteSelector ;
    oa:start 0 ; oa:end 8 ; oa:exact "Asha Rao" .
  # more
}}
"""


def test_the_graph_that_the_next_tests_spoil_is_good(work: Work) -> None:
    items = work.items("a.trig", GRAPH.encode())
    assert len(graphs(items)) == 1
    assert not work.wrong(items)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# more", "<http://example.com/x> a pol:Party ; rdfs:label 'X' .", "no node that"),
        ("# more", "<article/b#person-x> a pol:PersonMention ; rdfs:label 'X' .", "no node that"),
        ("# more", "<meeting/00> a pol:Meeting ; rdfs:label 'X' .", "no node that"),
        ("# more", "<party/x> a pol:Body ; rdfs:label 'X' .", "such an address is not of"),
        ("# more", "<article/a#group-x> <http://example.com/p> 1 .", "This node has no type"),
        ("# more", "[] a pol:Party .", "no blank nodes"),
        ("# more", "<article/a> pol:topic <<( <a:a> <a:b> <a:c> )>> .", "no triples inside"),
        ("oa:start 0", "oa:start 1", "not what the node's address says"),
        ('"Asha Rao" .\n  #', '"Asha Raos" .\n  #', "words are not as long"),
        ("<article/a#at=0,8> .", "<article/a#at=0,9> .", "not what the node's address says"),
        ("pol:extractor", "pol:extrator", "no such property"),
        ("# more", "<article/a> schema:mentions <party/x> .", "doesn't say what this is"),
        ("# more", "<article/a> pol:nameUsed <party/x#name=X> .", "gives nothing such a name"),
    ],
)
def test_what_an_article_has_no_say_in_is_refused(
    work: Work, old: str, new: str, message: str
) -> None:
    assert old in GRAPH
    wrong = work.wrong(work.items("a.trig", GRAPH.replace(old, new, 1).encode()))
    assert message in " ".join(wrong)


def test_a_report_of_another_article_is_refused(seeds: Seeds, work: Work) -> None:
    first, *_, last = sorted({line.split()[-2] for line in seeds.nquads.splitlines()})[:5]
    stolen = [
        line.replace(first, last, 1) if b"#reportedIn>" in line else line
        for line in seeds.nquads.splitlines(keepends=True)
    ]
    wrong = work.wrong(work.items("a.nq", b"".join(stolen)))
    assert "This report is not reported in this article alone." in wrong


def test_one_that_is_refused_loses_no_other(seeds: Seeds, work: Work) -> None:
    first = seeds.nquads.partition(b" .")[0]
    summary = work.build("a.nq", seeds.nquads + first.replace(b"/article/", b"/who/", 1) + b" .\n")
    assert (summary.rejected, summary.built) == (1, 4)
    assert any(isinstance(event, Rejected) for event in work.told)


def test_graphs_that_are_no_articles_are_named(work: Work) -> None:
    other = "<http://example.com/g> { <article/a> rdfs:label 'x' } _:b { <a:a> <a:b> 1 }"
    items = work.items("a.trig", f"{GRAPH}{other}".encode())
    assert len(graphs(items)) == 1
    aside = [item.origin.rpartition(" ")[2] for item in items if isinstance(item, SetAside)]
    assert "http://example.com/g" in aside
    assert len(aside) == 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.nq", b"<http://e.org/a> <http://e.org/p> .\n", "line 1 column 35"),
        ("a.ttl", b"<a> <b> <c> .", "line 1 between columns 1 and 4"),
        ("a.trig", b"once upon a time", "line 1 between columns 1 and 5"),
        ("a.nq.gz", gzip.compress(b"<http://e.org/a> " * 99, mtime=0)[:-9], "no whole gzip file"),
        ("a.nq.gz", gzip.compress(b"#\n" * 40_000_000, mtime=0), "unpacks to more than 200 times"),
        ("a.nq", b'<http://e.org/a> <http://e.org/p> "' + b"x" * 17_000_000, "longer than 16 MB"),
    ],
)
def test_a_broken_file_is_told_and_nothing_of_it_is_read(
    work: Work, name: str, content: bytes, message: str
) -> None:
    (problem,) = work.items(name, content)
    assert isinstance(problem, Problem)
    assert problem.level is Level.ERROR
    assert message in str(problem)
    assert str(problem).count(str(work.folder)) == 1


def test_a_file_without_articles_is_told(work: Work) -> None:
    (problem,) = work.items("a.ttl", b"<http://e.org/a> <http://e.org/p> 1 .")
    assert "holds no article under https://example.org/kg/" in str(problem)


def test_a_graph_larger_than_any_articles_is_left(
    seeds: Seeds, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST", 20)
    reasons = [i.reason for i in work.items("a.nq", seeds.nquads) if isinstance(i, SetAside)]
    assert reasons == ["it is larger than any article's graph"] * 5


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_whatever_is_done_to_a_file_the_build_goes_on(
    seeds: Seeds, work: Work, chance: random.Random
) -> None:
    lines = seeds.nquads.splitlines()
    lines = [line for line in lines if b"/graph/" not in line.rsplit(b" ", 2)[1]]
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(lines))
        own, other = lines[place].split(b" ", 2), chance.choice(lines).split(b" ", 2)
        part = chance.randrange(3)
        lines[place] = b" ".join([*own[:part], other[part], *own[part + 1 :]])
    for _ in range(chance.randint(0, 3)):
        del lines[chance.randrange(len(lines))]
    summary = work.build("a.nq", b"\n".join(lines))
    assert summary.errors == 0
    assert summary.built + summary.rejected + summary.set_aside >= 5
