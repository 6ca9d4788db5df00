"""What `kg build` was asked for, as it was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kg.errors import UsageError
from kg.readers import Columns, Metadata
from kg.readers.columns import parts
from kg.readers.metadata import day, described
from kg.stores import base_of

SPARK = "spark"
_LOCAL_ONLY = ("metadata", "url", "workers", "retry")
_SPARK_ONLY = ("master", "output")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What was typed."""

    sources: tuple[str, ...]
    metadata: Path | None
    columns: tuple[str, ...]
    published: str | None
    publisher: str | None
    url: str | None
    decisions: Path | None
    workers: int | None
    retry: bool
    base: str | None
    engine: str
    master: str | None
    output: str | None
    store: Path

    @property
    def on_spark(self) -> bool:
        """Return whether a cluster is to build."""
        return self.engine == SPARK

    @property
    def beside(self) -> Metadata:
        """Return what stands beside the articles; raise UsageError for what can't."""
        metadata, problems = described({"publisher": self.publisher, "url": self.url}, "--url")
        if problems:
            raise UsageError(
                "--url is a web address without a user name or password in it, such as "
                "https://news.example/2024/a-story"
            )
        return replace(metadata, published=_day(self.published))

    @property
    def named_columns(self) -> Columns:
        """Return what tables call the parts of an article; raise UsageError for what names none."""
        named: dict[str, str] = {}
        for each in self.columns:
            part, equals, name = each.partition("=")
            if not (equals and name.strip()) or part not in parts():
                known = ", ".join(parts())
                raise UsageError(
                    f"--column is PART=NAME, such as text=story, with PART one of {known}"
                )
            if part in named:
                raise UsageError(f"--column names {part} twice: {named[part]} and {name}")
            named[part] = name
        return Columns(named)

    def check(self) -> None:
        """Raise UsageError where there is nothing to build, or options don't go together."""
        for name in _LOCAL_ONLY if self.on_spark else _SPARK_ONLY:
            if getattr(self, name):
                raise UsageError(f"--{name} can't be used with --engine {self.engine}")
        if self.on_spark:
            return
        if self.url and (len(self.sources) != 1 or Path(self.sources[0]).is_dir()):
            raise UsageError("--url is the address of one article: give one file, or - for a text")
        if not self.sources and base_of(self.store) is None:
            raise UsageError(
                "there is nothing to build: name a SOURCE, such as a file or folder of articles "
                f"(and no store in {self.store} has facts to put together anew)"
            )


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    found = day(text)
    if found is None:
        raise UsageError(f"--published is a full date, such as 2024-09-03; not {text!r}")
    return found
