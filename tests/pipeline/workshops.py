"""Workshops for processes of their own: an extraction of one kind of sentence, and its faults."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Sequence
from typing import Any

from kg.graph import Iris, slug
from kg.model import Document, Entity, Facts, MeetingReport, NamedEntity, Span
from kg.pipeline import Workshop, nursery
from kg.validation import Validator
from kg.vocabulary import DEFAULT_BASE, EntityKind, MeetingStatus

_MET = re.compile(r"(\w+ \w+) met (\w+ \w+)\.")


def extract(document: Document) -> Facts:
    """Take `A B met C D.` for a meeting; go wrong, in several ways, where the text says so."""
    if "Die" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "Leave" in document.text:
        os._exit(3)
    if "Hang" in document.text:
        re.match(r"(a+)+$", "a" * 60 + "b")
    if "Raise" in document.text:
        raise ZeroDivisionError("the extraction went wrong")
    named: dict[str, NamedEntity] = {}
    reports = []
    for match in _MET.finditer(document.text):
        who = tuple(_person(name, document.text, named) for name in match.groups())
        reports.append(
            MeetingReport(
                status=MeetingStatus.HELD,
                participants=who,
                evidence=(Span(*match.span()),),
                mapper="tests",
            )
        )
    return Facts(document, entities=tuple(named.values()), reports=tuple(reports))


def _person(name: str, text: str, named: dict[str, NamedEntity]) -> Entity:
    entity = Entity(EntityKind.PERSON, slug(name), name)
    start = text.index(name)
    named.setdefault(name, NamedEntity(entity, (name,), Span(start, start + len(name))))
    return entity


def small() -> Workshop:
    """Return the workshop of that extraction."""
    return Workshop(extract, Validator(), Iris(DEFAULT_BASE))


def none() -> Workshop:
    """Fail, as where a package is missing."""
    raise SystemExit(7)


def doubled(tasks: Sequence[Any]) -> list[Any]:
    """Double each of TASKS; end the process at 13, go on for long at 99."""
    for task in tasks:
        if task == 13:
            os._exit(1)
        if task == 99:
            re.match(r"(a+)+$", "a" * 60 + "b")
    return [2 * task for task in tasks]


def doubling() -> Any:
    """Return what doubles."""
    return doubled


def becoming() -> Any:
    """Return what doubles, in a process that forks nothing."""
    nursery.FORKS = False
    return doubled
