"""Step store: the store on disk, and triplestores elsewhere that answer and are loaded alike."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kg.stores import (
    blazegraph,
    fuseki,
    graphdb,
    neptune,
    oxigraph,
    qlever,
    rdf4j,
    stardog,
    virtuoso,
)
from kg.stores.access import Access, Credentials, Scheme
from kg.stores.answers import Answer, Queryable, Rows
from kg.stores.built import Stamp
from kg.stores.files import base_of
from kg.stores.local import Became, LocalStore
from kg.stores.profiles import Profile
from kg.stores.rejected import Kept, Rejection
from kg.stores.retries import Retries
from kg.stores.terms import Term

if TYPE_CHECKING:
    from kg.stores.endpoint import Endpoint
    from kg.stores.loading import (
        Bulk,
        Change,
        Kind,
        Loaded,
        Options,
        Transport,
        differences,
        load_endpoint,
    )
    from kg.stores.remote import RemoteStore

PROFILES: tuple[Profile, ...] = (  # the first whose path fits is taken
    oxigraph.PROFILE,
    neptune.PROFILE,
    virtuoso.PROFILE,
    rdf4j.PROFILE,
    graphdb.PROFILE,
    blazegraph.PROFILE,
    qlever.PROFILE,
    stardog.PROFILE,
    fuseki.PROFILE,  # takes any name
)

_REMOTE = {
    "Endpoint": "kg.stores.endpoint",
    "Bulk": "kg.stores.loading",
    "Change": "kg.stores.loading",
    "Kind": "kg.stores.loading",
    "Loaded": "kg.stores.loading",
    "Options": "kg.stores.loading",
    "Transport": "kg.stores.loading",
    "differences": "kg.stores.loading",
    "load_endpoint": "kg.stores.loading",
    "RemoteStore": "kg.stores.remote",
}

__all__ = [
    "PROFILES",
    "Access",
    "Answer",
    "Became",
    "Bulk",
    "Change",
    "Credentials",
    "Endpoint",
    "Kept",
    "Kind",
    "Loaded",
    "LocalStore",
    "Options",
    "Profile",
    "Queryable",
    "Rejection",
    "RemoteStore",
    "Retries",
    "Rows",
    "Scheme",
    "Stamp",
    "Term",
    "Transport",
    "base_of",
    "differences",
    "load_endpoint",
]


def __getattr__(name: str) -> object:
    """Import what speaks HTTP when it is asked for; work on the local store does without it."""
    if name not in _REMOTE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_REMOTE[name]), name)
