"""Step query, forms: the people, parties, alliances and places of a store, by all their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.graph.terms import pol, schema
from kg.queries.asking import Queryable, select, text_of
from kg.queries.blocks import Terms, fill
from kg.queries.opening import OPENING

KINDS: Mapping[str, NamedNode] = {
    "person": schema("Person"),
    "party": pol("Party"),
    "alliance": pol("Alliance"),
    "place": schema("Place"),
    "body": pol("Body"),
}

IN_FACTS = (
    OPENING
    + """\
SELECT DISTINCT ?entity ?label ?form ?kind
WHERE {
  GRAPH <graph/facts> {
    VALUES ?kind { UNDEF }
    VALUES ?entity { UNDEF }
    VALUES ?form { UNDEF }
    ?entity rdfs:label|skos:altLabel|pol:datedName/pol:name ?form ;
      a ?kind ;
      rdfs:label ?label .
    FILTER (?kind IN (schema:Person, pol:Party, pol:Alliance, schema:Place, pol:Body))
  }
}
"""
)
IN_GAZETTEER = IN_FACTS.replace("graph/facts", "graph/gazetteer")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity with its label and every form it is known by."""

    iri: str
    label: str
    forms: frozenset[str] = field(default=frozenset())


def forms(
    store: Queryable,
    source: str,
    kinds: Iterable[str],
    *,
    entity: NamedNode | None = None,
    form: Literal | None = None,
) -> list[Named]:
    """Return the entities of KINDS that SOURCE finds; only ENTITY, only those with exactly FORM.

    With one of these the store is not told which kinds, as it might begin with all that are of
    them; but that mentions aren't, which bear the name of whom they mention, thousands of them.
    """
    wanted = [KINDS[kind] for kind in kinds]
    blocks: dict[str, Terms] = {
        "kind": () if entity or form else wanted,
        "entity": (entity,) if entity else (),
        "form": (form,) if form else (),
    }
    labels: dict[str, str] = {}
    called: dict[str, set[str]] = {}
    for row in select(store, fill(source, store.base, blocks)):
        if row["kind"] not in wanted:
            continue
        address = text_of(row["entity"])
        labels.setdefault(address, text_of(row["label"]))
        called.setdefault(address, set()).add(text_of(row["form"]))
    return [Named(each, labels[each], frozenset(called[each])) for each in sorted(labels)]
