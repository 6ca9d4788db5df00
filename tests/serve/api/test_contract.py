"""schemathesis holds the API against `/openapi.json`: no 5xx, no answer that breaks the schema."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SOAK
from tests.plugins.needed import lacking
from tests.serve.test_server import serving

WANTED = "schemathesis"
# Among what the schema allows are names that nobody bears and days that no calendar has: 404, 400.
PASSED_OVER = "positive_data_acceptance"
# Every kind of parameter but names, which take a while to be looked for in vain.
THOROUGHLY = "^/(api|sparql|api/(single-source|seat-sharing))$"


@pytest.fixture
def schemathesis() -> list[str]:
    """Return the command; it stands in no lock that everybody installs."""
    if importlib.util.find_spec(WANTED) is None:
        lacking(f"{WANTED} is not installed: pip install -r requirements-contract.txt")
    return [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"]


def test_the_api_keeps_its_description(
    schemathesis: list[str], invented: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    soaking = request.config.getoption(SOAK) == "soak"
    runs = (
        [["--phases", "examples,coverage,fuzzing", "-n", "100"]]
        if soaking
        else [
            ["--phases", "examples,fuzzing", "-n", "2"],
            ["--phases", "coverage", "--include-path-regex", THOROUGHLY],
        ]
    )
    with serving(invented, "--timeout", "60", "--rows", "500") as (_, address):
        for options in runs:
            done = subprocess.run(
                [
                    *schemathesis,
                    "run",
                    f"{address}openapi.json",
                    "--generation-deterministic",
                    "--exclude-checks",
                    PASSED_OVER,
                    "--suppress-health-check",
                    "all",
                    "--warnings",
                    "off",
                    "--no-color",
                    *options,
                ],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
            assert "No issues found" in done.stdout
