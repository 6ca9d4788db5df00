"""Step query, values: a saved query, what it asks for and what it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class ParamType(StrEnum):
    """What a parameter is, and so which RDF term its text becomes."""

    PERSON = "person"  # a name; becomes the person's IRI
    PARTY = "party"
    ALLIANCE = "alliance"
    PLACE = "place"
    ENTITY = "entity"  # any of these, or a body
    DATE = "date"  # 2024, 2024-09 or 2024-09-03; becomes an xsd:date
    INTEGER = "integer"
    SHARE = "share"  # from 0 to 1, such as 0.8; becomes an xsd:decimal
    STRING = "string"
    WORDS = "words"  # such as `seat sharing`; becomes a pattern that finds them in lower case
    CHOICE = "choice"  # one of the listed terms of the ontology: `Held` becomes pol:Held
    IRI = "iri"  # whole, or relative to the store's base: `meeting/0123456789abcdef`


# What is given by name, and looked up in the store.
NAMED = frozenset(
    {
        ParamType.PERSON,
        ParamType.PARTY,
        ParamType.ALLIANCE,
        ParamType.PLACE,
        ParamType.ENTITY,
    }
)


class Day(StrEnum):
    """Which day a date parameter takes where only its month or year is given."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a saved query; `as-of` stands in its text as `?asOf`.

    `choices` are for a choice only, `day` for a date only. `many` says that it takes several
    values, any of which may fit.
    """

    name: str
    type: ParamType
    description: str
    required: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()
    many: bool = False
    day: Day = Day.FIRST

    @property
    def variable(self) -> str:
        """Return the name of its SPARQL variable."""
        first, *others = self.name.split("-")
        return first + "".join(word.capitalize() for word in others)


_IN_WORDS: Mapping[ParamType, str] = {
    ParamType.PERSON: "a person",
    ParamType.PARTY: "a party",
    ParamType.ALLIANCE: "an alliance",
    ParamType.PLACE: "a place",
    ParamType.ENTITY: "a person, party, alliance, body or place",
    ParamType.INTEGER: "a whole number",
    ParamType.SHARE: "a share from 0 to 1",
    ParamType.STRING: "a text",
    ParamType.WORDS: "words, in any case",
    ParamType.CHOICE: "one of the values listed",
    ParamType.IRI: "an address",
}


def in_words(param: Param) -> str:
    """Return what PARAM takes, in words."""
    if param.type is ParamType.DATE:
        return f"a day, month or year; of a month or year its {param.day} day"
    return _IN_WORDS[param.type]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: a variable of the SELECT.

    The variable's name with `Label` after it, where the query has one, holds the words to show.
    `gathered`: the values of rows that agree in all other columns stand together in one cell.
    `fact`: its values are facts, whose sentences are the row's evidence.
    `left_out`: a row that binds it is left out of the answer, and these words tell how many
    different values it had (`reports left out because they bear no date: 3`).
    `empty`: what it is said to mean if names were asked for and no row has a value here
    (`no article here reports a meeting of Ada Quill, since 2031-03`).
    """

    name: str
    description: str
    gathered: bool = False
    fact: bool = False
    left_out: str | None = None
    empty: str | None = None

    @property
    def label(self) -> str:
        """Return the name of the variable that holds its label."""
        return f"{self.name}Label"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One of the saved queries: its header, and `text`, its SPARQL without the header.

    `example` holds parameters and values for which it is shown in the help; `origin` is the file.
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    example: tuple[tuple[str, str], ...]
    text: str
    origin: str

    def called(self, name: str) -> SavedQuery:
        """Return the query under another NAME."""
        return replace(self, name=name)

    @property
    def command(self) -> str:
        """Return the example as one types it."""
        words = [f"--{name} {quoted(value)}" for name, value in self.example]
        return " ".join(["kg query", self.name, *words])


def quoted(value: str) -> str:
    """Return VALUE as a shell takes it, in double quotes where it has to be."""
    if re.fullmatch(r"[\w./:-]+", value):
        return value
    return '"' + re.sub(r'(["$`\\])', r"\\\1", value) + '"'
