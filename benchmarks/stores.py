"""Stores of any size for benchmarks, built out of invented articles and kept for the next time."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.corpus import articles
from kg.graph import load_gazetteer
from kg.pipeline import build, extractor
from kg.readers import read
from kg.stores import LocalStore

QUADS = 92  # of an invented article, those of its facts with it, in the mean
FOLDER = Path("build") / "benchmarks"


def filled(quads: int, folder: Path = FOLDER) -> Path:
    """Return a store of about so many QUADS beside the gazetteer's; build it if it isn't there."""
    path = folder / str(quads)
    if not (path / "whole").exists():
        with tempfile.TemporaryDirectory() as place, LocalStore.open(path) as store:
            file = Path(place) / "articles.jsonl"
            with file.open("w", encoding="utf-8") as out:
                for article in articles(quads // QUADS):
                    out.write(json.dumps(article) + "\n")
            build(read([str(file)]), store, extractor(load_gazetteer()))
        (path / "whole").touch()
    return path
