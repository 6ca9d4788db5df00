"""Step explain, text: a dossier as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.queries.evidence import Sentence, place_of, source_of
from kg.queries.explain.model import Conflict, Dossier, Doubt, Entry, Naming, Section
from kg.queries.names import normalised

_ALIASES = 8  # that are shown
# What labels say in full, if all of it fits.
_IN_LABELS = frozenset(
    "participant place holder mover moveKind title organization area member inAlliance person "
    "relation relative speaker quote".split()
)


def as_text(dossier: Dossier) -> str:
    """Return DOSSIER as plain text, each sentence below the fact that it says."""
    return "\n".join(_lines(dossier)) + "\n"


def _lines(dossier: Dossier) -> Iterator[str]:
    """Yield the lines of the text."""
    yield one_line(f"{dossier.label} ({dossier.kind})")
    yield from (f"  {line}" for line in about(dossier))
    for section in dossier.sections:
        yield ""
        yield heading(section)
        for entry in section.entries:
            yield ""
            yield f"  {one_line(entry.label)}"
            yield from (f"    {line}" for line in told(entry, dossier))
            for texts, where in quoted(entry.sentences, entry.status):
                yield from (f"    “{text}”" for text in texts)
                yield f"      {where}"
            if entry.omitted:
                yield f"    {left(entry, dossier)}"
        if rest := cut(section):
            yield ""
            yield f"  {rest}"
    if dossier.namings:
        yield ""
        yield f"Named in: {dossier.named}"
        yield ""
        for naming in dossier.namings:
            yield f"  {named(naming)}"
        if rest := omitted(dossier.named - len(dossier.namings)):
            yield f"  {rest}"


def about(dossier: Dossier) -> Iterator[str]:
    """Yield what is said of the subject itself, a line each."""
    yield dossier.iri
    if dossier.asked:
        yield f"asked for as {dossier.asked.removeprefix(dossier.base)}, which is part of this now"
    if dossier.aliases:
        yield f"also called: {listed(telling(dossier))}"
    if dossier.belongs:
        yield f"of: {listed(value.label for value in dossier.belongs)}"
    for reason in dossier.merged:
        yield f"taken for one: {one_line(reason)}"
    for other in dossier.namesakes:
        yield f"another of that name: {(other.iri or '').removeprefix(dossier.base)}"
    yield from (_doubt(doubt, dossier) for doubt in dossier.doubts)
    if dossier.named:
        days = sorted({day for day in (dossier.first, dossier.last) if day})
        when = f", from {' to '.join(days)}" if days else ""
        yield f"named in {counted(dossier.named, 'article')}{when}"
    if sum(section.total for section in dossier.sections) > 1:
        if dossier.disputed:
            yield f"disputed: {counted(dossier.disputed, 'fact')}"
        if dossier.doubtful:
            yield f"perhaps the same as another: {counted(dossier.doubtful, 'fact')}"
    if dossier.min_confidence is not None:
        yield f"only facts of a confidence of {dossier.min_confidence:g} or more"
    elif not (dossier.sections or dossier.doubts):
        yield "no article reports anything of it"


def heading(section: Section) -> str:
    """Return the title of SECTION with how many facts there are, by status too."""
    statuses = ", ".join(f"{number} {status}" for status, number in section.statuses)
    alone = len(section.statuses) < 2
    return f"{section.title}: {section.total}" + ("" if alone else f" ({statuses})")


def told(entry: Entry, dossier: Dossier) -> Iterator[str]:
    """Yield what is told of a fact but for its label and sentences, a line each."""
    for words, values in _details(entry):
        yield f"{words}: {listed(values)}"
    yield f"reported: {reported(entry)}"
    if entry.fact != dossier.iri:
        yield f"address: {entry.fact.removeprefix(dossier.base)}"
    for conflict in entry.conflicts:
        yield from _dispute(conflict, entry)
    for reason in entry.merged:
        yield f"taken for one: {one_line(reason)}"
    yield from (_doubt(doubt, dossier) for doubt in entry.doubts)


def _doubt(doubt: Doubt, dossier: Dossier) -> str:
    """Return who or what may be the same, and why."""
    other = f"{one_line(doubt.label)}, {doubt.other.removeprefix(dossier.base)}"
    return f"perhaps the same as {other}: {one_line(doubt.reason)}"


def _details(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is told of a fact that its label doesn't say already."""
    found: dict[str, dict[str, None]] = {}
    for detail in entry.details:
        in_label = all(value.label in entry.label for value in detail.values)
        if not (in_label and detail.name in _IN_LABELS):
            values = found.setdefault(detail.words, {})
            values.update(dict.fromkeys(value.label for value in detail.values))
    for words, values in found.items():
        yield words, tuple(values)


def _dispute(conflict: Conflict, entry: Entry) -> Iterator[str]:
    """Yield what the sides of CONFLICT say, with a sentence of each report."""
    yield f"disputed: {one_line(conflict.label.removesuffix(f': {entry.label}'))}"
    for side in conflict.sides:
        yield f"  {one_line(side.says)}, by {listed(side.articles)}"
        yield from (f"    “{one_line(sentence.text)}”" for sentence in side.sentences)


def reported(entry: Entry) -> str:
    """Return when a fact was reported, by how many sources of their own, and how sure it is."""
    if entry.first and entry.last and entry.first != entry.last:
        when = f"from {entry.first} to {entry.last}"
    else:
        when = entry.first or "without a date"
    known = [when]
    if entry.sources is not None:
        known.append(counted(entry.sources, "independent source"))
    if entry.confidence is not None:
        known.append(f"confidence {entry.confidence:g}")
    return ", ".join(known)


def quoted(
    sentences: Iterable[Sentence], status: str | None
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the sentences that one article says in a row, and where and on whose word they stand.

    What a sentence's report says of it (`Planned`) is told where it isn't STATUS.
    """
    for where, same in groupby(sentences, key=lambda sentence: source(sentence, status)):
        yield tuple(one_line(sentence.text) for sentence in same), where


def source(sentence: Sentence, status: str | None = None) -> str:
    """Return where a sentence stands, on whose word, and what it says where that isn't STATUS."""
    known = source_of(sentence)
    if sentence.status and sentence.status != status:
        return f"{known}, told as {sentence.status}"
    return known


def named(naming: Naming) -> str:
    """Return what an article calls someone, and where it stands."""
    names = ", ".join(f"“{one_line(name)}”" for name in naming.names)
    where = place_of(naming.headline, naming.outlet, naming.published, naming.url, naming.article)
    return f"{names}: {where}"


def cut(section: Section) -> str:
    """Return how many facts of SECTION are left out, nothing if all are told."""
    return omitted(section.total - len(section.entries))


def omitted(number: int) -> str:
    """Return that so many more there are, and how they are got; nothing if there are none."""
    return f"{number} more; --limit or --all tells them" if number else ""


def left(entry: Entry, dossier: Dossier) -> str:
    """Return how many sentences of ENTRY are left out, and how they are got."""
    address = entry.fact.removeprefix(dossier.base)
    return f"{counted(entry.omitted, 'more sentence')}: kg explain {address}"


def counted(number: int, what: str) -> str:
    """Return NUMBER of WHAT in words."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def telling(dossier: Dossier) -> tuple[str, ...]:
    """Return the aliases that differ from the label and each other in more than spelling."""
    spelt = {normalised(name): name for name in reversed(dossier.aliases)}
    spelt.pop(normalised(dossier.label), None)
    names = tuple(sorted(spelt.values()))
    if len(names) <= _ALIASES:
        return names
    return (*names[:_ALIASES], f"and {len(names) - _ALIASES} more")


def listed(values: Iterable[str]) -> str:
    """Return VALUES on one line."""
    return "; ".join(map(one_line, values))


def one_line(text: str) -> str:
    """Return TEXT with its line ends and runs of space as single spaces."""
    return " ".join(text.split())
