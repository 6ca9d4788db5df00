"""Step query, blocks: RDF terms take the place that a query's text keeps for them.

A place is a block `VALUES ?name { UNDEF }`. Its body is replaced by terms in N-Triples' form, which
pyoxigraph writes and escapes, or the block is dropped. Nothing is pasted in anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError

Terms: TypeAlias = Sequence[NamedNode | Literal]

BASE_LINE = re.compile(r"^BASE <[^<>]*>$", re.MULTILINE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:", re.ASCII)
_ESCAPE = re.compile(r"\\\\[uU]|\\.", re.DOTALL)
_ESCAPED_U = {r"\\u": r"\\\U00000075", r"\\U": r"\\\U00000055"}
BLOCK = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")
_WITH_LINE = re.compile(rf"(?:^[ \t]*{BLOCK.pattern}[ \t]*\n)|{BLOCK.pattern}", re.MULTILINE)


def fill(text: str, base: str, terms: Mapping[str, Terms]) -> str:
    """Return the SPARQL TEXT relative to BASE, each block filled with the TERMS for its variable.

    A block whose variable has no terms is dropped, with its line. Raises ValueError if BASE is no
    IRI.
    """

    def filled(block: re.Match[str]) -> str:
        name = block[1] or block[2]
        chosen = terms.get(name, ())
        values = f"VALUES ?{name} {{ {' '.join(map(_written, chosen))} }}"
        return BLOCK.sub(lambda _: values, block[0]) if chosen else ""

    based = BASE_LINE.sub(lambda _: f"BASE {NamedNode(base)}", text, count=1)
    return _WITH_LINE.sub(filled, based)


def _written(term: NamedNode | Literal) -> str:
    r"""Return TERM in N-Triples' form, with no backslash of its text right before a u.

    Some engines (rdflib) turn what looks like `\u0022` into a quotation mark before they read the
    string that it stands in, which would end there.
    """
    return _ESCAPE.sub(lambda found: _ESCAPED_U.get(found[0], found[0]), str(term))


def string(text: str) -> Literal:
    """Return TEXT as a plain string; raise UsageError if no UTF-8 can hold it."""
    try:
        return Literal(text)
    except ValueError as error:
        raise UsageError(f"{text!r} holds half of a character (a lone surrogate)") from error


def iri(base: str, text: str) -> NamedNode:
    """Return TEXT as an IRI: whole, in angle brackets, or relative to BASE.

    Raises UsageError if it isn't one.
    """
    bare = text.strip().removeprefix("<").removesuffix(">")
    try:
        return NamedNode(bare if _SCHEME.match(bare) else base + bare)
    except ValueError as error:
        raise UsageError(f"{text!r} is no IRI: {error}") from error
