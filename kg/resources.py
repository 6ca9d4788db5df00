"""Find the project's data in a checkout and in a wheel alike: ontology, queries, lexicons."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import KgError

_PACKAGE = Path(__file__).parent
_RULES = (".py", ".yaml", ".json", ".txt")


@cache
def _folder(name: str) -> Path:
    """Return the folder NAME: beside the package in a checkout, inside it in a wheel."""
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise KgError(
        f"the folder {name}/ is missing from this installation; install politics-kg again"
    )


def ontology_dir() -> Path:
    """Return the folder of politics.ttl, shapes.ttl and gazetteer/."""
    return _folder("ontology")


def queries_dir() -> Path:
    """Return the folder of the saved queries."""
    return _folder("queries")


def lexicon(name: str) -> Path:
    """Return the path of the lexicon file NAME, such as `meeting.yaml`."""
    return _PACKAGE / "lexicon" / name


@cache
def program_hash() -> str:
    """Return a hash of the code, the lexicons and the ontology: which program this is."""
    files = [file for file in sorted(_PACKAGE.rglob("*.*")) if file.suffix in _RULES]
    content = hashlib.sha256()
    for file in (*files, *sorted(ontology_dir().rglob("*.ttl"))):
        content.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return content.hexdigest()


@cache
def lexicon_data(name: str) -> Any:
    """Return what the lexicon file NAME holds, parsed once; shared, so nobody may change it."""
    import yaml  # noqa: PLC0415 - not everybody who finds a folder reads YAML

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C reads ten times as fast
    return yaml.load(lexicon(name).read_bytes(), loader)  # noqa: S506 - both are safe


@cache
def lexicon_lines(name: str) -> frozenset[str]:
    """Return the lines of the lexicon file NAME, without its comments."""
    text = lexicon(name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
