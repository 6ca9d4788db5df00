"""Step query, parameters: what people type becomes RDF terms, and takes its place in a query."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.graph.terms import day, integer, pol, xsd
from kg.queries.asking import Queryable
from kg.queries.blocks import Terms, fill, iri, string
from kg.queries.model import Day, Param, ParamType, SavedQuery
from kg.queries.names import resolve, resolve_any

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_WRITTEN = "they are written as 2024-09-03, 2024-09 or 2024"
_SHARE = re.compile(r"\d?(?:\.\d{1,30})?(?<=\d)(?:[eE]-\d{1,3})?", re.ASCII)
_FINEST = Decimal("1e-9")
_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)


def bind(query: SavedQuery, terms: Mapping[str, Terms], base: str) -> str:
    """Return the SPARQL of QUERY with TERMS by parameter in it, relative to BASE.

    Raises UsageError for a parameter that QUERY hasn't, and for one that it needs and hasn't got.
    """
    check(query, terms)
    return fill(
        query.text, base, {param.variable: terms.get(param.name, ()) for param in query.params}
    )


def check(
    query: SavedQuery, given: Mapping[str, Sequence[object]], *, example: bool = True
) -> None:
    """Refuse parameters that QUERY hasn't, values too many, and the lack of one that it needs.

    With EXAMPLE it is said what one can type.
    """
    known = {param.name: param for param in query.params}
    for name, values in given.items():
        if name not in known:
            offer = ", ".join(known) or "none"
            raise UsageError(f"{query.name} has no parameter {name!r}; it has: {offer}")
        if len(values) > 1 and not known[name].many:
            raise UsageError(f"{query.name}: --{name} takes one value, {len(values)} are given")
    for param in query.params:
        if param.required and not given.get(param.name):
            typed = f"; for example: {query.command}" if example else ""
            raise UsageError(
                f"{query.name} needs --{param.name}: {param.description.lower()}{typed}"
            )


def to_terms(
    store: Queryable, query: SavedQuery, values: Mapping[str, Sequence[str]]
) -> dict[str, Terms]:
    """Return the terms for VALUES by parameter, with the defaults of QUERY where none is given.

    Names are looked up in STORE. Raises UsageError for a value that doesn't fit its type.
    """
    defaults = {param.name: (param.default,) for param in query.params if param.default is not None}
    given = {**defaults, **{name: texts for name, texts in values.items() if texts}}
    check(query, given)
    params = {param.name: param for param in query.params}
    terms: dict[str, Terms] = {
        name: tuple(to_term(store, params[name], text) for text in texts)
        for name, texts in given.items()
    }
    check_period(terms, given)
    return terms


def check_period(terms: Mapping[str, Terms], given: Mapping[str, Sequence[str]]) -> None:
    """Refuse a period that ends before it begins: no answer would look like an answer."""
    since, until = terms.get("since"), terms.get("until")
    if since and until and since[0].value > until[0].value:
        raise UsageError(
            f"--since {given['since'][0]} is after --until {given['until'][0]}: no day lies between"
        )


def to_term(store: Queryable, param: Param, text: str) -> NamedNode | Literal:
    """Return the term that TEXT stands for as a value of PARAM; raise UsageError if it can't be."""
    match param.type:
        case ParamType.DATE:
            return _date(param, text)
        case ParamType.INTEGER:
            return _integer(param, text)
        case ParamType.SHARE:
            return share(f"--{param.name}", text)
        case ParamType.STRING:
            return string(text)
        case ParamType.WORDS:
            return _words(param, text)
        case ParamType.CHOICE:
            return _choice(param, text)
        case ParamType.IRI:
            return iri(store.base, text)
    return _named(store, param.type, text)


def _named(store: Queryable, kind: ParamType, name: str) -> NamedNode:
    """Return the entity of KIND that NAME means in STORE."""
    return (
        resolve_any(store, name) if kind is ParamType.ENTITY else resolve(store, kind.value, name)
    )


def _integer(param: Param, text: str) -> Literal:
    """Return TEXT as an xsd:integer."""
    if not _INTEGER.fullmatch(text.strip()):
        raise UsageError(f"--{param.name} is a whole number, such as 10; not {text!r}")
    return integer(int(text))


def share(name: str, text: str) -> Literal:
    """Return TEXT, a value of what is called NAME, as an xsd:decimal from 0 to 1."""
    if not _SHARE.fullmatch(text.strip()) or (number := Decimal(text.strip())) > 1:
        raise UsageError(f"{name} is a share from 0 to 1, such as 0.8; not {text!r}")
    return Literal(f"{number.quantize(_FINEST).normalize():f}", datatype=xsd("decimal"))


def _words(param: Param, text: str) -> Literal:
    """Return a pattern that finds the words of TEXT, one after the other, in lower-cased text.

    The last may go on (`seat` finds "seats"). It holds no character of TEXT but letters and
    digits, so that nothing has to be escaped, which engines do in different ways.
    """
    words = re.findall(r"\w+", string(text).value.lower().replace("_", " "))
    if not words:
        raise UsageError(f"--{param.name} is words, such as seat sharing; not {text!r}")
    return Literal("(^|[^a-z0-9])" + "[^a-z0-9]+".join(words))


def _choice(param: Param, text: str) -> NamedNode:
    """Return the term of the ontology that TEXT names, in any case."""
    for choice in param.choices:
        if choice.casefold() == text.strip().casefold():
            return pol(choice)
    raise UsageError(f"--{param.name} is one of {', '.join(param.choices)}; not {text!r}")


def _date(param: Param, text: str) -> Literal:
    """Return the first or last day of the year, month or day TEXT, as PARAM has it."""
    if found := _DATE.fullmatch(text.strip()):
        year, month, of_month = (int(part) if part else None for part in found.groups())
        try:
            return day(_day_of(param.day, year or 0, month, of_month))
        except ValueError as error:
            raise UsageError(
                f"--{param.name}: there is no {text!r} in the calendar; {_WRITTEN}"
            ) from error
    raise UsageError(f"--{param.name} is a day, month or year, not {text!r}; {_WRITTEN}")


def _day_of(which: Day, year: int, month: int | None, of_month: int | None) -> date:
    """Return the WHICH day of what is given; raise ValueError if the calendar has none such."""
    if which is Day.FIRST:
        return date(year, month or 1, of_month or 1)
    last = date(year, month or 12, 1)
    return last.replace(day=of_month or calendar.monthrange(last.year, last.month)[1])
