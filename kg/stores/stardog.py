"""Step store, Stardog: a database has a name; by default on port 5820."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="stardog",
    path=re.compile(r"/([^/]+)(?:/(?:query|update))?/?"),
    host=re.compile(r".*\.stardog\.cloud(?::\d+)?|.*:5820"),
    query=r"/\1/query",
    update=r"/\1/update",
    graph_store=r"/\1",
    limits=("the default graph is no union unless query.all.graphs is set",),
)
