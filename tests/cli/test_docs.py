"""The page on the commands is what their help now says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.cli.docs import commands_page

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_page_is_current(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, commands_page())
