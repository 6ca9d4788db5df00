"""Map, who met: groups that are several people, and those that only sum up who was named."""

from __future__ import annotations

import re

from kg.mappers.frames.glimpse import words
from kg.model import Entity
from kg.vocabulary import EntityKind


def is_bare(entity: Entity) -> bool:
    """Say whether a group is only summed up: "the leaders", "both sides", "the two leaders"."""
    if entity.kind is not EntityKind.GROUP or entity.group_of or entity.area:
        return False
    parts = entity.slug.split("-")
    summed_up = parts[-1] in words("sums")
    several = parts[0] in ("two", "three", "four", "both", "other")
    whole = parts[0] == "all" and len(parts) <= _TWO  # "all parties", not "all political parties"
    return several or whole or (len(parts) == 1 and summed_up)


_TWO = 2


def is_further(group: Entity) -> bool:
    """Say whether a group is of people beside those who were named: "other officials"."""
    return group.slug.startswith("other-")


def are_several(group: Entity) -> bool:
    """Say whether a group is several people: "party leaders", "the panel", no "US president"."""
    head = re.split("-(?:of|from|in)-", group.slug)[0].split("-")[-1]
    return head.endswith("s") or head in words("circles") | words("sent")
