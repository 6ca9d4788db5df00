"""What an extra brings is imported when a command needs it, and named where it isn't there."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import UsageError


def from_extra(module: str, command: str) -> Any:
    """Return MODULE, which needs the extra that is called as COMMAND (`serve`).

    Raises UsageError if a package of the extra is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] == "kg":
            raise
        raise UsageError(
            f"`kg {command}` needs {error.name}, which is not installed; "
            f'install it by: pip install "politics-kg[{command}]"'
        ) from error
