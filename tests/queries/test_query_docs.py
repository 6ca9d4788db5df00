"""The page on the saved queries is what their headers say now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.queries import Catalogue
from kg.queries.docs import query_pages

Golden = Callable[[Path, str], None]
PAGE = Path(__file__).parents[2] / "docs" / "queries.md"


def test_page_is_current(golden: Golden) -> None:
    golden(PAGE, query_pages())


def test_page_has_every_query_parameter_and_column() -> None:
    page = query_pages()
    for query in Catalogue.load():
        section = page.split(f"\n## {query.name}\n", 1)[1].split("\n## ", 1)[0]
        assert query.command in section
        assert all(f"`--{param.name}`" in section for param in query.params)
        assert all(column.description in section for column in query.columns if not column.left_out)
