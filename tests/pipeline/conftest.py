"""A small pipeline: a store of the test's own, an extraction that knows one kind of sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.graph import slug
from kg.model import Document, Entity, Facts, MeetingReport, NamedEntity, Span
from kg.pipeline import Extract
from kg.stores import LocalStore
from kg.validation import Validator
from kg.vocabulary import EntityKind, MeetingStatus

_MET = re.compile(r"(\w+ \w+) met (\w+ \w+)\.")


@pytest.fixture
def extract() -> Extract:
    """Return the small extraction."""
    return _extract


def _extract(document: Document) -> Facts:
    """Take `A B met C D.` for a meeting; go wrong, in several ways, where the text says so."""
    if "Raise" in document.text:
        raise ZeroDivisionError("the extraction went wrong")
    if "Refuse" in document.text:
        raise InputError("the extraction can't make sense of it")
    named: dict[str, NamedEntity] = {}
    reports = []
    for match in _MET.finditer(document.text):
        report = MeetingReport(
            status=MeetingStatus.HELD,
            participants=tuple(_person(name, document.text, named) for name in match.groups()),
            evidence=() if "No evidence" in document.text else (Span(*match.span()),),
            mapper="tests",
        )
        reports.append(report)
    return Facts(document, entities=tuple(named.values()), reports=tuple(reports))


def _person(name: str, text: str, named: dict[str, NamedEntity]) -> Entity:
    label = "Someone Else" if "Misname" in text else name
    entity = Entity(EntityKind.PERSON, slug(name), label)
    start = text.index(name)
    named.setdefault(name, NamedEntity(entity, (label,), Span(start, start + len(name))))
    return entity


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LocalStore]:
    with LocalStore.open(tmp_path / "store") as opened:
        yield opened


@pytest.fixture(scope="session")
def validator() -> Validator:
    """Return a validator for all tests; parsing the shapes takes longer than a small build."""
    return Validator()
