"""Map, learnt: where an occasion is, the place that the rules take weighed against other ones."""

from __future__ import annotations

from kg.mappers.journeys import first_of_row
from kg.mappers.learnt.spot_signs import spot_signs
from kg.mappers.learnt.weights import judges
from kg.mappers.learnt.words import Place
from kg.mappers.places import Where, beyond, is_far_off, where
from kg.mappers.tape import Tape

_KEPT = 0.3  # from here on the place that the rules take stays
_TAKEN = 0.7  # from here on another one is taken


def told_where(tape: Tape, at: int) -> Where:
    """Return where a sentence puts the occasion of a word of meeting.

    Example: in "ministers gathered in Oslo to pledge aid" Oslo.
    """
    found = where(tape, at)
    named = [i for i, letter in enumerate(tape.letters) if letter == "L" and tape.items[i].entity]
    if not named or is_far_off(tape, at):
        return found
    ruled, place = ruled_place(tape, found), tape.found(Place, at)
    judge = judges().its_place
    likely = {i: judge.likelihood(spot_signs(place, i, ruled)) for i in named}
    if ruled is not None and likely[ruled] >= _KEPT:
        return found
    last = beyond(tape, at)
    best = max((i for i in named if i < last), key=lambda i: likely[i], default=None)
    if best is not None and likely[best] >= _TAKEN:
        return Where(tape.items[first_of_row(tape, best)].entity, found.venue)
    return found if ruled is None else Where(None, found.venue)


def ruled_place(tape: Tape, found: Where) -> int | None:
    """Return the item of the place that the rules have FOUND, None if it isn't in the sentence."""
    if found.place is None or found.assumed:
        return None
    named = (i for i, letter in enumerate(tape.letters) if letter == "L")
    return next((i for i in named if tape.items[i].entity == found.place), None)
