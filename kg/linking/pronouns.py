"""Link, last step: whom "he" and "she" stand for, by sex, place and whose words they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.linking.lexicon import words
from kg.linking.mentions import Mention, MentionKind
from kg.model import Entity
from kg.text import Sentence, Story
from kg.vocabulary import EntityKind

_HE, _SHE = frozenset(("he", "him")), frozenset(("she", "her"))
_BEHIND_OBJECT = frozenset(("twice", "again", "on", "in", "at", "and", "here", "to"))
_GOVERNING = frozenset(
    "as like unlike under than with by of to for from against between about on".split()
)
_FAR = 300  # people back at whom a pronoun may point; all of a long text's would take the square
_RECENT = 3  # sentences in which a woman for certain comes before one who may be
_BESIDE = 2  # tokens between a pronoun and whom its verb tells of as somebody else


@dataclass(slots=True)
class Pronouns:
    """Whom an article has spoken of, sentence by sentence, and so whom a pronoun stands for.

    `subject` is the one whom the last sentence with people in it was about, `alone` the same where
    nobody else did anything in it, `seen` the last sentence that names each, `feminine` whose sex
    is known, by slug.
    """

    story: Story
    feminine: dict[str, bool]
    subject: Entity | None = None
    alone: Entity | None = None
    seen: dict[Entity, int] = field(default_factory=dict)
    _earlier: list[Entity] = field(default_factory=list)

    def antecedent(
        self, number: int, mention: Mention, before: list[Mention], rest: Sequence[Mention]
    ) -> Entity | None:
        """Return whom a pronoun stands for; BEFORE and REST are the sentence's other mentions.

        Not who is named right beside it ("Sen met her", "he met Sen"), nor, in a quotation, who
        speaks it.
        """
        sentence = self.story.sentences[number]
        word = sentence.tokens.lows[mention.first]
        if word not in _HE | _SHE:
            return None
        barred = {
            *self._beside(word, mention, before, rest),
            *self._speakers(sentence, mention, [*before, *rest]),
        }
        candidates = list(self._candidates(sentence, mention, before))
        if not before:
            candidates[:0] = self._named_later(sentence, mention, rest)
        if word in _SHE:  # a woman for certain comes before one who may be
            here = {m.entity for m in before}
            candidates.sort(key=lambda e: not self._is_near_woman(e, number, e in here))
        for entity in candidates:
            if entity in barred:
                continue
            if self.feminine.setdefault(entity.slug, word in _SHE) == (word in _SHE):
                return entity
        return None

    def _candidates(
        self, sentence: Sentence, mention: Mention, before: list[Mention]
    ) -> Iterator[Entity]:
        """Yield whom a pronoun may stand for, the likeliest first.

        The first person of the sentence in the same words (a quotation's or the writer's), else
        whose a thing is there ("Sen's visit, on which he"); whom the sentence before was about.
        """
        own = [m for m in before if self._quoted(m) == self._quoted(mention)]
        others = [m for m in before if self._quoted(m) != self._quoted(mention)]
        near = [m for m in own if self._may_be_subject(sentence, m)]
        owners = [m for m in own if m.kind is MentionKind.PERSON and m.owner]
        if owners[:1] == own[:1] and near and _governed(sentence, near[0]):
            near = [*owners, *near]  # "Sen's talks with Das put him"
        if self._quoted(mention):
            near += [m for m in others if self._may_be_subject(sentence, m)]
        yield from (m.entity for m in (near or owners) if m.entity)
        yield from (entity for entity in (self.subject,) if entity)
        yield from reversed(self._earlier[-_FAR:])

    def _named_later(
        self, sentence: Sentence, mention: Mention, rest: Sequence[Mention]
    ) -> list[Entity]:
        """Return who is named only in the main clause: "hours before he met Das, Sen said"."""
        tokens = sentence.tokens
        opens = not words().subordinating.isdisjoint(tokens.lows[: mention.first])
        for other in rest if opens else ():
            named = other.kind is MentionKind.PERSON and not other.owner and other.entity
            comma = tokens.texts[other.first - 1] == ","
            if named and comma and self._quoted(other) == self._quoted(mention):
                verb = tokens.lows[other.last] if other.last < len(tokens) else ""
                acts = verb in _speaking() | words().finite or verb.endswith("ed")
                return [named] if acts else []
        return []

    def _may_be_subject(self, sentence: Sentence, mention: Mention) -> bool:
        """Say whether a name, or "he", is one to which another pronoun may go back."""
        told = sentence.tokens.lows[mention.first] in ("he", "she")
        return not mention.owner and (mention.kind is MentionKind.PERSON or told)

    def _is_near_woman(self, entity: Entity, number: int, here: bool) -> bool:
        near = here or number - self.seen.get(entity, number) <= _RECENT
        return near and bool(self.feminine.get(entity.slug))

    def _beside(
        self, word: str, mention: Mention, before: list[Mention], rest: Sequence[Mention]
    ) -> Iterator[Entity | None]:
        """Yield who stands beside a pronoun as somebody else: "Sen met her", "he met Sen"."""
        last, following = before[-1:], rest[:1]
        if word in ("him", "her") and last and mention.first - last[0].last <= _BESIDE:
            yield last[0].entity if last[0].kind is not MentionKind.PRONOUN else None
        if word in ("he", "she") and following and not following[0].owner:
            apart = following[0].first - mention.last
            if 0 < apart <= _BESIDE and following[0].kind is MentionKind.PERSON:
                yield following[0].entity

    def _speakers(
        self, sentence: Sentence, mention: Mention, others: Sequence[Mention]
    ) -> Iterator[Entity | None]:
        """Yield who speaks the quotation in which a pronoun stands: "he" is somebody else there."""
        if not self._quoted(mention):
            return
        lows = sentence.tokens.lows
        for other in others:
            beside = {
                *lows[max(0, other.first - 1) : other.first],
                *lows[other.last : other.last + 1],
            }
            if not beside.isdisjoint(_speaking()) and not self._quoted(other):
                yield other.entity

    def _quoted(self, mention: Mention) -> bool:
        return self.story.quoted(mention.name.start, mention.name.end) is not None

    def remember(self, number: int, sentence: Sentence, mentions: list[Mention]) -> None:
        """Remember whom the sentence is about: its first person whom no preposition governs."""
        people = [
            m
            for m in mentions
            if m.entity
            and m.entity.kind is EntityKind.PERSON
            and not m.owner
            and not self._quoted(m)
        ]
        free = [m for m in people if not _governed(sentence, m)]
        opens = [m for m in mentions[:1] if m.owner and m.first <= 1 and m.kind in "P"]
        for mention in (free or people or opens)[:1]:  # "Sen's journey is part of the plan"
            self.subject = mention.entity
        acting = {m.entity for m in free}
        self.alone = self.subject if acting == {self.subject} else None
        for mention in mentions:
            if mention.entity:
                self.seen[mention.entity] = number
        self._earlier += [
            m.entity for m in people if m.entity and m.entity not in self._earlier[-1:]
        ]


def is_object_her(lows: Sequence[str], at: int) -> bool:
    """Say whether the "her" at a token is an object: "met her twice", not "her twice-won seat"."""
    after = lows[at + 1] if at + 1 < len(lows) else "."
    return not after[0].isalpha() or after in _BEHIND_OBJECT


@cache
def _speaking() -> frozenset[str]:
    """Return the verbs of speech that stand beside a speaker's name."""
    return words().said | words().cue - {"met", "who"}


def _governed(sentence: Sentence, mention: Mention) -> bool:
    """Say whether a preposition stands before a mention."""
    at, tokens = mention.first - 1, sentence.tokens
    while at > 0 and (tokens.lows[at] == "the" or tokens.texts[at][0].isupper()):
        at -= 1  # "known as the Foo Sen"
    return at >= 0 and tokens.lows[at] in _GOVERNING
