"""Step query, docs: the page that describes every saved query, made from their headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.queries.catalogue import Catalogue
from kg.queries.model import Column, Param, ParamType, SavedQuery, in_words

_HEAD = """\
# Saved queries

<!-- Made from the headers of queries/*.rq by `make docs`; change those, not this page. -->

Each is plain SPARQL 1.1 in `queries/NAME.rq` and runs as it is in any tool. `kg query NAME` fills
in its parameters, gathers what belongs to one row, and with `--evidence` shows the sentences that
say each row. People, parties, alliances and places are given by any name that they are called by,
or by their address (`person/hemant-soren`); dates as a day, month or year.
"""


def query_pages(catalogue: Catalogue | None = None) -> str:
    """Return the page, in Markdown, on all of CATALOGUE (by default the program's own queries)."""
    queries = list(catalogue or Catalogue.load())
    return "\n".join([_HEAD, *_contents(queries), *(line for q in queries for line in _query(q))])


def _contents(queries: Iterable[SavedQuery]) -> Iterator[str]:
    """Yield the table of QUERIES."""
    yield from _table(
        ("query", "what it answers"),
        ((f"[{query.name}](#{query.name})", query.summary) for query in queries),
    )


def _query(query: SavedQuery) -> Iterator[str]:
    """Yield the lines on one query."""
    yield f"## {query.name}"
    yield ""
    yield f"{query.summary}. {query.description}"
    yield ""
    yield f"```sh\n{query.command}\n```"
    yield ""
    if query.params:
        yield from _table(("parameter", "takes", "meaning"), map(_param, query.params))
    shown = (column for column in query.columns if not column.left_out)
    yield from _table(("column", "holds"), map(_column, shown))
    for column in query.columns:
        if column.left_out:
            yield f"Besides, it tells the number of {column.left_out}."
            yield ""


def _param(param: Param) -> tuple[str, str, str]:
    """Return the row on PARAM."""
    notes = ["required"] if param.required else []
    notes += ["may be repeated"] if param.many else []
    notes += [f"by default {param.default}"] if param.default is not None else []
    takes = ", ".join([_takes(param), *notes])
    return f"`--{param.name}`", takes, param.description


def _takes(param: Param) -> str:
    """Return what PARAM takes, in words."""
    if param.type is ParamType.CHOICE:
        return ", ".join(f"`{choice}`" for choice in param.choices)
    return in_words(param)


def _column(column: Column) -> tuple[str, str]:
    """Return the row on COLUMN."""
    return column.name, column.description + (" (all in one cell)" if column.gathered else "")


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield a table of Markdown and an empty line."""
    yield _line(header)
    yield _line(tuple("---" for _ in header))
    yield from map(_line, rows)
    yield ""


def _line(cells: tuple[str, ...]) -> str:
    """Return CELLS as a line of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
