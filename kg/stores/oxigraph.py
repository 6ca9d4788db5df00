"""Step store, Oxigraph: the server of the `oxigraph` package; one dataset at the root."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="oxigraph",
    path=re.compile(r"/?|/(?:query|update|store)"),
    query="/query",
    update="/update",
    graph_store="/store",
    # Its bulk loader, thrice as fast on a disk. What breaks off half-way no hash tells of, and the
    # next load sends it again; so it need not be a transaction.
    dataset="/store?no_transaction",
    update_size=20_000,
    limits=("it has no passwords of its own: put a proxy before it",),
)
