"""What can go wrong, said so that a user can act on it; each has its exit code in `kg/cli`."""

from __future__ import annotations


class KgError(Exception):
    """Report a failure in one clear message: what, where, and what to do."""


class UsageError(KgError):
    """A name, parameter or option that can't be used (exit code 2)."""


class UnclearNameError(UsageError):
    """A NAME that nobody bears, or several: `candidates` are whom it may mean, by address.

    Each is a label, an address under the store's base, and what tells it from the others.
    """

    def __init__(
        self, message: str, name: str, candidates: tuple[tuple[str, str, str], ...]
    ) -> None:
        super().__init__(message, name, candidates)
        self.name = name
        self.candidates = candidates

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownNameError(UnclearNameError):
    """A NAME that nobody bears; `candidates` are called nearly so."""


class InputError(KgError):
    """A file or line that can't be read (exit code 2)."""


class PassedOverError(InputError):
    """What is no article by its own words: a picture, a report withdrawn (a notice, no error)."""


class EndpointError(KgError):
    """An external triplestore that failed or refused (exit code 3)."""


class TimeLimitError(KgError):
    """Work that ran out of its time limit (exit code 4)."""


class BusyError(TimeLimitError):
    """Work that waited for its turn until its time was over."""
