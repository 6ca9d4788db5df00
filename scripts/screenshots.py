"""Take the pictures of docs/pictures anew: what `kg serve` shows of the seeds.

    python scripts/screenshots.py [FOLDER]

Needs Chromium and what requirements-browser.txt pins. The pages are asked of a server on this
machine that is started here, over a store that is built here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
WIDE, PHONE = (1440, 900), (390, 844)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the page, how large and in which light, what is done before it."""

    name: str
    address: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    before: Callable[[Page], None] = lambda page: None


def _choose(page: Page) -> None:
    """Choose somebody in the network."""
    page.locator(".stage .node[aria-label^='Hemant Soren']").click()
    page.evaluate("document.querySelector('#drawn').scrollIntoView()")


def _scroll(page: Page) -> None:
    page.evaluate("document.querySelector('#drawn').scrollIntoView()")


def _point_at_a_meeting(page: Page) -> None:
    page.locator(".stage a.mark").last.focus()


def _run(page: Page) -> None:
    page.get_by_role("button", name="Run").click()
    page.locator("#found table").wait_for()
    page.evaluate("document.querySelector('form.editor').scrollIntoView()")


PICTURES = (
    Picture("home", "/"),
    Picture("person", "/person/hemant-soren"),
    Picture("timeline", "/timeline", before=_point_at_a_meeting),
    Picture("network", "/network", before=_choose),
    Picture("alliances-dark", "/network?of=alliances", scheme="dark", before=_scroll),
    Picture("answer", "/questions/meetings-of/answer?person=Hemant+Soren&sentences=yes"),
    Picture("sparql", "/sparql", before=_run),
    Picture("meeting-phone", "/meeting/59e6fa26497322ec", size=PHONE),
    Picture("timeline-phone-dark", "/timeline", size=PHONE, scheme="dark", before=_scroll),
)


def main(folder: Path) -> None:
    """Write all pictures to FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS.split()
        )
        for picture in PICTURES:
            _take(browser, address, picture, folder)
        browser.close()


def _take(browser: Browser, address: str, picture: Picture, folder: Path) -> None:
    """Write the PICTURE of a page at ADDRESS to FOLDER."""
    width, height = picture.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=picture.scheme,  # type: ignore[arg-type, unused-ignore]
        locale="en-GB",
        reduced_motion="reduce",
    )
    page.goto(address + picture.address)
    if page.locator("#drawing").count():
        page.locator(".stage svg").wait_for()
    picture.before(page)
    page.screenshot(path=folder / f"{picture.name}.png")
    page.close()
    print(f"{picture.name}.png")


@contextmanager
def _served() -> Iterator[str]:
    """Build the seeds, serve them, and give the address."""
    kg = [sys.executable, "-m", "kg"]
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", f"{folder}/store"]
        built = [*kg, "build", *store, "seeds", "--metadata", "seeds/metadata.csv"]
        subprocess.run(built, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen(
            [*kg, "serve", *store, "--port", "0"], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        try:
            said = server.stderr.readline() if server.stderr else ""
            yield said.split(" is shown at ")[1].split("/ ")[0]
        finally:
            server.terminate()
            server.wait(timeout=20)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
