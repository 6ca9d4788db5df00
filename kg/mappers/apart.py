"""Map alliances: where a list of parties ends though another party's name follows."""

from __future__ import annotations

import re

from kg.mappers.marks import spelt

_LAST = r"(?:(?:the|its|their|an?|[a-z]+) ){0,3}(?:\{\d+\}|<\d+>)(?: \( \S+ \))?(?: party)?"
_TWO = re.compile(rf"[^,]+( , and {_LAST})")
_BARE_TWO = re.compile(rf"(?:(?! and | or |,).)+( , {_LAST})")
_AND_MORE = re.compile(rf"(?:(?! and | or |,).)+( , {_LAST}(?: , {_LAST})*(?: ,)? and {_LAST})")
_OTHERS = re.compile(rf".+?( (?:, )?(?:and )?{_LAST})")
_CLOSED = re.compile(rf".+? and {_LAST}( , .+)")
_OF_ANOTHER = re.compile(r" ?(?:(?:bloc|alliance|front) )?of (?:the )?\{")


def apart(listed: str, before: str, after: str) -> str:
    """Return a list without an end that is the next clause's, by the words before and after it.

    Examples: "ended its pact with the Foos, and Bar has left", "after Foo left the Bars, the Bazes
    said", "the Front of the Foos and the League of the Bars".
    """
    if _OF_ANOTHER.match(after):
        end = _OTHERS.fullmatch(listed)
    elif spelt("finite").match(after) and _TWO.fullmatch(listed):
        end = _TWO.fullmatch(listed)
    else:
        opened = spelt("opened").search(before)
        end = _BARE_TWO.fullmatch(listed) if opened else None
        closed = _CLOSED.fullmatch(listed)  # after "and" a list has one more
        end = closed if closed and (opened or " and " not in closed[1]) else end
    return listed[: end.start(1)] if end else listed


def leading(listed: str, before: str) -> str:
    """Return a list that acts without a start that is another phrase's: "once with Foo, Bar is"."""
    opened = spelt("opened").search(before)
    two = _BARE_TWO.fullmatch(listed) if opened else None
    if opened and not two and "}" in opened.group():  # "though Foo left the Bars , Baz and Qux"
        two = _AND_MORE.fullmatch(listed)
    return two[1] if two else listed
