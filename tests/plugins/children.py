"""Which processes a test has started: others may be there, of servers that serve several tests."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import active_children
from multiprocessing.process import BaseProcess

import pytest

Children = Callable[[], list[BaseProcess]]


@pytest.fixture
def children() -> Children:
    """Return what tells which processes the test has started, and nobody before it."""
    before = active_children()
    return lambda: [child for child in active_children() if child not in before]
