"""What a test needs beside the locked packages: skipped where it lacks, failed in .ci/run."""

from __future__ import annotations

import os
import shutil

import pytest


def lacking(reason: str) -> None:
    """Skip a test for want of something; fail it where KG_TEST_ALL is set, as .ci/run does."""
    if os.environ.get("KG_TEST_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(name: str, package: str) -> str:
    """Return the path of a program that a Debian package brings."""
    if not (found := shutil.which(name)):
        lacking(f"{name} is not installed (Debian: apt-get install {package})")
    return str(found)
