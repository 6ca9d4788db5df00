"""Step query, opening: what the questions that the program itself asks have in common."""

from __future__ import annotations

from kg.vocabulary import DEFAULT_BASE, POL, SCHEMA

# The base is the store's once the question is asked (`blocks.fill`).
OPENING = f"""\
BASE <{DEFAULT_BASE}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX pol: <{POL}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <{SCHEMA}>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def where_it_stands(article: str) -> str:
    """Return the patterns that give ?headline, ?outlet and ?url of ARTICLE, where known."""
    return f"""\
  OPTIONAL {{ GRAPH {article} {{ {article} schema:headline ?headline }} }}
  OPTIONAL {{
    GRAPH {article} {{
      {article} schema:publisher ?publisher .
      ?publisher rdfs:label ?outlet .
    }}
  }}
  OPTIONAL {{ GRAPH {article} {{ {article} schema:url ?url }} }}
"""
