"""The whole way: articles read, linked, mapped, validated, stored and consolidated."""

from kg.pipeline.articles import REHEARSAL, Extract, Workshop, extractor, workshop
from kg.pipeline.beforehand import in_vain
from kg.pipeline.build import Step, build, build_by
from kg.pipeline.crew import Crew
from kg.pipeline.decisions import checked_decisions, keep_decisions
from kg.pipeline.facts import remove
from kg.pipeline.incoming import rejected
from kg.pipeline.reading import ReadBy
from kg.pipeline.summary import Event, Rejected, SetAside, Summary

__all__ = [
    "REHEARSAL",
    "Crew",
    "Event",
    "Extract",
    "ReadBy",
    "Rejected",
    "SetAside",
    "Step",
    "Summary",
    "Workshop",
    "build",
    "build_by",
    "checked_decisions",
    "extractor",
    "in_vain",
    "keep_decisions",
    "rejected",
    "remove",
    "workshop",
]
