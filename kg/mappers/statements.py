"""Map statements: who said what, verbatim where it is quoted, and where."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mappers.article import Article
from kg.mappers.tape import Tape
from kg.mappers.voices import medium
from kg.model import Entity, Span, StatementReport

_SHORTEST = 3  # words; less is a phrase that somebody used, not a statement


def statements(article: Article) -> Iterator[StatementReport]:
    """Yield a report for each quotation whose speaker is known, and for each person's other words.

    Example: `"We will win," Sen said. He added that Das had left.` gives two, one with a quote.
    """
    quoted: set[Entity] = set()
    for quotation, speaker in article.voices.quotations():
        if len(quotation.of(article.document.document.text).split()) >= _SHORTEST:
            quoted.add(speaker)
            yield _direct(article, quotation, speaker)
    told: set[tuple[Entity, Span]] = set()
    for tape in article.tapes:
        voices = article.voices.of(tape)
        if not voices or _holds_quotation(article, tape):
            continue
        for speaker_ in (voice.speaker for voice in voices):
            if speaker_ is None or (speaker_, tape.span) in told:
                continue
            told.add((speaker_, tape.span))
            yield StatementReport(
                evidence=(tape.span,),
                mapper="statements",
                speaker=speaker_,
                medium=medium(tape),
            )


def _direct(article: Article, quotation: Span, speaker: Entity) -> StatementReport:
    holding = article.voices.holding(quotation)
    mediums = [found for tape in holding if (found := medium(tape))]
    return StatementReport(
        evidence=tuple(t.span for t in holding),
        mapper="statements",
        speaker=speaker,
        quote=quotation.of(article.document.document.text),
        medium=mediums[0] if mediums else None,
    )


def _holds_quotation(article: Article, tape: Tape) -> bool:
    """Say whether a sentence gives a quotation that has a report of its own."""
    text = article.document.document.text
    return any(
        len(quotation.of(text).split()) >= _SHORTEST and article.voices.speaker_of(quotation)
        for quotation in tape.quotations
    )
