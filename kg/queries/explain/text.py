"""Step explain, text: a dossier as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from kg.queries.evidence import Sentence
from kg.queries.explain.model import Dossier, Entry
from kg.queries.names import normalised

_ALIASES = 8  # that are shown


def as_text(dossier: Dossier) -> str:
    """Return DOSSIER as plain text, each sentence below the fact that it says."""
    return "\n".join(_lines(dossier)) + "\n"


def _lines(dossier: Dossier) -> Iterator[str]:
    """Yield the lines of the text."""
    yield one_line(f"{dossier.label} ({dossier.kind})")
    yield from (f"  {line}" for line in about(dossier))
    for section in dossier.sections:
        yield ""
        yield section.title
        for entry in section.entries:
            yield ""
            yield f"  {one_line(entry.label)}"
            yield from (f"    {line}" for line in told(entry))
            for sentence in entry.sentences:
                yield f"    “{one_line(sentence.text)}”"
                yield f"      {source(sentence)}"


def about(dossier: Dossier) -> Iterator[str]:
    """Yield what is said of the subject itself, a line each."""
    yield dossier.iri
    if dossier.aliases:
        yield f"also called: {listed(_telling(dossier))}"
    if dossier.belongs:
        yield f"of: {listed(dossier.belongs)}"
    for reason in dossier.merged:
        yield f"taken for one: {one_line(reason)}"
    if dossier.min_confidence is not None:
        yield f"only facts of a confidence of {dossier.min_confidence:g} or more"
    elif not dossier.sections:
        yield "no article reports anything of it"


def told(entry: Entry) -> Iterator[str]:
    """Yield what is told of a fact but for its label and sentences, a line each."""
    for words, values in entry.details:
        yield f"{words}: {listed(values)}"
    yield f"reported: {reported(entry)}"
    for conflict in entry.conflicts:
        yield f"disagreement: {one_line(conflict.label)}"
        for side in conflict.sides:
            yield f"  {one_line(side.says)}, by {listed(side.articles)}"
    for reason in entry.merged:
        yield f"taken for one: {one_line(reason)}"
    for doubt in entry.doubts:
        yield f"perhaps the same: {one_line(doubt.label)} ({one_line(doubt.reason)}), {doubt.other}"


def reported(entry: Entry) -> str:
    """Return when a fact was reported, by how many sources of their own, and how sure it is."""
    if entry.first and entry.last and entry.first != entry.last:
        when = f"from {entry.first} to {entry.last}"
    else:
        when = entry.first or "without a date"
    known = [when]
    if entry.sources is not None:
        known.append(f"{entry.sources} independent source{'' if entry.sources == 1 else 's'}")
    if entry.confidence is not None:
        known.append(f"confidence {entry.confidence:g}")
    return ", ".join(known)


def source(sentence: Sentence) -> str:
    """Return where a sentence stands, and on whose word."""
    known = [one_line(p) for p in (sentence.outlet, sentence.headline, sentence.url) if p]
    known = known or [sentence.article]
    if sentence.published:
        known.append(sentence.published)
    if sentence.attribution:
        known.append(f"on the word of {one_line(sentence.attribution)}")
    return ", ".join(known)


def _telling(dossier: Dossier) -> tuple[str, ...]:
    """Return the aliases that differ from the label and each other in more than spelling."""
    spelt = {normalised(name): name for name in reversed(dossier.aliases)}
    spelt.pop(normalised(dossier.label), None)
    names = tuple(sorted(spelt.values()))
    if len(names) <= _ALIASES:
        return names
    return (*names[:_ALIASES], f"and {len(names) - _ALIASES} more")


def listed(values: tuple[str, ...]) -> str:
    """Return VALUES on one line."""
    return "; ".join(map(one_line, values))


def one_line(text: str) -> str:
    """Return TEXT with its line ends and runs of space as single spaces."""
    return " ".join(text.split())
