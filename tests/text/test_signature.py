"""Signatures: stable, read back as written, and alike as the texts are."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import Signature, read_signature, signature

WORDS = (
    "the river and a gate of stone by an old mill that was in the valley for years to come".split()
)
texts = st.lists(st.sampled_from([*WORDS, "Norhaven", "council.", "“we”"]), max_size=150).map(
    " ".join
)


def _text(*numbers: int) -> str:
    """Return a text of a paragraph for each of NUMBERS, each with words of its own."""
    return "\n\n".join(
        " ".join(f"the word{n}x{i} of word{n}y{i} was" for i in range(8)) for n in numbers
    )


def _signed(*numbers: int) -> Signature:
    found = signature(_text(*numbers))
    assert found
    return found


def test_what_stands_in_stores_is_still_understood() -> None:
    """Fail if a signature is reckoned otherwise: stores would have to be built anew to compare."""
    found = str(_signed(1))
    assert found == (
        "24:"
        "F3Y/FH88pGWuRTuQIyuPZmuC/3r/Fz33FYnKJrnTLJdZFdPYFYNSbqSTt9ZOlbWq53zMjeUaOP2plIwL"
        "y9L5z3gdttuxAKuRpG1kcFdPmwzFxIgTmdVmMlbY6JlQ7/qaNzyMBtZ+fWAuhl7mgLj5Abq6OZqKs/Im"
        "J7x2wQMxFqpEizhUcibX02c9FjJcymyEvtNFpphogE2nN32cy70JafB9JN071UqA8WWTro8IHvdkfROB"
        "C0xohIM16cY4/aiV8oFpNTbRk17vaYUO0pZrEbxGua/H3bMLIBbnN8RbK6mUBsyALQCbgkjpHzUgcBdG"
        "aDeOfhNVpKzH6g5S9Eesiw=="
    )


@given(texts)
def test_written_and_read_back(text: str) -> None:
    if found := signature(text):
        assert read_signature(str(found)) == found
        assert found.copies(found) == 1
        assert len(set(found.blocks())) == 64


@given(texts)
def test_case_marks_and_layout_mean_nothing(text: str) -> None:
    assert signature(text.upper().replace(" ", " \n  ")) == signature(text)
    assert signature(text.replace(" ", ", ")) == signature(text)


@pytest.mark.parametrize(
    "written", ["", "117", "117:", "117:AAAA", "x:" + "A" * 342 + "==", "1:" + "A" * 342 + "=="]
)
def test_what_is_no_signature_is_none(written: str) -> None:
    assert read_signature(written) is None


def test_a_short_text_has_none() -> None:
    assert signature("the end of it") is None
    assert signature("") is None


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (range(8), range(8), 1.0),
        (range(8), range(4), 1.0),  # cut short
        (range(8), range(1, 9), 7 / 8),  # a paragraph for another
        (range(8), range(4, 12), 1 / 2),
    ],
)
def test_share_of_the_shorter_text(one: range, other: range, share: float) -> None:
    mine, theirs = _signed(*one), _signed(*other)
    assert mine.copies(theirs) == pytest.approx(share, abs=0.15)
    assert set(mine.blocks()) & set(theirs.blocks())


def test_other_texts_are_no_copies() -> None:
    signed = [_signed(*range(10 * n, 10 * n + 7), 5) for n in range(1, 31)]  # an eighth in common
    assert not any(a.copies(b) for n, a in enumerate(signed) for b in islice(signed, n))
