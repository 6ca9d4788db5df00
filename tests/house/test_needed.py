"""What whole folders of tests need is there, or it is said that they are passed over."""

from __future__ import annotations

from importlib.util import find_spec

from tests.plugins.needed import lacking


def test_playwright_is_there_for_the_browser_tests() -> None:
    if find_spec("playwright") is None:
        lacking("Playwright is not installed (pip install -r requirements-browser.txt)")
