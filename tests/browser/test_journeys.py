"""What people come for, done in a browser: by mouse, then by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hand, Keyboard


def test_a_person_by_an_alias_his_meeting_its_sentences_and_the_party(
    seeds: str, hand: Hand
) -> None:
    page = hand.page
    page.goto(seeds)
    hand.write(page.get_by_role("combobox", name=re.compile("person, party")), "Shri Kharge")
    page.keyboard.press("Enter")
    hand.use(page.locator("main").get_by_role("link", name="Mallikarjun Kharge").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mallikarjun Kharge")
    hand.use(page.locator("main a[href^='/meeting/']").first)
    expect(page.locator("blockquote").first).to_be_visible()
    assert page.locator("blockquote").first.inner_text().strip()
    hand.use(page.locator("main").get_by_role("link", name="Indian National Congress").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Indian National Congress")


def test_the_timeline_is_filtered_zoomed_and_a_mark_opens_its_meeting(
    seeds: str, hand: Hand
) -> None:
    page = hand.page
    page.goto(f"{seeds}/timeline")
    marks = page.locator(".stage a.mark")
    expect(marks).to_have_count(7)
    hand.write(page.get_by_label("Person", exact=True), "Hemant Soren")
    page.keyboard.press("Escape")
    hand.use(page.get_by_role("button", name="Show", exact=True))
    expect(marks).to_have_count(2)
    expect(page.locator("#meetings tbody tr")).to_have_count(3)
    hand.use(page.get_by_role("button", name="Zoom in"))
    hand.use(page.get_by_role("button", name="Whole time"))
    if isinstance(hand, Keyboard):
        hand.reach(page.locator(".stage a.mark[tabindex='0']"))
        page.keyboard.press("Home")
        expect(marks.first).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(marks.last).to_be_focused()
        page.keyboard.press("+")
        expect(marks.last).to_be_focused()
        page.keyboard.press("0")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
    else:
        marks.first.hover()
        expect(page.locator(".told")).to_contain_text("Held")
        marks.first.click()
    expect(page).to_have_url(re.compile("/meeting/"))


def test_a_tie_of_the_network_opens_its_meetings(seeds: str, hand: Hand) -> None:
    page = hand.page
    page.goto(f"{seeds}/network")
    nodes = page.locator(".stage .node")
    expect(nodes).to_have_count(16)
    opened = page.locator("#opened")
    if isinstance(hand, Keyboard):
        hand.reach(page.locator(".stage .node[tabindex='0']"))
        for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
            page.keyboard.press(key)
        page.keyboard.press("Enter")
        expect(opened).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".stage .node:focus")).to_have_count(1)
        page.keyboard.press("Enter")
        hand.use(opened.get_by_role("button").first)
    else:
        _click_tie(page.locator(".stage line").first)
    expect(opened).to_be_focused()
    expect(opened.get_by_role("heading")).to_contain_text(" and ")
    hand.use(opened.locator("a[href^='/meeting/']").first)
    expect(page).to_have_url(re.compile("/meeting/"))


def _click_tie(line: Locator) -> None:
    """Click where a LINE has no node over it: a third of the way."""
    line.evaluate("""line => {
        const at = (name) => +line.getAttribute(name);
        const svg = line.ownerSVGElement.getBoundingClientRect();
        const place = { clientX: svg.x + at("x1") + (at("x2") - at("x1")) / 3,
                        clientY: svg.y + at("y1") + (at("y2") - at("y1")) / 3, bubbles: true };
        line.ownerSVGElement.dispatchEvent(new MouseEvent("click", place));
    }""")


def test_somebody_is_found_in_the_network(seeds: str, hand: Hand) -> None:
    page = hand.page
    page.goto(f"{seeds}/network?of=alliances")
    expect(page.locator(".stage .node").first).to_be_attached()
    hand.write(page.get_by_label("Find in the drawing"), "Mahagathbandhan")
    page.keyboard.press("Enter")
    expect(page.locator("#opened")).to_contain_text("Rashtriya Janata Dal")


def test_the_network_is_filtered_by_time(seeds: str, hand: Hand) -> None:
    page = hand.page
    page.goto(f"{seeds}/network")
    hand.write(page.get_by_label("From", exact=True), "2024-09")
    hand.use(page.get_by_role("button", name="Show", exact=True))
    expect(page.locator(".stage .node")).to_have_count(5)
    expect(page.locator("#ties tbody tr")).to_have_count(10)


def test_a_saved_query_is_asked_and_its_answer_taken_as_csv(
    seeds: str, hand: Hand, tmp_path: Path
) -> None:
    page = hand.page
    page.goto(f"{seeds}/questions")
    hand.use(page.locator("main a[href='/questions/meetings-of']").first)
    hand.write(page.get_by_label(re.compile("^Person")), "Hemant Soren")
    page.keyboard.press("Escape")
    hand.use(page.get_by_role("button", name="Ask", exact=True))
    expect(page.locator("main table tbody tr").first).to_be_visible()
    with page.expect_download() as download:
        hand.use(page.get_by_role("link", name="CSV", exact=True))
    download.value.save_as(tmp_path / "answer.csv")
    lines = (tmp_path / "answer.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("meeting,date,status")
    assert len(lines) == 4


def test_sparql_is_written_run_and_taken_as_csv(seeds: str, hand: Hand, tmp_path: Path) -> None:
    page = hand.page
    page.goto(f"{seeds}/sparql")
    query = (
        "PREFIX pol: <https://w3id.org/politics-kg/ontology#> "
        "SELECT ?meeting WHERE { GRAPH ?graph { ?meeting a pol:Meeting } } LIMIT 5"
    )
    editor = page.get_by_label("Query")
    if isinstance(hand, Keyboard):
        hand.reach(editor)
    else:
        page.locator(".CodeMirror-lines").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)
    hand.use(page.get_by_role("button", name="Run"))
    expect(page.locator("#said")).to_contain_text("5 rows")
    expect(page.locator("#found tbody a[href^='/meeting/']")).to_have_count(5)
    with page.expect_download() as download:
        hand.use(page.get_by_role("button", name="CSV"))
    download.value.save_as(tmp_path / "answer.csv")
    assert len((tmp_path / "answer.csv").read_text("utf-8").splitlines()) == 6


def test_what_is_wrong_with_a_query_is_said(seeds: str, hand: Hand) -> None:
    page = hand.page
    page.goto(f"{seeds}/sparql#query=SELECT")
    expect(page.locator(".CodeMirror-code")).to_contain_text("SELECT")
    hand.use(page.get_by_role("button", name="Run"))
    expect(page.locator("#said")).not_to_contain_text("running")
    assert page.locator("#said").inner_text().strip()


@pytest.mark.parametrize("address", ["/timeline", "/network", "/sparql"])
def test_without_scripts_the_page_still_tells_all(seeds: str, address: str, plain: Page) -> None:
    page = plain
    page.goto(seeds + address)
    expect(page.locator("main :is(table tbody tr, textarea)").first).to_be_visible()
    expect(page.locator("#drawing")).to_have_count(0 if address == "/sparql" else 1)
    expect(page.locator("#drawing")).to_be_hidden()
