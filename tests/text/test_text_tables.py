"""Run the tables of this folder: sentences, tokens, quotations, stories, language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import Document, Span
from kg.text import Dateline, other_language, story, tokens
from kg.text.abbreviations import abbreviations
from kg.text.quotes import quotations
from kg.text.sentences import paragraphs, sentences

_FOLDER = Path(__file__).parent


def _table(name: str) -> Any:
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def _grouped(name: str) -> Iterator[Any]:
    """Yield the rows of a table of groups as parameters."""
    for group in _table(name):
        for number, row in enumerate(group["rows"]):
            yield pytest.param(row, id=f"{group['about']}-{number}")


@pytest.mark.parametrize("row", list(_grouped("sentences")))
def test_sentences(row: dict[str, Any]) -> None:
    text = row["text"]
    found = [s for p in paragraphs(text, 0, len(text)) for s in sentences(text, p)]
    assert [span.of(text) for span in found] == row["sentences"]


_SHORT = abbreviations().name | abbreviations().after_name | abbreviations().other


@pytest.mark.parametrize("abbreviation", sorted(_SHORT | abbreviations().month))
def test_an_abbreviation_ends_no_sentence_before_a_name(abbreviation: str) -> None:
    text = f"They saw {abbreviation.title()}. Roy."
    assert list(sentences(text, Span(0, len(text)))) == [Span(0, len(text))]


@pytest.mark.parametrize("row", list(_grouped("tokens")))
def test_tokens(row: dict[str, Any]) -> None:
    text = row["text"]
    assert [token.text for token in tokens(text, 0, len(text))] == row["tokens"].split()


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Sen’s 25-minute call, @das said.", "w w w w w , w w ."),
        ("“So” — (the 16th)", "“ w ” — ( w w )"),
        ("the partyâ€™s â€œchiefâ€� &amp; ''aide''", 'w w w “ w ” & " w "'),
    ],
)
def test_a_token_says_what_it_is_in_a_letter(text: str, letters: str) -> None:
    assert [token.letter for token in tokens(text, 0, len(text))] == letters.split()


@pytest.mark.parametrize("row", list(_grouped("tokens")))
def test_tokens_count_their_offsets_in_the_whole_text(row: dict[str, Any]) -> None:
    before, text = "Before. ", row["text"]
    found = tokens(before + text, len(before), len(before) + len(text))
    assert [t.span.of(before + text) for t in found] == row["tokens"].split()


@pytest.mark.parametrize("row", _table("quotations"), ids=lambda row: row["text"])
def test_quotations(row: dict[str, Any]) -> None:
    text = row["text"]
    assert [span.of(text) for span in quotations(text)] == row["quotations"]


@pytest.mark.parametrize("row", _table("language"), ids=lambda row: row["text"][:30])
def test_language(row: dict[str, Any]) -> None:
    assert (other_language(row["text"]) is None) is row["english"]
    if "other" in row:
        assert other_language(row["text"]) == row["other"]


@pytest.mark.parametrize("row", list(_grouped("story")))
def test_story(row: dict[str, Any]) -> None:
    text = row["text"]
    cut = story(Document("one", text, "one"))
    assert _dateline(cut.dateline) == row.get("dateline")
    assert cut.document.agency == row.get("agency")
    assert cut.document.published == row.get("dateline", {}).get("published")
    own = [s for s in cut.sentences if not s.heading]
    assert [s.span.of(text) for s in own] == row["sentences"]
    assert [s.span.of(text) for s in cut.sentences if s.heading] == row.get("headings", [])


def _dateline(line: Dateline | None) -> dict[str, Any] | None:
    """Return a dateline as the table writes it."""
    if line is None:
        return None
    told = {
        "places": list(line.places),
        "month_day": line.month_day,
        "published": line.published,
        "agency": line.agency,
    }
    return {key: value for key, value in told.items() if value}


def test_what_came_beside_the_text_counts_before_its_own_words() -> None:
    text = " date 2024-09-03 Pune: Sen met Das.\n\n--IANS"
    given = Document("one", text, "one", published=date(2024, 9, 4), agency="PTI")
    cut = story(given).document
    assert (cut.published, cut.agency) == (date(2024, 9, 4), "PTI")


def test_quotation_of_a_place() -> None:
    text = "“We met,” he said."
    cut = story(Document("one", text, "one"))
    _, inside, *_, outside, _ = cut.sentences[0].tokens
    quotation = cut.quoted(inside.start, inside.end)
    assert quotation is not None
    assert quotation.of(text) == "We met,"
    assert cut.quoted(outside.start, outside.end) is None
