"""Step serve: pages over a store, an HTTP API and a SPARQL endpoint, read only."""

from kg.serve.app import application
from kg.serve.settings import Settings

__all__ = ["Settings", "application"]
