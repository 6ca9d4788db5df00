"""Step load: a triplestore elsewhere made equal to the local store, and kept so.

`load` goes over the graphs, `here` has them in `pieces` with their hashes, `there` asks for the
hashes kept and what the triplestore holds, `changes` says what differs, `probes` finds out how it
can be written to, and `target` writes through `client`, or through `bulk` where Virtuoso is to read
files.
"""

from __future__ import annotations

from kg.stores.loading.bulk import Bulk
from kg.stores.loading.changes import Change, Kind
from kg.stores.loading.load import Loaded, Options, differences, load_endpoint
from kg.stores.loading.target import Transport

__all__ = [
    "Bulk",
    "Change",
    "Kind",
    "Loaded",
    "Options",
    "Transport",
    "differences",
    "load_endpoint",
]
