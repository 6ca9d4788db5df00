"""Step serve, rendering: values become HTML, escaped, by the templates beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from kg.graph.terms import carried
from kg.queries import Row, SavedQuery, Sentence, Table
from kg.queries.explain import Entry, Value
from kg.queries.explain.text import telling
from kg.text.slugs import slug
from kg.vocabulary import POL

HERE = Path(__file__).parent
STATIC = HERE / "static"
_OURS = re.compile(r"[a-z][a-z-]*/[^/\s\\]\S*")  # `person/ada-quill`: never `//elsewhere.example`
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DAY = re.compile(r"(?:(\d{4})|-)(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", re.ASCII)
_IN_TEXT = re.compile(r"(?<!\d)(\d{4}-\d\d-\d\d)(?!\d)", re.ASCII)
_LEAP = 2000  # has every day that a year may have
_LINE = 90  # characters of a title
_GOOD = ("Held", "Active", "Current", "Done", "Agreed")
_BAD = ("Cancelled", "Denied", "Refused")
_PAST = ("Ended", "Former")
_MOODS = {
    **dict.fromkeys(_GOOD, "good"),
    **dict.fromkeys(_BAD, "bad"),
    **dict.fromkeys(_PAST, "past"),
}


@cache
def environment() -> Environment:
    """Return the templates, which escape whatever they are given."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    made.filters |= _FILTERS
    made.globals |= {"static": static}
    return made


def href(base: str, iri: str) -> str | None:
    """Return the address here of what has IRI, if it stands under BASE; else None."""
    rest = iri.removeprefix(base)
    return f"/{rest}" if rest != iri and _OURS.fullmatch(rest) else None


def web(address: str | None) -> str | None:
    """Return ADDRESS if a link may lead there: one to `javascript:` would run it."""
    return address if address and address.startswith(("https://", "http://")) else None


def site(address: str) -> str:
    """Return the name of the site that ADDRESS leads to."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def identifier(iri: str, base: str) -> str:
    """Return what tells IRI from others under BASE: an article's identifier, else its address."""
    rest = iri.removeprefix(base)
    return unquote(rest.removeprefix("article/")) if rest.startswith("article/") else rest


def without(text: str, ending: str) -> str:
    """Return TEXT without ENDING."""
    return text.removesuffix(ending)


def short(text: str) -> str:
    """Return the beginning of TEXT, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LINE else line[: _LINE - 1] + "…"


def mood(status: str) -> str:
    """Return how STATUS is marked: as so, as no longer so, as not so, or as open."""
    return _MOODS.get(status, "open")


def told(entry: Entry, subject: str | None) -> list[tuple[str, list[Value]]]:
    """Return the details of ENTRY by their words, but for those that name SUBJECT alone."""
    found: dict[str, dict[Value, None]] = {}
    for detail in entry.details:
        if {value.iri for value in detail.values} != {subject} or subject is None:
            found.setdefault(detail.words, {}).update(dict.fromkeys(detail.values))
    return [(words, list(values)) for words, values in found.items()]


def after(label: str, subject: str | None) -> str:
    """Return LABEL without the SUBJECT that it begins with: its page says whose it is."""
    rest = label.removeprefix(subject or "")
    told = rest.lstrip(":, ")
    return told[:1].upper() + told[1:] if rest != label and told and rest[0] in ":," else label


def status(row: Row) -> str | None:
    """Return the status that ROW shows, if it shows one."""
    shown = (item for cell in row.cells for item in cell if item.iri and POL in item.iri)
    return next((str(item.shown) for item in shown), None)


def dated(text: str) -> Markup:
    """Return TEXT with its days (2024-09-03) as people read them."""
    parts = _IN_TEXT.split(carried(text))
    return Markup("").join(day(part) if _IN_TEXT.fullmatch(part) else part for part in parts)


def by_source(sentences: Iterable[Sentence]) -> list[tuple[Sentence, list[str]]]:
    """Return SENTENCES, those that one source says in a row together: the first, and the words."""
    grouped = [
        list(same) for _, same in groupby(sentences, lambda each: replace(each, text="", report=""))
    ]
    return [(same[0], [" ".join(each.text.split()) for each in same]) for same in grouped]


def seen(answered: Table) -> list[int]:
    """Return the places of the columns of ANSWERED that hold anything."""
    return [
        place
        for place in range(len(answered.columns))
        if any(row.cells[place] for row in answered.rows)
    ]


def example(query: SavedQuery) -> str:
    """Return the address of the answer to the example of QUERY."""
    return f"/questions/{query.name}/answer?{urlencode(query.example)}"


def isolated_day(text: str) -> Markup:
    """Return TEXT as a day or days if it is, else apart from the direction of what is around it."""
    first, _, last = text.partition("/")
    if _DAY.fullmatch(first) and (not last or _DAY.fullmatch(last)):
        return Markup(" to ").join(map(day, filter(None, (first, last))))
    return Markup("<bdi>{}</bdi>").format(carried(text))


def day(known: str | None) -> Markup:
    """Return a day, month or year (2024-09-03) as people read it; another value as it is."""
    found = _DAY.fullmatch(known or "")
    if not found or not known:
        return escape(carried(known or ""))
    year, month, of_month = found.groups()
    try:
        date(int(year or _LEAP), int(month or 1), int(of_month or 1))
    except ValueError:
        return escape(carried(known))
    parts = [
        *([str(int(of_month))] if of_month else []),
        *([_MONTHS[int(month) - 1]] if month else []),
        *([year] if year else []),
    ]
    stamp = "-".join(part for part in (year, month, of_month) if part)
    return Markup('<time datetime="{}">{}</time>').format(stamp, " ".join(parts))


def count(number: int, one: str, many: str | None = None) -> str:
    """Return NUMBER in words: `1 article`, `2,000 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def words(name: str) -> str:
    """Return the NAME of a class (`AllianceMembership`) in words (`alliance membership`)."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


@cache
def static(name: str) -> str:
    """Return the address of the file NAME of static/, another one for each content."""
    digest = blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()
    return f"/static/{name}?v={digest}"


_FILTERS = {
    "after": after,
    "by_source": by_source,
    "count": count,
    "dated": dated,
    "day": day,
    "example": example,
    "here": lambda iri, base: href(base, iri),
    "identifier": identifier,
    "isolated_day": isolated_day,
    "kind": words,
    "mood": mood,
    "seen": seen,
    "short": short,
    "site": site,
    "slug": slug,
    "status": status,
    "telling": telling,
    "told": told,
    "web": web,
    "without": without,
}


def _finalized(value: object) -> object:
    """Return VALUE as it is printed: without the characters that no page may hold."""
    return carried(value) if type(value) is str else value
