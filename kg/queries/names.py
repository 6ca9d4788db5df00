"""Step query, names: people, parties, alliances and places by any name that they are called by."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kg.errors import UsageError
from kg.graph.terms import pol, schema
from kg.linking.lexicon import words as lexicon
from kg.queries.asking import Queryable, select, text_of
from kg.queries.blocks import Terms, fill, iri, string
from kg.text.slugs import slug

KINDS: Mapping[str, NamedNode] = {
    "person": schema("Person"),
    "party": pol("Party"),
    "alliance": pol("Alliance"),
    "place": schema("Place"),
    "body": pol("Body"),
}

_IN_FACTS = """\
BASE <https://w3id.org/politics-kg/>
PREFIX pol: <https://w3id.org/politics-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?entity ?label ?form
WHERE {
  GRAPH <graph/facts> {
    VALUES ?kind { UNDEF }
    VALUES ?entity { UNDEF }
    VALUES ?form { UNDEF }
    ?entity rdfs:label|skos:altLabel|pol:datedName/pol:name ?form ;
      a ?kind ;
      rdfs:label ?label .
  }
}
"""
_IN_GAZETTEER = _IN_FACTS.replace("graph/facts", "graph/gazetteer")

_TRAITS = """\
BASE <https://w3id.org/politics-kg/>
PREFIX pol: <https://w3id.org/politics-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?entity ?rank ?trait
WHERE {
  {
    GRAPH <graph/facts> {
      VALUES ?entity { UNDEF }
      ?fact pol:holder|pol:mover ?entity ;
        pol:organization|pol:area ?held .
      ?held rdfs:label ?trait .
    }
    BIND (1 AS ?rank)
  }
  UNION
  {
    GRAPH <graph/gazetteer> {
      VALUES ?entity { UNDEF }
      ?entity pol:area|schema:containedInPlace ?within .
      ?within rdfs:label ?trait .
    }
    BIND (2 AS ?rank)
  }
  UNION
  {
    GRAPH <graph/facts> {
      VALUES ?entity { UNDEF }
      ?entity pol:mention ?mention .
    }
    GRAPH ?article {
      ?mention a ?kind .
      ?article schema:publisher ?publisher .
      ?publisher rdfs:label ?trait .
    }
    BIND (3 AS ?rank)
  }
}
"""

_SHOWN = 8  # candidates in a message
_TRAITS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with its label and every form it is known by."""

    iri: str
    label: str
    forms: frozenset[str] = field(default=frozenset())


def resolve(store: Queryable, kind: str, name: str) -> NamedNode:
    """Return the entity of KIND (`person`, `party` ...) that NAME means in STORE.

    NAME is a label or alias in any spelling, a slug (`hemant-soren`), or an IRI, whole or relative
    to the store's base. Those that facts speak of come before those only the gazetteer knows.
    Raises UsageError with the candidates if there is none or more than one.
    """
    return _one(store, (kind,), kind, name)


def resolve_any(store: Queryable, name: str) -> NamedNode:
    """Return the entity of whatever kind that NAME means in STORE, as `resolve` does."""
    return _one(store, tuple(KINDS), "person, party, alliance, body or place", name)


def find(store: Queryable, kinds: Iterable[str], name: str) -> list[Named]:
    """Return the entities of KINDS that NAME means, in the order of their IRIs."""
    kinds = tuple(kinds)
    address = _address(store.base, kinds, name)
    for source in (_IN_FACTS, _IN_GAZETTEER):
        if address:
            found = _forms(store, source, kinds, entity=address)
        else:
            exact = _forms(store, source, kinds, form=string(name))
            found = exact or _called(_forms(store, source, kinds), name)
        if found:
            return found if len(found) == 1 else _labelled(found, name)
    return []


def nearest(store: Queryable, kinds: Iterable[str], name: str) -> list[Named]:
    """Return the entities of KINDS with all words of NAME, then those spelt most alike."""
    kinds = tuple(kinds)
    every = [named for s in (_IN_FACTS, _IN_GAZETTEER) for named in _forms(store, s, kinds)]
    words = set(_words(name))
    sharing = [n for n in every if any(words <= set(_words(form)) for form in n.forms)]
    keys: dict[str, list[Named]] = {}
    for named in every:
        for form in named.forms:
            keys.setdefault(normalised(form), []).append(named)
    close = difflib.get_close_matches(normalised(name), sorted(keys), n=_SHOWN, cutoff=0.7)
    alike = [named for key in close for named in keys[key]]
    unique = {named.iri: named for named in reversed([*sharing, *alike])}
    return list(reversed(unique.values()))[:_SHOWN]


def normalised(name: str) -> str:
    """Return NAME as names are compared: without case, accents, dots, spaces and honorifics."""
    return "".join(_words(name))


def _one(store: Queryable, kinds: tuple[str, ...], called: str, name: str) -> NamedNode:
    """Return the one entity of KINDS, in words CALLED so, that NAME means."""
    found = find(store, kinds, name)
    if len(found) == 1:
        return NamedNode(found[0].iri)
    if found:
        listed = _listed(store, found)
        raise UsageError(
            f"{name!r} names more than one {called}; give the address of one:\n{listed}"
        )
    near = nearest(store, kinds, name)
    if near:
        raise UsageError(f"no {called} is called {name!r}; near it:\n{_listed(store, near)}")
    raise UsageError(f"no {called} is called {name!r}, and no other name is near it")


def _words(name: str) -> list[str]:
    """Return the words of NAME as its slug has them, honorifics taken off."""
    words = slug(name).split("-")
    return [word for word in words if word not in _honorifics()] or words


@cache
def _honorifics() -> frozenset[str]:
    """Return the words that stand with names and are no part of them."""
    return frozenset(map(slug, lexicon().honorific | lexicon().suffix))


def _address(base: str, kinds: tuple[str, ...], name: str) -> NamedNode | None:
    """Return the IRI that NAME is, if it has the form of one rather than a name's."""
    bare = name.strip().removeprefix("<")
    if "://" in bare or bare.startswith(tuple(f"{kind}/" for kind in kinds)):
        return iri(base, name)
    return None


def _forms(
    store: Queryable,
    source: str,
    kinds: tuple[str, ...],
    *,
    entity: NamedNode | None = None,
    form: Literal | None = None,
) -> list[Named]:
    """Return the entities of KINDS that SOURCE finds; only ENTITY, only those with exactly FORM."""
    blocks: dict[str, Terms] = {
        "kind": [KINDS[kind] for kind in kinds],
        "entity": (entity,) if entity else (),
        "form": (form,) if form else (),
    }
    labels: dict[str, str] = {}
    forms: dict[str, set[str]] = {}
    for row in select(store, fill(source, store.base, blocks)):
        address = text_of(row["entity"])
        labels.setdefault(address, text_of(row["label"]))
        forms.setdefault(address, set()).add(text_of(row["form"]))
    return [Named(each, labels[each], frozenset(forms[each])) for each in sorted(labels)]


def _called(every: list[Named], name: str) -> list[Named]:
    """Return those of EVERY that have a form which is NAME but for its spelling."""
    wanted = normalised(name)
    return [named for named in every if wanted in {normalised(form) for form in named.forms}]


def _labelled(found: list[Named], name: str) -> list[Named]:
    """Return those of FOUND whose label, and not an alias, is NAME; all if there are none."""
    wanted = normalised(name)
    return [named for named in found if normalised(named.label) == wanted] or found


def _listed(store: Queryable, found: list[Named]) -> str:
    """Return FOUND one a line, each with what tells it from the others."""
    entities = [NamedNode(named.iri) for named in found]
    rows = select(store, fill(_TRAITS, store.base, {"entity": entities}))
    traits: dict[str, dict[str, None]] = {named.iri: {} for named in found}
    for row in sorted(rows, key=lambda row: (text_of(row["rank"]), text_of(row["trait"]))):
        traits[text_of(row["entity"])][text_of(row["trait"])] = None
    return "\n".join(_line(store.base, named, traits[named.iri]) for named in found)


def _line(base: str, named: Named, traits: Iterable[str]) -> str:
    """Return a candidate as a message shows it, with the first of its TRAITS."""
    shown = ", ".join(islice(traits, _TRAITS_SHOWN))
    address = named.iri.removeprefix(base)
    return f"  {named.label}: {address} ({shown})" if shown else f"  {named.label}: {address}"
