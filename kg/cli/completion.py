"""`kg completion`: what a shell is told, so that TAB completes commands, questions and names."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, suppress
from pathlib import Path
from typing import Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
)

from kg.cli import COMPLETING
from kg.cli.failures import FINE

# click's own script puts `Hemant Soren` on the line as two words. What stands there when it is run
# has to be the name and nothing else: names come from articles, and may hold `$(...)`.
_BASH = """\
_kg_completion() {
    local type value open=${COMP_WORDS[COMP_CWORD]:0:1} IFS=$'\\n'
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) _kg_quoted; COMPREPLY+=("$value") ;;
        esac
    done < <(env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \\
        %(complete_var)s=bash_complete "$1" 2>/dev/null)
}
_kg_quoted() {
    case $open in
        \\') value=${value//\\'/\\'\\\\\\'\\'} ;;
        \\") value=${value//\\\\/\\\\\\\\} value=${value//\\"/\\\\\\"}
            value=${value//\\$/\\\\\\$} value=${value//\\`/\\\\\\`} ;;
        *) printf -v value %%q "$value" ;;
    esac
}
complete -o nosort -F _kg_completion %(prog_name)s
"""


class _Bash(BashComplete):
    """bash, with names of several words."""

    source_template = _BASH


class _Fish(FishComplete):
    """fish, with names and descriptions that hold commas."""

    source_template = FishComplete.source_template.replace(
        'string split ","', 'string split --max 1 ","'
    )


_SHELLS: dict[str, type[ShellComplete]] = {
    "bash": _Bash,
    "zsh": ZshComplete,
    "fish": _Fish,
}


@click.command(
    epilog="""\b
Examples:
  echo 'eval "$(kg completion bash)"' >> ~/.bashrc
  echo 'eval "$(kg completion zsh)"' >> ~/.zshrc
  kg completion fish > ~/.config/fish/completions/kg.fish
"""
)
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print what makes TAB complete in bash, zsh or fish.

    Commands, questions, options, their choices, and the names of people, parties, alliances and
    places in the store. Nothing is sent anywhere for it: with --endpoint, names aren't completed.
    """
    click.echo(_SHELLS[shell](ctx.find_root().command, {}, "kg", COMPLETING).source(), nl=False)
    return FINE


def complete(kg: click.Command) -> int:
    """Tell the shell what might come next; nothing, whatever goes wrong."""
    shell, _, wanted = os.environ.get(COMPLETING, "").partition("_")
    if shell in _SHELLS and wanted == "complete":
        with suppress(Exception), redirect_stderr(io.StringIO()):
            if words := _SHELLS[shell](kg, {}, "kg", COMPLETING).complete():
                click.echo(words)
    return FINE


def complete_names(*kinds: str) -> Callable[..., list[CompletionItem[str]]]:
    """Return what completes the store's names of KINDS (`person`, `party` ...), by default all."""

    def names(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        from kg.cli.options import open_store  # noqa: PLC0415 - not for a command's name
        from kg.queries.beginnings import names_beginning  # noqa: PLC0415
        from kg.queries.forms import KINDS  # noqa: PLC0415

        given = {**ctx.params, **_typed(ctx.parent)}
        if given.get("endpoint"):
            return []
        with open_store(Path(given["store"])) as store:
            found = names_beginning(store, kinds or KINDS, incomplete)
        return [CompletionItem(name) for name in found if name.isprintable()]

    return names


def complete_words(words: Sequence[str]) -> Callable[..., list[CompletionItem[str]]]:
    """Return what completes one of WORDS."""

    def beginning(
        ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        return [CompletionItem(word) for word in words if word.startswith(incomplete)]

    return beginning


def _typed(before: click.Context | None) -> dict[str, Any]:
    """Return the options that were given before the question's name."""
    return {name: value for name, value in (before.params if before else {}).items() if value}
