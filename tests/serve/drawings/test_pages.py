"""The tables that the drawings are drawn from, of the store of invented articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from kg.queries import Catalogue
from kg.serve.asking import Asking
from kg.serve.drawings import timeline
from kg.stores.states import State
from kg.vocabulary import DEFAULT_BASE


def parsed(text: str) -> Any:  # the stubs of xpath know all that it may give
    """Return the HTML in TEXT as a tree."""
    return html.fromstring(text)


def rows(client: TestClient, address: str, table: str) -> list[list[str]]:
    """Return the texts of the cells of the TABLE on the page at ADDRESS."""
    response = client.get(address)
    assert response.status_code == 200, response.text
    page = parsed(response.text)
    found = page.xpath(f"//table[@id='{table}']/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def test_the_timeline_has_every_meeting_oldest_first_and_those_without_a_date_last(
    client: TestClient,
) -> None:
    found = rows(client, "/timeline", "meetings")
    assert len(found) == 15
    assert found[0][:3] == ["Ada Quill, Bram Osei and 2 others, Velmar", "4 March 2031", "Held"]
    assert found[3][1] == "29 September 2031 – 5 October 2031"
    assert [row[1] for row in found[-2:]] == ["", "Thursday"]


def test_each_row_tells_the_drawing_from_when_until_when(client: TestClient) -> None:
    page = parsed(client.get("/timeline").text)
    spans = [
        (row.get("data-from"), row.get("data-to"), row.get("data-status"))
        for row in page.xpath("//table[@id='meetings']/tbody/tr")
    ]
    assert spans[3] == ("2031-09-29", "2031-10-05", "Held")
    assert spans[-1] == (None, None, "Held")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("person=Petra+Vohl&status=Held", 2),
        ("person=petra-vohl", 3),
        ("party=Harbour+Party", 2),
        ("place=Northmark", 5),
        ("status=Denied", 2),
        ("since=2032&until=2032-02-03", 2),
    ],
)
def test_the_timeline_is_filtered(client: TestClient, asked: str, found: int) -> None:
    assert len(rows(client, f"/timeline?{asked}", "meetings")) == found


def test_who_met_is_listed_with_their_meetings(client: TestClient) -> None:
    found = rows(client, "/network", "ties")
    assert [int(row[2]) for row in found] == sorted((int(row[2]) for row in found), reverse=True)
    page = parsed(client.get("/network").text)
    for row in page.xpath("//table[@id='ties']/tbody/tr"):
        assert len(row.xpath(".//ul/li/a[starts-with(@href, '/meeting/')]")) == int(
            row.get("data-weight")
        )
        ends = {row.get("data-source"), row.get("data-target")}
        assert ends <= set(page.xpath("//table[@id='who']/tbody/tr/@data-id"))


def test_around_a_party_stand_its_alliances_and_the_others_in_them(client: TestClient) -> None:
    whole = {row[0] for row in rows(client, "/network?of=alliances", "who")}
    around = {row[0] for row in rows(client, "/network?of=alliances&around=Harbour+Party", "who")}
    assert "Harbour Party" in around
    assert len(around) > 2
    assert around < whole


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/timeline?person=Nobody+Known", "Nobody Known"),
        ("/timeline?since=yesterday", "2024-09-03"),
        ("/timeline?since=2032&until=2031", "no day lies between"),
        ("/timeline?status=Perhaps", "Perhaps"),
        ("/network?of=friends", "friends"),
        ("/network?least=often", "often"),
        ("/network?of=alliances&status=Held", "Held"),
    ],
)
def test_what_makes_no_sense_is_said_above_the_form_that_can_be_mended(
    client: TestClient, address: str, message: str
) -> None:
    response = client.get(address)
    assert response.status_code == 400
    page = parsed(response.text)
    assert message in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("//form[@class='ask dense']")


def test_a_name_that_several_bear_offers_them(client: TestClient) -> None:
    page = parsed(client.get("/timeline?person=Quill&status=Held").text)
    offered = page.xpath("//*[@role='alert']//a/@href")
    assert len(offered) > 1
    for address in offered:
        assert client.get(f"/timeline{address}").status_code == 200
        assert "status=Held" in address


def test_undated_meetings_are_shown_where_there_is_room() -> None:
    spans = [("2031", "2031")] * 12 + [None] * 3
    assert timeline.latest(spans, 10) == list(range(2, 12))
    assert timeline.latest(spans, 14) == list(range(14))


@pytest.mark.parametrize("most", [1, 4, 12, 100])
def test_the_latest_are_found_without_asking_for_all(invented: Path, most: int) -> None:
    query = Catalogue.load()["meetings"]
    state, asking = State.newest(invented), Asking(60)
    assert state
    whole = asking.ask(state, timeline.shown_of, query, {}).meetings
    shown = asking.ask(state, timeline.shown_of, query, {}, most)
    asking.close()
    state.close()
    dated = [each.href for each in whole if each.earliest]
    assert shown.found == 15
    assert [each.href for each in shown.meetings if each.earliest] == dated[-most:]


def test_the_editor_begins_with_a_query_of_this_store(client: TestClient) -> None:
    page = parsed(client.get("/sparql", headers={"accept": "text/html"}).text)
    query = page.xpath("string(//textarea[@name='query'])")
    assert f"BASE <{DEFAULT_BASE}>" in query
    assert "pol:Meeting" in query
