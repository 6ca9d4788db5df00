"""The layers of the code: imports point down, facts are made without RDF."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

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


# What tells the clock, chance or the environment, by where it is imported from ("" is all of it).
ASKING = {
    "time": {""},
    "random": {""},
    "secrets": {""},
    "uuid": {""},
    "os": {"environ", "environb", "getenv", "getenvb", "urandom", "times"},
    "anyio": {"current_time"},
}
DATES = {"now", "today", "utcnow"}  # methods of date and datetime
ALLOWED = {  # by what names none of it, and none of what is made, depends on the moment
    "kg/stores/deadline.py": {"time.monotonic"},  # when an answer is no longer waited for
    "kg/serve/api/desk.py": {"anyio.current_time"},  # likewise
    "kg/stores/loading/doctor.py": {"time.monotonic"},  # how long a triplestore took
    "kg/stores/retries.py": {"time.sleep"},
    "kg/evaluation/intervals.py": {"random.Random"},  # begun with a fixed number
}


def test_only_the_command_line_asks_for_clock_chance_or_environment() -> None:
    found = {}
    for path in sorted((ROOT / "kg").rglob("*.py")):
        if "cli" not in path.relative_to(ROOT).parts and (names := asked(path.read_text("utf-8"))):
            found[path.relative_to(ROOT).as_posix()] = names
    assert found == ALLOWED


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import time\ntime.time()", {"time.time"}),
        ("import time as t\nt.perf_counter()", {"time.perf_counter"}),
        ("from time import monotonic", {"time.monotonic"}),
        ("from random import choice as any_of", {"random.choice"}),
        ("import random\nrandom.Random()", {"random.Random"}),
        ("import secrets", {"secrets"}),
        ("from uuid import uuid4", {"uuid.uuid4"}),
        ("import os\nos.environ['A']", {"os.environ"}),
        ("from os import getenv", {"os.getenv"}),
        ("from datetime import date, datetime\ndate.today(), datetime.now()", {"today", "now"}),
        ("import datetime\ndatetime.datetime.now()", {"now"}),
        ("import os\nfrom datetime import date\nos.fsync(1), date(2031, 3, 3)", set()),
        ("known.today", set()),
    ],
)
def test_who_asks_is_found(code: str, names: set[str]) -> None:
    assert asked(code) == names


def asked(code: str) -> set[str]:
    """Return by what names CODE asks for the clock, chance or the environment."""
    names: set[str] = set()
    modules: dict[str, str] = {}  # what a module is called here
    used = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            modules |= {name.asname or name.name: name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module in ASKING:
            told = ASKING[node.module]
            names |= {f"{node.module}.{n.name}" for n in node.names if "" in told or n.name in told}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used.add((node.value.id, node.attr))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            names |= {node.func.attr} & DATES
    for called, module in modules.items():
        told = ASKING.get(module, set())
        own = {attr for name, attr in used if name == called and ("" in told or attr in told)}
        names |= {f"{module}.{attr}" for attr in own} or ({module} if "" in told else set())
    return names
