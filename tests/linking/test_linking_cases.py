"""Run cases.yaml: what a text names, mention by mention."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.linking import LinkedDocument, LinkedSentence, Linker, Mention, Office
from kg.model import Document

_CASES = [
    pytest.param(row, id=f"{group['about']}-{number}")
    for group in yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
    for number, row in enumerate(group["rows"])
]


def _link(linker: Linker, text: str) -> LinkedDocument:
    return linker.link(Document("case", text, "case"))


def _line(sentence: LinkedSentence, mention: Mention) -> str:
    """Return a mention as the table writes it."""
    words = " ".join(token.text for token in sentence.tokens[mention.first : mention.last])
    entity = mention.entity
    told = [f"{mention.kind.value} [{words}] {entity.label if entity else '-'}"]
    told += map(_office, mention.offices)
    if mention.affiliation:
        told.append(f"of {mention.affiliation.label}")
    if entity and entity.group_of:
        told.append(f"part of {entity.group_of.label}")
    if mention.areas:
        told.append(f"in {', '.join(area.label for area in mention.areas)}")
    return " ".join(told)


def _office(office: Office) -> str:
    of = "/".join(entity.label for entity in (office.organization, office.area) if entity)
    status = "" if office.status.value == "Current" else f", {office.status.value}"
    return f"{{{office.title}{f' @ {of}' if of else ''}{status}}}"


@pytest.mark.parametrize("row", _CASES)
def test_mentions(linker: Linker, row: dict[str, Any]) -> None:
    linked = _link(linker, row["text"])
    told = [_line(sentence, m) for sentence in linked.sentences for m in sentence.mentions]
    assert told == row["mentions"]


@pytest.mark.parametrize("row", _CASES)
def test_linking_again_gives_the_same(linker: Linker, row: dict[str, Any]) -> None:
    assert _link(linker, row["text"]) == _link(linker, row["text"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The BJP-JD(U) alliance won.", ["bjp", "jdu"]),
        ("The JMM-Congress pact held.", ["jmm", "inc"]),
        ("The Congress-led UPA won.", ["inc", "upa"]),
        ("Congress leaders met the BJP.", ["inc", "bjp"]),
        ("The BJP met the Congress-Left alliance in Delhi.", ["bjp", "inc", "left-parties"]),
        ("The Tehreek-e-Insaf-led bloc won in Lahore.", ["pti"]),
        ("the bjp-led side fell in patna.", ["bjp"]),
        ("The Ta’al-led bloc fell in Jerusalem.", ["taal-il"]),
    ],
)
def test_organisations_are_named_inside_phrases(
    linker: Linker, text: str, named: list[str]
) -> None:
    (sentence,) = _link(linker, text).sentences
    assert [naming.entity.slug for naming in sentence.namings] == named


def test_a_name_stands_with_all_its_forms(linker: Linker) -> None:
    linked = _link(linker, "K.C. Bhowmick met P. Tudu. K C Bhowmick left.")
    forms = {named.entity.label: named.forms for named in linked.entities}
    assert forms["K.C. Bhowmick"] == ("K.C. Bhowmick", "K C Bhowmick")


def test_a_state_goes_by_its_countrys_names(linker: Linker) -> None:
    linked = _link(linker, "Ada Quill signed a pact with the US. The United States welcomed it.")
    forms = {named.entity.slug: named.forms for named in linked.entities}
    state = linked.states["united-states"]
    assert forms[state.slug] == ("United States", "US")


def test_datelines_name_places(linker: Linker) -> None:
    linked = _link(linker, "NEW DELHI/PATNA: Arun Barua left.")
    assert [place.slug for place in linked.dateline_places] == ["new-delhi", "patna"]
