"""Step serve, desk: programs' questions take their turns, and are answered in time.

Who waits holds no thread, so that pages are answered however many ask.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

import anyio
from anyio import to_thread

from kg.errors import BusyError
from kg.serve.asking import AT_ONCE, Asking
from kg.serve.site import Site
from kg.stores.reader import QuadReader

Result = TypeVar("Result")
Given = ParamSpec("Given")

_WAITING = 50  # who comes when so many wait is told to come again
_LEAST = 0.1  # seconds for a question whose turn comes at the last moment


class Desk:
    """Answers questions on the newest state of SITE's store by ASKING, each within its time."""

    def __init__(self, site: Site, asking: Asking) -> None:
        self._site = site
        self._asking = asking
        self._seconds = site.settings.timeout
        self._turns = anyio.Semaphore(AT_ONCE)
        self._threads = anyio.CapacityLimiter(AT_ONCE)

    async def ask(
        self,
        work: Callable[Concatenate[QuadReader, Given], Result],
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Result:
        """Return what WORK gives with the store, ARGS and KWARGS.

        Raises what WORK does; TimeLimitError once its time is up; BusyError for no turn in time.
        """
        if self._turns.statistics().tasks_waiting >= _WAITING:
            raise BusyError("too many questions wait already; ask again in a few seconds")
        arrived = anyio.current_time()
        try:
            with anyio.fail_after(self._seconds):
                await self._turns.acquire()
        except TimeoutError as error:
            raise BusyError(
                f"other questions took all of {self._seconds:g} s; ask again in a few seconds"
            ) from error
        try:
            left = self._seconds - (anyio.current_time() - arrived)
            asking = partial(self._asked, max(round(left, 1), _LEAST), work, args, kwargs)
            result: Result = await to_thread.run_sync(asking, limiter=self._threads)
        finally:
            self._turns.release()
        return result

    def _asked(
        self, left: float, work: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """Return what WORK gives within the seconds LEFT."""
        with self._site.state() as state:
            return self._asking.within(left, state, work, *args, **kwargs)
