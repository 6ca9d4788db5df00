"""Step explain: all that is known of someone, something or a fact, on whose word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import Literal

from kg.errors import UsageError
from kg.queries.asking import Queryable, text_of
from kg.queries.blocks import iri
from kg.queries.explain import questions
from kg.queries.explain.facts import Said, entries, said_of
from kg.queries.explain.model import Dossier, Entry, Section
from kg.queries.names import resolve_any
from kg.queries.parameters import share
from kg.vocabulary import POL, RDF, RDFS, SCHEMA, SKOS

# The classes of facts by the sections they stand in, in order.
_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Offices", ("Tenure",)),
    ("Meetings", ("Meeting",)),
    ("Alliances", ("AllianceMembership", "AllianceStance")),
    ("Seat sharing", ("SeatSharing",)),
    ("Moves", ("Move",)),
    ("Kin", ("Kinship",)),
    ("Statements", ("Statement",)),
)
_CLASSES = frozenset(POL + name for _, names in _SECTIONS for name in names)
_BELONGS = (POL + "groupOf", POL + "area", SCHEMA + "containedInPlace")
_TYPE, _LABEL = RDF + "type", RDFS + "label"


def explain(store: Queryable, name: str, min_confidence: str | None = None) -> Dossier:
    """Return what STORE knows of NAME: a name or alias in any spelling, or an IRI.

    An IRI is whole or relative to the store's base (`meeting/0123456789abcdef`); the one of a fact
    that has become part of another leads to that. With MIN_CONFIDENCE (`0.8`), of the facts that
    speak of someone or something only those are told that a report says with at least that
    confidence. Raises UsageError with candidates for a name that is unknown or ambiguous.
    """
    least = share("--min-confidence", min_confidence) if min_confidence else None
    address = _address(store, name)
    if address is None:
        return _on_entity(store, resolve_any(store, name).value, least)
    said = said_of(store, [address]).get(address, {})
    if _CLASSES & set(said.get(_TYPE, ())):
        return _on_fact(store, address, said)
    if said or said_of(store, [address], questions.KNOWN_OF):
        return _on_entity(store, address, least)
    if moved := _moved(store, address):
        return explain(store, moved, min_confidence)
    raise UsageError(f"the store knows nothing of {name}; give a name, or an address that it gave")


def _address(store: Queryable, name: str) -> str | None:
    """Return the IRI that NAME is, None if it is a name."""
    bare = name.strip()
    if "://" in bare or ("/" in bare.strip("<>") and not set(bare) & set(" \t\n")):
        return iri(store.base, bare).value
    return None


def _moved(store: Queryable, address: str) -> str | None:
    """Return the fact of which the one at ADDRESS, first of its own reports, is part now."""
    report = f"{store.base}report/{address.rpartition('/')[2]}"
    if report == address:
        return None
    kind = address.removeprefix(store.base).partition("/")[0]
    rows = questions.answers(store, questions.FACTS_OF_REPORT, [report])
    facts = sorted(text_of(row["fact"]) for row in rows)
    return next((f for f in facts if f.startswith(f"{store.base}{kind}/") and f != address), None)


def _on_entity(store: Queryable, address: str, least: Literal | None) -> Dossier:
    """Return the dossier on the person, party, alliance, body or place at ADDRESS."""
    said = said_of(store, [address]).get(address)
    known = said_of(store, [address], questions.KNOWN_OF).get(address, {})
    sure = (least,) if least else ()
    rows = questions.answers(store, questions.FACTS_ON, [address], minConfidence=sure)
    classes = {text_of(row["fact"]): text_of(row["class"]) for row in rows}
    found = entries(store, classes)
    dossier = _dossier(address, {**known, **(said or {})}, _sections(found, classes))
    return replace(dossier, min_confidence=float(least.value)) if least else dossier


def _on_fact(store: Queryable, address: str, said: Said) -> Dossier:
    """Return the dossier on the fact at ADDRESS."""
    found = entries(store, [address])
    subject = {prop: said[prop] for prop in (_LABEL, _TYPE)}  # the entry tells the rest
    return _dossier(address, subject, _sections(found, {address: said[_TYPE][0]}))


def _sections(found: dict[str, Entry], classes: dict[str, str]) -> Iterable[Section]:
    """Yield the entries FOUND by section."""
    for title, names in _SECTIONS:
        wanted = {POL + name for name in names}
        chosen = tuple(entry for fact, entry in found.items() if classes[fact] in wanted)
        if chosen:
            yield Section(title, chosen)


def _dossier(address: str, said: Said, sections: Iterable[Section]) -> Dossier:
    """Return the dossier of SECTIONS on the node at ADDRESS, of which SAID is said."""
    label = said.get(_LABEL, (address,))[0]
    kinds = [kind.rpartition("#")[2].rpartition("/")[2] for kind in said.get(_TYPE, ())]
    names = said.get(SKOS + "altLabel", ())
    return Dossier(
        iri=address,
        label=label,
        kind=kinds[-1] if kinds else "",
        aliases=tuple(name for name in names if name != label),
        belongs=tuple(dict.fromkeys(w for prop in _BELONGS for w in said.get(prop, ()))),
        merged=said.get(POL + "mergeReason", ()),
        sections=tuple(sections),
    )
