"""Kin: relations in so many words, never by surname or figure of speech."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.mappers import Article
from kg.mappers.kin import kin

Make = Callable[[str], Article]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sarkar's wife Rupa met voters. Ratan Sarkar left.", None),
        ("Ratan Sarkar spoke. Sarkar's wife Rupa was present.", ("Rupa Sarkar", "Spouse")),
        ("Ratan Sarkar, along with his wife, Rupa Sarkar, arrived.", ("Rupa Sarkar", "Spouse")),
        ("Ratan Sarkar and his son Bimal arrived.", ("Bimal", "Child")),
        ("Bimal Sarkar, son of minister Ratan Sarkar, arrived.", ("Bimal Sarkar", "Child")),
        ("Bimal Sarkar is the brother of Ratan Sarkar.", ("Bimal Sarkar", "Sibling")),
        (
            "They backed BJP chief Ratan Sarkar's son, Bimal Sarkar, in Patna.",
            ("Bimal Sarkar", "Child"),
        ),
        ("Ratan Sarkar and his Assam-born wife, Rupa Sarkar, left.", ("Rupa Sarkar", "Spouse")),
        (
            "Lila Bordoloi met Ratan Sarkar, who took over from his ailing brother Bimal Sarkar.",
            ("Bimal Sarkar", "Sibling"),
        ),
        (
            "It rained. Bimal Sarkar - son of the late labour lawyer Ratan Sarkar - won.",
            ("Bimal Sarkar", "Child"),
        ),
        (
            "Ratan Sarkar praised it, a plan of his son-in-law and senior adviser Bimal Das.",
            ("Bimal Das", "Kin"),
        ),
        ("Ratan Sarkar left. His brother, Bimal Sarkar, stayed.", ("Bimal Sarkar", "Sibling")),
        (
            "The wife of former minister Ratan Sarkar, Rupa Sarkar joined the BJP.",
            ("Rupa Sarkar", "Spouse"),
        ),
        ("Ratan Sarkar, whose daughter Rupa Sarkar is a doctor, spoke.", ("Rupa Sarkar", "Child")),
    ],
)
def test_relations(article: Make, text: str, expected: tuple[str, str] | None) -> None:
    """Whose relative somebody is, and which."""
    found = [(r.person.label, r.relation.value) for r in kin(article(text))]
    if expected is None:
        assert all(name == "Rupa Sarkar" for name, _ in found)
    else:
        assert found == [expected]
        assert {r.relative.label for r in kin(article(text))} == {"Ratan Sarkar"}


@pytest.mark.parametrize(
    "text",
    [
        "Ratan Sarkar and Rupa Sarkar met in Patna.",
        "The wife of Ratan Sarkar, Bimal Das said, had been ill.",
        "Ratan Sarkar is the political heir of Bimal Das.",
        "Ratan Sarkar said Bimal Das was like a brother to him.",
        "The BJP plays the role of elder brother here, Ratan Sarkar said.",
        "Ratan Sarkar returned to the mother party.",
        "The factory's owner and his wife Rupa Das met Ratan Sarkar.",
        "Ratan Sarkar met Bimal Das with his wife Rupa.",
        "They met Ratan Sarkar. His wife Rupa was present.",
        "Ratan Sarkar's wife, standing behind Bimal Das, wept.",
        "Ratan Sarkar is the husband of a top Bimal Das aide.",
        "Ratan Sarkar's wife called Bimal Das a liar.",
        "The guest was Ratan Sarkar (and Bimal Das's brother) Dev Roy.",
        "Ratan Sarkar came, and Father Bimal Das prayed.",
    ],
)
def test_no_relation(article: Make, text: str) -> None:
    """A shared surname, a figure of speech, another's relative or a doubt makes nobody kin."""
    assert list(kin(article(text))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bimal Das, Ratan Sarkar's younger brother, left.", "Bimal Das Sibling Ratan Sarkar"),
        ("Bimal Das is Ratan Sarkar's nephew.", "Bimal Das Kin Ratan Sarkar"),
        ("Ratan Sarkar's powerful sister, Rupa Das, left.", "Rupa Das Sibling Ratan Sarkar"),
        ("King Ratan's half brother, Bimal Das, left.", "Bimal Das Sibling Ratan"),
        (
            "The widow of the late senator Ratan Sarkar, Rupa Das, leads.",
            "Rupa Das Spouse Ratan Sarkar",
        ),
        ("Rupa Das, 44, daughter of Ratan Sarkar, won.", "Rupa Das Child Ratan Sarkar"),
        (
            "Bimal Das, a lawyer from Patna and nephew of Ratan Sarkar, won.",
            "Bimal Das Kin Ratan Sarkar",
        ),
        (
            "Bimal Das, brother of Ratan Sarkar and uncle of Rupa Roy, won.",
            "Bimal Das Sibling Ratan Sarkar, Bimal Das Kin Rupa Roy",
        ),
        (
            "Ratan Sarkar came with his brother Bimal Das, daughter Rupa Roy and son Ajit Sarkar.",
            "Bimal Das Sibling Ratan Sarkar, Rupa Roy Child Ratan Sarkar, "
            "Ajit Sarkar Child Ratan Sarkar",
        ),
        (
            "Ratan Sarkar's sons - Ajit Sarkar, Bimal Das and Dev Roy - voted.",
            "Ajit Sarkar Child Ratan Sarkar, Bimal Das Child Ratan Sarkar, "
            "Dev Roy Child Ratan Sarkar",
        ),
        ("Ratan Sarkar and wife Rupa Das waved.", "Rupa Das Spouse Ratan Sarkar"),
        ("Ratan Sarkar married Rupa Das in 1991.", "Ratan Sarkar Spouse Rupa Das"),
        (
            "Rupa Das, who is married to actor Ratan Sarkar, voted.",
            "Rupa Das Spouse Ratan Sarkar",
        ),
        (
            "Bimal Das was born to minister Ratan Sarkar and Rupa Roy.",
            "Bimal Das Child Ratan Sarkar, Bimal Das Child Rupa Roy",
        ),
        ("The brothers Bimal Das and Ratan Sarkar ruled.", "Ratan Sarkar Sibling Bimal Das"),
        ("Mrs Rupa Das, whose husband Ratan Sarkar died, won.", "Ratan Sarkar Spouse Rupa Das"),
        (
            "Rupa Das won a seat in Patna, and her brother Ratan Sarkar lost.",
            "Ratan Sarkar Sibling Rupa Das",
        ),
        (
            "Ratan Sarkar is the mayor of Patna and his sister Rupa Das is the clerk.",
            "Rupa Das Sibling Ratan Sarkar",
        ),
        (
            "Bimal Das, son of Assam's first minister, Ratan Sarkar, spoke.",
            "Bimal Das Child Ratan Sarkar",
        ),
        (
            "Bimal Das, son and namesake of the late Ratan Sarkar, spoke.",
            "Bimal Das Child Ratan Sarkar",
        ),
        (
            "Rupa Das, wife of former cricketer and minister Ratan Sarkar, spoke.",
            "Rupa Das Spouse Ratan Sarkar",
        ),
        ("Bimal Das is one of ten children of Ratan Sarkar.", "Bimal Das Child Ratan Sarkar"),
        (
            "Ratan Sarkar spoke of his family, and his uncle was President Bimal Das.",
            "Bimal Das Kin Ratan Sarkar",
        ),
        ("Ratan Sarkar's ex-wife, Rupa Das, spoke.", "Rupa Das Spouse Ratan Sarkar"),
        (
            "Ratan Sarkar's husband, Bimal Das, and the wife of Ajit Roy, Rupa Roy, met.",
            "Bimal Das Spouse Ratan Sarkar, Rupa Roy Spouse Ajit Roy",
        ),
        ("Ratan Sarkar came with his wife, Renée, at nine.", "Renée Spouse Ratan Sarkar"),
        (
            "Ajit Roy met Ratan Sarkar. His elder brother, BJP chief Bimal Sarkar, was not there.",
            "Bimal Sarkar Sibling Ratan Sarkar",
        ),
        ("Ratan Sarkar won. He wept. His wife Rupa is a doctor.", "Rupa Spouse Ratan Sarkar"),
        ("Ratan Sarkar met Ajit Roy. His wife Rupa is a doctor.", ""),
        (
            '"I was at my brother Bimal\'s place," Ratan Sarkar said.',
            "Bimal Sibling Ratan Sarkar",
        ),
        (
            "Mr Ratan Sarkar's daughter Rupa Das and her husband Bimal Roy voted.",
            "Rupa Das Child Ratan Sarkar, Bimal Roy Spouse Rupa Das",
        ),
    ],
)
def test_pairs(article: Make, text: str, expected: str) -> None:
    """Who is joined by a word of kin: in appositions, lists, behind "whose" and verbs."""
    found = [f"{r.person.label} {r.relation.value} {r.relative.label}" for r in kin(article(text))]
    assert ", ".join(found) == expected


def test_his_behind_a_relative(article: Make) -> None:
    """Behind two men "his" is in doubt."""
    text = "Mr Ratan Sarkar's son Bimal Das and his brother Dev Roy voted."
    assert [r.person.label for r in kin(article(text))] == ["Bimal Das"]


def test_told_both_ways_is_one(article: Make) -> None:
    """ "Sarkar's son Bimal" and "Bimal's father Ratan Sarkar" are one report."""
    text = (
        "Ratan Sarkar's son Bimal Sarkar spoke in Patna.\n\n"
        "Bimal Sarkar's father Ratan Sarkar was in Delhi."
    )
    (report,) = kin(article(text))
    assert len(report.evidence) == 2
