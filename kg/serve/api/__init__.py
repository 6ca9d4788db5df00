"""Step serve, API: what programs ask: saved queries, SPARQL, what has an address, as data."""

from kg.serve.api.api import Api

__all__ = ["Api"]
