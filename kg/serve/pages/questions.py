"""Step serve, questions: each saved query as a form, its answer as a table, and as a file.

/questions                            all of them
/questions/meetings-of                the form
/questions/meetings-of/answer?...     the form with its answer: the link that is shared
/questions/meetings-of/answer.csv?... the same as a file
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.errors import TimeLimitError, UnclearNameError, UsageError
from kg.queries import Answer, Queryable, SavedQuery, Table, answer
from kg.queries.formats import FILES
from kg.queries.rows import rows_of
from kg.serve.pages.asked import Asked, asked_of
from kg.serve.site import Site
from kg.stores.sparql import checked

_ENDINGS = {form.endings[0]: form for form in FILES.values()}


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the saved queries, their answers and files."""
    pages = _Questions(site)
    waiting = site.asking.waiting
    return [
        Route("/questions", pages.all, name="questions"),
        Route("/questions/{name}", pages.form, name="question"),
        Route("/questions/{name}/answer", waiting(pages.answered), name="answer"),
        Route("/questions/{name}/answer.{ending}", waiting(pages.file), name="file"),
    ]


class _Questions:
    """The pages of the saved queries of a SITE."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def all(self, request: Request) -> Response:
        """Return the list of the queries, by what they are about."""
        by_tag: dict[str, list[SavedQuery]] = defaultdict(list)
        for query in self._site.questions.values():
            by_tag[(query.tags or ("others",))[0]].append(query)
        return self._site.page(request, "questions.html", by_tag=sorted(by_tag.items()))

    def form(self, request: Request) -> Response:
        """Return the form of a query."""
        query = _query(self._site, request)
        return _shown(self._site, request, query, asked_of(query, request.query_params), None)

    def answered(self, request: Request) -> Response:
        """Return the form of a query with its answer, at the one address that is shared."""
        query = _query(self._site, request)
        asked = asked_of(query, request.query_params)
        if request.url.query != (canonical := urlencode(asked.pairs())):
            return RedirectResponse(f"{request.url.path}?{canonical}".rstrip("?"), 303)
        try:
            found = self._found(query, asked, asked.limit if has_rows(query) else None)
        except (UsageError, TimeLimitError) as error:
            return _shown(self._site, request, query, asked, None, error)
        return _shown(self._site, request, query, asked, found)

    def file(self, request: Request) -> Response:
        """Return the answer to a query as a file, all of its rows."""
        query = _query(self._site, request)
        ending = "." + request.path_params["ending"]
        if ending not in _ENDINGS:
            raise HTTPException(404, f"Answers come as {', '.join(_ENDINGS)}.")
        asked = asked_of(query, request.query_params)
        with self._site.state() as store:
            body = self._site.asking.ask(
                store, file_of, query, asked.values, asked.evidence, asked.order, ending
            )
        return Response(
            body,
            media_type=f"{_ENDINGS[ending].media_type}; charset=utf-8",
            headers={"content-disposition": f'attachment; filename="{query.name}{ending}"'},
        )

    def _found(self, query: SavedQuery, asked: Asked, limit: int | None) -> Answer:
        """Return the answer to QUERY as it was ASKED, of LIMIT rows at most."""
        with self._site.state() as store:
            return self._site.asking.ask(
                store,
                answer,
                query,
                asked.values,
                evidence=asked.evidence,
                limit=limit,
                order=asked.order,
            )


def file_of(
    store: Queryable,
    query: SavedQuery,
    values: Mapping[str, tuple[str, ...]],
    evidence: bool,
    order: tuple[str, ...],
    ending: str,
) -> bytes:
    """Return all rows of the answer to QUERY as a file of ENDING (`.csv`).

    It is written where it is asked: a hundred thousand rows would keep the pages waiting here.
    """
    found = answer(store, query, values, evidence=evidence, order=order)
    if not isinstance(found, Table):
        raise UsageError("the answer to this query is no table; the API gives it")
    text = io.StringIO()
    _ENDINGS[ending].write(rows_of(found, query.summary, evidence=evidence), text)
    return text.getvalue().encode("utf-8", "replace")


def has_rows(query: SavedQuery) -> bool:
    """Return whether the answer to QUERY is a table: not yes or no, nor a graph."""
    return checked(query.text, allow_service=True) == "SELECT"


def _query(site: Site, request: Request) -> SavedQuery:
    """Return the saved query that REQUEST names."""
    found = site.questions.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404, "There is no such question; the list has all of them.")
    return found


def _shown(
    site: Site,
    request: Request,
    query: SavedQuery,
    asked: Asked,
    found: object,
    error: UsageError | TimeLimitError | None = None,
) -> Response:
    """Return the page of QUERY: its form with what was ASKED, and what was FOUND or went wrong."""
    status = 200 if error is None else 400 if isinstance(error, UsageError) else 503
    return site.page(
        request,
        "question.html",
        status=status,
        query=query,
        asked=asked,
        found=found,
        is_table=isinstance(found, Table),
        error=error,
        unclear=error if isinstance(error, UnclearNameError) else None,
        base=site.base,
        files=FILES,
        most=site.settings.rows,
    )
