"""Step serve, problems: what goes wrong, said to people as a page and to programs as JSON."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import KgError, TimeLimitError, UsageError
from kg.serve.accepting import prefers_json
from kg.serve.site import Site

_log = logging.getLogger("kg.serve")

_TITLES = {
    HTTPStatus.BAD_REQUEST: "This can’t be asked so",
    HTTPStatus.NOT_FOUND: "Nothing is known here",
    HTTPStatus.METHOD_NOT_ALLOWED: "This can only be read",
    HTTPStatus.SERVICE_UNAVAILABLE: "That took too long",
}
_FAULT = "This is a fault of the program. It has been told where the server was started."

Handler = Callable[[Request, Exception], Response]


def handlers(site: Site) -> dict[type[Exception], Handler]:
    """Return what makes an answer of each kind of error; no answer tells a trace."""

    def known(request: Request, error: Exception) -> Response:
        status, message = _told(error)
        return answer(site, request, status, message)

    def fault(request: Request, error: Exception) -> Response:
        _log.error("%s: %s", request.url.path, error, exc_info=site.settings.debug and error)
        return answer(site, request, 500, _FAULT)

    return {HTTPException: known, KgError: known, Exception: fault}


def answer(site: Site, request: Request, status: int, message: str) -> Response:
    """Return the MESSAGE as a page, or as RFC 9457 has it for whoever takes JSON."""
    title = _TITLES.get(HTTPStatus(status), HTTPStatus(status).phrase)
    if prefers_json(request):
        problem = {"title": title, "status": status, "detail": message}
        return JSONResponse(problem, status, media_type="application/problem+json")
    return site.page(request, "problem.html", status=status, title=title, message=message)


def _told(error: Exception) -> tuple[int, str]:
    """Return the status and the words for ERROR."""
    if isinstance(error, HTTPException):
        told = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
        return error.status_code, told or _PLAIN.get(error.status_code, "")
    if isinstance(error, UsageError):
        return 400, str(error)
    if isinstance(error, TimeLimitError):
        return 503, str(error)
    return 500, str(error)


_PLAIN = {
    404: "There is no such page. A name or an alias may be looked for above.",
    405: "Nothing here can be changed: ask with GET.",
}
