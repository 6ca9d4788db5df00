"""Map, whether a move happened of which a noun tells: "his exit", "calls for his exit"."""

from __future__ import annotations

from kg.mappers.modality import is_told_in_past, plain
from kg.mappers.reality import NEAR, asked, patterns, status_of, words
from kg.mappers.tape import Tape
from kg.vocabulary import MoveStatus


def noun_status(
    tape: Tape, start: int, begins: bool = False, done_by: bool = False
) -> MoveStatus | None:
    """Return whether what a noun phrase from an item on tells of has happened.

    None for what is only asked, offered or feared: "calls for his resignation". What begins
    (`begins`) may be what somebody is congratulated on or invited to: "attend Sen's inauguration".
    What a named one did (`done_by`) may be what one speaks on: "files on Sen's sacking of Das".
    """
    before = plain(tape, max(0, start - NEAR), start)
    last = tape.word(start - 1)
    spoken_of = (last in ("on", "with") and begins) or (last in _ABOUT and done_by)
    real = spoken_of or patterns()["reacting"].search(before)
    if not real and patterns()["unreal_noun"].search(before):
        return None
    if last == "that" and tape.word(start - 2) in words()["doubted"]:
        return None  # "suggestions that his re-election was in danger"
    if last == "and" and not asked().isdisjoint(tape.words[:start]):
        return None  # "demanded a probe and the resignation of Sen"
    governed = last in ("for", "to") or last in words()["announcing"]
    status = status_of(tape, start - 1 if governed else start)
    to_come = (
        begins
        and bool(patterns()["planned_noun"].search(before))
        and not is_told_in_past(tape, start)
    )
    return MoveStatus.PLANNED if to_come and status is MoveStatus.DONE else status


_ABOUT = frozenset(("on", "about", "over", "with", "to"))
