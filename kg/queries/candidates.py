"""Step query, candidates: those whom a name might have meant, each with what tells it apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeAlias

from pyoxigraph import NamedNode

from kg.queries.asking import Queryable, select, text_of
from kg.queries.blocks import fill
from kg.queries.forms import Named
from kg.queries.opening import OPENING

_TRAITS = (
    OPENING
    + """\
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
)

_MENTIONS = (
    OPENING
    + """\
SELECT ?entity (COUNT(?mention) AS ?times)
WHERE {
  GRAPH <graph/facts> {
    VALUES ?entity { UNDEF }
    ?entity pol:mention ?mention .
  }
}
GROUP BY ?entity
"""
)

_TRAITS_SHOWN = 4

Candidate: TypeAlias = tuple[str, str, str]  # label, address under the base, traits


def by_weight(store: Queryable, found: Sequence[Named]) -> list[Named]:
    """Return FOUND, those that most articles name first, then by their labels."""
    entities = [NamedNode(named.iri) for named in found]
    rows = select(store, fill(_MENTIONS, store.base, {"entity": entities}))
    times = {text_of(row["entity"]): int(text_of(row["times"])) for row in rows}
    return sorted(found, key=lambda each: (-times.get(each.iri, 0), each.label, each.iri))


def described(store: Queryable, found: Sequence[Named]) -> tuple[Candidate, ...]:
    """Return FOUND with what tells each from the others."""
    if not found:
        return ()
    entities = [NamedNode(named.iri) for named in found]
    rows = select(store, fill(_TRAITS, store.base, {"entity": entities}))
    traits: dict[str, dict[str, None]] = {named.iri: {} for named in found}
    for row in sorted(rows, key=lambda row: (text_of(row["rank"]), text_of(row["trait"]))):
        traits[text_of(row["entity"])][text_of(row["trait"])] = None
    return tuple(
        (
            named.label,
            named.iri.removeprefix(store.base),
            ", ".join(islice(traits[named.iri], _TRAITS_SHOWN)),
        )
        for named in found
    )


def listed(found: Iterable[Candidate]) -> str:
    """Return FOUND as a message shows them, one a line."""
    return "\n".join(
        f"  {label}: {address} ({traits})" if traits else f"  {label}: {address}"
        for label, address, traits in found
    )
