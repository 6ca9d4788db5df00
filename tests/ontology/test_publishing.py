"""The ontology as it is published: every format the same, the page and the context current."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.export.ontology import ONTOLOGY_FORMATS, context, context_text, made_context, read_ontology
from kg.resources import ontology_dir
from kg.vocabulary import POL

PAGE = Path(__file__).parents[2] / "docs" / "ontology.html"
ONTOLOGY = rdflib.Graph().parse(ontology_dir() / "politics.ttl")
TERMS = read_ontology().terms


@pytest.mark.parametrize(
    ("fmt", "syntax"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")],
)
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
def test_every_format_holds_the_same(fmt: str, syntax: str) -> None:
    content = ONTOLOGY_FORMATS[fmt].content()
    assert content == ONTOLOGY_FORMATS[fmt].content()
    assert isomorphic(rdflib.Graph().parse(data=content, format=syntax), ONTOLOGY)


def test_every_term_is_read() -> None:
    defined = {str(term) for term in ONTOLOGY.subjects(rdflib.RDFS.isDefinedBy)}
    assert {term.iri for term in TERMS} == defined
    assert all(term.label and term.definition for term in TERMS)
    assert any(term.constraints for term in TERMS)


def test_the_page_is_current(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, ONTOLOGY_FORMATS["html"].content().decode())


def test_the_context_is_current(golden: Callable[[Path, str], None]) -> None:
    golden(ontology_dir() / "context.jsonld", context_text())
    assert context() == json.loads(json.dumps(made_context()))


class _Page(HTMLParser):
    """The anchors, the links and the open elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []
        self.loaded += [tag] if "src" in given or tag in ("link", "script") else []
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_holds_together_and_needs_nothing_else() -> None:
    page = _Page()
    page.feed(PAGE.read_text("utf-8"))
    assert not page.open
    assert not page.loaded
    assert len(page.ids) == len(set(page.ids))
    assert {term.iri.removeprefix(POL) for term in TERMS} <= set(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
