"""Map kin: who is whose wife, child, parent, brother or sister, in so many words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kg.linking import Mention
from kg.mappers.article import Article
from kg.mappers.claims import claimed
from kg.mappers.owners import owner_of
from kg.mappers.relatives import Relatives, telling
from kg.mappers.tape import Tape
from kg.model import Entity, KinReport


def kin(article: Article) -> Iterator[KinReport]:
    """Yield a report for each pair of people whom a text says to be related, and how.

    Example: "Sen's wife, Rita Sen, and Das, son of Roy" gives two.
    """
    told: list[KinReport] = []
    for tape in article.tapes:
        if tape.sentence.sentence.heading or not tape.may_have(telling()):
            continue
        for report in _read(article, tape):
            _tell(told, report)
    yield from told


def _read(article: Article, tape: Tape) -> Iterator[KinReport]:
    """Yield a report for each pair of a sentence."""
    for at, relation, (person, relative) in Relatives(
        tape, partial(_pronoun, article, tape)
    ).pairs():
        speaker, source = claimed(article, tape, at, (person, relative))
        yield KinReport(
            evidence=(tape.span,),
            mapper="kin",
            person=person,
            relation=relation,
            relative=relative,
            attributed_to=speaker,
            attribution=source,
        )


def _pronoun(article: Article, tape: Tape, at: int) -> Entity | None:
    """Return whom "his" stands for: the one of that sex who is named last before it."""
    speaker = article.voices.quoted(tape, at)
    owner = owner_of(tape, at) or (_subject_before(article, tape) if at == 0 else ())
    found = owner[0].entity if owner else None
    if found is None or found == speaker:
        return None
    woman = None if tape.word(at) == "whose" else article.document.feminine.get(found.slug)
    return None if woman is not None and woman != (tape.word(at) == "her") else found


def _subject_before(article: Article, tape: Tape) -> tuple[Mention, ...]:
    """Return whom the sentence before begins with, if it is of the same paragraph."""
    number = tape.sentence.number
    before = next((t for t in article.tapes if t.sentence.number == number - 1), None)
    if before is None or before.sentence.sentence.paragraph != tape.sentence.sentence.paragraph:
        return ()
    first = before.items[0].mention
    return (first,) if first and first.kind == "P" and not first.owner else ()


def _tell(told: list[KinReport], report: KinReport) -> None:
    """Add a report, or its evidence to the one that says the same, either way round."""
    for number, known in enumerate(told):
        same = (known.person, known.relative) == (report.person, report.relative)
        turned = (known.relative, known.person) == (report.person, report.relative)
        if same or turned:
            evidence = tuple(sorted({*known.evidence, *report.evidence}))
            told[number] = replace(known, evidence=evidence)
            return
    told.append(report)
