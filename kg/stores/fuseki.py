"""Step store, Fuseki: a dataset has a name, and its services stand below it."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="fuseki",
    path=re.compile(r"/([^/]+)(?:/(?:query|sparql|update|data|get))?/?"),
    query=r"/\1/query",
    update=r"/\1/update",
    graph_store=r"/\1/data",
    dataset=r"/\1/data",
    limits=("the default graph is no union unless tdb2:unionDefaultGraph is set",),
)
