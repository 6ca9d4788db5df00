"""Each shape on good and bad nodes: a folder a shape, `good*.ttl` and `bad*.ttl` in it.

A bad file starts with what is expected, one line a violation: `#! <focus> message`. To add a case,
add a file; every case is read together with `common.ttl`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from kg.graph import ArticleGraph
from kg.resources import ontology_dir
from kg.validation import Validator, read_graphs
from kg.validation.forms import SH

CASES = Path(__file__).parent / "cases"
BASE = "https://example.org/"
GOOD = sorted(CASES.glob("*/good*.ttl"))
BAD = sorted(CASES.glob("*/bad*.ttl"))
SHAPES = Graph().parse(ontology_dir() / "shapes.ttl")


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator()


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _case(path: Path) -> ArticleGraph:
    (common,), (own,) = read_graphs(CASES / "common.ttl"), read_graphs(path)
    return ArticleGraph("case", common.triples + own.triples)


def _expected(path: Path) -> set[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [re.fullmatch(r"#! <(.*?)> (.*)", line) for line in lines if line.startswith("#!")]
    return {(match[1], match[2]) for match in found if match}


@pytest.mark.parametrize("path", GOOD, ids=_name)
def test_good(path: Path, validator: Validator) -> None:
    (verdict,) = validator.check([_case(path)])
    assert not verdict.violations


@pytest.mark.parametrize("path", BAD, ids=_name)
def test_bad(path: Path, validator: Validator) -> None:
    (verdict,) = validator.check([_case(path)])
    assert {(v.focus.removeprefix(BASE), v.message) for v in verdict.violations} == _expected(path)
    assert not verdict.conforms


def test_every_shape_has_cases() -> None:
    shapes = {str(s).rpartition("#")[2] for s in SHAPES.subjects(RDF.type, SH.NodeShape)}
    assert shapes == {path.parent.name for path in GOOD}
    assert shapes == {path.parent.name for path in BAD}


def test_every_message_has_a_case() -> None:
    said = {message for path in BAD for _, message in _expected(path)}
    assert {str(message) for message in SHAPES.objects(None, SH.message)} == said
