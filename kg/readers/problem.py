"""Step read, problems: what could not be read as it should, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Whether something was lost."""

    ERROR = "error"  # an article, or what should be one, could not be read
    NOTICE = "notice"  # all is read, but a detail was left out or changed


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input: `origin` is where (`news.jsonl, line 7`)."""

    origin: str
    message: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        return f"{self.origin}: {self.message}"
