"""Step store, Blazegraph: a namespace does all at one address; named graphs need quads mode."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="blazegraph",
    path=re.compile(r"(/(?:blazegraph|bigdata)(?:/namespace/[^/]+)?/sparql)/?"),
    query=r"\1",
    update=r"\1",
    graph_store=None,  # its own form is not that of the standard
    dataset=r"\1",
    quads_type="text/x-nquads",
    limits=("the namespace has to be in quads mode",),
)
