"""Roles: offices by title, apposition, copula and move, one report an office."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.mappers import Article
from kg.mappers.roles import roles
from kg.model import RoleReport

Make = Callable[[str], Article]


def told(report: RoleReport) -> tuple[str, str, str | None, str]:
    """Return holder, title, organisation or area, status."""
    of = report.organization or report.area
    return report.holder.label, report.title, of.slug if of else None, report.status.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chief Minister and JMM working president Ratan Sarkar left Ranchi.",
            [
                ("Ratan Sarkar", "Chief Minister", None, "Current"),
                ("Ratan Sarkar", "working president", "jmm", "Current"),
            ],
        ),
        (
            "Former Jharkhand chief minister Ratan Sarkar spoke in Ranchi.",
            [("Ratan Sarkar", "chief minister", "jharkhand", "Former")],
        ),
        (
            "Congress legislature party leader Ratan Sarkar spoke.",
            [("Ratan Sarkar", "legislature party leader", "inc", "Current")],
        ),
        (
            "Ratan Sarkar (then health minister) and (BJP chief) Lila Bordoloi spoke.",
            [
                ("Ratan Sarkar", "health minister", None, "Former"),
                ("Lila Bordoloi", "chief", "bjp", "Current"),
            ],
        ),
        (
            "Its two ministers, Ratan Sarkar and Lila Bordoloi, wept.",
            [
                ("Ratan Sarkar", "minister", None, "Current"),
                ("Lila Bordoloi", "minister", None, "Current"),
            ],
        ),
        (
            "The former chancellor and home secretary Ratan Sarkar spoke.",
            [
                ("Ratan Sarkar", "chancellor", None, "Former"),
                ("Ratan Sarkar", "home secretary", None, "Former"),
            ],
        ),
        (
            "Former chief minister and Union minister Ratan Sarkar spoke.",
            [
                ("Ratan Sarkar", "chief minister", None, "Former"),
                ("Ratan Sarkar", "Union minister", None, "Current"),
            ],
        ),
        (
            "It was conveyed to the late Ratan Sarkar, the BJP's emissary.",
            [("Ratan Sarkar", "emissary", "bjp", "Former")],
        ),
        ("Lila Bordoloi wept, being a fellow Sarkar.", []),
        (
            "As nominee for the office of governor, former minister Ratan Sarkar wept.",
            [("Ratan Sarkar", "minister", None, "Former")],
        ),
        (
            "BJP leader in the Rajya Sabha Ratan Sarkar spoke.",
            [("Ratan Sarkar", "leader in the Rajya Sabha", "bjp", "Current")],
        ),
        (
            "Ratan Sarkar, a former minister expelled from the BJP, wept.",
            [("Ratan Sarkar", "minister", None, "Former")],
        ),
        ("His successor, Ratan Sarkar, received the Turkish leader.", []),
        (
            "Ratan Sarkar, who until March was mayor of Ranchi, spoke.",
            [("Ratan Sarkar", "mayor", "ranchi", "Former")],
        ),
        (
            "Minister Ratan Sarkar, the mayor of Ranchi at the time, spoke.",
            [
                ("Ratan Sarkar", "Minister", None, "Current"),
                ("Ratan Sarkar", "mayor", "ranchi", "Former"),
            ],
        ),
        (
            "Ratan Sarkar, a special constable at the time, spoke.",
            [("Ratan Sarkar", "special constable", None, "Former")],
        ),
        (
            "It grows, said Ratan Sarkar, technical adviser to the traders.",
            [("Ratan Sarkar", "technical adviser", None, "Current")],
        ),
        (
            "Ratan Sarkar, then a harbour commissioner, spoke.",
            [("Ratan Sarkar", "harbour commissioner", None, "Former")],
        ),
        (
            "Ratan Sarkar, US ambassador to Russia between 2012 and 2014, spoke.",
            [("Ratan Sarkar", "ambassador", "united-states", "Current")],
        ),
        (
            "The city under Ratan Sarkar, though still a league member, is poor.",
            [],
        ),
        (
            "Ratan Sarkar is also a member of the India Alliance Core Convenor Committee.",
            [("Ratan Sarkar", "member", "core-convenor-committee", "Current")],
        ),
        (
            "Ratan Sarkar, who was the Chief Minister of Assam, spoke to reporters.",
            [("Ratan Sarkar", "Chief Minister", "assam", "Former")],
        ),
        (
            "Ratan Sarkar, however, had been the Chief Minister of Assam.",
            [("Ratan Sarkar", "Chief Minister", "assam", "Former")],
        ),
        (
            "Ratan Sarkar, a former official of note who is now Governor of Assam, left.",
            [("Ratan Sarkar", "Governor", "assam", "Current")],
        ),
        (
            "Ratan Sarkar, a cousin of Lila Bordoloi who is Governor of Assam, left.",
            [("Lila Bordoloi", "Governor", "assam", "Current")],
        ),
        (
            "Ratan Sarkar, a wealthy trader from Assam and former cabinet minister, left.",
            [("Ratan Sarkar", "cabinet minister", None, "Former")],
        ),
        (
            "Reps. Ratan Sarkar and Lila Bordoloi left.",
            [("Ratan Sarkar", "Rep.", None, "Current"), ("Lila Bordoloi", "Rep.", None, "Current")],
        ),
        (
            "Union Ministers Ratan Sarkar and Lila Bordoloi met farmers.",
            [
                ("Ratan Sarkar", "Union Minister", None, "Current"),
                ("Lila Bordoloi", "Union Minister", None, "Current"),
            ],
        ),
        (
            "They invited Senator Ratan Sarkar, the minority leader, Ms Bordoloi said.",
            [
                ("Ratan Sarkar", "Senator", None, "Current"),
                ("Ratan Sarkar", "minority leader", None, "Current"),
            ],
        ),
        (
            "Lila Bordoloi defeated two-time BJP MP Ratan Sarkar.",
            [("Ratan Sarkar", "MP", "bjp", "Former")],
        ),
        (
            "Ratan Sarkar took oath as the Chief Minister of Assam.",
            [("Ratan Sarkar", "Chief Minister", "assam", "Current")],
        ),
        (
            "Assam Chief Minister Ratan Sarkar resigned from his post on Monday.",
            [("Ratan Sarkar", "Chief Minister", "assam", "Former")],
        ),
        (
            "Ratan Sarkar will be sworn in as Chief Minister of Assam on Friday.",
            [("Ratan Sarkar", "Chief Minister", "assam", "Incoming")],
        ),
        ("Ratan Sarkar is not the Chief Minister of Assam.", []),
        (
            "A letter for the Prime Minister, Mr Ratan Sarkar, came from the US President, "
            "Mr Bo Keller.",
            [
                ("Ratan Sarkar", "Prime Minister", None, "Current"),
                ("Bo Keller", "President", "united-states", "Current"),
            ],
        ),
        (
            "Lila Bordoloi, President Ratan Sarkar's former security adviser, spoke to reporters.",
            [
                ("Lila Bordoloi", "security adviser", None, "Former"),
                ("Ratan Sarkar", "President", None, "Current"),
            ],
        ),
        (
            "Ratan Sarkar, once a fiery trade unionist and senior fellow at the Centre for "
            "Policy Studies, said so.",
            [("Ratan Sarkar", "senior fellow", "centre-for-policy-studies", "Current")],
        ),
        (
            "The chairwoman of the umbrella group of Assamese communities in Berlin, "
            "Lila Bordoloi, left.",
            [("Lila Bordoloi", "chairwoman", None, "Current")],
        ),
        (
            "It rained. Lila Bordoloi - the chairwoman of the BJP - told reporters so.",
            [("Lila Bordoloi", "chairwoman", "bjp", "Current")],
        ),
        (
            "Lila Bordoloi had been serving as first vice-president for five years.",
            [("Lila Bordoloi", "first vice-president", None, "Former")],
        ),
        (
            "It rained. Ratan Sarkar - who was home secretary at the time - blamed Lila Bordoloi.",
            [("Ratan Sarkar", "home secretary", None, "Former")],
        ),
        (
            "Attending were Mr Ratan Sarkar, Finance Minister, Dr Bimal Barua, general secretary, "
            "BJP, and others.",
            [
                ("Ratan Sarkar", "Finance Minister", None, "Current"),
                ("Bimal Barua", "general secretary", "bjp", "Current"),
            ],
        ),
        (
            "China's Vice Premier Lu He met the Army chief General Bimal Barua.",
            [
                ("Lu He", "Vice Premier", "china", "Current"),
                ("Bimal Barua", "Army chief", None, "Current"),
            ],
        ),
        (
            "The Philippine president and Japanese Prime Minister Ratan Sarkar met in Manila.",
            [("Ratan Sarkar", "Prime Minister", "japan", "Current")],
        ),
        (
            "Spokesman for the Secretary-General Ratan Sarkar told reporters so.",
            [("Ratan Sarkar", "Spokesman", None, "Current")],
        ),
        (
            "A spokesman for Prime Minister Ratan Sarkar told reporters so.",
            [("Ratan Sarkar", "Prime Minister", None, "Current")],
        ),
        ("Ratan Sarkar, Italy's prime minister has given her support.", []),
        ("They met Ratan Sarkar, Singapore's president, Japan's president and investors.", []),
        ("Besides a meeting with the governor-general, Ratan Sarkar will meet farmers.", []),
        ("To the prime minister, Ratan Sarkar wrote a long letter.", []),
        ("After Ratan Sarkar, the president warned of a new war.", []),
        (
            "Ratan Sarkar is the new public safety minister.",
            [("Ratan Sarkar", "public safety minister", None, "Current")],
        ),
        ("Ratan Sarkar is known to the finance minister.", []),
        ("Ratan Sarkar is a man whom the minister knows.", []),
        (
            "Ratan Sarkar, president of the Treasury Board and water minister, spoke.",
            [
                ("Ratan Sarkar", "president", "treasury-board", "Current"),
                ("Ratan Sarkar", "water minister", None, "Current"),
            ],
        ),
        (
            "Silchar MLA and former IPS officer Ratan Sarkar spoke.",
            [
                ("Ratan Sarkar", "MLA", "silchar", "Current"),
                ("Ratan Sarkar", "officer", None, "Former"),
            ],
        ),
        (
            "Former MP Datuk Seri Dr Ratan Sarkar spoke.",
            [("Ratan Sarkar", "MP", None, "Former")],
        ),
        (
            "Ratan Sarkar, 54, is the home minister.",
            [("Ratan Sarkar", "home minister", None, "Current")],
        ),
        (
            "Ratan Sarkar, a former astronaut, was the home minister.",
            [("Ratan Sarkar", "home minister", None, "Former")],
        ),
        (
            "They spoke to Ratan Sarkar, who is the home minister.",
            [("Ratan Sarkar", "home minister", None, "Current")],
        ),
        ("The wife of Ratan Sarkar is the home minister.", []),
        ("Ratan Sarkar, a banker, was the first BJP leader to take the plunge.", []),
        ("A friend of Ratan Sarkar, a lawyer, is the home minister.", []),
        ("The man who beat Ratan Sarkar, a lawyer, is the home minister.", []),
    ],
)
def test_offices(
    article: Make, text: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    """An office is what title, apposition, copula or move says, and no more."""
    assert sorted(told(r) for r in roles(article(text))) == sorted(expected)


def test_same_office_is_one_report(article: Make) -> None:
    """The office told again adds evidence; "chief" and "president" of a party are one."""
    text = (
        "Congress president Ratan Sarkar arrived in Patna. He met workers.\n\n"
        "Congress chief Ratan Sarkar left for Delhi."
    )
    (report,) = roles(article(text))
    assert told(report) == ("Ratan Sarkar", "president", "inc", "Current")
    assert len(report.evidence) == 2


def test_courtesy_title_of_a_former_holder(article: Make) -> None:
    """A former president who is also called President is no present one."""
    text = (
        "Former US President Ratan Sarkar spoke in Boston.\n\nPresident Sarkar then left for home."
    )
    assert [r.status.value for r in roles(article(text))] == ["Former"]


def test_replaced_holder_is_former(article: Make) -> None:
    """Whom a party replaced holds the office no more."""
    text = "The BJP held a rally. It also replaced state unit chief Ratan Sarkar last week."
    (report,) = roles(article(text))
    assert told(report) == ("Ratan Sarkar", "state unit chief", "bjp", "Former")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ratan Sarkar quit as education minister on Monday.", ["Former"]),
        ("Ratan Sarkar was named education minister. Later Sarkar was forced to quit.", []),
        ("Ratan Sarkar became mayor of Guwahati in 1987.", []),
        ("Ratan Sarkar became mayor of Guwahati on Monday.", ["Current"]),
    ],
)
def test_office_that_has_ended(article: Make, text: str, expected: list[str]) -> None:
    """An office that was left, or entered long ago, is no present one."""
    assert [r.status.value for r in roles(article(text))] == expected


def test_evidence_is_the_sentence(article: Make) -> None:
    """Every report quotes the sentence that names the office."""
    made = article("It rained. Assam Governor Ratan Sarkar opened a school. All went home.")
    (report,) = roles(made)
    text = made.document.document.text
    assert [span.of(text) for span in report.evidence] == [
        "Assam Governor Ratan Sarkar opened a school."
    ]
