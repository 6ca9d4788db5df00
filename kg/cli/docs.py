"""The page on all commands, made from their own help; `make docs` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import click

from kg.cli import COMMANDS, kg

_INTRODUCTION = """\
# Commands

<!-- Made from the commands' own help by `make docs`; change the help, not this page. -->
"""
_WIDTH = 90


def commands_page() -> str:
    """Return the page, in Markdown."""
    return "\n".join(_sections())


def _sections() -> Iterator[str]:
    yield _INTRODUCTION
    yield _section("kg", kg)
    for name in COMMANDS:
        yield _section(f"kg {name}", import_module(f"kg.cli.{name}").command)


def _section(name: str, command: click.Command) -> str:
    context = click.Context(
        command, info_name=name, max_content_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    context.terminal_width = _WIDTH
    return f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"
