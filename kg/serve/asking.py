"""Step serve, asking: what may take long is done in processes of its own, which end in time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from kg.stores.apart import Apart, Means
from kg.stores.reader import QuadReader
from kg.stores.states import State, reader_of

Result = TypeVar("Result")
Given = ParamSpec("Given")
Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

AT_ONCE = 2  # questions; others wait
_WAITING = 16  # threads for those at work and waiting: the pages have threads of their own
_LARGEST = 2**25  # bytes of an answer: this process holds it until it is sent
_MEANS = Means(memory=2**31, niceness=5, answer=_LARGEST)  # of each; the pages go first


class Asking:
    """Processes for questions to a state of the store, each given up after so many SECONDS."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._apart: Apart[None] = Apart(_nothing, AT_ONCE, _MEANS)
        self._threads = CapacityLimiter(_WAITING)

    def waiting(self, handler: Callable[[Request], Response]) -> Handler:
        """Return HANDLER, which asks, so that it keeps no page waiting."""

        async def waits(request: Request) -> Response:
            return await to_thread.run_sync(handler, request, limiter=self._threads)

        return waits

    def ask(
        self,
        state: State,
        work: Callable[Concatenate[QuadReader, Given], Result],
        /,
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Return what WORK gives with STATE, ARGS and KWARGS; all of them have to be picklable.

        Raises what WORK does; TimeLimitError once its time is over, BusyError if its turn didn't
        come.
        """
        return self.within(self._seconds, state, work, *args, **kwargs)

    def within(
        self,
        seconds: float,
        state: State,
        work: Callable[Concatenate[QuadReader, Given], Result],
        /,
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Return likewise what WORK gives, within SECONDS."""
        return self._apart.run(seconds, _on, state.folder, state.base, work, args, kwargs)

    def close(self) -> None:
        """End the processes."""
        self._apart.close()


def _nothing() -> AbstractContextManager[None]:
    return nullcontext()


def _on(
    nothing: None,
    folder: Path | None,
    base: str,
    work: Callable[..., Result],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Result:
    """Return what WORK gives, in the process that it is done in."""
    with reader_of(folder, base) as reader:
        return work(reader, *args, **kwargs)
