"""A thousand meetings of a thousand people can still be read, and walked through by keyboard."""

from __future__ import annotations

from playwright.sync_api import Page, expect

BOXES = """(all) => all
  .filter((each) => each.getAttribute("visibility") !== "hidden" && (!WORDS || each.textContent))
  .map((each) => each.getBoundingClientRect())
  .map((box) => [box.left + 1, box.top + 1, box.right - 1, box.bottom - 1])"""
MARKS, WORDS = BOXES.replace("WORDS", "false"), BOXES.replace("WORDS", "true")


def overlapping(boxes: list[list[float]]) -> int:
    """Return how many pairs of BOXES (left, top, right, bottom) lie over each other."""
    return sum(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for at, one in enumerate(boxes)
        for other in boxes[:at]
    )


def test_every_meeting_has_a_mark_that_no_other_hides(thousand: str, page: Page) -> None:
    page.goto(f"{thousand}/timeline")
    marks = page.locator(".stage a.mark")
    expect(marks).to_have_count(1_000)
    assert overlapping(page.locator(".stage a.mark path").evaluate_all(MARKS)) == 0
    assert page.locator(".stage").evaluate("each => each.clientHeight") <= 520
    page.locator(".stage a.mark[tabindex='0']").focus()
    page.keyboard.press("Home")
    for _ in range(6):
        page.keyboard.press("+")
    expect(marks).not_to_have_count(1_000)
    assert marks.count() > 1
    words = page.locator(".stage a.mark text").evaluate_all(WORDS)
    assert words, "seen from so near, marks have words"
    assert overlapping(words) == 0
    page.keyboard.press("ArrowRight")
    expect(page.locator(".stage a.mark:focus")).to_have_count(1)


def test_a_thousand_names_are_laid_out_with_those_that_have_room(thousand: str, page: Page) -> None:
    page.goto(f"{thousand}/network")
    expect(page.locator(".stage .node")).to_have_count(1_000, timeout=60_000)
    shown = page.locator(".stage .labels text").evaluate_all(WORDS)
    assert 20 < len(shown) < 200
    assert overlapping(shown) == 0
    page.locator(".stage .node[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    focused = page.locator(".stage .node:focus")
    expect(focused).to_have_count(1)
    assert page.locator(".stage .node:not(.far)").count() < 500  # whom he met stand out
    page.keyboard.press("Enter")
    expect(page.locator("#opened li").first).to_be_visible()
