"""Step to_graph, IRIs: the address of everything that the graphs speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from kg.errors import UsageError
from kg.model import Entity, Span
from kg.text.slugs import slug
from kg.vocabulary import DEFAULT_BASE

_NAME = "#name="
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>\"{}|\\^`?#\x00-\x20]+/")


def encoded(name: str) -> str:
    """Return NAME percent-encoded as one segment of an IRI, in ASCII, never `.` or `..`."""
    if name in (".", ".."):
        return name.replace(".", "%2E")
    return quote(name, safe="", errors="surrogatepass")


@dataclass(frozen=True, slots=True)
class Iris:
    """The addresses under one base, an absolute IRI that ends in a slash.

    Every method returns the IRI as a plain string. Raises UsageError for a base of another form.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise UsageError(
                f"the base {self.base!r} is no absolute IRI that ends in a slash; "
                "give one such as https://example.org/kg/"
            )

    @property
    def facts_graph(self) -> str:
        """Return the name of the graph of facts across articles."""
        return self.base + "graph/facts"

    @property
    def gazetteer_graph(self) -> str:
        """Return the name of the graph of what is known beforehand."""
        return self.base + "graph/gazetteer"

    @property
    def loaded_graph(self) -> str:
        """Return the name of the graph of what a triplestore was loaded with."""
        return self.base + "graph/loaded"

    @property
    def articles(self) -> str:
        """Return what the IRI of every article starts with."""
        return self.base + "article/"

    def node(self, kind: str, name: str) -> str:
        """Return the node NAME among those of KIND: `meeting/0a1b...`, `person/hemant-soren`."""
        return f"{self.base}{kind}/{encoded(name)}"

    def article(self, identifier: str) -> str:
        """Return the article that is given as IDENTIFIER."""
        return self.articles + encoded(identifier)

    def identifier(self, article_iri: str) -> str:
        """Return the identifier of ARTICLE_IRI; an IRI that is no article's as it is."""
        if not article_iri.startswith(self.articles):
            return article_iri
        return unquote(article_iri.removeprefix(self.articles), errors="surrogatepass")

    def entity(self, entity: Entity, article_iri: str) -> str:
        """Return ENTITY: the gazetteer's node if it is known, else the one of its article."""
        if entity.known:
            return self.node(entity.kind.value, entity.slug)
        return f"{article_iri}#{entity.kind.value}-{encoded(entity.slug)}"

    def outlet(self, name: str) -> str:
        """Return the publisher or agency NAME."""
        return self.node("outlet", slug(name))

    def report(self, digest: str) -> str:
        """Return the report with the identity DIGEST (16 hex digits)."""
        return self.node("report", digest)


def evidence_iri(article_iri: str, span: Span) -> str:
    """Return the stretch SPAN of the article as RFC 5147 addresses it, in code points."""
    return f"{article_iri}#char={span.start},{span.end}"


def name_iri(node_iri: str, name: str) -> str:
    """Return NAME as one by which articles call the node at NODE_IRI: `party/jmm#name=JMM`."""
    return f"{node_iri}{_NAME}{encoded(name)}"


def named(iri: str) -> tuple[str, str]:
    """Return whom an IRI of `name_iri` stands for, and by which name; else the IRI and no name."""
    node, _, name = iri.partition(_NAME)
    return node, unquote(name)


def selector_iri(article_iri: str, span: Span) -> str:
    """Return the selector that picks SPAN out of the article's text."""
    return f"{article_iri}#at={span.start},{span.end}"
