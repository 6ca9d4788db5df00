"""Map kin: who is whose wife, child, parent, brother or sister, in so many words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.linking import Mention
from kg.linking.lexicon import words
from kg.mappers.article import Article
from kg.mappers.claims import claimed
from kg.mappers.owners import owner_of
from kg.mappers.tape import Tape
from kg.model import Entity, KinReport
from kg.vocabulary import EntityKind, Relation

_OWN = frozenset(("his", "her", "whose"))
_QUALIFIERS = frozenset(
    "elder younger eldest youngest older late only first second third twin estranged own the a "
    "former politician doctor lawyer actor actress businessman ailing famous".split()
)


_FEW = 3  # words
_KIN = frozenset(words().kin)
_CLOSED = words().function | _KIN


def kin(article: Article) -> Iterator[KinReport]:
    """Yield a report for each pair of people whom a text says to be related, and how.

    Example: "Sen's wife, Rita Sen, and Das, son of Roy" gives two.
    """
    told: list[KinReport] = []
    for tape in article.tapes:
        if tape.sentence.sentence.heading or not tape.may_have(_KIN):
            continue
        for at, word in enumerate(tape.words):
            if word in words().kin:
                for report in _read(article, tape, at, words().kin[word]):
                    _tell(told, report)
    yield from told


def _read(article: Article, tape: Tape, at: int, relation: Relation) -> Iterator[KinReport]:
    """Read the relation at an item, if both whom it joins are named."""
    pair = _of(tape, at) if tape.word(at + 1) == "of" else _possessed(article, tape, at)
    for person in pair[0] if pair else ():
        relative = pair[1] if pair else None
        if relative is None or person == relative:
            continue
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


def _of(tape: Tape, at: int) -> tuple[list[Entity], Entity] | None:
    """Return the two of "Das, the son of former minister Sen" and "Das is the son of Sen"."""
    after = at + 2
    after = _described(tape, after)
    relative = _person(tape, after)
    before = at - 1
    while _qualifies(tape, before) or tape.word(before - 1) == "the":
        before -= 1
    if tape.word(before) in ("is", "was", "and"):
        before -= 1 + (tape.word(before - 1) == ",")
    elif tape.letter(before) in ",-–":
        before -= 1
    else:
        return None
    if tape.word(before) == "who":
        before -= 1 + (tape.word(before - 1) == ",")
    person = _person(tape, before)
    return ([person], relative) if person and relative else None


def _possessed(article: Article, tape: Tape, at: int) -> tuple[list[Entity], Entity] | None:
    """Return the two of "Sen's son Das", "his wife, Rita Sen,", "along with wife Rita Sen"."""
    before = at - 1
    while _qualifies(tape, before):
        before -= 1
    relative = _owner(article, tape, before)
    after = at + 1 + (tape.word(at + 1) == ",")
    after = _described(tape, after + _and_office(tape, after))
    person = _person(tape, after)
    if relative is None or person is None or (before == 0 and " " not in person.label):
        return None  # "His wife Rita": whose of the people before, and Rita who?
    people = [person]
    if tape.word(at).endswith("s") and tape.word(after + 1) == "and":
        people += [p for p in (_person(tape, after + 2),) if p]
    return people, relative


def _and_office(tape: Tape, at: int) -> bool:
    """Say whether an office is joined to the relation: "his son-in-law and adviser Roy"."""
    mention = tape.items[at + 1].mention if at + 1 < len(tape.items) else None
    return tape.word(at) == "and" and bool(mention and mention.kind == "P" and mention.offices)


def _described(tape: Tape, at: int) -> int:
    """Return the person behind words that only describe: "late libel lawyer Roy"."""
    after = at
    while _qualifies(tape, after):
        after += 1
    named = after
    while named < after + _FEW and tape.word(named).isalpha() and tape.word(named) not in _CLOSED:
        named += 1
    return named if tape.letter(named) == "P" else after


def _qualifies(tape: Tape, at: int) -> bool:
    """Say whether a word only describes a relative: "his Foo-born wife", "her late father"."""
    return tape.word(at) in _QUALIFIERS or tape.word(at).endswith(("-born", "-old"))


def _owner(article: Article, tape: Tape, at: int) -> Entity | None:
    """Return whose relative is meant, by what stands before the relation."""
    word = tape.word(at)
    if word in ("'s", "'"):
        return _person(tape, at - 1)
    if word in _OWN:
        return _pronoun(article, tape, at)
    if word in ("with", "by", "including"):
        owner = owner_of(tape, at + 1)
        return owner[0].entity if owner else None
    return None


def _pronoun(article: Article, tape: Tape, at: int) -> Entity | None:
    """Return whom "his" stands for: the one of that sex who is named last before it."""
    speaker = article.voices.quoted(tape, at)
    owner = owner_of(tape, at) or (_subject_before(article, tape) if at == 0 else ())
    found = owner[0].entity if owner else None
    if found is None or found == speaker:
        return None
    woman = article.document.feminine.get(found.slug)
    return None if woman is not None and woman != (tape.word(at) == "her") else found


def _subject_before(article: Article, tape: Tape) -> tuple[Mention, ...]:
    """Return whom the sentence before begins with, if it is of the same paragraph."""
    number = tape.sentence.number
    before = next((t for t in article.tapes if t.sentence.number == number - 1), None)
    if before is None or before.sentence.sentence.paragraph != tape.sentence.sentence.paragraph:
        return ()
    first = before.items[0].mention
    return (first,) if first and first.kind == "P" and not first.owner else ()


def _person(tape: Tape, at: int) -> Entity | None:
    if not 0 <= at < len(tape.items) or tape.letter(at) not in "PTR":
        return None
    entity = tape.items[at].entity
    return entity if entity and entity.kind is EntityKind.PERSON else None


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
