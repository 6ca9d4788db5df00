"""Step store, HTTP: what an endpoint's failure is, in one line, and which ones may pass."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import EndpointError, KgError, TimeLimitError
from kg.stores.access import Credentials
from kg.stores.retries import PassingError

_WIDTH = 200
_HINTS = {
    401: "it wants credentials, or does not accept the ones given",
    403: "it does not allow this to the one who asks",
    404: "there is nothing at this address; is it the endpoint's own, such as "
    "http://localhost:7878/query?",
    405: "it does not take this kind of request there",
    413: "what was sent is too large for it",
    415: "it does not take this format",
    429: "it wants fewer requests",
    501: "it doesn't know this kind of request; is this the address of a triplestore?",
    507: "it has no room left",
}
_OUT_OF_TIME = frozenset({408, 504})
_OUT_OF_TIME_WORDS = re.compile("Transaction timed out|estimated execution time")  # of Virtuoso
_MAY_PASS = frozenset({429, 502, 503})


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: status, media type, first bytes of the body, some headers.

    `most_rows` is how many rows it gives at most, where it gave so many (Virtuoso's header).
    """

    status: int
    media_type: str
    body: bytes
    location: str | None = None
    retry_after: str | None = None
    most_rows: str | None = None

    @property
    def may_pass(self) -> bool:
        """Return whether the same request may well succeed a little later."""
        return self.status in _MAY_PASS


def refusal(url: str, reply: Reply, credentials: Credentials | None) -> KgError:
    """Return the error that REPLY, which is no success, stands for."""
    if reply.location and 300 <= reply.status < 400:
        return EndpointError(
            f"{url} sends on to {printable(reply.location)} ({reply.status}); if you trust that "
            "address, give it instead"
        )
    words = first_line(reply, credentials)
    hint = _HINTS.get(reply.status)
    message = f"{url} answered {reply.status}" + "".join(
        f": {part}" for part in (hint, words) if part
    )
    if reply.status in _OUT_OF_TIME or _OUT_OF_TIME_WORDS.search(words):
        return TimeLimitError(message)
    return PassingError(message, reply.retry_after) if reply.may_pass else EndpointError(message)


def unexpected(
    url: str, reply: Reply, wanted: str, credentials: Credentials | None
) -> EndpointError:
    """Return the error that REPLY succeeded, but holds something else than WANTED."""
    words = first_line(reply, credentials)
    return EndpointError(
        f"{url} answered with {printable(reply.media_type) or 'no media type'} and not {wanted}; "
        "is this the address of a SPARQL endpoint?" + (f" It says: {words}" if words else "")
    )


def cut_off(url: str, rows: str) -> EndpointError:
    """Return the error that an answer may go on after its ROWS, the most that the server gives."""
    return EndpointError(
        f"{url} cuts answers off at {printable(rows)} rows, and here it may have: ask for less, or "
        "raise its limit (Virtuoso: ResultSetMaxRows)"
    )


def unreachable(url: str, reason: object) -> EndpointError:
    """Return the error that no connection came about, or that it broke."""
    return EndpointError(
        f"{url} can't be reached: {printable(str(reason))}; is the server running, and the "
        "address right?"
    )


def broken(url: str, reason: object) -> PassingError:
    """Return the error that a connection, which had come about, broke."""
    return PassingError(f"the connection to {url} broke ({printable(str(reason))})")


def first_line(reply: Reply, credentials: Credentials | None) -> str:
    """Return what a server says of itself: the first line of its words, without any secret."""
    if "html" in reply.media_type:
        return "(an HTML page)"
    text = reply.body.decode("utf-8", "replace")
    if credentials:
        text = credentials.scrubbed(text)
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return printable(line)


def printable(text: str) -> str:
    """Return TEXT from elsewhere, short and without characters that steer a terminal."""
    shown = "".join(character if character.isprintable() else " " for character in text)
    return shown if len(shown) <= _WIDTH else shown[: _WIDTH - 3] + "..."
