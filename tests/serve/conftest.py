"""Stores of invented articles, and the application over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from starlette.testclient import TestClient

from kg.serve import Settings, application
from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE
from tests.plugins.filling import hold

HERE = Path(__file__).parent
QUERIES = HERE.parent / "queries"
ME = "http://127.0.0.1:8000"


def filled(folder: Path, trig: bytes, base: str = DEFAULT_BASE) -> Path:
    """Return FOLDER as a store with the graphs of TRIG."""
    graphs: dict[str, list[Triple]] = {}
    for quad in parse(trig, RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
    with LocalStore.open(folder, base=base) as store:
        for name, triples in graphs.items():
            hold(store, name, triples)
    return folder


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store that the saved queries are tested on; tests read it only."""
    return filled(tmp_path_factory.mktemp("invented"), (QUERIES / "store.trig").read_bytes())


@pytest.fixture(scope="session")
def client(invented: Path) -> Iterator[TestClient]:
    """Return a client of the application over the invented articles."""
    with served(invented) as opened:
        yield opened


def served(store: Path, **settings: object) -> TestClient:
    """Return a client of the application over STORE; use it by `with`."""
    made = Settings(store=store, **settings)  # type: ignore[arg-type]
    return TestClient(
        application(made), base_url=ME, raise_server_exceptions=False, follow_redirects=False
    )
