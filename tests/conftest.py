"""What all tests share: golden files, and the flag that writes them anew."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = [
    "tests.plugins.children",
    "tests.plugins.oxigraph_server",
    "tests.plugins.virtuoso_server",
    "tests.plugins.faulty_proxy",
    "tests.plugins.kg_serve",
]

Golden = Callable[[Path, str], None]

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("soak", deadline=None, max_examples=5_000)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate",
        action="store_true",
        help="write the golden files anew from what the code gives (then read the diff)",
    )


def pytest_configure() -> None:
    """Let SIGINT end what the tests start: background jobs ignore it, with their children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


SOAK = "--hypothesis-profile"  # `make soak` sets it to `soak`


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that is marked `seeds(few, many)` with so many: a few, or many by `make soak`."""
    for mark in metafunc.definition.iter_markers("seeds"):
        few, many = mark.args
        soaking = metafunc.config.getoption(SOAK) == "soak"
        metafunc.parametrize("seed", range(many if soaking else few))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that only `make soak` runs: `seeds(0, many)`."""
    if config.getoption(SOAK) == "soak":
        return
    soaked = [item for item in items for mark in item.iter_markers("seeds") if not mark.args[0]]
    config.hook.pytest_deselected(items=soaked)
    items[:] = [item for item in items if item not in soaked]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a golden file, or write the file under --regenerate."""
    regenerate = bool(request.config.getoption("--regenerate"))

    def compare(path: Path, text: str) -> None:
        if regenerate:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing; run pytest --regenerate and read what it wrote"
        with path.open(encoding="utf-8", newline="") as stream:
            assert text == stream.read()

    return compare
