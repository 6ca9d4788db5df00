"""Step serve, asked: what the form above a drawing says, and what it is shown with again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlencode

from starlette.requests import Request

from kg.errors import KgError, UnclearNameError, UsageError

Values: TypeAlias = Mapping[str, Sequence[str]]


def given(request: Request, names: Sequence[str]) -> dict[str, list[str]]:
    """Return what REQUEST says by those NAMES that it says something by, space around it cut."""
    texts = {name: [text.strip() for text in request.query_params.getlist(name)] for name in names}
    kept = {name: [text for text in found if text] for name, found in texts.items()}
    return {name: found for name, found in kept.items() if found}


def first(values: Values, name: str) -> str | None:
    """Return the first of VALUES by NAME, if there is one."""
    return next(iter(values.get(name, ())), None)


def status_of(error: KgError | None) -> int:
    """Return the status of a page that tells of ERROR."""
    return 200 if error is None else 400 if isinstance(error, UsageError) else 503


def meant(values: Values, error: KgError | None) -> list[tuple[str, str, str]]:
    """Return whom the name that ERROR is about may mean: label, address of that, what tells it."""
    if not isinstance(error, UnclearNameError):
        return []
    return [
        (label, "?" + urlencode(_with(values, error.name, address), doseq=True), traits)
        for label, address, traits in error.candidates
    ]


def _with(values: Values, name: str, address: str) -> dict[str, list[str]]:
    """Return VALUES with ADDRESS in the place of NAME."""
    return {
        field: [address if text == name else text for text in texts]
        for field, texts in values.items()
    }
