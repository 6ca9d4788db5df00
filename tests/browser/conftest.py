"""Browser tests are passed over where Playwright lacks; tests/house/test_needed.py says so."""

from __future__ import annotations

from importlib.util import find_spec

if find_spec("playwright") is None:
    collect_ignore_glob = ["test_*.py"]
else:
    from tests.browser.fixtures import browser, hand, hostile, page, plain, seeds, thousand

    __all__ = ["browser", "hand", "hostile", "page", "plain", "seeds", "thousand"]
