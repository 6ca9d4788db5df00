"""What holds for any text: mapping never fails, each report quotes it, no sentence is missed."""

from __future__ import annotations

import importlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking import Linker
from kg.mappers import map_article
from kg.mappers.tape import Tape
from kg.model import Document, Entity, Facts, StatementReport
from kg.vocabulary import EntityKind

_WORDS = (
    'Rekha Sarkar Anil Bordoloi met meets meeting meetings talks with and , . “ ” " said that who '
    "which the The a of in at on Monday Tuesday 2024 May will not to between chaired by attended "
    "skipped called off on Congress BJP alliance ally seats 12 share joined quit resigned from "
    "president of the party Chief Minister Patna Bihar residence discuss polls was were present "
    "delegation leaders wife he she they us another later after before if when \n\n PATNA: also"
).split(" ")
_TEXTS = st.one_of(
    st.text(max_size=120), st.lists(st.sampled_from(_WORDS), max_size=50).map(" ".join)
)


@given(text=_TEXTS)
def test_any_text_is_mapped_and_quoted(linker: Linker, text: str) -> None:
    facts = map_article(linker.link(Document("any", text, "any", published=date(2024, 9, 3))))
    for report in facts.reports:
        assert report.evidence
        assert 0 < report.confidence <= 1
        for span in report.evidence:
            assert 0 <= span.start < span.end <= len(text)
        if isinstance(report, StatementReport) and report.quote:
            assert report.quote in text


_SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def test_there_are_seeds() -> None:
    assert _SEEDS


@pytest.mark.parametrize("report", _SEEDS, ids=lambda path: path.stem)
def test_no_sentence_of_the_seeds_passed_over_tells_anything(linker: Linker, report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    assert _mapped(linker, text) == _mapped_with_a_close_look(linker, text)


@given(text=_TEXTS)
def test_no_sentence_passed_over_tells_anything(linker: Linker, text: str) -> None:
    assert _mapped(linker, text) == _mapped_with_a_close_look(linker, text)


_TWO = {Entity(EntityKind.PARTY, name.lower(), name) for name in ("Foo", "Bar")}


def _mapped(linker: Linker, text: str) -> Facts:
    return map_article(linker.link(Document("any", text, "any", published=date(2024, 9, 3))))


def _mapped_with_a_close_look(linker: Linker, text: str) -> Facts:
    """Return the facts of a text whose every sentence each mapper takes for one that may tell."""
    modules = ("changes", "roles", "ties")
    changes, roles, ties = (importlib.import_module(f"kg.mappers.{name}") for name in modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Tape, "may_have", lambda tape, words: True)
        patch.setattr(Tape, "names_person", True)
        patch.setattr(changes, "describes", lambda tape: True)
        patch.setattr(changes, "names_mover", lambda tape: True)
        patch.setattr(changes, "may_tell", lambda tape: True)
        patch.setattr(roles, "_may_tell", lambda tape: True)
        patch.setattr(ties, "parties_of", lambda article: _TWO)
        return _mapped(linker, text)
