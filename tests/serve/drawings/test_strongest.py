"""Of a network as much is drawn as people can read: the strongest ties, never more than fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.network import Edge, Network
from kg.serve.drawings import strongest as module
from kg.serve.drawings.strongest import near, strongest

NAMES = [f"n{at:02}" for at in range(12)]
PAIRS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(1, 9)).filter(
        lambda each: each[0] < each[1]
    ),
    unique_by=lambda each: each[:2],
)


def network(pairs: list[tuple[str, str, int]]) -> Network:
    edges = (Edge(one, other, weight, ()) for one, other, weight in pairs)
    return Network("meetings", "", (), (), (), edges)


@given(PAIRS, st.integers(1, 6))
def test_a_tie_that_is_kept_is_at_least_so_strong_and_no_stronger_one_is_left_out(
    pairs: list[tuple[str, str, int]], least: int
) -> None:
    kept = strongest(network(pairs), least)
    assert kept.found == sum(weight >= least for *_, weight in pairs)
    assert len(kept.edges) == kept.found  # all have room
    weights = [edge.weight for edge in kept.edges]
    assert weights == sorted(weights, reverse=True)
    assert all(weight >= least for weight in weights)


@given(PAIRS)
def test_never_more_nodes_or_ties_than_can_be_drawn(pairs: list[tuple[str, str, int]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "NODES", 4)
        patch.setattr(module, "EDGES", 5)
        kept = strongest(network(pairs), 1)
    assert len(kept.edges) <= 5
    assert len({end for edge in kept.edges for end in (edge.source, edge.target)}) <= 4
    assert kept.found == len(pairs)
    if pairs:
        assert kept.edges[0].weight == max(weight for *_, weight in pairs)


@given(PAIRS)
def test_around_somebody_are_whom_he_met_and_whether_these_met(
    pairs: list[tuple[str, str, int]],
) -> None:
    met = {one if other == "n00" else other for one, other, _ in pairs if "n00" in (one, other)}
    among = near(network(pairs).edges, frozenset({"n00"}))
    assert among == {"n00", *met}
    kept = strongest(network(pairs), 1, among)
    assert {(edge.source, edge.target) for edge in kept.edges} == {
        (one, other) for one, other, _ in pairs if {one, other} <= among
    }
