"""Alliances: who is with whom, how it stands, and what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.mappers import Article
from kg.mappers.alliances import alliances
from kg.model import AllianceReport

Make = Callable[[str], Article]


def _told(reports: list[AllianceReport]) -> list[tuple[str, str, str]]:
    """Return each report's status, members and alliances, as slugs in order of the alphabet."""
    return sorted(
        (
            r.status.value,
            " ".join(sorted(m.slug for m in r.members)),
            " ".join(a.slug for a in r.alliances),
        )
        for r in reports
    )


@pytest.mark.parametrize(
    ("text", "status", "members", "named"),
    [
        ("The JMM-Congress alliance is ready.", "Active", "inc jmm", ""),
        ("The BJP-JD(U) combine won the seat.", "Active", "bjp jdu", ""),
        ("The alliance between the Congress and the JMM will win.", "Active", "inc jmm", ""),
        ("The Congress has announced its pre-poll alliance with the JMM.", "Active", "inc jmm", ""),
        ("The RLD, in alliance with the SP, is ready.", "Active", "rld sp-in", ""),
        ("The Congress has joined hands with the RJD.", "Active", "inc rjd", ""),
        ("The BJP's ally, the AGP, holds a seat.", "Active", "agp bjp", ""),
        ("The TDP, a key partner of the BJP, agreed.", "Active", "bjp tdp", ""),
        ("The BJP holds nine seats, with its ally AGP having two.", "Active", "agp bjp", ""),
        ("The BJP-led NDA won.", "Active", "bjp", "nda"),
        ("NDA constituent JD(U) wants more.", "Active", "jdu", "nda"),
        ("The RLD has now joined the NDA.", "Active", "rld", "nda"),
        (
            "The Congress and the SP, both constituents of the INDIA bloc, won.",
            "Active",
            "inc sp-in",
            "india",
        ),
        (
            "They will meet the Grand Alliance, which includes the RJD and the Left parties.",
            "Active",
            "left-parties rjd",
            "mahagathbandhan",
        ),
        (
            "The Congress, along with the INDIA bloc parties, will win.",
            "Active",
            "inc",
            "india",
        ),
        (
            "Top INDIA bloc leaders including RJD chief Ravi Kanaujia and CPI leader "
            "Meena Tharu were there.",
            "Active",
            "cpi rjd",
            "india",
        ),
        ("The BJP is keen on an alliance with the AGP.", "Sought", "agp bjp", ""),
        ("The AAP is in talks for an alliance with the Congress.", "Sought", "aap inc", ""),
        ("The BJP will form an alliance with the AGP.", "Planned", "agp bjp", ""),
        ("The BSP ruled out any alliance with the Congress.", "Refused", "bsp inc", ""),
        ("The BSP will not have any tie-up with the SP.", "Refused", "bsp sp-in", ""),
        (
            "The AAP tried to have an alliance with the Congress, but it thwarted all attempts.",
            "Refused",
            "aap inc",
            "",
        ),
        ("The DMK snapped ties with the BJP.", "Ended", "bjp dmk", ""),
        ("The RLD has quit the NDA.", "Ended", "rld", "nda"),
        ("The BJP's former ally, the AGP, won two seats.", "Ended", "agp bjp", ""),
        ("In 2019, the RLD was in alliance with the SP.", "Ended", "rld sp-in", ""),
        ("Ravi denied that the BRS had entered an alliance with the BSP.", "Denied", "brs bsp", ""),
        ("People recall what the BJP led NDA government built.", "Active", "bjp", "nda"),
        ("The BJP-led alliance won 212 seats.", "Active", "bjp", "bjp-led-alliance"),
        (
            "The 11-party electoral alliance led by the RJD won.",
            "Active",
            "rjd",
            "11-party-electoral-alliance",
        ),
        ("He said the RLD would remain in the NDA.", "Active", "rld", "nda"),
        (
            "Ravi said RLD chief Meena Tharu's pledge to stay in the NDA holds.",
            "Active",
            "rld",
            "nda",
        ),
        ("“We are part of the NDA,” said RLD chief Meena Tharu.", "Active", "rld", "nda"),
        (
            "The CPI(M) will step up its efforts to form a third front.",
            "Sought",
            "cpi-m",
            "third-front",
        ),
        ("NDA candidate Ravi Kanaujia of the RLD lost.", "Active", "rld", "nda"),
        ("BJP ally and AGP chief Ravi Kanaujia spoke.", "Active", "agp bjp", ""),
        ("The BJP formed the government with the support of the AGP.", "Active", "agp bjp", ""),
        ("The BJP depends on the support of the AGP.", "Active", "agp bjp", ""),
        (
            "The Congress and the CPI(M) will not contest the polls together.",
            "Refused",
            "cpi-m inc",
            "",
        ),
        ("The RLD said it would not join the BJP-led alliance.", "Refused", "bjp rld", ""),
        ("The Congress and the CPI(M) agreed to form an alliance.", "Planned", "cpi-m inc", ""),
        ("The BJP lost votes because of the break with the BSP.", "Ended", "bjp bsp", ""),
        ("Much was built under the previous BJP-AGP regime.", "Ended", "agp bjp", ""),
        ("The BJP and the AGP parted ways in May.", "Ended", "agp bjp", ""),
        ("The BJP withdrew support to the PDP government.", "Ended", "bjp jkpdp", ""),
    ],
)
def test_one_sentence(article: Make, text: str, status: str, members: str, named: str) -> None:
    assert _told(list(alliances(article(text)))) == [(status, members, named)]


@pytest.mark.parametrize(
    "text",
    [
        "The Congress and the BJP fielded candidates.",
        "India and its allies, including Japan, signed a treaty.",
        "The MNS is not part of the NDA.",
        "Ravi was asked whether the BSP would fight in alliance with the BJP.",
        "The NPF has extended its support to the new government.",
        "The BJP and the Congress came together to condemn the attack before the election.",
        "The Congress continued with the INDIA bloc protests.",
        "The RJD came to an all-party meeting attended by Ravi Kanaujia of the BJP.",
        "Ravi Kanaujia quit the BJP.",
        "Conservative members of the Republican Party voted against it.",
    ],
)
def test_none(article: Make, text: str) -> None:
    assert not list(alliances(article(text)))


def test_allies_of_one_party_are_pairs(article: Make) -> None:
    text = "Some of the Congress's allies, including the Shiv Sena (UBT) and the RJD, complained."
    assert _told(list(alliances(article(text)))) == [
        ("Active", "inc rjd", ""),
        ("Active", "inc shiv-sena-ubt", ""),
    ]


def test_opponents_are_no_members(article: Make) -> None:
    text = "The INDIA bloc was formed by the Opposition to take on the ruling BJP."
    (report,) = alliances(article(text))
    assert [e.slug for e in report.opponents] == ["bjp"]
    assert not report.members


def test_told_again_is_one_report(article: Make) -> None:
    text = (
        "The JMM-Congress alliance met.\n\nThe Congress is in alliance with the JMM in Jharkhand."
    )
    (report,) = alliances(article(text))
    assert len(report.evidence) == 2
    assert report.scope == "Jharkhand"


def test_one_pair_may_have_two_statuses(article: Make) -> None:
    text = (
        "The AAP-Congress alliance runs the city. "
        "The AAP ruled out an alliance with the Congress in Haryana."
    )
    assert [t[0] for t in _told(list(alliances(article(text))))] == ["Active", "Refused"]


def test_we_are_the_speakers_party(article: Make) -> None:
    text = (
        "“We will not have any alliance with the RJD in Bihar,” said BJP president Ravi Kanaujia."
    )
    (report,) = alliances(article(text))
    assert _told([report]) == [("Refused", "bjp rjd", "")]
    assert report.attributed_to
    assert report.attributed_to.label == "Ravi Kanaujia"


def test_a_threat_to_leave_leaves_it_in(article: Make) -> None:
    text = "The PWP threatened to pull out of the NDA."
    assert _told(list(alliances(article(text)))) == [("Active", "pwp", "nda")]


def test_who_contests_alone_refuses_its_ally_of_the_last_polls(article: Make) -> None:
    text = "The Congress is contesting alone, taking on the AAP, its ally in the Lok Sabha polls."
    assert _told(list(alliances(article(text)))) == [
        ("Ended", "aap inc", ""),
        ("Refused", "aap inc", ""),
    ]


def test_the_two_allies_are_those_named_before(article: Make) -> None:
    text = "The Congress and the RJD hope for a deal. The tussle between the two allies goes on."
    assert _told(list(alliances(article(text)))) == [("Active", "inc rjd", "")]


def test_who_is_at_an_alliance_s_meeting_is_in_it(article: Make) -> None:
    text = (
        "NDA leaders met on Monday. The RLD was represented by Ravi Kanaujia. "
        "Also present were AGP chief Meena Tharu and others."
    )
    assert _told(list(alliances(article(text)))) == [("Active", "agp rld", "nda")]


def test_an_ally_of_the_government_is_in_the_alliance_that_governs(article: Make) -> None:
    text = "RLD chief Ravi Kanaujia, whose party is an ally of the government, spoke."
    assert not list(alliances(article(text)))
    told = _told(list(alliances(article("The NDA government won. " + text))))
    assert told == [("Active", "rld", "nda")]


def test_leaving_one_ally_to_join_another_ends_only_the_first(article: Make) -> None:
    text = "The RLD ditched the SP to join hands with the BJP."
    assert _told(list(alliances(article(text)))) == [
        ("Active", "bjp rld", ""),
        ("Ended", "rld sp-in", ""),
    ]
