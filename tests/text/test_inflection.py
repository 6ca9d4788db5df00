"""The forms of verbs, and lexicon phrases written with lemmas."""

from __future__ import annotations

import pytest

from kg.text.inflection import forms, inflected


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("join", "join joins joined joining"),
        ("step", "step steps stepped stepping"),
        ("leave", "leave leaves left leaving"),
        ("take", "take takes took taken taking"),
        ("quit", "quit quits quitting"),
        ("submit", "submit submits submitted submitting"),
        ("deny", "deny denies denied denying"),
        ("relinquish", "relinquish relinquishes relinquished relinquishing"),
        ("re-elect", "re-elect re-elects re-elected re-electing"),
        ("become", "become becomes became becoming"),
    ],
)
def test_forms(lemma: str, expected: str) -> None:
    """A verb has its forms by the rules of spelling, or its own."""
    assert forms(lemma) == tuple(expected.split())


def test_phrases() -> None:
    """A verb in capitals stands for its forms, words with a stroke each for one."""
    assert inflected(["sworn in", "QUIT as mayor|whip"]) == (
        "sworn in",
        "quit as mayor",
        "quit as whip",
        "quits as mayor",
        "quits as whip",
        "quitting as mayor",
        "quitting as whip",
    )
