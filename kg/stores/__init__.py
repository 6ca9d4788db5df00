"""Step store: the store on disk, and triplestores elsewhere that answer and are loaded alike."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kg.stores import fuseki, oxigraph, rdf4j, virtuoso
from kg.stores.access import Access, Credentials, Scheme
from kg.stores.answers import Answer, Queryable, Rows
from kg.stores.local import LocalStore
from kg.stores.profiles import Profile
from kg.stores.rejected import Rejection
from kg.stores.retries import Retries
from kg.stores.terms import Term

if TYPE_CHECKING:
    from kg.stores.endpoint import Endpoint
    from kg.stores.loading import Loaded, load_endpoint

PROFILES: tuple[Profile, ...] = (  # the first whose path fits is taken
    oxigraph.PROFILE,
    virtuoso.PROFILE,
    rdf4j.PROFILE,
    fuseki.PROFILE,
)

_REMOTE = {
    "Endpoint": "kg.stores.endpoint",
    "Loaded": "kg.stores.loading",
    "load_endpoint": "kg.stores.loading",
}

__all__ = [
    "PROFILES",
    "Access",
    "Answer",
    "Credentials",
    "Endpoint",
    "Loaded",
    "LocalStore",
    "Profile",
    "Queryable",
    "Rejection",
    "Retries",
    "Rows",
    "Scheme",
    "Term",
    "load_endpoint",
]


def __getattr__(name: str) -> object:
    """Import what speaks HTTP when it is asked for; work on the local store does without it."""
    if name not in _REMOTE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_REMOTE[name]), name)
