"""Step store, Virtuoso: `/sparql` is open, what writes wants HTTP Digest."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="virtuoso",
    path=re.compile(r"/sparql(?:-auth|-graph-crud|-graph-crud-auth)?/?"),
    query="/sparql",
    update="/sparql-auth",
    graph_store="/sparql-graph-crud-auth",
    update_size=500,  # past some 1,000 its compiler gives up
    bulk=True,
    limits=(
        "writing wants --auth digest",
        "an answer has at most ResultSetMaxRows rows (10,000 as it is installed)",
        "numbers, dates and booleans are rewritten (true comes back as 1)",
    ),
)
