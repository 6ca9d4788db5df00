"""Whatever an article says is shown as text, and nothing more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader
from starlette.testclient import TestClient

from kg.serve.rendering import dated, day, environment, href, isolated_day, short, web
from tests.queries.conftest import Corpus, store_of
from tests.serve.conftest import HERE, QUERIES, filled, served
from tests.serve.pages import Page

LONG = "Long" + "x" * 4_996
OTHERS = ("/questions", "/api")  # endless, and no pages
NEVER = ("iframe", "img", "s", "b", "i", "u")  # in a page of ours


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("hostile")
    text = (HERE / "hostile.yaml").read_text("utf-8").replace("LONG", LONG)
    (folder / "hostile.yaml").write_text(text, "utf-8")
    trig = store_of(Corpus(folder / "hostile.yaml"), QUERIES / "gazetteer.ttl")
    with served(filled(folder / "store", trig)) as opened:
        yield opened


def addresses(client: TestClient) -> list[str]:
    """Return every page that the first page and those after it lead to."""
    seen, pending = {"/", "/questions/meetings/answer?sentences=yes"}, ["/"]
    pending = sorted(seen)
    while pending:
        shown = Page(client.get(pending.pop(), headers={"accept": "text/html"}).text)
        for link in shown.links():
            if link.startswith("/") and not link.startswith(OTHERS) and link not in seen:
                seen.add(link)
                pending.append(link)
    return sorted(seen)


def test_no_page_holds_an_element_of_an_article(client: TestClient) -> None:
    every = addresses(client)
    assert len(every) > 8
    for address in every:
        answer = client.get(address, headers={"accept": "text/html"})
        assert answer.status_code == 200, address
        shown = Page(answer.text)
        for tag in NEVER:
            assert not list(shown.of(tag)), (address, tag)
        assert all((each["src"] or "").startswith("/static/") for each in shown.of("script"))
        assert not shown.said("script").strip(), address
        assert all(each.get("aria-hidden") == "true" for each in shown.of("svg")), address
        for _, attrs in shown.elements:
            assert not [name for name in attrs if name.startswith("on")], (address, attrs)
            for name in ("href", "src", "action"):
                assert not (attrs.get(name) or "").lower().startswith("javascript"), address
        assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_its_words_stand_as_they_are(client: TestClient) -> None:
    answer = client.get("/questions/meetings/answer?sentences=yes")
    (meeting,) = {link for link in Page(answer.text).links() if link.startswith("/meeting/")}
    said = Page(client.get(meeting).text)
    for words in (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }} {% raw %}",
        "</title></textarea><svg onload=alert(1)>",
        "' onmouseover='alert(4)",
        "<iframe src=//x.example>",
        "on <s>March</s> 4",
        LONG,
    ):
        assert words in said.said("dl"), words
    assert "</a><script>alert(2)</script>" in said.said("footer")
    assert "on the word of <u>sources</u>" in said.said("footer")
    assert "<i>The Daily</i>" in said.said("footer")
    turned = [path for path, text in said.texts if "\u202e" in text]
    assert turned
    assert all("bdi" in path or "title" in path for path in turned)  # turns nothing around it


def test_files_and_names_hold_it_as_data(client: TestClient) -> None:
    found = client.get("/complete", params={"q": "<script>"}).json()
    assert "<script>alert(1)</script>" in [each["label"] for each in found]
    rows = json.loads(client.get("/questions/meetings/answer.json").content)
    assert "<script>alert(1)</script>" in [who["label"] for who in rows[0]["participant"]]
    html = Page(client.get("/questions/meetings/answer.html?sentences=yes").text)
    assert not list(html.of("script"))


@given(st.text(max_size=300))
def test_any_text_is_looked_for_and_told_back(client: TestClient, text: str) -> None:
    answer = client.get("/search", params={"q": text})
    assert answer.status_code in (200, 303), answer.text
    answer = client.get("/complete", params={"q": text})
    assert answer.status_code == 200
    path = "/person/" + quote(text, errors="replace")
    assert client.get(path).status_code in (200, 404)


@given(st.text())
def test_filters_give_no_markup_of_a_text(text: str) -> None:
    made = environment().overlay(loader=DictLoader({"x": "{{ x | short }}{{ x }}"}))
    steering = {chr(n) for n in range(32)} - set("\t\n\r")
    for shown in (
        dated(text),
        day(text),
        isolated_day(text),
        made.get_template("x").render(x=text),
    ):
        html = str(shown)
        for tag in ("<time", "</time", "<bdi", "</bdi"):
            html = html.replace(tag, "")
        assert "<" not in html
        assert not steering & set(html)
    assert len(short(text)) <= 90


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/politics-kg//evil.example/x",
        "https://w3id.org/politics-kg/\\evil.example",
        "https://w3id.org/politics-kg/person/",
        "https://w3id.org/politics-kg/person//evil.example",
        "https://evil.example/person/x",
        "javascript:alert(1)",
    ],
)
def test_no_link_leads_out_unseen(iri: str) -> None:
    assert href("https://w3id.org/politics-kg/", iri) is None


def test_links_to_the_web_are_to_the_web() -> None:
    assert web("https://news.example/1") == "https://news.example/1"
    for address in ("javascript:alert(1)", "data:text/html,x", "//x.example", " https://x", None):
        assert web(address) is None
