"""The whole way: articles read, linked, mapped, validated, stored and consolidated."""

from __future__ import annotations

from kg.linking import Gazetteer, Linker
from kg.mappers import map_article
from kg.pipeline.build import Extract, build
from kg.pipeline.decisions import keep_decisions
from kg.pipeline.facts import remove
from kg.pipeline.summary import Event, Rejected, SetAside, Summary

__all__ = [
    "Event",
    "Extract",
    "Rejected",
    "SetAside",
    "Summary",
    "build",
    "extractor",
    "keep_decisions",
    "remove",
]


def extractor(gazetteer: Gazetteer) -> Extract:
    """Return the function that takes an article's facts, knowing the names in GAZETTEER."""
    linker = Linker(gazetteer)
    return lambda document: map_article(linker.link(document))
