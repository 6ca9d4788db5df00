"""Map alliances, fourth step: words that refer back become marks: "the alliance", "it".

"The alliance" is the named one that the text spoke of last, unless it spoke of one without a name
since; "it" at a sentence's head is the party or alliance that the sentence before began with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.mappers.lines import ONE, Line
from kg.mappers.marks import is_front, spelt
from kg.mappers.tie import Tie
from kg.model import Entity
from kg.vocabulary import AllianceStatus, EntityKind

_OPENING = re.compile(
    rf"(?:\w+ (?:[^,{{<]{{0,60}}|[^,]{{0,30}}) , )?(?P<who>{ONE}) (?:[-–—] (?!\{{))?(?P<next>\S+)"
)
_NAMED = re.compile(r"\{\d+\}(?: \( \S+ \))?")
_PAIRED = re.compile(rf"{ONE} (?:and|or) {ONE}(?! (?:,|and|'s))")
_NO_SUBJECT = re.compile(r"(?:,|'s|'|and|or|&|-led|\(|\)|\{\d+\}|<\d+>|[“”\"‘’.;:])$")


_PAIR = 2
_NEAR = 3  # sentences in which "the alliance" is the one named before
_STAYING = (AllianceStatus.ACTIVE, AllianceStatus.PLANNED)
_TOGETHER = (AllianceStatus.ACTIVE, AllianceStatus.PLANNED, AllianceStatus.ENDED)
# Stands for the pact without a name that the text told of last, until a tie is settled.
PACT = Entity(EntityKind.ALLIANCE, "the-pact", "the pact")


@dataclass(slots=True)
class Referents:
    """What words of the sentences to come may refer back to.

    `front` is the named alliance spoken of last, `since` how many sentences ago, `only` the one
    that the article names if it names no other, `head` the party or alliance that the sentence
    before began with. `pact` are those together in the one without a name that was told of last:
    in an article that names none, "the coalition" is that one, whoever is told to be in it first.
    `two` are the parties of the last sentence that names any.
    """

    only: Entity | None = None
    nameless: bool = False
    front: Entity | None = None
    head: Entity | None = None
    since: int = 0
    pact: list[Entity] = field(default_factory=list)
    two: list[Entity] = field(default_factory=list)

    def settled(self, tie: Tie) -> Tie:
        """Return a tie told of "the alliance", if that has no name, as one of its members.

        Example: after "the Foos and the Bars formed a pact", "the Bars left the pact" is of both.
        """
        if PACT in tie.alliances:
            others, known = [m for m in self.pact if m not in tie.members], len(self.pact)
            if tie.status in _STAYING:
                self.pact = [*self.pact, *(m for m in tie.members if m not in self.pact)]
                self.pact = [m for m in self.pact if m is not PACT]
            leaving = tie.status is AllianceStatus.ENDED
            tie.alliances = [a for a in tie.alliances if a is not PACT]
            told = leaving or len(tie.members) + len(others) > known
            tie.members = [*tie.members, *(others[:1] if leaving else others)] if told else []
        tie.members = [m for m in tie.members if m is not PACT]
        tie.opponents = [m for m in tie.opponents if m is not PACT]
        return tie

    def take(self, told: Iterable[Tie]) -> None:
        """Take in what a sentence told of parties together."""
        for tie in told:
            if not tie.alliances and len(tie.members) > 1 and tie.status in _TOGETHER:
                self.pact = tie.members

    def resolved(self, read: Line) -> Line:
        """Return a sentence with marks for its words that refer back; take in whom it names.

        Example: after "the Bar Front won", "{0} left the alliance" is "{0} left the {1}".
        """
        marked = self._alliances(
            self._both(_said(_latter(self._its(self._object(self._it(read))))))
        )
        self.two = _parties(marked.names) or self.two
        self.since = 0 if any(map(is_front, marked.names)) else self.since + 1
        self.front = self.front if self.since < _NEAR else None
        opening = _OPENING.match(marked.text)
        begun = opening and not _NO_SUBJECT.match(opening["next"])
        named = marked.parties(opening["who"]) if opening and begun else []
        self.head = named[0] if len(named) == 1 else None
        return marked

    def _it(self, read: Line) -> Line:
        found = spelt("it").match(read.text)
        if not (self.head and found):
            return read
        return _put(read, *found.span("it"), self.head)

    def _object(self, read: Line) -> Line:
        """Return a sentence in which "the Bars dumped it" names whom: its subject, or the head.

        In "the Bars left the Foo Front and returned to it" it is the front.
        """
        back = spelt("fold").search(read.text)
        fronts = filter(is_front, read.parties(read.text[: back.start()])) if back else ()
        if back and (front := list(fronts)[-1:]):
            return _put(read, *back.span("it"), front[0])
        found = spelt("object").search(read.text)
        if not found:
            return read
        doing = read.parties(found["who"])
        opened = _OPENING.match(read.text[: found.start()])
        whose = [*(read.parties(opened["who"]) if opened else []), *filter(None, [self.head])]
        meant = next((e for e in whose if e not in doing and not is_front(e)), None)
        return _put(read, *found.span("it"), meant) if meant else read

    def _both(self, read: Line) -> Line:
        """Return a sentence in which "both" and "the two parties" are the two named last."""
        found = spelt("both").search(read.text)
        named = _parties(read.parties(read.text[: found.start()])) if found else []
        two = self.two if set(named) <= set(self.two) else named
        if not found or len(two) != _PAIR:
            return read
        start, end = found.span("they" if found["they"] else "both")
        read = _put(read, start, end, two[0])
        between = read.text.index("}", start) + 1
        joined = replace(
            read,
            text=f"{read.text[:between]} and {read.text[between:]}",
            offsets=(
                *read.offsets[:between],
                *(read.offsets[start],) * len(" and "),
                *read.offsets[between:],
            ),
        )
        return _put(joined, between + len(" and "), between + len(" and "), two[1])

    def _its(self, read: Line) -> Line:
        """Return a sentence in which "its constituents include" names the front before it.

        At a sentence's head it may be a party's allies too: "Its allies include the Foos".
        """
        found = spelt("its").search(read.text)
        named = read.parties(read.text[: found.start()]) if found else []
        whose = named[-1] if named else self.head
        if not found or not whose or (named and not is_front(whose)):
            return read
        return _put(read, *found.span("its"), whose)

    def _alliances(self, read: Line) -> Line:
        """Return a sentence in which "the alliance" is a mark, by what it names before that."""
        done = 0
        while found := spelt("referring").search(read.text, done):
            done = found.end()
            mark = found["mark"]
            if mark:
                entity = read.names[int(mark)]
                self.front = entity if is_front(entity) else self.front
            elif found["unnamed"]:
                self.front, self.pact = None, [] if found["other"] else self.pact
            elif front := self._meant(found["kind"] or ""):
                start, end = found.span("noun")
                read = _put(read, start, end, front)
                done = start + 1
        return read

    def _meant(self, kind: str) -> Entity | None:
        """Return which alliance "the alliance" is, the pact without a name included."""
        nameless = PACT if self.nameless and not kind.startswith("opposition") else None
        if kind:
            return self.only or nameless
        return self.front or (PACT if self.pact else nameless)


def _parties(named: Iterable[Entity]) -> list[Entity]:
    """Return the parties among what is named, each once, no alliances."""
    return [e for e in dict.fromkeys(named) if not is_front(e)]


def _latter(read: Line) -> Line:
    """Return a sentence in which "the latter" is the second of the two parties before it."""
    found = spelt("latter").search(read.text)
    pairs = _PAIRED.findall(read.text[: found.start()]) if found else []
    named = read.parties(pairs[-1]) if pairs else []
    if not found or len(named) != _PAIR:
        return read
    return _put(read, *found.span("which"), named[found["which"] == "the latter"])


def _said(read: Line) -> Line:
    """Return a sentence in which what a party says of itself names it: "it would join hands"."""
    for who in _NAMED.finditer(read.text):
        found = spelt("own_words").match(read.text, who.end())
        named = read.parties(who.group()) if found else []
        if found and len(named) == 1:
            return _put(read, *found.span("it"), named[0])
    return read


def _put(read: Line, start: int, end: int, entity: Entity) -> Line:
    """Return a line with a mark for an entity in place of words of it."""
    mark = f"{{{len(read.names)}}}"
    return replace(
        read,
        text=read.text[:start] + mark + read.text[end:],
        offsets=(
            *read.offsets[:start],
            *(read.offsets[start],) * len(mark),
            *read.offsets[end:],
        ),
        names=(*read.names, entity),
    )
