"""Link: parties, alliances and bodies that only the article names or defines in passing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.linking.chunks import ORG, Chunk
from kg.linking.gazetteer import Entry
from kg.linking.names import Cast
from kg.model import Entity
from kg.text import Sentence, Token, text_of
from kg.text.slugs import slug
from kg.vocabulary import EntityKind

_KINDS = {
    Cast.PARTY: EntityKind.PARTY,
    Cast.ALLIANCE: EntityKind.ALLIANCE,
    Cast.BODY: EntityKind.BODY,
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


def acronym_after(tokens: tuple[Token, ...], end: int, of: tuple[Token, ...]) -> str | None:
    """Return the acronym in brackets after a name, if it may be the name's.

    Example: "National Alliance Committee (NAC)" gives "NAC".
    """
    if end + 2 >= len(tokens) or tokens[end].text != "(" or tokens[end + 2].text != ")":
        return None
    short = tokens[end + 1].text
    letters = [c for c in short if c.isupper()]
    if not len(letters) >= 2 or len(short) > _LONGEST_ACRONYM or short.islower():
        return None
    initials = {t.text[0].upper() for t in of}
    return short if letters[0] in initials and sum(c in initials for c in letters) >= 2 else None


def redefine(chunks: list[list[Chunk]], sentences: tuple[Sentence, ...]) -> None:
    """Let an acronym name what the article says it does.

    Example: after "Bangladesh Jatiya Party (BJP)" the BJP is no party of India.
    """
    defined: dict[str, tuple[Entry, ...]] = {}
    for number, tagged in enumerate(chunks):
        if not defined and "(" not in sentences[number].vocabulary:
            continue
        tokens = sentences[number].tokens
        for at, chunk in enumerate(tagged):
            if chunk.kind != ORG or not chunk.entries:
                continue
            cut = tokens[chunk.first : chunk.last]
            if acronym := acronym_after(tokens, chunk.last, cut):
                defined.setdefault(acronym, chunk.entries)
            if entries := defined.get(text_of(cut)):
                tagged[at] = replace(chunk, entries=entries)
