"""Step serve, once: what many ask for first and is long in the making, made once for each state."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from kg.stores.states import State

Made = TypeVar("Made")


class Once(Generic[Made]):
    """What MAKE gives for the newest state; of many that ask at once one makes it."""

    def __init__(self, make: Callable[[State], Made]) -> None:
        self._make = make
        self._making = Lock()
        self._made: tuple[State, Made] | None = None

    def of(self, state: State) -> Made:
        """Return what there is of STATE; raise what making it raises."""
        with self._making:
            made = self._made
            if made is None or made[0] is not state:
                made = self._made = (state, self._make(state))
        return made[1]
