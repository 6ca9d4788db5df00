"""Work that is given up after some seconds runs on, and that is known."""

from __future__ import annotations

import threading

import pytest

from kg.errors import TimeLimitError
from kg.stores import deadline


def test_what_is_given_up_is_known_until_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "_THREAD", "of this test")
    before, end = threading.enumerate(), threading.Event()
    assert not deadline.given_up()
    with pytest.raises(TimeLimitError, match="was given up"):
        deadline.Deadline(0.01).within(end.wait)
    assert deadline.given_up()
    (thread,) = set(threading.enumerate()) - set(before)
    end.set()
    thread.join(timeout=60)
    assert not deadline.given_up()
