"""Step serve, accepting: which of the forms of an answer a client wants, by its Accept header."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

HTML = "text/html"
JSON = "application/json"
_FOR_PROGRAMS = ("/api", "/openapi.json", "/sparql", "/complete")


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the one of the media types OFFERED that ACCEPT has most wish for; None for none.

    Of two alike the first offered goes first; an empty or absent header takes anything.
    """
    wishes = [_wish(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best, most = None, 0.0
    for media_type in offered:
        fitting = [wish for wish in wishes if _fits(wish[0], media_type)]
        quality = max(fitting, key=lambda wish: _exactness(wish[0]), default=("", 0.0))[1]
        if quality > most:
            best, most = media_type, quality
    return best


def prefers_json(request: Request) -> bool:
    """Return whether whoever asks is a program: by the address, or by its Accept header."""
    if request.url.path.startswith(_FOR_PROGRAMS):
        return True
    return preferred(request.headers.get("accept", ""), (HTML, JSON)) == JSON


def _wish(part: str) -> tuple[str, float]:
    """Return the media range and the quality of one PART of an Accept header."""
    media_range, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media_range.lower(), quality


def _fits(media_range: str, media_type: str) -> bool:
    """Return whether MEDIA_TYPE is in MEDIA_RANGE."""
    kind = media_type.partition("/")[0]
    return media_range in (media_type, f"{kind}/*", "*/*")


def _exactness(media_range: str) -> int:
    return 2 - media_range.count("*")
