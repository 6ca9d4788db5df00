"""Who is of which party, by the words beside a name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.mappers import Article
from kg.mappers.allegiances import allegiances

Make = Callable[[str], Article]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ravi Kanaujia's centre-left Congress lost the seat.", "inc"),
        ("Finance minister Ravi Kanaujia, who heads the RJD, spoke.", "rjd"),
        ("The RJD, led by Ravi Kanaujia, won.", "rjd"),
        ("The SP's Ravi Kanaujia spoke.", "sp-in"),
        ("Ravi Kanaujia and his RJD walked out.", "rjd"),
        ("Ravi Kanaujia resigned, a spokesman for his Congress party said.", "inc"),
        ("Ravi Kanaujia's support for the Congress grew.", None),
        ("Ravi Kanaujia's Congress rivals won.", None),
        ("Ravi Kanaujia spoke. The Congress president said it was late.", "inc"),
        ("Ravi Kanaujia spoke. He has been a Congress leader for years.", "inc"),
        ("Ravi Kanaujia spoke. A senior Congress leader said it was late.", None),
        ("Ravi Kanaujia spoke. A Congress spokesman said it was late.", None),
        ("Ravi Kanaujia spoke. The Congress leader in the House, Tharu, said it was late.", None),
        ("However, a Congress leader said that Ravi Kanaujia should resign.", None),
        ("A Congress leader said that Ravi Kanaujia should resign.", None),
        ("Ravi Kanaujia beat his Congress rival.", None),
        ("Ravi Kanaujia and Meena Tharu met, and his RJD won.", None),
    ],
)
def test_by_words(article: Make, text: str, party: str | None) -> None:
    made = article(text)
    found = {person.label: of.slug for person, of in allegiances(made.tapes).items()}
    assert found.get("Ravi Kanaujia") == party


def test_the_party_named_more_often(article: Make) -> None:
    text = "Ravi Kanaujia's Congress won. Ravi Kanaujia's RJD lost. The RJD's Ravi Kanaujia spoke."
    (party,) = allegiances(article(text).tapes).values()
    assert party.slug == "rjd"
