"""Step explain, said: everything that the store says of nodes, by property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import NamedNode

from kg.queries.asking import Queryable, answers, text_of
from kg.queries.explain import questions
from kg.queries.explain.model import Value
from kg.vocabulary import POL, RDF, RDFS

TYPE, LABEL = RDF + "type", RDFS + "label"

Said: TypeAlias = Mapping[str, tuple[Value, ...]]  # by property, as people read it


def said_of(
    store: Queryable, subjects: Iterable[str], question: str = questions.SAID_OF
) -> dict[str, Said]:
    """Return what STORE says of each of SUBJECTS: by property, labels or words, sorted."""
    found: dict[str, dict[str, set[Value]]] = defaultdict(lambda: defaultdict(set))
    for row in answers(store, question, subjects):
        prop, value = text_of(row["property"]), row["value"]
        address = text_of(value) if isinstance(value, NamedNode) else None
        shown = text_of(value if prop == TYPE else row.get("valueLabel", value))
        if address == shown and prop != TYPE:
            shown = shown.removeprefix(POL)  # a term of the ontology, which the facts don't label
        found[text_of(row["subject"])][prop].add(Value(shown, address))
    return {
        subject: {prop: tuple(sorted(values, key=_order)) for prop, values in said.items()}
        for subject, said in found.items()
    }


def first(said: Said, prop: str) -> str | None:
    """Return the words of the first value of PROP."""
    return next((value.label for value in said.get(prop, ())), None)


def texts(said: Said, prop: str) -> tuple[str, ...]:
    """Return the words of the values of PROP."""
    return tuple(value.label for value in said.get(prop, ()))


def local(iri: str) -> str:
    """Return the last part of IRI: `Meeting` of pol:Meeting."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _order(value: Value) -> tuple[str, str]:
    return value.label, value.iri or ""
