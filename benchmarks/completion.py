"""Measure what one TAB takes: the names of people in a store of many, completed for bash.

    python -m benchmarks.completion [PEOPLE]

The store is made anew with invented people, every third of whom has a second name. Each TAB is a
process of its own, as the shell starts it; the fastest of ten counts, by the processor's time and
by the clock.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import Iris
from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE, RDF, RDFS, SCHEMA, SKOS

_SYLLABLES = "ba do han jo ka ki la lu mi mo na ni ra ri sha so ta tu ve zo".split()
_ROUNDS = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the seconds that the fastest TAB takes."""
    people = int(next(iter(sys.argv[1:] if arguments is None else arguments), "10000"))
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        with LocalStore.open(store) as opened:
            opened.add_to_graph(Iris(DEFAULT_BASE).facts_graph, _people(people))
        spent, waited = map(min, zip(*(_tab(store) for _ in range(_ROUNDS)), strict=True))
    print(f"people\t{people}\nprocessor\t{spent:.2f} s\nclock\t{waited:.2f} s")
    return 0


def _people(number: int) -> Iterator[Triple]:
    """Yield NUMBER people with their names."""
    chance = random.Random(0)  # noqa: S311 - the same people each time
    for each in range(number):
        first, last = ("".join(chance.choices(_SYLLABLES, k=3)).title() for _ in range(2))
        person = NamedNode(f"{DEFAULT_BASE}person/{each}")
        yield Triple(person, NamedNode(RDF + "type"), NamedNode(SCHEMA + "Person"))
        yield Triple(person, NamedNode(RDFS + "label"), Literal(f"{first} {last}"))
        if each % 3 == 0:
            yield Triple(person, NamedNode(SKOS + "altLabel"), Literal(f"{first[0]}. {last}"))


def _tab(store: Path) -> tuple[float, float]:
    """Return the processor's seconds, and the clock's, for one TAB."""
    asked = {"COMP_WORDS": "kg query meetings-of --person mo", "COMP_CWORD": "4"}
    environment = {**os.environ, **asked, "_KG_COMPLETE": "bash_complete", "KG_STORE": str(store)}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kg"], env=environment, capture_output=True, check=True
    )
    waited, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout.startswith(b"plain,Mo"), done  # noqa: S101
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, waited


if __name__ == "__main__":
    sys.exit(main())
