"""Step store, QLever: one address; who writes shows the access token as a bearer."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="qlever",
    path=re.compile(r"(/api/[^/]+)/?"),
    query=r"\1",
    update=r"\1",
    graph_store=None,
    limits=(
        "writing wants --auth bearer with the server's access token",
        "updates are lost at a restart unless the server keeps them (--persist-updates)",
    ),
)
