"""The layers of the code: imports point down, facts are made without RDF."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_imports_keep_the_contracts() -> None:
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert re.search(r"[1-9]\d* kept, 0 broken", done.stdout)


def test_reading_articles_loads_no_rdf() -> None:
    heavy = ("rdflib", "pyoxigraph", "pyshacl", "SPARQLWrapper", "click", "rich", "httpx")
    code = f"import sys, kg.readers, kg.mappers; print(sorted(set(sys.modules) & set({heavy!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_only_the_command_line_asks_for_clock_chance_or_environment() -> None:
    asking = re.compile(
        r"\b(os\.environ|os\.getenv|datetime\.now|date\.today|time\.time\(|import random|uuid)\b"
    )
    for path in sorted((ROOT / "kg").rglob("*.py")):
        if "cli" not in path.relative_to(ROOT).parts:
            assert not asking.search(path.read_text("utf-8")), path
