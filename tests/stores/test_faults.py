"""Loads through a network that breaks, and loads that are killed: the store ends equal."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import EndpointError, TimeLimitError
from kg.graph import ArticleGraph
from kg.stores import Access, Endpoint, LocalStore, Options, Retries, load_endpoint
from kg.stores.loading.pieces import cut
from kg.stores.loading.there import There
from kg.vocabulary import DEFAULT_BASE, RDFS
from tests.plugins.faulty_proxy import FaultyProxy
from tests.plugins.filling import hold
from tests.plugins.oxigraph_server import OxigraphServer

Faulty = Callable[..., FaultyProxy]
FACTS = DEFAULT_BASE + "graph/facts"
RECORDS = NamedNode(DEFAULT_BASE + "graph/loaded")
LABEL = NamedNode(RDFS + "label")
ROOT = Path(__file__).parents[2]
HASTY = Access(timeout=0.5, retries=Retries(pause=lambda _: None))
_RUNS = 30  # after so many the network is mended


def held(server: OxigraphServer) -> list[Quad]:
    """Return what SERVER holds but the hashes, each as often as it is told."""
    reply = httpx.get(f"{server.url}/store", headers={"Accept": "application/n-quads"}, timeout=60)
    quads = parse(reply.content, format=RdfFormat.N_QUADS)
    return [quad for quad in quads if quad.graph_name != RECORDS]


def statements(dice: random.Random, name: str, number: int) -> list[Triple]:
    """Return statements of some NUMBER of subjects."""
    return [
        Triple(NamedNode(f"{name}/{n}"), LABEL, Literal(f"“ä”\n{dice.randrange(3)}"))
        for n in range(number)
        if dice.random() < 0.95
    ]


def fill(store: LocalStore, dice: random.Random, articles: int = 12, facts: int = 2_600) -> None:
    """Change some of the STORE's graphs, take some out, put some in."""
    for iri in store.article_iris():
        if dice.random() < 0.3:
            store.remove(iri)
    names = [f"{DEFAULT_BASE}article/{dice.randrange(articles * 2)}" for _ in range(articles)]
    store.put(
        ArticleGraph(name, tuple(statements(dice, name, dice.randrange(1, 40)))) for name in names
    )
    stored = {triple.subject: triple for triple in store.triples(FACTS)}
    fresh = statements(dice, FACTS, dice.choice((facts, facts, 100)))
    kept = [triple for triple in fresh if triple.subject not in stored or dice.random() < 0.02]
    known = [stored[triple.subject] for triple in fresh if triple not in kept]
    hold(store, FACTS, [*kept, *known])


def load_at_last(store: LocalStore, proxy: FaultyProxy, options: Options) -> None:
    """Load STORE through PROXY, again and again until a run ends well."""
    for run in range(_RUNS + 1):
        last = run == _RUNS
        if last:
            proxy.mend()
        marked = replace(options, mark=f"{options.mark}-{run}")
        try:  # a machine that is busy may be slower than the hasty wait
            load_endpoint(store, proxy.url, None if last else HASTY, marked)
        except (EndpointError, TimeLimitError) as error:
            told = error
        else:
            return
    raise AssertionError("it does not end well even where nothing is broken") from told


@pytest.mark.seeds(6, 200)
def test_through_a_broken_network_the_store_ends_equal(
    store: LocalStore, oxigraph: OxigraphServer, faulty: Faulty, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311
    proxy = faulty(oxigraph.url, seed, rate=dice.choice((0.2, 0.4, 0.6)))
    options = Options(prune=True, verify=dice.random() < 0.3, parallel=1)
    for time in "abc":
        fill(store, dice)
        load_at_last(store, proxy, replace(options, mark=time))
        found = held(oxigraph)
        assert len(found) == len(set(found))
        assert set(found) == set(store.quads()), proxy.faults
        direct = load_endpoint(store, oxigraph.url, None, Options(prune=True))
        assert (direct.sent_triples, direct.pruned) == (0, 0)


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Return a store of 2,000 articles, under `make soak` of ten thousand, and facts."""
    number = 10_000 if request.config.getoption("--hypothesis-profile") == "soak" else 2_000
    path = tmp_path_factory.mktemp("articles") / "store"
    dice = random.Random(number)  # noqa: S311
    with LocalStore.open(path) as store:
        for start in range(0, number, 50):
            names = [f"{DEFAULT_BASE}article/{n}" for n in range(start, start + 50)]
            store.put(ArticleGraph(name, tuple(statements(dice, name, 12))) for name in names)
        hold(store, FACTS, statements(dice, FACTS, number * 3))
    return path


def killed(store: Path, proxy: FaultyProxy, after: int) -> bool:
    """Load STORE through PROXY, in a process that is killed after so many bytes; say if it was."""
    command = [sys.executable, "-m", "kg", "load", proxy.url, "--store", str(store)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "HOME": os.environ["HOME"]}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        proxy.alarm(proxy.passed + after, process.kill)
        return process.wait() != 0


@pytest.fixture(scope="session")
def sent_bytes(articles: Path, oxigraph_server: OxigraphServer) -> int:
    """Return how many bytes a first load of the articles sends."""
    oxigraph_server.clear()
    with FaultyProxy(oxigraph_server.url, 0, rate=0) as proxy, opened(articles) as store:
        load_endpoint(store, proxy.url)
        return proxy.passed


def opened(path: Path) -> LocalStore:
    return LocalStore.open(path, create=False, read_only=True)


def unknown(store: LocalStore, server: OxigraphServer) -> int:
    """Return how many statements of STORE no hash at SERVER tells of."""
    records = There(Endpoint(server.url)).records()
    pieces = (p for name in store.graph_names() for p in cut(name, store.n_triples(name)))
    return sum(len(piece.lines) for piece in pieces if records.get(piece.name) != piece.digest)


@pytest.mark.seeds(4, 50)
def test_a_load_that_is_killed_goes_on(
    articles: Path, sent_bytes: int, oxigraph: OxigraphServer, faulty: Faulty, seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311
    proxy = faulty(oxigraph.url, seed, rate=0)
    assert killed(articles, proxy, dice.randrange(int(sent_bytes * 0.95)))
    with opened(articles) as store:
        missing = unknown(store, oxigraph)
        loaded = load_endpoint(store, oxigraph.url)
        everything = set(store.quads())
        found = held(oxigraph)
        assert len(found) == len(set(found))
        assert set(found) == everything
        assert loaded.sent_triples <= missing  # of what was under way something may come yet
        assert load_endpoint(store, oxigraph.url).sent_triples == 0
