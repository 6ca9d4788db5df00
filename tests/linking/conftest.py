"""A linker by the gazetteer that is shipped, for the tests of linking."""

from __future__ import annotations

import pytest

from kg.graph import load_gazetteer
from kg.linking import Linker


@pytest.fixture(scope="session")
def linker() -> Linker:
    """Return a linker by the gazetteer that is shipped."""
    return Linker(load_gazetteer())
