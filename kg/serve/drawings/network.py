"""Step serve, network: who met whom and who is allied with whom, drawn and as tables."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.errors import TimeLimitError, UsageError
from kg.graph.network import Network
from kg.queries import Queryable
from kg.queries.names import resolve_any
from kg.queries.networks import NETWORKS, Choice
from kg.queries.networks.nodes import node_id
from kg.serve.drawings.asked import Values, first, given, meant, status_of
from kg.serve.drawings.strongest import EDGES, NODES, Drawn, drawn, near, strongest
from kg.serve.once import Once
from kg.serve.site import Site
from kg.stores.states import State
from kg.vocabulary import AllianceStatus, MeetingStatus

STATUSES = {"meetings": tuple(MeetingStatus), "alliances": tuple(AllianceStatus)}
_FILTERS = ("of", "around", "since", "until", "status", "least")
# Who met somebody is one step away; who is in an alliance with somebody, two.
_STEPS = {"meetings": 1, "alliances": 2}
_NOTHING = Drawn((), (), 0)


def routes(site: Site) -> list[BaseRoute]:
    """Return the route of the network."""
    whole = {kind: Once(partial(_whole, site, kind)) for kind in NETWORKS}
    site.first.extend(whole.values())

    def network(request: Request) -> Response:
        asked = given(request, _FILTERS)
        kind = first(asked, "of") or "meetings"
        found, error = _NOTHING, None
        try:
            with site.state() as store:
                if kind in whole and not asked.keys() - {"of"}:
                    found = whole[kind].of(store)
                else:
                    found = site.asking.ask(store, found_of, kind, asked)
        except (UsageError, TimeLimitError) as problem:
            error = problem
        return site.page(
            request,
            "network.html",
            status=status_of(error),
            found=found,
            error=error,
            meant=meant(asked, error),
            too_long=isinstance(error, TimeLimitError),
            of=kind,
            asked={name: first(asked, name) or "" for name in _FILTERS},
            statuses=STATUSES.get(kind, ()),
            nodes=NODES,
            edges=EDGES,
        )

    return [Route("/network", site.asking.waiting(network), name="network")]


def _whole(site: Site, kind: str, state: State) -> Drawn:
    """Return the whole network of KIND in STATE."""
    return site.asking.ask(state, found_of, kind, {})


def found_of(store: Queryable, kind: str, asked: Values) -> Drawn:
    """Return the network of KIND that is ASKED for; raise UsageError for what makes no sense."""
    if kind not in NETWORKS:
        raise UsageError(f"a network is of {' or of '.join(NETWORKS)}, not of {kind!r}")
    choice = Choice(
        since=first(asked, "since"),
        until=first(asked, "until"),
        statuses=tuple(asked.get("status", ())),
    )
    make = partial(NETWORKS[kind], store, choice)
    least, around = _least(first(asked, "least")), first(asked, "around")
    among = _around(store, make, around, _STEPS[kind]) if around else None
    network = make()
    return drawn(store, network, strongest(network, least, among))


def _around(store: Queryable, make: Callable[[], Network], name: str, steps: int) -> frozenset[str]:
    """Return the ids of what NAME means, and of what is so many STEPS or fewer away from it."""
    reached = frozenset({node_id(store.base, resolve_any(store, name).value)})
    for _ in range(steps):
        reached = near(make().edges, reached)
    return reached


def _least(text: str | None) -> int:
    """Return how many times a pair must have met to be drawn."""
    if text is None:
        return 1
    if not text.isascii() or not text.isdecimal() or len(text) > 6:
        raise UsageError(f"the least number is a whole one, such as 2; not {text!r}")
    return int(text)
