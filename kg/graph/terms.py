"""Step to_graph, terms: the nodes and the literals that the graphs are written with."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import OA, POL, RDF, RDFS, SCHEMA, SKOS, XSD

_UNCARRIED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE_TYPES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "date"),
    (re.compile(r"\d{4}-\d\d"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
    (re.compile(r"--\d\d-\d\d"), "gMonthDay"),
)


@cache
def pol(name: str) -> NamedNode:
    """Return the project's own term NAME."""
    return NamedNode(POL + name)


@cache
def schema(name: str) -> NamedNode:
    """Return the schema.org term NAME."""
    return NamedNode(SCHEMA + name)


@cache
def oa(name: str) -> NamedNode:
    """Return the Web Annotation term NAME."""
    return NamedNode(OA + name)


@cache
def xsd(name: str) -> NamedNode:
    """Return the XML Schema datatype NAME."""
    return NamedNode(XSD + name)


TYPE = NamedNode(RDF + "type")
REIFIES = NamedNode(RDF + "reifies")  # of RDF 1.2: from a report to a statement of a fact
LABEL = NamedNode(RDFS + "label")
ALT_LABEL = NamedNode(SKOS + "altLabel")
HIDDEN_LABEL = NamedNode(SKOS + "hiddenLabel")
MENTIONS = schema("mentions")  # from an article to what the gazetteer knows
NAME_USED = pol("nameUsed")  # from an article to a name of what is not its own


def carried(text: str) -> str:
    """Replace each character that some RDF or result syntax can't carry by U+FFFD.

    XML 1.0 (SPARQL's XML results, RDF/XML) has no C0 controls but tab and line ends, no lone
    surrogates and no U+FFFE or U+FFFF. One code point stands for one, so offsets hold.
    """
    return _UNCARRIED.sub("\ufffd", text)


def words(text: str) -> Literal:
    """Return TEXT as a plain string."""
    return Literal(carried(text))


def integer(number: int) -> Literal:
    """Return NUMBER as an xsd:integer.

    Stores give the types derived from it back as xsd:integer, so nothing else is written.
    """
    return Literal(str(number), datatype=xsd("integer"))


@lru_cache(maxsize=1_000)
def confidence(value: float) -> Literal:
    """Return VALUE as an xsd:decimal of at most two places, 0.01 to 0.99, in its canonical form.

    No report is certain; and for whole numbers XSD 1.0 (`1.0`), XSD 1.1 (`1`) and the stores
    disagree about the canonical form.
    """
    places = min(
        max(Decimal(repr(value)).quantize(Decimal("0.01")), Decimal("0.01")), Decimal("0.99")
    )
    return Literal(str(places).rstrip("0"), datatype=xsd("decimal"))


def day(value: date) -> Literal:
    """Return VALUE as an xsd:date."""
    return Literal(value.isoformat(), datatype=xsd("date"))


def partial_date(value: str) -> Literal:
    """Return VALUE typed by its form: xsd:date, gYearMonth, gYear or gMonthDay.

    Raises ValueError for any other form.
    """
    for form, datatype in _DATE_TYPES:
        if form.fullmatch(value):
            return Literal(value, datatype=xsd(datatype))
    raise ValueError(f"not a date, month, year or day of a month: {value!r}")
