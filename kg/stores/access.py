"""Step store, access: who asks an endpoint, for how long, and where that may be said."""

from __future__ import annotations

import base64
import ipaddress
import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from kg.errors import UsageError
from kg.stores.retries import Retries

_TOKEN = re.compile(r"[!-~]+")


class Scheme(StrEnum):
    """How credentials are shown to a server."""

    BASIC = "basic"
    DIGEST = "digest"
    BEARER = "bearer"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user's name and password, or a bearer's token (no user); neither shows in a repr."""

    scheme: Scheme
    secret: str = field(repr=False)
    user: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.scheme is Scheme.BEARER and not _TOKEN.fullmatch(self.secret):
            raise UsageError(
                "the bearer's token holds characters that no token has (a space, a line end)"
            )

    def header(self) -> str | None:
        """Return the Authorization header; None for digest, which answers a challenge."""
        if self.scheme is Scheme.BASIC:
            pair = base64.b64encode(f"{self.user}:{self.secret}".encode()).decode()
            return f"Basic {pair}"
        if self.scheme is Scheme.BEARER:
            return f"Bearer {self.secret}"
        return None

    def scrubbed(self, text: str) -> str:
        """Return TEXT (a server's answer) without the secrets that it might repeat."""
        header = self.header()
        for secret in filter(None, (header and header.split(" ", 1)[1], self.secret)):
            text = text.replace(secret, "***")
        return text


@dataclass(frozen=True, slots=True)
class Access:
    """How an endpoint is spoken to.

    Over plain HTTP the credentials go to this machine only, unless `allow_cleartext`. `timeout`
    (seconds) limits a query as a whole, and each silence of the server while graphs are sent.
    `graph_store` and `update` are where it takes graphs and updates, if that doesn't follow from
    its address.
    """

    credentials: Credentials | None = None
    allow_cleartext: bool = False
    timeout: float | None = 60.0
    graph_store: str | None = None
    update: str | None = None
    retries: Retries = field(default_factory=Retries)


def check_address(url: str, access: Access) -> None:
    """Raise UsageError for a URL that is none, or to which credentials can't be sent safely."""
    parts = address_parts(url)
    if "@" in parts.netloc:
        raise UsageError(
            "the endpoint's address holds a user name or password: leave them out of it, where "
            "logs and lists of processes show them, and give them by the environment"
        )
    clear = parts.scheme == "http" and not _is_loopback(parts.hostname or "")
    if access.credentials and clear and not access.allow_cleartext:
        raise UsageError(
            f"{url} is not encrypted: the password would be readable on the way. Use https://, or "
            "allow sending it in clear explicitly"
        )


def address_parts(url: str) -> SplitResult:
    """Return the parts of URL; raise UsageError if it is no HTTP address."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or any(character.isspace() or not character.isprintable() for character in url):
        raise UsageError(
            "the endpoint's address has to start with http:// or https:// and a host, as "
            "http://localhost:7878 does"
        )
    return parts


def _is_loopback(host: str) -> bool:
    """Return whether HOST is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
