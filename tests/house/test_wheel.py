"""A wheel holds all that the program needs, and works without the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = target.glob("*.whl")
    return built


def test_the_wheel_holds_the_data_and_nothing_of_the_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "queries"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.[tr][tq]*")}
        assert files
        assert {f"kg/data/{file}" for file in files} <= names
    for lexicon in (ROOT / "kg" / "lexicon").iterdir():
        assert f"kg/lexicon/{lexicon.name}" in names
    for part in ("templates", "static"):
        ours = [path for path in (ROOT / "kg" / "serve" / part).rglob("*") if path.is_file()]
        assert {path.relative_to(ROOT).as_posix() for path in ours} <= names
    assert not [name for name in names if name.startswith(("tests/", "seeds/", "docs/"))]


def test_the_installed_wheel_builds_and_answers(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, "--target", str(site), str(wheel)], check=True, capture_output=True)
    code = (
        "import kg, sys; from pathlib import Path; "
        f"assert Path(kg.__file__).is_relative_to({str(site)!r}), kg.__file__; "
        "from kg.resources import ontology_dir, queries_dir; "
        f"assert ontology_dir().is_relative_to({str(site)!r}); "
        f"assert queries_dir().is_relative_to({str(site)!r}); "
        "from kg.cli import main; main()"
    )
    run = [sys.executable, "-c", code]
    environment = {"PYTHONPATH": str(site), "KG_STORE": str(tmp_path / "store")}
    for arguments in (["build", str(ROOT / "seeds")], ["query", "meetings"]):
        done = subprocess.run(
            [*run, *arguments], cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        assert done.stdout
