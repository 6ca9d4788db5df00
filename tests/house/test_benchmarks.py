"""The model that speed is measured against is the official one, or is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from benchmarks.spacy_model import check
from kg.errors import InputError


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"weights")
    official = {"model": hashlib.sha256(b"weights").hexdigest()}
    check(tmp_path, official)
    (tmp_path / "model").write_bytes(b"weight$")
    with pytest.raises(InputError, match="is not the official file"):
        check(tmp_path, official)
