"""What an extra brings: loaded where it is needed, or named where it is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kg.errors import UsageError


def needing(extra: str, command: str, module: str) -> Any:
    """Return our MODULE, which stands on what EXTRA brings; raise UsageError without that."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] == "kg":
            raise
        raise UsageError(
            f"`{command}` needs {error.name}, which is not installed; "
            f'install it by: pip install "politics-kg[{extra}]"'
        ) from error
