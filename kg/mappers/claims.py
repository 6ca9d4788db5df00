"""Map, on whose word: whether a sentence tells a move or office as somebody's claim."""

from __future__ import annotations

from collections.abc import Iterable

from kg.mappers.article import Article
from kg.mappers.clauses import clause
from kg.mappers.tape import Tape
from kg.model import Entity


def claimed(
    article: Article, tape: Tape, at: int, about: Iterable[Entity]
) -> tuple[Entity | None, str | None]:
    """Return who says what an item tells, where it isn't told as a fact or by those it is about.

    Example: in "Das said that Sen had joined the party" Das says so; in "Sen, who joined the
    party, said" nobody does.
    """
    speaker = article.voices.quoted(tape, at)
    if speaker is None:
        first, last = clause(tape, at)
        governed = tape.word(first - 1) == "that"
        speaker = next(
            (
                voice.speaker
                for voice in article.voices.of(tape)
                if (voice.at < first and governed) or voice.at >= last
            ),
            None,
        )
    if speaker is not None:
        return (None if speaker in about else speaker), None
    return None, article.voices.attribution(tape, at)[1]
