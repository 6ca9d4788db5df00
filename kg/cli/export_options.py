"""What `kg export` was asked for, as it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kg.cli.options import Where
from kg.errors import UsageError
from kg.export import FORMATS, format_for

CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What was typed."""

    fmt: str | None
    output: Path | None
    graphs: tuple[str, ...]
    articles: tuple[str, ...]
    since: str | None
    until: str | None
    party: str | None
    min_confidence: str | None
    apart: bool
    rdf12: bool
    description: Path | None
    on: str | None
    table: str | None
    network: str | None
    statuses: tuple[str, ...]
    where: Where

    @property
    def form(self) -> str:
        """Return the format: the one given, what the file's ending tells, else the usual one."""
        if self.fmt:
            return self.fmt
        if self.table:
            return CSV
        if self.output and not (self.apart and "*" not in self.output.name):
            return format_for(self.output)
        return "graphml" if self.network else "turtle"

    @property
    def cuts(self) -> bool:
        """Return whether a part is wanted."""
        return bool(self.articles or self.since or self.until or self.party or self.min_confidence)

    @property
    def day(self) -> date | None:
        """Return the day for the description; raise UsageError if what was typed is none."""
        return _day(self.on) if self.on else None

    def check(self) -> None:
        """Raise UsageError for what is empty, or can't be had together; before all is read."""
        for name in ("since", "until", "party", "min_confidence"):
            if getattr(self, name) == "":
                raise UsageError(
                    f"--{name.replace('_', '-')} is empty; leave it out, or give a value"
                )
        graphs = self.form in FORMATS and not self.table and not self.network
        if self.rdf12 and not (graphs and FORMATS[self.form].inner_triples):
            known = ", ".join(name for name, each in FORMATS.items() if each.inner_triples)
            raise UsageError(f"--rdf12 is for {known}; choose one of them with -f")
        if self.description:
            self.refuse("--description is of graphs; tables and networks have none", not graphs)
            self.refuse("--description needs a file of its own", self.description == self.output)
            if format_for(self.description) not in FORMATS:
                raise UsageError(f"--description is a graph: {self.description} can't hold it")
            if not (folder := self.description.parent).is_dir():
                raise UsageError(f"{self.description} can't be written: {folder} is no folder")

    def refuse(self, message: str, *given: object) -> None:
        """Raise UsageError with MESSAGE if any of GIVEN is there."""
        if any(given):
            raise UsageError(message)


def _day(text: str) -> date:
    """Return the day TEXT, 2024-09-03 or seconds since 1970 as SOURCE_DATE_EPOCH has it."""
    try:
        return (
            datetime.fromtimestamp(int(text), UTC).date()
            if text.isdecimal()
            else date.fromisoformat(text)
        )
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"--date is a day, such as 2024-09-03; not {text!r}") from error
