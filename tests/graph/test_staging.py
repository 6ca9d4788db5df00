"""Statements put by graph on disk: whole, in any order, and said where the disk is full."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.errors import InputError, KgError
from kg.graph import staging
from kg.graph.staging import Staged
from kg.vocabulary import POL, RDFS
from tests.plugins.cramped import cramped

LABEL = NamedNode(RDFS + "label")
NAME = "https://example.org/"


def quads(number: int) -> list[Quad]:
    graph = NamedNode(NAME + "graph")
    return [Quad(NamedNode(f"{NAME}{n}#a"), LABEL, Literal(str(n)), graph) for n in range(number)]


def test_each_statement_and_link_is_kept_once() -> None:
    link = Quad(
        NamedNode(NAME + "r"), NamedNode(POL + "reportedIn"), NamedNode(NAME + "a"), DefaultGraph()
    )
    with Staged([*quads(3), link, *quads(2), link]) as staged:
        assert staged.graphs() == [NAME + "graph"]
        assert len(list(staged.triples(NAME + "graph"))) == 3
        assert list(staged.of(NAME + "r")) == [link.triple]
        assert staged.linked(NAME + "a") == [NAME + "r"]


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_CACHED", 0)
    with cramped(100_000), pytest.raises(KgError, match="a temporary file can't be used: "):
        Staged(quads(20_000))


def test_what_is_wrong_with_the_file_stays_so() -> None:
    def broken() -> Iterator[Quad]:
        yield from quads(1)
        raise InputError("line 2")

    with pytest.raises(InputError, match="line 2"):
        Staged(broken())
