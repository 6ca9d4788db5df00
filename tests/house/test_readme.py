"""What the README shows is what a reader sees: each `$ kg ...` is run, on a terminal."""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_ENVIRONMENT = {"COLUMNS": "100", "LINES": "50", "TERM": "dumb", "NO_COLOR": "1"}


def test_examples_are_what_one_sees(tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    text = README.read_text("utf-8")
    assert _BLOCK.findall(text)
    golden(README, _BLOCK.sub(lambda block: played(block.group(), tmp_path), text))


def played(block: str, folder: Path) -> str:
    """Return the commands of BLOCK, each with what it now shows."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {command}\n{shown(command, folder)}" for command in commands)


def shown(command: str, folder: Path) -> str:
    """Return what COMMAND shows on a terminal, standard error last."""
    program, *arguments = shlex.split(command)
    assert program == "kg"
    terminal, end = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        env={
            **_ENVIRONMENT,
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
        },
        stdin=subprocess.DEVNULL,
        stdout=end,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(end)
        output = _all_of(terminal)
        assert process.stderr
        output += process.stderr.read()
    assert process.returncode == 0, output.decode()
    lines = output.decode().replace("\r\n", "\n").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines).strip("\n") + "\n"


def _all_of(terminal: int) -> bytes:
    chunks = []
    try:
        while chunk := os.read(terminal, 65536):
            chunks.append(chunk)
    except OSError:  # how Linux says that nobody writes any longer
        pass
    os.close(terminal)
    return b"".join(chunks)
