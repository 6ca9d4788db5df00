"""Fixtures of the browser tests: a Chromium, a `kg serve` over the seeds, and how people use both.

Debian's Chromium is driven, and no page may ask any other host for anything.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.browser.hands import Hand, Keyboard, Mouse
from tests.browser.invented import articles
from tests.plugins.kg_serve import ROOT, Serving
from tests.plugins.needed import program
from tests.queries.conftest import Corpus, store_of
from tests.serve.conftest import HERE, QUERIES, filled

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a Chromium for a file of tests: as long as it is open, no other event loop can run."""
    found = program("chromium", "chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def seeds(serving: Serving, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address at which the five seeds are served."""
    metadata = ("--metadata", "seeds/metadata.csv")
    return serving(_built(tmp_path_factory.mktemp("seeds"), "seeds", *metadata))


@pytest.fixture(scope="session")
def thousand(serving: Serving, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address at which a thousand meetings of a thousand invented people are served."""
    folder = tmp_path_factory.mktemp("thousand")
    source = folder / "articles.jsonl"
    source.write_text(articles(1_000), encoding="utf-8")
    return serving(_built(folder, str(source)))


@pytest.fixture(scope="session")
def hostile(serving: Serving, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address at which an article is served that would take a page over."""
    folder = tmp_path_factory.mktemp("hostile")
    trig = store_of(Corpus(HERE / "hostile.yaml"), QUERIES / "gazetteer.ttl")
    return serving(filled(folder / "store", trig))


def _built(folder: Path, *source: str) -> Path:
    store = folder / "store"
    command = [sys.executable, "-m", "kg", "build", "--store", str(store), *source]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return store


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of 1440 pixels that asks no other host for anything, and tells of no fault."""
    with watched(browser, viewport={"width": 1440, "height": 900}, reduced_motion="reduce") as page:
        yield page


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """Return a page on which no script runs."""
    with watched(browser, java_script_enabled=False) as page:
        yield page


@contextmanager
def watched(browser: Browser, **settings: Any) -> Iterator[Page]:
    """Open a page that fails if it asked other hosts for anything, or a script had a fault."""
    context = browser.new_context(locale="en-GB", **settings)
    page = context.new_page()
    faults: list[str] = []
    hosts: set[str] = set()

    def asked(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob"):
            hosts.add(parts.netloc)

    context.on("request", asked)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert len(hosts) <= 1, f"other hosts were asked: {hosts}"
    assert not [fault for fault in faults if "status of 4" not in fault], faults


@pytest.fixture(params=[Mouse, Keyboard], ids=["mouse", "keyboard"])
def hand(request: pytest.FixtureRequest, page: Page) -> Hand:
    """Return one who uses the page by mouse alone, then one who uses it by keyboard alone."""
    return request.param(page)  # type: ignore[no-any-return]
