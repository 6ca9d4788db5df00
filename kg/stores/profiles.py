"""Step store, kinds of triplestores: where each is asked and written to, and what limits it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

N_QUADS = "application/n-quads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    r"""A kind of triplestore: what its addresses look like, and what it is known not to do.

    `path` matches the path of any of its addresses as users give them, and `host` the host and
    port, where the path alone could be another kind's. The other paths follow from the match
    (`\1` stands for what its group found); None: it has no such address. `dataset` takes N-Quads
    (by `quads_type`) and adds them. `update_size` is how many statements one update may bring,
    `bulk` whether it has a loader that reads files. `limits` are for people to read.
    """

    name: str
    path: re.Pattern[str]
    query: str
    update: str
    graph_store: str | None
    dataset: str | None = None
    host: re.Pattern[str] = field(default=re.compile(".*"))
    quads_type: str = N_QUADS
    update_size: int = 5_000
    bulk: bool = False
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where a triplestore takes queries and, where that is known, what is written."""

    query: str
    update: str | None = None
    graph_store: str | None = None
    dataset: str | None = None
    profile: Profile | None = None


def addresses(url: str, profiles: Iterable[Profile]) -> Addresses:
    """Return the addresses that belong to URL by the first of PROFILES that knows its form.

    An address of no known form, or with a query string, is taken for the query address.
    """
    parts = urlsplit(url)
    for profile in profiles:
        found = profile.path.fullmatch(parts.path)
        if not found or parts.query or not profile.host.fullmatch(parts.netloc):
            continue

        def address(path: str | None, found: re.Match[str] = found) -> str | None:
            if path is None:
                return None
            return urlunsplit((parts.scheme, parts.netloc, found.expand(path), "", ""))

        return Addresses(
            query=address(profile.query) or url,
            update=address(profile.update),
            graph_store=address(profile.graph_store),
            dataset=address(profile.dataset),
            profile=profile,
        )
    return Addresses(query=url)
