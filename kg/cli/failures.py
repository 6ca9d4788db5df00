"""What goes wrong, as one line on standard error and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from kg.errors import EndpointError, KgError, TimeLimitError
from kg.terminals import printable

FINE = 0
NO = 1
UNUSABLE = 2
INTERRUPTED = 130  # as shells say it
UNEXPECTED = 70  # a fault of the program: EX_SOFTWARE of sysexits.h

# The first class that fits counts.
_CODES: tuple[tuple[type[KgError], int], ...] = (
    (EndpointError, 3),
    (TimeLimitError, 4),
    (KgError, UNUSABLE),
)


class OutputClosedError(Exception):
    """Nobody reads the output any longer."""


def exit_code_of(run: Callable[[], int]) -> int:
    """Return the exit code of RUN, or of what it raises, said in one line; never a traceback.

    With KG_DEBUG=1 in the environment the traceback is shown as well.
    """
    try:
        _open_closed_streams()
        _use_utf_8()
        code = run()
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted")
        return INTERRUPTED
    except (BrokenPipeError, OutputClosedError):
        _hush(sys.stdout)  # whoever read the output has read enough
        return FINE
    except KgError as error:
        _say(str(error))
        return code_for(error)
    except OSError as error:  # the machine's fault, not the program's: a full disk
        if error.filename is None:  # of what is open, only the output can fail here
            _hush(sys.stdout)
        _say(f"{error.filename or 'the output'}: {error.strerror or error}")
        return UNUSABLE
    except Exception as error:  # noqa: BLE001 - the one place where a fault becomes a message
        _say(
            f"unexpected error: {' '.join(f'{type(error).__name__}: {error}'.split())}; "
            "this is a fault of the program. Please report it with what you typed and what "
            "it prints with KG_DEBUG=1 set"
        )
        return UNEXPECTED
    return code


def code_for(error: KgError) -> int:
    """Return the exit code that ERROR ends the program with."""
    return next(code for kind, code in _CODES if isinstance(error, kind))


def _say(message: str) -> None:
    if os.environ.get("KG_DEBUG") == "1":
        traceback.print_exc()
    click.echo(f"kg: {printable(message)}", err=True)


def _open_closed_streams() -> None:
    """Let streams that were closed before the start (`kg build >&-`) lead nowhere.

    Else the next file that is opened, the store's own, would stand where output is written to.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _use_utf_8() -> None:
    """Make what is piped UTF-8 wherever it runs; let a terminal show what it can."""
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _hush(stream: TextIO) -> None:
    """Let STREAM go nowhere, so that its last flush at exit does not fail too."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
