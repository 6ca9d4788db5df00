"""Step explain, JSON: a dossier for programs, as docs/dossier.schema.json describes it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from kg.queries.explain.model import Dossier


def as_json(dossier: Dossier) -> str:
    """Return DOSSIER as JSON: an object with the names of its fields; what isn't known is null.

    The details of an entry are an object by property, `statuses` one of numbers by status.
    """
    return json.dumps(_record(dossier), ensure_ascii=False, indent=2) + "\n"


def _record(dossier: Dossier) -> dict[str, Any]:
    """Return DOSSIER as plain values."""
    record = asdict(dossier)
    for section in record["sections"]:
        section["statuses"] = dict(section["statuses"])
        for entry in section["entries"]:
            entry["details"] = {detail["name"]: detail["values"] for detail in entry["details"]}
    return record
