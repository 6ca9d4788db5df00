"""The JavaScript that comes from elsewhere is what its lists say, licences and all."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "kg" / "serve" / "static" / "vendor"
LISTS = (SHIPPED, ROOT / "tests" / "browser" / "vendor")


@pytest.mark.parametrize("folder", LISTS, ids=lambda folder: folder.parts[-3])
def test_vendored_files_are_those_of_the_list(folder: Path) -> None:
    packages = tomllib.loads((folder / "VENDOR.toml").read_text("utf-8"))["package"]
    listed = {file["to"]: file["sha256"] for package in packages for file in package["files"]}
    there = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "VENDOR.toml"
    }
    assert there == listed


@pytest.mark.parametrize("folder", LISTS, ids=lambda folder: folder.parts[-3])
def test_every_package_has_version_licence_hash_and_use(folder: Path) -> None:
    for package in tomllib.loads((folder / "VENDOR.toml").read_text("utf-8"))["package"]:
        assert all(package[key] for key in ("name", "version", "licence", "use", "sha256"))
    assert any((folder / "licences").iterdir())
