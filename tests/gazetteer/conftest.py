"""What the tests of the gazetteer's files share: the files, their statements, the entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.graph import load_gazetteer
from kg.linking.gazetteer import Gazetteer
from kg.resources import ontology_dir

Statements = Mapping[str, Mapping[str, tuple[NamedNode | Literal, ...]]]


@pytest.fixture(scope="session")
def triples() -> dict[Path, list[Triple]]:
    """The statements of each file, which names its own base."""
    files = sorted((ontology_dir() / "gazetteer").glob("*.ttl"))
    return {file: [q.triple for q in parse(path=file, format=RdfFormat.TURTLE)] for file in files}


@pytest.fixture(scope="session")
def statements(triples: dict[Path, list[Triple]]) -> Statements:
    """The objects of all files, by subject and predicate."""
    found: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in chain.from_iterable(triples.values()):
        subject, object_ = triple.subject, triple.object
        # Anything else is refused by a test of its own.
        if isinstance(subject, NamedNode) and isinstance(object_, NamedNode | Literal):
            found[subject.value][triple.predicate.value].append(object_)
    return {
        subject: {predicate: tuple(objects) for predicate, objects in of.items()}
        for subject, of in found.items()
    }


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The project's own gazetteer, as the program reads it."""
    return load_gazetteer()
