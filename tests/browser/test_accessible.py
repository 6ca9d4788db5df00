"""axe-core finds nothing on any page, wide and narrow, light and dark; no page is too wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "home": "/",
    "search": "/search?q=Soren",
    "nobody": "/search?q=Nobody+of+this+name",
    "person": "/person/hemant-soren",
    "party": "/party/inc",
    "place": "/place/new-delhi",
    "alliance": "/alliance/india",
    "article": "/article/003_f744476e04f4c3ce",
    "questions": "/questions",
    "form": "/questions/who-met-whom",
    "answer": "/questions/meetings-of/answer?person=Hemant+Soren&sentences=yes",
    "unclear": "/questions/meetings-of/answer?person=Soren",
    "timeline": "/timeline",
    "unclear timeline": "/timeline?person=Soren",
    "nothing on the timeline": "/timeline?since=2001&until=2002",
    "network": "/network",
    "alliances": "/network?of=alliances",
    "SPARQL": "/sparql",
    "no page": "/person/nobody",
}


def faults(page: Page) -> list[str]:
    """Return what axe-core finds on PAGE, and what reaches beyond its width."""
    page.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    told = [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary'][:300]})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        told.append("the page is wider than the window")
    return told


@pytest.mark.parametrize("name", PAGES)
def test_nothing_keeps_anybody_from_using_the_page(seeds: str, page: Page, name: str) -> None:
    page.goto(seeds + PAGES[name])
    if page.locator("#drawing").count():
        page.locator(".stage svg").wait_for()
    found = []
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


def test_nothing_keeps_anybody_from_what_opens_on_a_page(seeds: str, page: Page) -> None:
    page.goto(f"{seeds}/network")
    page.locator(".stage .node").first.focus()
    page.keyboard.press("Enter")
    page.locator("#opened button").first.click()
    assert not faults(page)
    page.goto(seeds)
    page.keyboard.press("/")
    page.get_by_role("combobox").fill("Khar")
    page.locator("[role=option]").first.wait_for()
    assert not faults(page)


def test_every_page_of_the_navigation_is_looked_at(seeds: str, page: Page) -> None:
    page.goto(seeds)
    addresses = page.locator("header nav a").evaluate_all("all => all.map(a => a.pathname)")
    assert set(addresses) <= {address.split("?")[0] for address in PAGES.values()}
