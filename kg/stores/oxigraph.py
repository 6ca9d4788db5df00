"""Step store, Oxigraph: the server of the `oxigraph` package; one dataset at the root."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="oxigraph",
    path=re.compile(r"/?|/(?:query|update|store)"),
    query="/query",
    update="/update",
    graph_store="/store",
    dataset="/store",
    update_size=20_000,
    limits=("it has no passwords of its own: put a proxy before it",),
)
