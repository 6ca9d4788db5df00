"""How people use a page: one by mouse, one by keyboard alone, who reaches things by Tab."""

from __future__ import annotations

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

_MOST_STOPS = 300  # of the Tab key until something that can be used has to be reached


class Hand(Protocol):
    """One who uses a page."""

    page: Page

    def use(self, what: Locator) -> None:
        """Follow a link, press a button."""

    def write(self, where: Locator, text: str) -> None:
        """Write TEXT into a field."""

    def choose(self, where: Locator, option: str) -> None:
        """Choose an OPTION of a list."""

    def reach(self, what: Locator) -> None:
        """Go to what may be used."""


class Mouse:
    """One who points and clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def use(self, what: Locator) -> None:
        what.click()

    def write(self, where: Locator, text: str) -> None:
        where.click()
        where.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, where: Locator, option: str) -> None:
        where.select_option(option)

    def reach(self, what: Locator) -> None:
        what.hover()


class Keyboard:
    """One who has no mouse, and sees where the focus is."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def use(self, what: Locator) -> None:
        self.reach(what)
        self.page.keyboard.press("Enter")

    def write(self, where: Locator, text: str) -> None:
        self.reach(where)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, where: Locator, option: str) -> None:
        self.reach(where)
        self.page.keyboard.type(option)

    def reach(self, what: Locator) -> None:
        """Press Tab until WHAT has the focus, and see that this can be seen."""
        expect(what).to_be_attached()
        for _ in range(_MOST_STOPS):
            if what.evaluate("each => each === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(what).to_be_focused()
