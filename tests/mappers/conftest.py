"""An article of a few sentences, linked by the real gazetteer, for the mappers' tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kg.graph import load_gazetteer
from kg.linking import Linker
from kg.mappers import Article
from kg.model import Document


@pytest.fixture(scope="session")
def linker() -> Linker:
    """Return a linker by the gazetteer that is shipped."""
    return Linker(load_gazetteer())


@pytest.fixture(scope="session")
def article(linker: Linker) -> Callable[[str], Article]:
    """Return a function that makes a text of Tuesday, 2024-09-03, an article."""

    def make(text: str) -> Article:
        document = Document("test", text, "test", published=date(2024, 9, 3))
        return Article(linker.link(document))

    return make
