"""Link: parties, alliances and bodies that only the article names or defines in passing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.linking.chunks import ORG, WORD, Chunk, Chunks
from kg.linking.gazetteer import Entry
from kg.linking.lexicon import words
from kg.linking.names import Cast
from kg.model import Entity
from kg.text import Sentence, Tokens
from kg.text.slugs import slug
from kg.vocabulary import EntityKind

_KINDS = {
    Cast.PARTY: EntityKind.PARTY,
    Cast.ALLIANCE: EntityKind.ALLIANCE,
    Cast.BODY: EntityKind.BODY,
    Cast.COMPANY: EntityKind.BODY,
}
_LONGEST_ACRONYM = 8


@dataclass(slots=True)
class LocalNames:
    """The article's own organisations, by their names and the acronyms defined for them.

    Example: "the Foo Party (FP)" makes FP the Foo Party in the rest of the article.
    """

    by_form: dict[str, Entity] = field(default_factory=dict)

    def add(
        self, label: str, cast: Cast, of: Entity | None = None, area: Entity | None = None
    ) -> Entity:
        """Return the organisation of a name, the same one for the same name."""
        known = self.by_form.get(label)
        if known:
            return known
        entity = Entity(_KINDS[cast], slug(label), label, area=area, group_of=of)
        self.by_form[label] = entity
        return entity

    def define(self, acronym: str, entity: Entity) -> None:
        """Let an acronym name an organisation."""
        self.by_form.setdefault(acronym, entity)


def acronym_after(tokens: Tokens, first: int, last: int) -> str | None:
    """Return the acronym in brackets after the name at first..last, if it may be the name's.

    Example: "National Alliance Committee (NAC)" gives "NAC".
    """
    behind = tokens.texts[last : last + 3]
    if len(behind) < 3 or behind[0] != "(" or behind[2] != ")":
        return None
    short = behind[1]
    letters = [c for c in short if c.isupper()]
    if not len(letters) >= 2 or len(short) > _LONGEST_ACRONYM or short.islower():
        return None
    initials = {text[0].upper() for text in tokens.texts[first:last]}
    return short if letters[0] in initials and sum(c in initials for c in letters) >= 2 else None


def redefine(chunks: list[Chunks], sentences: tuple[Sentence, ...]) -> None:
    """Let an acronym name what the article says it does, from there on.

    Examples: after "Bangladesh Jatiya Party (BJP)" the BJP is no party of India, after "Consumer
    Price Index (CPI)" the CPI is none at all.
    """
    defined: dict[str, tuple[Entry, ...]] = {}
    for number, tagged in enumerate(chunks):
        if not defined and "(" not in sentences[number].vocabulary:
            continue
        tokens = sentences[number].tokens
        for chunk in list(tagged.known.values()):
            if chunk.kind != ORG:
                continue
            if acronym := acronym_after(tokens, chunk.first, chunk.last):
                defined.setdefault(acronym, chunk.entries)
            form = tokens.text(chunk.first, chunk.last)
            if spelt := _spelt_out(tokens, chunk):
                meant = tuple(e for e in chunk.entries if _is_alike(e, spelt))
                defined.setdefault(form, meant)
            entries = defined.get(form, chunk.entries)
            if not entries:
                tagged.rename(chunk.first, WORD)
            elif entries != chunk.entries:
                tagged.put(replace(chunk, entries=entries))


def _spelt_out(tokens: Tokens, chunk: Chunk) -> frozenset[str]:
    """Return the words before an acronym in brackets whose initials it has; none if there aren't.

    Example: before "CPI" in "the Consumer Price Index (CPI)" they are "consumer", "price", "index".
    """
    opened, closed = chunk.first - 1, chunk.first + 1
    if chunk.last != closed or opened < 0:
        return frozenset()
    if tokens.texts[opened] != "(" or tokens.texts[closed : closed + 1] != (")",):
        return frozenset()
    left, spelt = tokens.texts[chunk.first], set()
    for at in range(opened - 1, -1, -1):
        if left and tokens.texts[at][0] == left[-1]:
            left = left[:-1]
            spelt.add(tokens.lows[at])
        elif not left or tokens.lows[at] not in words().function:
            break
    return frozenset() if left else frozenset(spelt)


def _is_alike(entry: Entry, spelt: frozenset[str]) -> bool:
    """Say whether words may be a name of an entry's: half of them are in one that it has."""
    return any(2 * len(spelt & {*form.lower().split()}) >= len(spelt) for form in entry.forms)
