"""Step serve, settings: what whoever starts the server decides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Which store is shown, by which names the server may be called, and how much one may ask.

    `hosts` are names besides those of this machine; `origins` (`https://example.org`) whose pages
    may read the answers too. `timeout` (seconds) ends a question, `rows` an answer. `own` is the
    folder of the user's own saved queries. `debug` shows the traces of faults on standard error.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    timeout: float = 10.0
    rows: int = 10_000
    own: Path | None = None
    debug: bool = False
