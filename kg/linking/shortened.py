"""Link: parties and alliances named again by the last word of their name, "the Aghadi"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.linking.chunks import MODIFIER, ORG, OTHER, WORD, Chunk, Chunks
from kg.linking.lexicon import words
from kg.model import Entity
from kg.text import Sentence, Tokens
from kg.vocabulary import EntityKind

_NAMED = (EntityKind.PARTY, EntityKind.ALLIANCE)
_PLAIN = (WORD, MODIFIER)
_OPEN = (*_PLAIN, OTHER, ORG)  # what may turn out to be a name, or one of another entity


class Shortened:
    """Which organisation each last word names, so far as an article is read.

    Example: "the Aghadi" behind "the Maha Vikas Aghadi" or "the MVA"; none behind two of them.
    """

    def __init__(self) -> None:
        self._named: set[Entity] = set()
        self._ending: dict[str, set[Entity]] = {}

    def read(
        self, sentence: Sentence, chunks: Chunks, entities: Mapping[int, Entity]
    ) -> Iterator[tuple[Chunk, Entity]]:
        """Yield what in the next sentence names which organisation again."""
        tokens = sentence.tokens
        again = not words().named_again.isdisjoint(sentence.vocabulary)
        for at in sorted({*chunks.known, *(_ends(chunks, tokens) if again else ())}):
            chunk = chunks.known.get(at) or Chunk(WORD, at, at + 1)
            entity = entities.get(at) if chunk.kind == ORG else None
            if entity in self._named:
                continue
            if _is_short(chunk, tokens):
                if meant := self._meant(tokens, chunk):
                    yield chunk, meant
            elif entity:
                self._learn(entity, [tokens.text(at, chunk.last), *_forms(chunk, entity)])

    def _learn(self, entity: Entity, forms: Iterable[str]) -> None:
        self._named.add(entity)
        for form in forms:
            before, _, last = form.lower().rpartition(" ")
            if before and last in words().named_again:
                self._ending.setdefault(last, set()).add(entity)

    def _meant(self, tokens: Tokens, chunk: Chunk) -> Entity | None:
        """Return what a last word names here; an English one does behind "the" alone."""
        last = chunk.last - 1
        low = tokens.lows[last]
        meant = self._ending.get(low, set())
        if len(meant) != 1 or chunk.kind not in _OPEN or not tokens.texts[last].istitle():
            return None
        if low in words().common and tokens.lows[last - 1 : last] != ("the",):
            return None
        entity = next(iter(meant))
        return entity if entity.kind in _NAMED else None


def _is_short(chunk: Chunk, tokens: Tokens) -> bool:
    """Say whether a chunk is the last word of a name alone, or with its article."""
    *before, last = tokens.lows[chunk.first : chunk.last]
    return before in ([], ["the"]) and last in words().named_again


def _ends(chunks: Chunks, tokens: Tokens) -> list[int]:
    """Return where a last word stands that nothing else begins or goes on with."""
    ends = words().named_again
    return [at for at, low in enumerate(tokens.lows) if low in ends and chunks.kinds[at] in _PLAIN]


def _forms(chunk: Chunk, entity: Entity) -> tuple[str, ...]:
    """Return all names of an entity: "MVA" is one of an Aghadi's."""
    return chunk.entries[0].forms if chunk.entries else (entity.label,)
