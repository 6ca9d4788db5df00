"""Step query, headers: the `#+` lines of YAML at the top of a saved query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kg.errors import InputError
from kg.queries.model import Column, Day, Param, ParamType, SavedQuery

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the list, and TAB, read every header
HEADER_MARK = "#+"
_KEYS = frozenset({"summary", "description", "tags", "params", "columns", "example"})
_PARAM_KEYS = frozenset({"type", "description", "required", "default", "choices", "many", "day"})
_COLUMN_KEYS = frozenset({"description", "gathered", "fact", "left-out", "empty"})


def parse(name: str, text: str, origin: str) -> SavedQuery:
    """Return the saved query NAME out of its file's TEXT; ORIGIN is the file, for messages.

    Raises InputError that names the file, the key and what stands there.
    """
    lines = text.splitlines()
    header = [line.removeprefix(HEADER_MARK) for line in lines if line.startswith(HEADER_MARK)]
    body = [line for line in lines if not line.startswith(HEADER_MARK)]
    fields = _Fields(_load("\n".join(header), origin), origin, "the header")
    fields.only(_KEYS)
    return SavedQuery(
        name=name,
        summary=fields.text("summary"),
        description=fields.text("description"),
        tags=fields.texts("tags"),
        params=tuple(_param(key, part) for key, part in fields.parts("params")),
        columns=tuple(_column(key, part) for key, part in fields.parts("columns")),
        example=fields.pairs("example"),
        text="\n".join(body).strip() + "\n",
        origin=origin,
    )


def _load(header: str, origin: str) -> Any:
    """Return the header as YAML has it."""
    try:
        return yaml.load(header, _LOADER)  # noqa: S506 - both are safe
    except yaml.YAMLError as error:
        raise InputError(
            f"{origin}: the header (lines that start with #+) is not YAML: {error}"
        ) from error


def _param(name: str, fields: _Fields) -> Param:
    """Return the parameter that FIELDS describe."""
    fields.only(_PARAM_KEYS)
    param = Param(
        name=name,
        type=ParamType(fields.one_of("type", tuple(ParamType))),
        description=fields.text("description"),
        required=fields.flag("required"),
        default=fields.text("default") if fields.has("default") else None,
        choices=fields.texts("choices"),
        many=fields.flag("many"),
        day=Day(fields.one_of("day", tuple(Day), Day.FIRST)),
    )
    if (param.type is ParamType.CHOICE) != bool(param.choices):
        raise fields.wrong("choices", "a parameter of type choice lists its choices, no other does")
    return param


def _column(name: str, fields: _Fields) -> Column:
    """Return the column that FIELDS describe."""
    fields.only(_COLUMN_KEYS)
    return Column(
        name=name,
        description=fields.text("description"),
        gathered=fields.flag("gathered"),
        fact=fields.flag("fact"),
        left_out=fields.text("left-out") if fields.has("left-out") else None,
        empty=fields.text("empty") if fields.has("empty") else None,
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    """A YAML mapping that is read by key and type; `place` says which one, for messages."""

    values: Any
    origin: str
    place: str

    def __post_init__(self) -> None:
        if not isinstance(self.values, Mapping):
            raise InputError(f"{self.origin}: {self.place} is no YAML mapping (key: value)")

    def wrong(self, key: str, needed: str) -> InputError:
        """Return the error that KEY isn't as it has to be."""
        return InputError(f"{self.origin}: {self.place}, `{key}`: {needed}")

    def only(self, known: frozenset[str]) -> None:
        """Refuse keys that aren't KNOWN."""
        for key in self.values:
            if key not in known:
                raise self.wrong(str(key), f"no such key; there are {', '.join(sorted(known))}")

    def has(self, key: str) -> bool:
        """Return whether KEY is given."""
        return key in self.values

    def text(self, key: str) -> str:
        """Return the text under KEY, on one line for each paragraph."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "has to be there, as text (in quotes if it looks like a number)")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under KEY."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "has to be a list of texts")
        return tuple(value)

    def flag(self, key: str) -> bool:
        """Return whether KEY is set."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "has to be true or false")
        return value

    def one_of(self, key: str, known: tuple[str, ...], default: str | None = None) -> str:
        """Return the text under KEY, one of the KNOWN ones."""
        value = self.values.get(key, default)
        if value not in known:
            raise self.wrong(key, f"has to be one of {', '.join(known)}")
        return str(value)

    def parts(self, key: str) -> list[tuple[str, _Fields]]:
        """Return the mappings under KEY by name; a plain text stands for its description."""
        named = _Fields(self.values.get(key, {}), self.origin, f"`{key}`")
        return [
            (str(name), _Fields(_described(value), self.origin, f"{key}, `{name}`"))
            for name, value in named.values.items()
        ]

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return the texts under KEY by name."""
        named = _Fields(self.values.get(key, {}), self.origin, f"`{key}`")
        return tuple((str(name), named.text(name)) for name in named.values)


def _described(value: Any) -> Any:
    """Return VALUE, a plain text as the mapping that has it as its description."""
    return {"description": value} if isinstance(value, str) else value
