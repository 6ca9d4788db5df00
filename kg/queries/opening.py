"""Step query, opening: what the questions that the program itself asks have in common."""

from __future__ import annotations

from kg.vocabulary import DEFAULT_BASE, OA, POL, RDFS, SCHEMA, SKOS

# The base is the store's once the question is asked (`blocks.fill`).
OPENING = f"""\
BASE <{DEFAULT_BASE}>
PREFIX oa: <{OA}>
PREFIX pol: <{POL}>
PREFIX rdfs: <{RDFS}>
PREFIX schema: <{SCHEMA}>
PREFIX skos: <{SKOS}>
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
