"""Step load, doctor: what a triplestore can do and what it can't, one finding after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from kg.errors import KgError
from kg.stores import PROFILES
from kg.stores.access import Access
from kg.stores.endpoint import Endpoint
from kg.stores.loading.client import Client
from kg.stores.loading.probes import Probe, Prober, ways, with_given
from kg.stores.loading.there import There
from kg.stores.profiles import Addresses, addresses

_ROWS = 23**3  # above the 10,000 that some cut off at


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried; `works` is None for what is told only."""

    what: str
    works: bool | None
    detail: str


def examine(url: str, base: str, access: Access) -> list[Finding]:
    """Return what the triplestore at URL can do, tried on a graph under BASE that is gone after.

    Raises UsageError for an address that is none, EndpointError or TimeLimitError if it doesn't
    even answer a query.
    """
    where = with_given(addresses(url, PROFILES), access)
    endpoint = Endpoint(url, base, access)
    with Client(access) as client:
        return list(_findings(endpoint, where, Prober(endpoint, where, client)))


def _findings(endpoint: Endpoint, where: Addresses, prober: Prober) -> Iterator[Finding]:
    profile = where.profile
    known = f"by its address, {profile.name}" if profile else "its address tells nothing of it"
    yield Finding("kind", None, known)
    began = monotonic()
    endpoint.query("ASK {}")
    yield Finding("query", True, f"{endpoint.url}, {1000 * (monotonic() - began):.0f} ms")
    update, put, dataset = prober.update(), prober.graph_store(), prober.dataset()
    yield _of(update, "changed parts of large graphs are replaced")
    yield _of(put, "whole graphs are replaced")
    yield _of(dataset, "many new graphs in one request")
    yield _authentication(endpoint.access, update, prober)
    written = next((probe for probe in (update, put, dataset) if probe.works), None)
    yield from _behaviour(written)
    yield _rows(endpoint)
    seconds = endpoint.access.timeout
    patience = "never given up" if seconds is None else f"given up after {seconds:g} s (--timeout)"
    yield Finding("timeout", None, patience)
    for limit in profile.limits if profile else ():
        yield Finding("known limit", None, limit)
    yield _transport(prober, where)


def _of(probe: Probe, use: str) -> Finding:
    """Return what came of PROBE, and what it is of USE for."""
    if probe.address is None:
        return Finding(probe.way, None, "it has none, or its address isn't known")
    if probe.failure:
        return Finding(probe.way, False, str(probe.failure))
    return Finding(probe.way, True, f"{probe.address}: {use}")


def _authentication(access: Access, update: Probe, prober: Prober) -> Finding:
    what = "authentication"
    if not update.works:
        return Finding(what, None, "can't be told where no update works")
    if prober.anyone_updates():
        return Finding(what, None, "not wanted: whoever reaches it may change it")
    scheme = access.credentials.scheme.value if access.credentials else "none"
    return Finding(what, True, f"{scheme}: the credentials given are accepted, none are refused")


def _behaviour(written: Probe | None) -> Iterator[Finding]:
    """Yield how it treats what was WRITTEN."""
    union, texts = "union default graph", "round trip"
    if written is None:
        yield Finding(union, None, "can't be told where nothing can be written")
        yield Finding(texts, None, "can't be told where nothing can be written")
        return
    yield Finding(
        union,
        None,
        "the default graph holds the named ones too"
        if written.union
        else "no; kg's queries name their graphs and don't need it",
    )
    yield Finding(
        texts,
        written.exact,
        "a text with quotes, escapes, emoji and Arabic comes back to the letter"
        if written.exact
        else "a text with quotes, escapes, emoji and Arabic comes back changed",
    )


def _rows(endpoint: Endpoint) -> Finding:
    what = "rows of an answer"
    try:
        number = There(endpoint).rows_of(_ROWS)
    except KgError as error:
        return Finding(what, False, str(error))
    if number < _ROWS:
        return Finding(what, False, f"cut off after {number:,} of {_ROWS:,}, and it isn't said")
    return Finding(what, True, f"at least {_ROWS:,}")


def _transport(prober: Prober, where: Addresses) -> Finding:
    try:
        found = ways(prober, where, None)
    except KgError as error:
        return Finding("kg load", False, str(error))
    parts = "by their changed parts" if found.update else "as a whole"
    return Finding(
        "kg load",
        True,
        f"sends new graphs by {found.transport}, and large ones that changed {parts}",
    )
