"""Step store, RDF4J and GraphDB: a repository answers queries at its own address."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="rdf4j",
    path=re.compile(r"(.*/repositories/[^/]+)(?:/statements|/rdf-graphs/service)?/?"),
    query=r"\1",
    graph_store=r"\1/rdf-graphs/service",
)
