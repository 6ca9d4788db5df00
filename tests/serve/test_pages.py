"""Pages of people, parties, meetings and articles: what is known, on whose word, in which words."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.queries import select
from kg.queries.asking import text_of
from kg.queries.explain import Extent
from kg.queries.explain.explain import dossier
from kg.stores.states import State
from tests.serve.conftest import filled, served
from tests.serve.pages import Page

ADA = "/person/ada-quill"
PAGES = (
    "/",
    "/search",
    "/search?q=quill",
    "/search?q=nobody+at+all",
    "/questions",
    "/questions/meetings-of",
    "/questions/meetings/answer?sentences=yes",
    "/questions/meetings-of/answer?person=Nobody",
    ADA,
    f"{ADA}?section=Meetings",
    "/party/harbour",
    "/alliance/compact",
    "/place/velmar",
    "/article/courier-1",
    "/nowhere",
)


def page(client: TestClient, address: str, status: int = 200) -> Page:
    answer = client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


def test_the_first_page_says_how_much_there_is(client: TestClient) -> None:
    first = page(client, "/")
    assert "14 articles of" in first.said("p") or re.search(
        r"\d+ articles of \d+ outlets", first.said("p")
    )
    assert "from 4 March 2031" in first.said("p") or "March 2031" in first.said("p")
    assert "people" in first.said("dl")
    assert ADA in first.links()


def test_a_person_is_found_by_an_alias_and_leads_to_meeting_and_party(client: TestClient) -> None:
    found = client.get("/search?q=HP")
    assert (found.status_code, found.headers["location"]) == (303, "/party/harbour")
    person = page(client, ADA)
    assert "Ada Quill and Bram Osei met in Velmar on Tuesday about the spring election." in (
        person.said("blockquote")
    )
    assert "on the word of sources" in person.said("footer")
    assert "https://courier.example/1" in person.links()
    meetings = [link for link in person.links() if link.startswith("/meeting/")]
    meeting = page(client, meetings[-1])
    assert "took part" in meeting.said("dl")
    assert "/person/ada-quill" in meeting.links()
    assert "/party/harbour" in person.links()


def test_offices_and_moves_stand_along_one_line(client: TestClient) -> None:
    person = page(client, ADA)
    assert "Offices and changes of side" in person.said("h2")
    assert "President, Harbour Party" in person.said("h3")


def test_conflicts_and_merges_are_told_with_their_reasons(
    client: TestClient, invented: Path
) -> None:
    store = State.newest(invented)
    assert store
    rows = select(
        store,
        "PREFIX pol: <https://w3id.org/politics-kg/ontology#> "
        "SELECT ?conflict ?fact { GRAPH ?g { ?conflict a pol:Conflict ; pol:about ?fact } }",
    )
    assert rows
    for row in rows:
        about = page(client, text_of(row["fact"]).removeprefix(store.base.rstrip("/")))
        assert "Articles disagree" in about.said("h4")
        assert text_of(row["conflict"]).removeprefix(store.base.rstrip("/")) in about.links()
        conflict = page(client, text_of(row["conflict"]).removeprefix(store.base.rstrip("/")))
        assert "Articles disagree" in conflict.said("h4")
    store.close()
    assert "taken for one" in page(client, ADA).said("main")


def test_a_section_has_pages(client: TestClient) -> None:
    assert "Everything about" in page(client, f"{ADA}?section=Meetings").said("header")
    page(client, f"{ADA}?section=Meetings&from=1000", 404)
    page(client, f"{ADA}?section=Nothing", 404)
    page(client, f"{ADA}?section=Meetings&from=-1", 400)
    page(client, f"{ADA}?section=Meetings&from=²", 400)


def test_pages_of_a_section_hold_every_fact_once(invented: Path) -> None:
    store = State.newest(invented)
    assert store
    node = store.base + "person/ada-quill"
    whole = dossier(store, node, Extent())
    assert whole
    for section in whole.sections:
        seen = []
        for start in range(0, section.total, 2):
            part = dossier(store, node, Extent(2, section.title, start))
            assert part
            (shown,) = part.sections
            seen += [entry.fact for entry in shown.entries]
        assert seen == [entry.fact for entry in section.entries]
    store.close()


@pytest.mark.parametrize(
    "address",
    ["/person/nobody", "/x/y", "/person//etc/passwd", "/person/%00", "/person/%ff", "/person/a b"],
)
def test_what_is_unknown_is_told_so(client: TestClient, address: str) -> None:
    assert "Traceback" not in page(client, address, 404).said()


def test_an_address_that_became_another_leads_on(client: TestClient, invented: Path) -> None:
    store = State.newest(invented)
    assert store
    rows = select(
        store,
        "PREFIX pol: <https://w3id.org/politics-kg/ontology#> "
        "SELECT ?fact ?report { GRAPH ?g { ?fact a pol:Meeting ; pol:hasReport ?report } }",
    )
    moved = 0
    for row in rows:
        fact, report = text_of(row["fact"]), text_of(row["report"])
        old = "/meeting/" + report.rpartition("/")[2]
        if old != "/" + fact.removeprefix(store.base):
            answer = client.get(old)
            assert answer.headers["location"] == "/" + fact.removeprefix(store.base)
            assert answer.status_code == 301
            moved += 1
    store.close()
    assert moved


def test_a_store_with_a_base_of_its_own(tmp_path: Path) -> None:
    text = (Path(__file__).parents[1] / "queries" / "store.trig").read_text("utf-8")
    base = "https://example.org/kg/"
    trig = text.replace("https://w3id.org/politics-kg/", base).replace(
        f"{base}ontology#", "https://w3id.org/politics-kg/ontology#"
    )
    with served(filled(tmp_path / "store", trig.encode(), base)) as client:
        assert "/party/harbour" in page(client, ADA).links()
        assert client.get("/search?q=HP").headers["location"] == "/party/harbour"


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_well_formed_and_can_be_walked(client: TestClient, address: str) -> None:
    answer = client.get(address, headers={"accept": "text/html"})
    shown = Page(answer.text)
    ids = [attrs["id"] for _, attrs in shown.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert len(list(shown.of("h1"))) == len(list(shown.of("main"))) == 1
    levels = [int(tag[1]) for tag, _ in shown.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    labelled = {attrs.get("for") for attrs in shown.of("label")}
    for tag in ("input", "select"):
        for attrs in shown.of(tag):
            assert attrs.get("id") in labelled or attrs.get("type") == "checkbox", attrs
    for _, attrs in shown.elements:
        assert "style" not in attrs
        assert not [name for name in attrs if name.startswith("on")]
        for named in ("aria-describedby", "aria-labelledby", "aria-controls"):
            assert attrs.get(named) is None or attrs[named] in ids
    for link in shown.links():
        assert link.startswith(("/", "#", "?", "http://", "https://")), link
        assert link.removeprefix("#") in ids or not link.startswith("#")


def test_every_link_on_every_page_leads_somewhere(client: TestClient) -> None:
    pending, seen = ["/"], {"/"}
    while pending and len(seen) < 400:
        address = pending.pop()
        answer = client.get(address, headers={"accept": "text/html"})
        assert answer.status_code in (200, 301, 303, 400), (address, answer.status_code)
        if answer.headers["content-type"].startswith("text/html"):
            path = address.partition("?")[0]
            for link in Page(answer.text).links() if answer.status_code == 200 else ():
                to = (path + link if link.startswith("?") else link).partition("#")[0]
                if to.startswith("/") and "/answer" not in to and to not in seen:
                    seen.add(to)
                    pending.append(to)
    assert len(seen) > 100
