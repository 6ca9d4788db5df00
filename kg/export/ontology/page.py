"""Step export, ontology: its page, one file of HTML with an anchor for each term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from kg.export.ontology.reading import Constraint, Ontology, Term
from kg.vocabulary import OA, ORG, POL, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, XSD

_PREFIXES = {
    "oa": OA,
    "org": ORG,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM,
    "skos": SKOS,
    "xsd": XSD,
}
_KINDS = {"class": "Classes", "property": "Properties", "scheme": "Schemes", "concept": "Values"}
_STYLE = """\
:root { color-scheme: light dark; --line: #8886; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 56rem; margin: auto; padding: 1rem; }
nav ul { columns: 12rem; padding: 0; list-style: none; }
article { border-top: 1px solid var(--line); padding: .5rem 0; }
article:target { outline: 2px solid; outline-offset: .25rem; }
h3 { margin: .5rem 0 0; }
h3 small { font-weight: normal; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0 1rem; margin: 0; }
dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; }
th, td { border: 1px solid var(--line); padding: .1rem .4rem; text-align: left; }
th, td { vertical-align: top; }
"""


def page(ontology: Ontology) -> str:
    """Return the page: each term with label, definition, and what goes with it; no other file."""
    return "\n".join([*_lines(ontology), ""])


def _lines(ontology: Ontology) -> Iterator[str]:
    """Yield the page line by line."""
    of_kind: Mapping[str, list[Term]] = defaultdict(list)
    for term in ontology.terms:
        of_kind[term.kind].append(term)
    title = escape(ontology.title)
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<!-- Made from ontology/politics.ttl and shapes.ttl by `make docs`; change these. -->"
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>\n{_STYLE}</style></head>"
    yield "<body>"
    yield f"<header><h1>{title}</h1>"
    yield f"<p>{escape(ontology.description)}</p>"
    yield f"<p>Prefix <code>pol:</code> <code>{POL}</code>, version {escape(ontology.version)}.</p>"
    yield "</header>"
    yield '<nav aria-label="Terms">'
    for kind, heading in _KINDS.items():
        yield f"<h2>{heading}</h2>"
        items = (f'<li><a href="#{term.name}">{term.name}</a></li>' for term in of_kind[kind])
        yield f"<ul>{''.join(items)}</ul>"
    yield "</nav>"
    yield "<main>"
    for kind, heading in _KINDS.items():
        yield f'<section aria-labelledby="{kind}-terms"><h2 id="{kind}-terms">{heading}</h2>'
        for term in of_kind[kind]:
            yield from _term(term, of_kind["concept"])
        yield "</section>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _term(term: Term, concepts: Iterable[Term]) -> Iterator[str]:
    """Yield the part on TERM."""
    yield f'<article id="{term.name}">'
    yield f"<h3>{escape(term.label)} <small><code>pol:{term.name}</code></small></h3>"
    yield f"<p>{escape(term.definition)}</p>"
    members = [concept.iri for concept in concepts if term.iri in concept.schemes]
    told = {
        "is a kind of": term.parents,
        "used on": term.domains,
        "values": term.ranges,
        "in the scheme": term.schemes,
        "members": members,
        "see also": term.see,
    }
    rows = [f"<dt>{name}</dt><dd>{_links(iris)}</dd>" for name, iris in told.items() if iris]
    if rows:
        yield f"<dl>{''.join(rows)}</dl>"
    if term.constraints:
        yield "<table><caption>What its nodes must have, by the shapes</caption>"
        yield '<thead><tr><th scope="col">property</th><th scope="col">how many</th>'
        yield '<th scope="col">values</th><th scope="col">said if not</th></tr></thead><tbody>'
        yield from map(_row, term.constraints)
        yield "</tbody></table>"
    yield "</article>"


def _row(constraint: Constraint) -> str:
    """Return the row on CONSTRAINT."""
    most = "any number" if constraint.most is None else str(constraint.most)
    least = str(constraint.least)
    number = least if least == most else f"{least} to {most}"
    cells = (number, _links(constraint.values), escape(constraint.message))
    rest = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row">{_links([constraint.path])}</th>{rest}</tr>'


def _links(iris: Iterable[str]) -> str:
    """Return IRIS as links, to this page's anchors for its own terms."""
    return ", ".join(map(_link, iris))


def _link(iri: str) -> str:
    if iri.startswith(POL):
        name = escape(iri.removeprefix(POL))
        return f'<a href="#{name}">{name}</a>'
    for prefix, namespace in _PREFIXES.items():
        if iri.startswith(namespace):
            shown = f"{prefix}:{iri.removeprefix(namespace)}"
            return f'<a href="{escape(iri)}">{escape(shown)}</a>'
    return escape(iri)
