"""Step store, RDF4J: a repository answers queries at its own address."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="rdf4j",
    path=re.compile(r"(.*/rdf4j-server/repositories/[^/]+)(?:/statements|/rdf-graphs/service)?/?"),
    query=r"\1",
    update=r"\1/statements",
    graph_store=r"\1/rdf-graphs/service",
    dataset=r"\1/statements",
)
