"""What an article says is drawn as text, and nothing more."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

IMAGE = '"><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("address", ["/timeline", "/network"])
def test_names_that_would_take_a_drawing_over_are_text(
    hostile: str, page: Page, address: str
) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script of an article ran: {dialog.message}"))
    page.goto(hostile + address)
    drawn = page.locator(".stage [tabindex]")
    expect(drawn.first).to_be_attached()
    for at in range(drawn.count()):
        drawn.nth(at).focus()
        if address == "/network":
            page.keyboard.press("Enter")
            page.locator("#opened button").first.click()
    assert page.locator("main :is(script, img, iframe, s, u)").count() == 0
    expect(page.locator(".told, #opened").first).to_contain_text(IMAGE)
