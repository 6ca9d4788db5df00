"""Headers of saved queries: what they say, and what is wrong with a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.queries import Catalogue, Day, ParamType, read_query
from kg.queries.headers import parse

HEADER = """\
summary: What is asked
description: >-
  On two
  lines.
tags: [facts, people]
params:
  person: {type: person, required: true, description: Who}
  as-of: {type: date, day: last, description: When, default: "2031"}
columns:
  fact: {fact: true, description: The fact}
  who: {gathered: true, description: Who}
  undated: {left-out: left out, description: What has no date}
  day: When it was
example: {person: Ada "the" Quill}
"""


def read(header: str) -> object:
    lines = "".join(f"#+ {line}\n" for line in header.splitlines())
    return parse("asked", f"{lines}BASE <https://example.org/>\n", "asked.rq")


def test_header() -> None:
    lines = "".join(f"#+ {line}\n" for line in HEADER.splitlines())
    query = parse("asked", f"{lines}BASE <https://example.org/>\n# a comment\n", "asked.rq")
    assert (query.summary, query.description) == ("What is asked", "On two lines.")
    assert query.tags == ("facts", "people")
    person, as_of = query.params
    assert (person.type, person.required, person.default) == (ParamType.PERSON, True, None)
    assert (as_of.variable, as_of.day, as_of.default) == ("asOf", Day.LAST, "2031")
    fact, who, undated, day = query.columns
    assert (fact.fact, who.gathered, undated.left_out, day.description) == (
        True,
        True,
        "left out",
        "When it was",
    )
    assert query.command == 'kg query asked --person "Ada \\"the\\" Quill"'
    assert query.text == "BASE <https://example.org/>\n# a comment\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("summary: What is asked", "", "the header, `summary`: has to be there"),
        ("summary: What is asked", "summary: 2024-01-01", "`summary`: has to be there, as text"),
        ("tags: [facts, people]", "tags: facts", "`tags`: has to be a list"),
        ("tags: [facts, people]", "tag: [facts]", "`tag`: no such key; there are columns"),
        ("type: person", "type: human", "`person`, `type`: has to be one of person, party"),
        ("required: true", "required: maybe", "`required`: has to be true or false"),
        ("day: last", "day: middle", "`day`: has to be one of first, last"),
        ("type: person", "type: choice", "`choices`: a parameter of type choice lists"),
        ("type: person", "type: person, choices: [a]", "`choices`: a parameter of type choice"),
        ("fact: true", "facts: true", "columns, `fact`, `facts`: no such key"),
        ("day: When it was", "day: 7", "columns, `day` is no YAML mapping"),
        ("example: {person:", "example: [person:", "is not YAML"),
        ("example: {person", "example: {person: 7, x", "`example`, `person`: has to be there"),
    ],
)
def test_bad_header_is_told_with_file_and_key(old: str, new: str, message: str) -> None:
    assert old in HEADER
    with pytest.raises(InputError, match=message) as error:
        read(HEADER.replace(old, new))
    assert str(error.value).startswith("asked.rq: ")


def test_no_header() -> None:
    with pytest.raises(InputError, match=r"asked\.rq: the header is no YAML mapping"):
        read("")


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    with pytest.raises(InputError, match=r"mine\.rq: can't be read as a saved query"):
        read_query(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"mine\.rq: can't be read as a saved query"):
        read_query(path)


def test_unknown_query_gets_the_nearest() -> None:
    with pytest.raises(UsageError, match="no saved query 'meting-of'; did you mean meetings-of"):
        Catalogue.load()["meting-of"]
    with pytest.raises(UsageError, match="`kg query` lists them"):
        Catalogue.load()["xyzzy"]


def test_another_folder(tmp_path: Path) -> None:
    assert list(Catalogue.load(tmp_path)) == []


def test_without_a_header_it_is_plain_sparql(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("# no header\nSELECT * { VALUES ?x { UNDEF } }\n")
    query = read_query(path)
    assert (query.name, query.params, query.columns) == ("mine", (), ())
    assert query.text == path.read_text()


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    for name in ("mine", "meetings"):
        (tmp_path / f"{name}.rq").write_text("SELECT * {}")
    (tmp_path / "broken.rq").write_text("#+ summary: [\nSELECT * {}")
    catalogue = Catalogue.load(own=tmp_path)
    assert catalogue.own == {"mine", "broken"}
    assert catalogue["mine"].text == "SELECT * {}"
    assert catalogue["meetings"].text != "SELECT * {}"
    assert catalogue.problems == (
        f"{tmp_path / 'meetings.rq'} is passed over: kg has a query 'meetings' of its own; "
        "rename the file",
    )
    told: list[str] = []
    names = [query.name for query in catalogue.readable(told.append)]
    assert names == sorted({*Catalogue.load().paths, "mine"})
    assert len(told) == 1
    assert told[0].startswith(f"{tmp_path / 'broken.rq'}: the header")


def test_a_folder_of_ones_own_that_is_not_there(tmp_path: Path) -> None:
    catalogue = Catalogue.load(own=tmp_path / "nowhere")
    assert catalogue.paths == Catalogue.load().paths
    with pytest.raises(
        UsageError, match=r"there is no saved query 'mine'.*\n.*nowhere, is not there"
    ):
        catalogue["mine"]


def test_a_file_in_place_of_a_name() -> None:
    with pytest.raises(UsageError, match=r"ask it by `kg query --file a/mine\.rq`"):
        Catalogue.load()["a/mine.rq"]
