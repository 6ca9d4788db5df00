"""Step query, networks: who met whom, and who is allied with whom, over all facts.

Here stands all that is asked for them; `kg.export.networks` writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from kg.graph.network import Network
from kg.queries.asking import Queryable
from kg.queries.networks.alliances import alliances
from kg.queries.networks.choice import STATUSES, Choice, days_and_share
from kg.queries.networks.meetings import meetings

Maker: TypeAlias = Callable[[Queryable, Choice], Network]

NETWORKS: Mapping[str, Maker] = {
    "meetings": meetings,
    "alliances": alliances,
}

__all__ = ["NETWORKS", "STATUSES", "Choice", "Maker", "days_and_share"]
