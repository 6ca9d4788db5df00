"""Fuzz the readers by coverage: `pip install .[fuzz]`; `python tests/fuzz/readers.py [FOLDER]`.

FOLDER keeps the inputs that led somewhere new; tests/readers/cases is a good one to copy from.
It runs until it finds an exception that no reader may raise, or is stopped. Not among the tests.
"""

from __future__ import annotations

import importlib
import io
import sys

atheris = importlib.import_module("atheris")  # of the extra `fuzz`; no test needs it

with atheris.instrument_imports(include=["kg"]):
    from kg.readers import read


def once(data: bytes) -> None:
    """Read DATA as standard input."""
    for _ in read(["-"], stdin=io.BytesIO(data)):
        pass


if __name__ == "__main__":
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()
