"""Step store, GraphDB: repositories as RDF4J has them, at the root."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="graphdb",
    path=re.compile(r"(.*/repositories/[^/]+)(?:/statements|/rdf-graphs/service)?/?"),
    query=r"\1",
    update=r"\1/statements",
    graph_store=r"\1/rdf-graphs/service",
    dataset=r"\1/statements",
    limits=("a ruleset adds statements to the default graph, not to ours",),
)
