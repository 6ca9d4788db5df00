"""Step store, Oxigraph: the server of the `oxigraph` package; one dataset at the root."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="oxigraph",
    path=re.compile(r"/?|/(?:query|update|store)"),
    query="/query",
    graph_store="/store",
)
