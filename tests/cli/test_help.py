"""Help: there at once, with an example for every command, and nothing that clashes."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import click
import pytest

from kg.cli import COMMANDS
from kg.cli.query import catalogue
from kg.cli.question import command_of

HEAVY = ("rdflib", "pyshacl", "pyoxigraph", "httpx", "rich", "SPARQLWrapper", "yaml", "kg.graph")


def commands() -> dict[str, click.Command]:
    return {name: import_module(f"kg.cli.{name}").command for name in COMMANDS}


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from kg.cli import run; code = run(['--help']); "
        f"print(code, sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_help_names_every_command_as_the_command_does() -> None:
    for name, command in commands().items():
        assert command.help
        assert command.help.split("\n\n")[0].replace("\n", " ") == COMMANDS[name]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_an_example_and_a_store(name: str) -> None:
    command = commands()[name]
    assert command.epilog
    assert f"\n  kg {name}" in command.epilog or f" kg {name}" in command.epilog
    if name not in ("query", "completion", "ontology"):  # its questions have it; they need none
        assert "store" in [param.name for param in command.params]


@pytest.mark.parametrize("query", [query.name for query in catalogue()])
def test_every_question_is_a_command_with_its_parameters(query: str) -> None:
    saved = catalogue()[query]
    command = command_of(saved)
    flags = [flag for param in command.params for flag in param.opts]
    assert len(flags) == len(set(flags)), "a parameter has the name of an option that all share"
    assert flags[: len(saved.params)] == [f"--{param.name}" for param in saved.params]
    with click.Context(command) as context:
        text = command.get_help(context)
    assert saved.command in " ".join(text.split())
