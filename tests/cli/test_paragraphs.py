"""Lines on a terminal: broken at its width, set in as they begin, addresses left whole."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.cli.paragraphs import show

ADDRESS = "https://w3id.org/politics-kg/meeting/0123456789abcdef"
WIDTHS = st.integers(min_value=20, max_value=90)
WORDS = st.lists(st.text(st.sampled_from("abc東京é[b]:-"), min_size=1, max_size=6), min_size=1)


def shown(text: str, width: int) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        stream = io.StringIO()
        show(text, stream)
    return stream.getvalue().splitlines()


@given(words=WORDS, width=WIDTHS, indent=st.integers(min_value=0, max_value=6))
def test_no_word_is_lost_and_no_line_too_long(words: list[str], width: int, indent: int) -> None:
    lines = shown(" " * indent + " ".join(words), width)
    assert " ".join(lines).split() == words
    assert all(line.startswith(" " * indent) for line in lines)
    assert all(cell_len(line) <= width for line in lines)


def test_an_address_is_left_whole() -> None:
    lines = shown(f"    of the meeting that {ADDRESS} has", 30)
    assert lines == ["    of the meeting that", f"    {ADDRESS}", "    has"]


def test_empty_lines_stay_and_too_narrow_a_terminal_is_taken_for_wider() -> None:
    assert shown("Meetings: 2\n\n  one two three four", 5) == [
        "Meetings: 2",
        "",
        "  one two three four",
    ]
