"""Step store, Virtuoso: `/sparql` is open, what writes wants HTTP Digest."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="virtuoso",
    path=re.compile(r"/sparql(?:-auth|-graph-crud|-graph-crud-auth)?/?"),
    query="/sparql",
    graph_store="/sparql-graph-crud-auth",
)
