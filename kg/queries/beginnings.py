"""Step query, beginnings: the names that somebody may be about to type, fast enough to wait for."""

from __future__ import annotations

from collections.abc import Iterable

from kg.queries.asking import Queryable, select, text_of
from kg.queries.blocks import Terms, fill, string
from kg.queries.forms import KINDS
from kg.queries.opening import OPENING

# ?start stands in a FILTER, ?name in a VALUES beside ?kind: 10,000 people take some 30 ms so, four
# times as long with `rdfs:label|skos:altLabel`.
_IN_FACTS = (
    OPENING
    + """\
SELECT ?form
WHERE {
  GRAPH <graph/facts> {
    VALUES ?kind { UNDEF }
    VALUES ?start { UNDEF }
    VALUES ?name { rdfs:label skos:altLabel }
    ?entity a ?kind ;
      ?name ?form .
    FILTER (!BOUND(?start) || CONTAINS(LCASE(?form), ?start))
  }
}
"""
)
_IN_GAZETTEER = _IN_FACTS.replace("graph/facts", "graph/gazetteer")


def names_beginning(store: Queryable, kinds: Iterable[str], start: str) -> list[str]:
    """Return the names of KINDS (`person`, `party` ...) in STORE that begin with START, sorted.

    If none does, those of which another word begins so (`soren`: Hemant Soren). Case doesn't
    matter. Names that facts speak of go before those that only the gazetteer knows.
    """
    wanted = start.lower()
    blocks: dict[str, Terms] = {
        "kind": [KINDS[kind] for kind in kinds],
        "start": [string(wanted)] if wanted else [],
    }
    for source in (_IN_FACTS, _IN_GAZETTEER):
        rows = select(store, fill(source, store.base, blocks))
        names = sorted({text_of(row["form"]) for row in rows})
        found = [name for name in names if name.lower().startswith(wanted)]
        if found := found or [name for name in names if f" {wanted}" in name.lower()]:
            return found
    return []
