"""Step serve, entity: what is known of whatever has an address, on whose word, in which words.

The address of a page is that of what it shows, under this server: `/person/ada-quill`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.errors import UsageError
from kg.queries.explain import Dossier, Entry, Extent, Section, dossier
from kg.queries.explain.articles import told_of
from kg.serve.rendering import href
from kg.serve.site import Site
from kg.stores.states import State

_LATEST = 10  # facts of a section on the page of someone or something
_PAGE = 50  # facts on a page of one section
_FURTHEST = 10**6
_COUNT = re.compile(r"[0-9]{1,9}")
_CAREER = "Offices and changes of side"
_CAREER_OF = ("Offices", "Moves")  # told as one, by the day
_UNKNOWN = (
    "No article here speaks of what has this address. If you typed it, look for the name instead."
)


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that stand together: `all` leads to the pages of each section that is cut here."""

    title: str
    total: int
    statuses: tuple[tuple[str, int], ...]
    entries: tuple[Entry, ...]
    all: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of one section is shown: its first fact, counted from one, and its last."""

    section: str
    first: int
    last: int
    total: int

    @property
    def before(self) -> int | None:
        """Return how many facts precede the page before this one, None if this is the first."""
        return max(self.first - 1 - _PAGE, 0) if self.first > 1 else None

    @property
    def after(self) -> int | None:
        """Return how many facts precede the page after this one, None if this is the last."""
        return self.last if self.last < self.total else None


def routes(site: Site) -> list[BaseRoute]:
    """Return the route of everything that has an address."""

    def entity(request: Request) -> Response:
        extent = _extent(request.query_params)
        with site.state() as store:
            node = node_of(request, store.base)
            found = dossier(store, node, extent)
            if found is None:
                raise HTTPException(404, _UNKNOWN)
            if found.asked and (now := href(store.base, found.iri)):
                return RedirectResponse(now, 301)
            return site.page(request, "entity.html", **_context(store, found, extent))

    return [Route("/{kind}/{name:path}", entity, name="entity")]


def node_of(request: Request, base: str) -> str:
    """Return the IRI under BASE that the address of REQUEST stands for.

    Raises HTTPException for one that no IRI can be.
    """
    raw = request.scope.get("raw_path") or quote(request.url.path).encode()
    rest = raw.decode("latin-1").partition("?")[0].removeprefix("/")
    try:
        return NamedNode(base + rest).value
    except ValueError as error:
        raise HTTPException(404, _UNKNOWN) from error


def _extent(given: Mapping[str, str]) -> Extent:
    """Return how much is asked for."""
    section, start = given.get("section"), given.get("from", "0")
    if not section:
        return Extent(_LATEST)
    if not _COUNT.fullmatch(start) or int(start) > _FURTHEST:
        raise UsageError(f"a page begins after so many facts, a whole number; not {start!r}")
    return Extent(_PAGE, section, int(start))


def _context(store: State, found: Dossier, extent: Extent) -> dict[str, Any]:
    """Return what the template is given for what was FOUND."""
    told = told_of(store, found.iri) if found.kind == "NewsArticle" else None
    groups, page = (list(_groups(found)), None) if not extent.only else _one(found, extent)
    return {"store": store, "found": found, "told": told, "groups": groups, "page": page}


def _one(found: Dossier, extent: Extent) -> tuple[list[Group], Page]:
    """Return the section that is asked for, and which page of it that is."""
    section = next((each for each in found.sections if each.title == extent.only), None)
    if section is None or not section.entries:
        raise HTTPException(404, f"There is nothing of {extent.only!r} here.")
    last = extent.start + len(section.entries)
    group = Group(section.title, section.total, section.statuses, section.entries, ())
    return [group], Page(section.title, extent.start + 1, last, section.total)


def _groups(found: Dossier) -> Iterator[Group]:
    """Yield the sections of a dossier as they are shown: a person's offices and moves as one."""
    career = [each for each in found.sections if each.title in _CAREER_OF]
    if found.kind == "Person" and career:
        yield _career(career)
        rest = [each for each in found.sections if each not in career]
    else:
        rest = list(found.sections)
    for section in rest:
        yield Group(section.title, section.total, section.statuses, section.entries, _cut(section))


def _career(sections: list[Section]) -> Group:
    """Return offices and moves by the day on which they began or were first told, latest first."""
    entries = [entry for section in sections for entry in section.entries]
    entries.sort(key=day_of, reverse=True)
    total = sum(section.total for section in sections)
    cut = tuple(each for section in sections for each in _cut(section))
    return Group(_CAREER, total, (), tuple(entries), cut)


def _cut(section: Section) -> tuple[tuple[str, int], ...]:
    """Return the title and number of SECTION if not all of it is shown."""
    return ((section.title, section.total),) if section.total > len(section.entries) else ()


def day_of(entry: Entry) -> str:
    """Return the day by which ENTRY stands among others; none stands last."""
    since = next((v.label for d in entry.details if d.name == "validFrom" for v in d.values), None)
    return since or entry.earliest or entry.first or ""
