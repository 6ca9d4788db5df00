"""Map, on whose word: whether a sentence denies what a clause of it tells, or has it by hearsay."""

from __future__ import annotations

from functools import cache

from kg.mappers.clauses import clause
from kg.mappers.modality import Modality, told_behind
from kg.mappers.tape import Tape
from kg.resources import lexicon_data


def hearsay(tape: Tape, at: int) -> Modality | None:
    """Return how a sentence takes what the clause of an item tells, None where it owns it.

    Example: "denied reports that Sen quit" has denied, "reports said Sen quit" hypothetical.
    """
    told = told_behind(tape, clause(tape, at)[0])
    return told or (Modality.HYPOTHETICAL if _is_reported(tape, at) else None)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon_data("move.yaml")["hearsay"][name])


def _is_reported(tape: Tape, at: int) -> bool:
    """Say whether reports that nobody owns tell it: "amid reports (that)", "reports said Sen quit".

    Who reports, "Foo News reports Sen quit", owns what is told.
    """
    if not tape.may_have(_words("nouns")):
        return False
    begin, _ = clause(tape, at)
    lead, verbs = tape.word(begin - 1), _words("verbs")
    told = range(begin - 2, begin - (_SAID if lead in verbs else 2) - 1, -1)
    said = told if lead in verbs or lead == "that" else range(0)
    bare = (i for i in range(at - _CLOSE, at) if i > 0 and tape.letter(i + 1) in ("P", "R"))
    return any(
        tape.word(i) in _words("nouns") and tape.letter(i - 1) == "w" for i in (*said, *bare)
    )


_SAID = 4  # items from "reports" to "said"
_CLOSE = 6  # items from "reports" to a verb
