"""Map, learnt: tellings that no frame reads, and where they are, by the words round them.

Which words speak for an occasion, and which for somebody's part in it, was counted out on sentences
that careful readers marked (`make model`, docs/learnt.md); the frames are tried first.
"""

from __future__ import annotations

from kg.mappers.learnt.glimpses import Setting, completed
from kg.mappers.learnt.parts import part_signs
from kg.mappers.learnt.scene import Scene
from kg.mappers.learnt.spot_signs import spot_signs
from kg.mappers.learnt.spots import ruled_place, told_where
from kg.mappers.learnt.tellings import is_weighed, telling_signs
from kg.mappers.learnt.words import Place

__all__ = [
    "Place",
    "Scene",
    "Setting",
    "completed",
    "is_weighed",
    "part_signs",
    "ruled_place",
    "spot_signs",
    "telling_signs",
    "told_where",
]
