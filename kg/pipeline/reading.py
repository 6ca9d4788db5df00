"""The whole way, reading by many hands: small files side by side, large ones by and by here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from kg.pipeline.hands import Hands, Lost, in_order
from kg.readers import Item, Meter, Problem, Reading, Readings

_SMALL = 1 << 20  # bytes; what is larger likely holds many articles, which come one by one
_FILES, _BYTES = 50, 1 << 20  # of a job


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Reads files by HANDS, in their order; METER is told how much is read."""

    hands: Hands
    stdin: BinaryIO | None
    meter: Meter

    def __call__(self, readings: Readings) -> Iterator[Item]:
        """Yield what READINGS hold."""
        for job, results in in_order(self.hands, _jobs(readings)):
            self.meter.add(job.bytes)
            for reading, found in zip(job.files, results, strict=True):
                if isinstance(found, Lost):
                    yield Problem(reading.source.origin, f"can't be read: {found.reason}")
                else:
                    yield from found
            if isinstance(job.rest, Problem):
                yield job.rest
            elif job.rest is not None:
                yield from job.rest.items(self.stdin, self.meter)


@dataclass(slots=True)
class _Job:
    """Small files, and what comes after them: nothing, a problem, a file that is read here."""

    files: list[Reading]
    bytes: int = 0
    rest: Reading | Problem | None = None


def _jobs(readings: Readings) -> Iterator[tuple[_Job, list[Reading]]]:
    """Yield READINGS as jobs, each with its small files."""
    job = _Job([])
    for reading in readings:
        small = None if isinstance(reading, Problem) else _small(reading)
        if small is None or isinstance(reading, Problem):
            job.rest = reading
        else:
            job.files.append(reading)
            job.bytes += small
        if job.rest is not None or len(job.files) == _FILES or job.bytes >= _BYTES:
            yield job, job.files
            job = _Job([])
    yield job, job.files


def _small(reading: Reading) -> int | None:
    """Return the size of a file of articles that is read in one go; None for any other."""
    if reading.source.path is None or not reading.holds_articles:
        return None
    try:
        size = reading.source.path.stat().st_size
    except OSError:
        return None  # whoever opens it says what is wrong
    return size if size <= _SMALL else None
