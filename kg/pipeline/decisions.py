"""The whole way, beside it: the user's decisions on who is the same, kept with the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode

from kg.consolidation import Decisions, name_of, read_decisions
from kg.errors import InputError
from kg.graph import Iris
from kg.graph.terms import ALT_LABEL, LABEL
from kg.readers import Level, Problem
from kg.stores import LocalStore

_SHOWN = 10  # statements told one by one


def keep_decisions(store: LocalStore, file: Path) -> None:
    """Take FILE for the decisions that every build of STORE honours, in place of earlier ones.

    Raises InputError, with nothing changed, if it can't be read or states what can't be.
    """
    store.keep_decisions(checked_decisions(file, store.iris))


def checked_decisions(file: Path, iris: Iris) -> bytes:
    """Return what FILE holds, decisions on who is the same in a store of IRIS.

    Raises InputError if it can't be read or states what can't be.
    """
    try:
        turtle = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file} can't be read: {error.strerror}") from error
    read_decisions(turtle, str(file), iris)
    return turtle


def decisions_of(store: LocalStore) -> Decisions:
    """Return the decisions kept with STORE; raise InputError if somebody spoilt the file."""
    return read_decisions(store.decisions(), str(store.decisions_file), store.iris)


def of_nobody(store: LocalStore) -> Iterator[Problem]:
    """Yield a notice of each statement about whom neither STORE's articles name nor we know.

    Those after the first ten are one notice: a file made for another store may have thousands.
    """
    about = list(_about_nobody(store))
    yield from about[:_SHOWN]
    if (more := len(about) - _SHOWN) > 0:
        message = f"{more} more statements have no effect so far, on what is not in the store"
        yield Problem(str(store.decisions_file), message, Level.NOTICE)


def _about_nobody(store: LocalStore) -> Iterator[Problem]:
    """Yield a notice of each statement about what is nowhere in STORE."""
    decisions = decisions_of(store)
    unknown = {iri for iri in decisions.iris if not _known(store, iri)}
    if unknown:
        unknown -= _spellings(store, unknown)
    for statement in sorted(decisions.statements, key=lambda s: (s.line, s.one, s.other)):
        missing = [iri for iri in (statement.one, statement.other) if iri in unknown]
        if missing:
            names = " and ".join(f"<{iri.removeprefix(store.base)}>" for iri in missing)
            where = f"{store.decisions_file}, line {statement.line}"
            message = f"nothing in the store is {names}; the statement has no effect so far"
            yield Problem(where, message, Level.NOTICE)


def _known(store: LocalStore, iri: str) -> bool:
    """Return whether the facts or the gazetteer have IRI."""
    graphs = (store.iris.facts_graph, store.iris.gazetteer_graph)
    return any(store.has(graph, NamedNode(iri), LABEL) for graph in graphs)


def _spellings(store: LocalStore, iris: set[str]) -> set[str]:
    """Return those of IRIS that are a person under another spelling than the facts' own."""
    start = f"{store.base}person/"
    forms = (
        triple.object.value  # type: ignore[union-attr]
        for triple in store.triples(store.iris.facts_graph)
        if triple.predicate in (LABEL, ALT_LABEL)
    )
    names = {name_of(form) for form in forms}
    ends = {iri: iri.removeprefix(start) for iri in iris if iri.startswith(start)}
    return {i for i, name in ends.items() if name in names or name.rpartition("-")[0] in names}
