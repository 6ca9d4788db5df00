"""Step explain, questions: the SPARQL that is asked, each with a block for its subjects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pyoxigraph import NamedNode

from kg.queries.asking import Queryable, Solution, select
from kg.queries.blocks import Terms, fill

_BATCH = 200  # subjects asked for at once

_HEAD = """\
BASE <https://w3id.org/politics-kg/>
PREFIX pol: <https://w3id.org/politics-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""

# Everything that the facts graph says of a node, with the labels of the nodes it points to.
SAID_OF = (
    _HEAD
    + """\
SELECT ?subject ?property ?value ?valueLabel
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?subject ?property ?value .
    OPTIONAL { ?value rdfs:label ?valueLabel }
  }
}
"""
)

# What the gazetteer says of a node, for one that no fact speaks of.
KNOWN_OF = SAID_OF.replace("graph/facts", "graph/gazetteer")

# The facts that speak of an entity, with their class.
FACTS_ON = (
    _HEAD
    + """\
SELECT DISTINCT ?fact ?class
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    VALUES ?minConfidence { UNDEF }
    ?fact ?property ?subject ;
      a ?class ;
      pol:hasReport ?report .
    OPTIONAL { ?fact pol:confidence ?confidence }
    FILTER (!BOUND(?minConfidence) || ?confidence >= ?minConfidence)
    FILTER (?property != pol:attributedTo && ?class != pol:ConflictSide)
  }
}
"""
)

# The facts that a report is of: the address of a fact that became part of another leads on so.
FACTS_OF_REPORT = (
    _HEAD
    + """\
SELECT DISTINCT ?fact
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?fact pol:hasReport ?subject ;
      a ?class .
    FILTER (?class != pol:ConflictSide)
  }
}
"""
)

# The sides of each conflict about a fact, and the articles' reports on each side.
CONFLICTS = (
    _HEAD
    + """\
SELECT DISTINCT ?subject ?conflict ?conflictLabel ?side ?sideLabel ?report ?reportLabel
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?conflict pol:about ?subject ;
      rdfs:label ?conflictLabel ;
      pol:side ?side .
    ?side rdfs:label ?sideLabel ;
      pol:hasReport ?report .
    ?report rdfs:label ?reportLabel .
  }
}
"""
)

# The facts that may be the same as a fact, and why.
DOUBTS = (
    _HEAD
    + """\
SELECT DISTINCT ?subject ?other ?otherLabel ?reason
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?candidate pol:candidate ?subject , ?other ;
      pol:reason ?reason .
    ?other rdfs:label ?otherLabel .
    FILTER (?subject != ?other)
  }
}
"""
)


def answers(
    store: Queryable, question: str, subjects: Iterable[str], **more: Terms
) -> Iterator[Solution]:
    """Yield the rows that STORE answers QUESTION with for SUBJECTS (IRIs) and MORE by variable."""
    pending = iter(dict.fromkeys(subjects))
    while batch := [NamedNode(iri) for iri in islice(pending, _BATCH)]:
        yield from select(store, fill(question, store.base, {"subject": batch, **more}))
