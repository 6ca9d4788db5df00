"""What prints for people: rich's console, which here leaves the exit code to the program."""

from __future__ import annotations

from typing import NoReturn

import rich.console

from kg.cli.failures import OutputClosedError


class Console(rich.console.Console):
    """A console whose reader may go away (`| head`): rich's own would exit with 1, our "no"."""

    def on_broken_pipe(self) -> NoReturn:
        """Raise OutputClosedError."""
        raise OutputClosedError
