"""Map alliances, what came before: who acted, and which named alliance the text is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.mappers.lines import Line
from kg.mappers.marks import is_front, spelt
from kg.model import Entity

HELD = ("attend", "govern", "insider")  # of a named alliance that a sentence before tells of


@dataclass(slots=True)
class Before:
    """What the sentences before one told: who acted, two parties together, who met and rules.

    `ruler` is the party whose head's coalition the text speaks of: "Sen's coalition government".
    """

    meeting: list[Entity] = field(default_factory=list)
    governing: list[Entity] = field(default_factory=list)
    ruler: list[Entity] = field(default_factory=list)
    allied: list[Entity] = field(default_factory=list)
    _acted: list[Entity] = field(default_factory=list)
    _unread: list[Line] = field(default_factory=list)  # for who acts in them: few are ever asked
    _naming: Line | None = None

    def take(self, read: Line) -> None:
        """Take in the named alliances that a sentence tells to meet and to govern."""
        self.meeting = last_front(read, "met") or self.meeting
        self.governing = last_front(read, "governing") or self.governing
        self.ruler = ruler(read) or self.ruler
        self.allied = last_front(read, "allied") or self.allied

    def host(self, kind: str) -> list[Entity]:
        """Return the alliance whose meeting, government or allies a kind of pattern is about."""
        governing = self.governing or self.ruler
        return {"attend": self.meeting, "govern": governing, "insider": self.allied}[kind]

    def follow(self, read: Line) -> None:
        """Go on behind a sentence."""
        self._unread.append(read)
        if read.names:
            self._naming = read

    @property
    def subject(self) -> list[Entity]:
        """Return who acted last in the sentences before."""
        while self._unread:
            read = self._unread.pop()
            if acting := read.subject(len(read.text), party=False):
                self._acted = acting
                self._unread.clear()
        return self._acted

    @property
    def pair(self) -> list[Entity]:
        """Return the two parties that the last sentence before with names names together."""
        named = self._naming.pairs() if self._naming else []
        both = [p for p in named if len(p) == 2 and not any(map(is_front, p))]
        return both[-1] if both else []


def ruler(read: Line) -> list[Entity]:
    """Return the party of whoever a coalition is said to be, the last in a sentence."""
    found = [read.acting(m["people"]) for m in spelt("ruler").finditer(read.text)]
    return next((f[:1] for f in reversed(found) if f and not is_front(f[0])), [])


def last_front(read: Line, key: str) -> list[Entity]:
    """Return the last named alliance in what a pattern of the lexicon finds in a sentence."""
    found = [e for m in spelt(key).finditer(read.text) for e in read.parties(m.group())]
    return [e for e in found if is_front(e)][-1:]
