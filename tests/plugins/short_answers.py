"""Endpoints whose answers have to be short, and how many rows each answer had."""

from __future__ import annotations

import pytest

from kg.stores import Endpoint
from kg.stores.answers import Answer, Rows


def short_answers(patch: pytest.MonkeyPatch, rows: int) -> list[int]:
    """Let no more than ROWS be asked for at once; return a list of how many each answer has."""
    lengths: list[int] = []
    ask = Endpoint.query

    def counted(
        self: Endpoint, sparql: str, *, timeout: float | None = None, allow_service: bool = False
    ) -> Answer:
        answer = ask(self, sparql, timeout=timeout, allow_service=allow_service)
        if isinstance(answer, Rows):
            lengths.append(len(answer.rows))
        return answer

    patch.setattr(Endpoint, "query", counted)
    patch.setattr("kg.stores.portions.ROWS", rows)
    return lengths
