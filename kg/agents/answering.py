"""Step agents, answering: a tool's name and arguments become what it answers, apart and in time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from pyoxigraph import RdfFormat, serialize

from kg.agents.tools import EXPLAIN, FACTS, SHARED, SHOWN
from kg.errors import UsageError
from kg.queries import Queryable, SavedQuery
from kg.queries.calls import Call, Found, call, values_of
from kg.queries.explain import as_json, as_markdown, explain
from kg.stores import LocalStore
from kg.stores.apart import Apart, Opened

_AT_ONCE = 2  # calls of one agent
_LONGEST = 20_000  # characters of a call; messages repeat some of them


@dataclass(frozen=True, slots=True)
class Asked:
    """What a tool answers: the text that an agent reads, and the same as an object."""

    text: str
    record: dict[str, Any]


class Answerer(AbstractContextManager["Answerer"]):
    """Answers for the tools of QUESTIONS, on what OPENED opens, each within SECONDS.

    Work is done in other processes, which are ended with the `with`; between two answers nobody
    holds the store, so that a build can run.
    """

    def __init__(
        self,
        opened: Opened[LocalStore],
        questions: Mapping[str, SavedQuery],
        seconds: float,
    ) -> None:
        self._questions = questions
        self._seconds = seconds
        self._apart = Apart(opened, _AT_ONCE)

    def answer(self, tool: str, arguments: Mapping[str, Any]) -> Asked:
        """Return what TOOL answers to ARGUMENTS.

        Raises UsageError for arguments that don't fit: for a name that is unknown or ambiguous with
        those that it may mean; TimeLimitError.
        """
        if len(json.dumps([tool, arguments])) > _LONGEST:
            raise UsageError(f"a call has at most {_LONGEST:,} characters, with all its arguments")
        if tool == EXPLAIN:
            name, limit, least = _of_explain(arguments)
            return self._apart.run(self._seconds, explained, name, limit, least)
        if tool not in self._questions:
            raise UsageError(f"there is no tool {tool!r}")
        query = self._questions[tool]
        given, how = _split(query, arguments)
        return self._apart.run(self._seconds, asked, query, values_of(query, given), how)

    def __exit__(self, *error: object) -> None:
        self._apart.close()


def asked(store: Queryable, query: SavedQuery, values: Mapping[str, Any], how: Call) -> Asked:
    """Return what STORE answers to QUERY with VALUES, asked as HOW says."""
    found = call(store, query, values, how)
    record = found.record() if isinstance(found, Found) else _other(found)
    return Asked(json.dumps(record, ensure_ascii=False), record)


def explained(store: Queryable, name: str, limit: int, least: str | None) -> Asked:
    """Return the dossier on NAME, the latest LIMIT facts of each kind, at LEAST so sure."""
    dossier = explain(store, name, least, limit)
    return Asked(as_markdown(dossier), json.loads(as_json(dossier)))


def _other(found: bool | Sequence[Any]) -> dict[str, Any]:
    """Return yes or no, or a graph, as an answer of rows would be: under a name of its own."""
    if isinstance(found, bool):
        return {"rows": [{"answer": found}], "total": 1, "remarks": []}
    turtle = serialize(found, format=RdfFormat.TURTLE) or b""
    return {"rows": [{"turtle": turtle.decode()}], "total": 1, "remarks": []}


def _split(query: SavedQuery, arguments: Mapping[str, Any]) -> tuple[dict[str, Any], Call]:
    """Return the ARGUMENTS that are values of QUERY's own parameters, and how it is asked."""
    own = {param.name for param in query.params}
    shared = {n: v for n, v in arguments.items() if n in SHARED and n not in own}
    given = {name: value for name, value in arguments.items() if name not in shared}
    evidence = shared.get("evidence", True)
    if not isinstance(evidence, bool):
        raise UsageError(f"`evidence` is true or false, not {evidence!r}")
    return given, Call(evidence=evidence, limit=_whole("limit", shared.get("limit", SHOWN)))


def _of_explain(arguments: Mapping[str, Any]) -> tuple[str, int, str | None]:
    """Return the name, the limit and the least confidence out of ARGUMENTS."""
    unknown = arguments.keys() - {"name", "limit", "min-confidence"}
    if unknown:
        raise UsageError(f"{EXPLAIN} takes name, limit and min-confidence; not {min(unknown)!r}")
    name, least = arguments.get("name"), arguments.get("min-confidence")
    if not isinstance(name, str) or not name.strip():
        raise UsageError(f"{EXPLAIN} needs `name`: a name or an address")
    return (
        name,
        _whole("limit", arguments.get("limit", FACTS)),
        None if least is None else str(least),
    )


def _whole(name: str, given: object) -> int:
    """Return what is GIVEN for NAME as a number above 0."""
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise UsageError(f"`{name}` is a whole number above 0, not {given!r}")
    return given
