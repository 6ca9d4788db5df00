"""Step validate, the text: what SHACL can't see, a graph's words against its article's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from kg.graph import ArticleGraph, text_hash
from kg.graph.entities import ENTITY_TYPES
from kg.graph.evidence import CONTEXT
from kg.graph.terms import ALT_LABEL, LABEL, TYPE, carried, oa, pol
from kg.model import Document
from kg.validation.verdicts import Described, Violation

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_GLUED = 2  # letters; shorter words stand within others by chance
_SELECTOR, _QUOTE = oa("TextQuoteSelector"), pol("quote")
_SHA256, _START, _END = pol("sha256"), oa("start"), oa("end")
_AROUND = oa("exact"), oa("prefix"), oa("suffix")
_TERMS = (NamedNode, Literal)
_ENTITIES = frozenset(ENTITY_TYPES.values())
_Node = Mapping[NamedNode, list[NamedNode | Literal]]


def check_text(document: Document, graph: ArticleGraph) -> tuple[Violation, ...]:
    """Return what GRAPH says in other words than the text of DOCUMENT, in order of nodes.

    The hash is the text's; a quotation stands at its offsets with its surroundings; every word of a
    name stands in the text (of the gazetteer's entities, of the names that the article uses); so
    does what someone is quoted with.
    """
    nodes: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for subject, predicate, object_ in graph.triples:
        if isinstance(subject, NamedNode) and isinstance(object_, _TERMS):
            nodes[subject.value][predicate].append(object_)
    comparison = _Comparison(document, graph.article)
    found = [(iri, *wrong) for iri in sorted(nodes) for wrong in comparison.wrong(iri, nodes[iri])]
    return _violations(found, graph)


def _violations(
    found: list[tuple[str, NamedNode, str, str]], graph: ArticleGraph
) -> tuple[Violation, ...]:
    """Return what was FOUND wrong (node, property, message, value), with names and sentences."""
    if not found:
        return ()
    nodes = Described(graph.triples)
    return tuple(
        Violation(iri, path.value, message, value, nodes.name(iri), nodes.sentence(iri))
        for iri, path, message, value in found
    )


class _Comparison:
    """The text of an article, ready to be compared with what its graph says."""

    def __init__(self, document: Document, article: str) -> None:
        self._article = article
        self._hash = text_hash(document)
        self._text = carried(document.text)
        self._folded = self._text.casefold()

    @cached_property
    def _words(self) -> frozenset[str]:
        """Return the words of the text."""
        return frozenset(_WORD.findall(self._folded))

    @cached_property
    def _unspaced(self) -> str:
        """Return the text, white space as single spaces."""
        return _SPACE.sub(" ", self._text)

    def wrong(self, iri: str, node: _Node) -> Iterator[tuple[NamedNode, str, str]]:
        """Yield property, message and value of what is wrong with the node."""
        if iri == self._article and not _holds(node, _SHA256, self._hash):
            yield _SHA256, "This graph was made from another text than the one given.", ""
        types = node.get(TYPE, ())
        if _SELECTOR in types:
            yield from self._of_selector(node)
        if not _ENTITIES.isdisjoint(types):
            yield from self._of_entity(iri, node)
        for quote in node.get(_QUOTE, ()):
            if _SPACE.sub(" ", quote.value) not in self._unspaced:
                yield _QUOTE, "These quoted words do not stand in the text.", quote.value

    def _of_selector(self, node: _Node) -> Iterator[tuple[NamedNode, str, str]]:
        """Yield what differs between a selector and the text at its offsets."""
        start, end = _number(node, _START), _number(node, _END)
        around = (
            self._text[start:end],
            self._text[max(0, start - CONTEXT) : start],
            self._text[end : end + CONTEXT],
        )
        for property_, there in zip(_AROUND, around, strict=True):
            for said in node.get(property_, ()):
                if said.value != there:
                    yield property_, f"At its offsets the text reads “{there}”.", said.value

    def _of_entity(self, iri: str, node: _Node) -> Iterator[tuple[NamedNode, str, str]]:
        """Yield the names of an entity that the text doesn't have the words of."""
        own = iri.startswith(self._article + "#")
        for property_ in (LABEL, ALT_LABEL) if own else (ALT_LABEL,):
            for name in node.get(property_, ()):
                missing = [w for w in _WORD.findall(name.value.casefold()) if not self._has(w)]
                if missing:
                    message = f"This name has words that the text has not: {', '.join(missing)}."
                    yield property_, message, name.value

    def _has(self, word: str) -> bool:
        """Return whether WORD stands in the text, one of some length be it glued to another."""
        return word in self._folded if len(word) > _GLUED else word in self._words


def _holds(node: _Node, property_: NamedNode, value: str) -> bool:
    """Return whether NODE has VALUE by PROPERTY_."""
    return any(found.value == value for found in node.get(property_, ()))


def _number(node: _Node, property_: NamedNode) -> int:
    """Return an offset of a selector, -1 for one that is missing or no number."""
    value = next((found.value for found in node.get(property_, ())), "")
    return int(value) if value.isdecimal() else -1
