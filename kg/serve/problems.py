"""Step serve, problems: what goes wrong, said to people as a page and to programs as JSON."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from kg.errors import (
    InputError,
    KgError,
    TimeLimitError,
    UnclearNameError,
    UnknownNameError,
    UsageError,
)
from kg.queries.calls import in_words
from kg.serve.accepting import prefers_json
from kg.serve.api.forms import UnfitFormError
from kg.serve.site import Site

_log = logging.getLogger("kg.serve")

_TITLES = {
    HTTPStatus.BAD_REQUEST: "This can’t be asked so",
    HTTPStatus.NOT_FOUND: "Nothing is known here",
    HTTPStatus.CONFLICT: "This may mean several",
    HTTPStatus.METHOD_NOT_ALLOWED: "This can only be read",
    HTTPStatus.REQUEST_TIMEOUT: "That came too late",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "That is too much",
    HTTPStatus.SERVICE_UNAVAILABLE: "That took too long",
}
_STATUSES: tuple[tuple[type[KgError], HTTPStatus], ...] = (  # the first class that fits counts
    (UnknownNameError, HTTPStatus.NOT_FOUND),
    (UnclearNameError, HTTPStatus.CONFLICT),
    (UnfitFormError, HTTPStatus.NOT_ACCEPTABLE),
    (UsageError, HTTPStatus.BAD_REQUEST),
    (TimeLimitError, HTTPStatus.SERVICE_UNAVAILABLE),
    (KgError, HTTPStatus.INTERNAL_SERVER_ERROR),
)
_AGAIN = {"retry-after": "10"}  # seconds
_FAULT = "This is a fault of the program. It has been told where the server was started."
# Of a damaged store the messages name files.
_UNREADABLE = "The store can’t be read. The reason has been told where the server was started."

Handler = Callable[[Request, Exception], Response]


def handlers(site: Site) -> dict[type[Exception], Handler]:
    """Return what makes an answer of each kind of error; no answer tells a trace."""

    def known(request: Request, error: Exception) -> Response:
        status, message = _told(error)
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            _say(request, error)
        made = answer(site, request, status, message, _named(site, error))
        made.headers.update(getattr(error, "headers", None) or {})
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            made.headers.update(_AGAIN)
        return made

    def fault(request: Request, error: Exception) -> Response:
        if not isinstance(error, ClientDisconnect):  # who went away was no fault of ours
            _say(request, error, trace=site.settings.debug)
        return answer(site, request, 500, _FAULT)

    return {HTTPException: known, KgError: known, Exception: fault}


def answer(
    site: Site,
    request: Request,
    status: int,
    message: str,
    more: Mapping[str, object] | None = None,
) -> Response:
    """Return the MESSAGE as a page, or with MORE as RFC 9457 has it for whoever takes JSON."""
    title = _TITLES.get(HTTPStatus(status), HTTPStatus(status).phrase)
    if prefers_json(request):
        problem = {"title": title, "status": status, "detail": message, **(more or {})}
        return JSONResponse(problem, status, media_type="application/problem+json")
    return site.page(request, "problem.html", status=status, title=title, message=message)


def _say(request: Request, error: Exception, *, trace: bool = False) -> None:
    """Say on one line, where the server was started, what went wrong; with its TRACE if wanted."""
    line = f"{request.url.path}: {type(error).__name__}: {error}"
    shown = "".join(each if each.isprintable() else " " for each in line)
    _log.error("%s", shown, exc_info=error if trace else None)


def _told(error: Exception) -> tuple[int, str]:
    """Return the status and the words for ERROR."""
    if isinstance(error, HTTPException):
        told = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
        return error.status_code, told or _PLAIN.get(error.status_code, "")
    assert isinstance(error, KgError)  # noqa: S101 - nothing else is handled so
    status = next(status for kind, status in _STATUSES if isinstance(error, kind))
    return status, _UNREADABLE if isinstance(error, InputError) else in_words(error)


def _named(site: Site, error: Exception) -> dict[str, object]:
    """Return whom a name may have meant, for programs; nothing for other errors."""
    if not isinstance(error, UnclearNameError):
        return {}
    candidates = [
        {"label": label, "iri": site.base + address, "about": about}
        for label, address, about in error.candidates
    ]
    return {"candidates": candidates}


_PLAIN = {
    404: "There is no such page. A name or an alias may be looked for above.",
    405: "Nothing here can be changed: ask with GET.",
}
