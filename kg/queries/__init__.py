"""Step query: saved queries with typed parameters, run on any store, with the sentences."""

from kg.queries.asking import Queryable, Solutions, Term, select
from kg.queries.catalogue import Catalogue, query_of, read_query
from kg.queries.evidence import Sentence, sentences, source_of
from kg.queries.examples import examples
from kg.queries.forms import Named
from kg.queries.model import Column, Day, Param, ParamType, SavedQuery
from kg.queries.names import find, resolve
from kg.queries.parameters import bind, to_terms
from kg.queries.run import Answer, answer, run, sparql_of, with_evidence
from kg.queries.tables import Cell, Item, Plain, Row, Table, table

__all__ = [
    "Answer",
    "Catalogue",
    "Cell",
    "Column",
    "Day",
    "Item",
    "Named",
    "Param",
    "ParamType",
    "Plain",
    "Queryable",
    "Row",
    "SavedQuery",
    "Sentence",
    "Solutions",
    "Table",
    "Term",
    "answer",
    "bind",
    "examples",
    "find",
    "query_of",
    "read_query",
    "resolve",
    "run",
    "select",
    "sentences",
    "source_of",
    "sparql_of",
    "table",
    "to_terms",
    "with_evidence",
]
