"""Step store, Amazon Neptune: one address, on port 8182."""

import re

from kg.stores.profiles import Profile

PROFILE = Profile(
    name="neptune",
    path=re.compile(r"/sparql(?:/gsp)?/?"),
    host=re.compile(r".*\.neptune\.amazonaws\.com(?::\d+)?|.*:8182"),
    query="/sparql",
    update="/sparql",
    graph_store="/sparql/gsp/",
    limits=(
        "a request is at most 150 MB",
        "requests signed by IAM are not made here: let a signing proxy do it",
    ),
)
