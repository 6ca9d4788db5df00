"""Map kin: who is whose wife, child, parent, brother or sister, in so many words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kg.linking import Mention
from kg.mappers.article import Article
from kg.mappers.claims import claimed
from kg.mappers.owners import owner_of
from kg.mappers.persons import is_person
from kg.mappers.relatives import Relatives, telling
from kg.mappers.tape import Tape
from kg.model import Entity, KinReport


def kin(article: Article) -> Iterator[KinReport]:
    """Yield a report for each pair of people whom a text says to be related, and how.

    Example: "Sen's wife, Rita Sen, and Das, son of Roy" gives two.
    """
    told: dict[frozenset[Entity], list[KinReport]] = {}  # either way round
    for tape in article.tapes:
        if tape.sentence.sentence.heading or not tape.may_have(telling()):
            continue
        for report in _read(article, tape):
            told.setdefault(frozenset((report.person, report.relative)), []).append(report)
    for first, *more in told.values():
        evidence = {*first.evidence, *(span for report in more for span in report.evidence)}
        yield replace(first, evidence=tuple(sorted(evidence)))


def _read(article: Article, tape: Tape) -> Iterator[KinReport]:
    """Yield a report for each pair of a sentence."""
    read = Relatives(tape, partial(_pronoun, article, tape), _people_before(article, tape))
    for at, relation, (person, relative) in read.pairs():
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
    if tape.word(at) == "my":
        return speaker
    owner = owner_of(tape, at) or (_subject_before(article, tape) if at == 0 else ())
    found = owner[0].entity if owner else None
    if found is None or found == speaker:
        return None
    woman = None if tape.word(at) == "whose" else article.document.feminine.get(found.slug)
    return None if woman is not None and woman != (tape.word(at) == "her") else found


def _subject_before(article: Article, tape: Tape) -> tuple[Mention, ...]:
    """Return whom the sentence before begins with, if it is of the same paragraph."""
    before = _before(article, tape)
    first = before.items[0].mention if before else None
    alone = first and first.kind == "R" and len(_people_before(article, tape)) == 1
    return (first,) if first and (first.kind == "P" or alone) and not first.owner else ()


def _people_before(article: Article, tape: Tape) -> frozenset[Entity]:
    """Return whom the sentence before speaks of, if it is of the same paragraph."""
    before = _before(article, tape)
    named = (m.entity for m in before.sentence.mentions if is_person(m)) if before else ()
    return frozenset(e for e in named if e)


def _before(article: Article, tape: Tape) -> Tape | None:
    """Return the sentence before, if it is of the same paragraph."""
    number = tape.sentence.number
    before = article.tapes[number - 1] if number else None
    same = before and before.sentence.sentence.paragraph == tape.sentence.sentence.paragraph
    return before if same else None
