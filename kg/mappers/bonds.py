"""Map alliances, the general reading: a word of alliance and the parties in its argument places.

The places are the same for all words of a sort: before it ("the Foo-Bar alliance", "Foo's ally"),
behind it ("alliance with Foo", "of Foo and Bar", "allies such as Foo"), and the clause's subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.mappers.article import Article
from kg.mappers.doers import doers
from kg.mappers.lines import BARE, GOVERNED, JOIN, ONE, Line
from kg.mappers.marks import data, is_front, is_party
from kg.mappers.pacts import Pattern, put
from kg.mappers.stances import standing
from kg.model import Entity
from kg.vocabulary import AllianceStatus

_WORD = r"(?!(?:{stop}) )[\w.’'&-]+ "
_BRACKET = r"(?: \( [^()]{1,40} \))?"


@dataclass(frozen=True, slots=True)
class Bond:
    """What one word of alliance tells: parties together, in named alliances where it has any."""

    match: re.Match[str]
    members: list[Entity]
    fronts: list[Entity]
    status: AllianceStatus


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of alliance in a sentence, with what its arguments are read from."""

    article: Article
    read: Line
    match: re.Match[str]
    last: list[Entity]
    implied: list[Entity]

    @property
    def before(self) -> str:
        """Return the words of its clause before it."""
        return self.read.text[self.read.clause(self.match.start()) : self.match.start()]

    def behind(self, name: str) -> re.Match[str] | None:
        """Return what a place of the lexicon, with its list, finds right behind the word."""
        return _places()[name].match(self.read.text, self.match.end())

    def ahead(self, name: str) -> re.Match[str] | None:
        """Return what a place of the lexicon, with its list, finds right before the word."""
        found = None
        for found in _places()[name].finditer(self.before):  # noqa: B007
            pass
        return found

    def doers(self) -> list[Entity]:
        """Return the parties of the verb's subject: those right before it, else the clause's.

        Else, where its clause names nobody, those of the clause before, or behind the comma that
        closes an opening phrase: "hoping for a pact with the Foos, the Bars".
        """
        right_before = self.ahead("subject")
        governed = right_before and GOVERNED.search(self.before[: right_before.start()])
        near = [] if governed else self.acting(right_before)
        found = near or doers(self.article, self.read, _SUBJECT, self.match, self.last)
        if found or _MARK.search(self.before):
            return [e for e in found if is_party(e)]
        begin = self.read.clause(self.match.start())
        found = self.read.subject(begin - 2, party=False) if begin > 2 else []
        opened = _places()["main subject"].search(self.read.text, self.match.end())
        found = found or (self.acting(opened) if begin <= 2 else [])
        return found or (self.last if _THEY.match(self.before) else [])

    def acting(self, found: re.Match[str] | None) -> list[Entity]:
        """Return the parties of a list that a place found, people by their party."""
        if not found:
            return []
        return [e for e in self.read.acting(found["list"]) if is_party(e)]


_MANY = ("allies", "partners")
_TOGETHER = ("alliance ", "coalition ", "ruling ")
_MARK = re.compile(r"[{<]\d")
_THEY = re.compile(r"they ")
_SUBJECT = Pattern(re.compile(""), "pact", subject=True)


def bonds(
    article: Article, read: Line, last: list[Entity], implied: list[Entity]
) -> Iterator[Bond]:
    """Yield what the words of alliance in a sentence tell; `last` acted in the one before.

    `implied` is the named alliance whose allies the text speaks of, if it does.

    Example: "{0} and {1} have in the end agreed on a pact": both, planned.
    """
    for sort, find in _triggers().items():
        for match in find.finditer(read.text):
            place = _Place(article, read, match, last, implied)
            for members, definite in _SORTS[sort](place):
                yield from _told(place, members, definite)


def _told(place: _Place, everybody: list[Entity], definite: bool) -> Iterator[Bond]:
    fronts = [e for e in dict.fromkeys(everybody) if is_front(e)]
    members = [e for e in dict.fromkeys(everybody) if not is_front(e)]
    enough = len(members) > 1 or (members and fronts)
    if not enough or len(fronts) > 1:
        return
    match = place.match
    status = standing(place.read, match.start(), match.end(), definite=definite)
    ready = match.group().startswith("work") and status is AllianceStatus.SOUGHT
    if status and not ready:  # "ready to work with the Foos" offers no pact
        yield Bond(match, members, fronts, status)


Found = Iterator[tuple[list[Entity], bool]]


def _noun(place: _Place) -> Found:
    """Yield the parties of a noun of pact: "an alliance of", "the Foo-Bar combine"."""
    own = place.acting(place.ahead("pair")) or place.acting(place.ahead("adjoining"))
    partners = place.acting(place.behind("with"))
    made = place.acting(place.behind("made of"))
    led = place.acting(place.behind("led"))
    front = [e for e in place.acting(place.ahead("named")) if is_front(e)]
    if partners:
        who = own or place.acting(place.ahead("owner")) or place.doers()
        yield [*who, *partners] if who else [], bool(own)
    elif made or (led and front):
        whose = place.doers() if place.ahead("owned") and not own else []
        yield [*whose, *own, *made, *led, *front], bool(own or front or whose)
    elif led and place.ahead("joined"):
        who = place.doers()
        yield [*who, *led] if who else [], False
    elif len(own) > 1:
        yield own, True
    elif place.ahead("governing") and not place.behind("somebody"):
        together = [e for e in place.doers() if not is_front(e)]
        yield together if len(together) > 1 else [], False


def _rule(place: _Place) -> Found:
    """Yield the parties whose government it is: "the Foo-Bar government"."""
    own = [e for e in place.acting(place.ahead("pair")) if not is_front(e)]
    yield own if len(own) > 1 else [], True


def _verb(place: _Place) -> Found:
    """Yield the parties of a verb of pact: "Foo ties up with Bar", "Foo and Bar unite"."""
    objects = place.acting(place.ahead("object"))
    alone = place.match.group() == "together"  # "forced the Foos and Bars together"
    who = objects if alone else objects or place.doers()
    partners = place.acting(place.behind("with"))
    front = [e for e in place.acting(place.behind("within")) if is_front(e)]
    yield [*who, *partners, *front] if who else [], False


def _ally(place: _Place) -> Found:
    """Yield an ally and its host: "Foo's ally Bar", "Bar, a partner in the Foo-led front"."""
    of = place.acting(place.behind("host behind"))
    owner = place.acting(place.ahead("owner")) or place.acting(place.ahead("host"))
    hosts = (owner or of)[-1:]
    own = place.ahead("own")
    if own and (not hosts or is_front(hosts[0])):
        hosts += (place.doers() or place.read.nearest(place.match.start() - len(own[0])))[:1]
    allies = place.acting(place.behind("apposed"))
    met = place.implied and place.ahead("hostless met")
    if not hosts and (place.ahead("hostless") or met):
        yield [*place.implied, *_hostless(place, allies)], True
        return
    if own and not allies and place.match.group() in _MANY:  # "the Foos and their allies"
        yield [*place.implied, *hosts], True
        return
    if not hosts:  # "alliance partners like the Foos and the Bars"
        yield allies if place.match.group().startswith(_TOGETHER) else [], True
        return
    if of and not allies:
        allies = place.acting(place.ahead("apposition"))
    allies = [e for e in allies if e not in hosts]
    if is_front(hosts[0]):
        yield [*hosts, *allies], True
    else:
        yield from (([*hosts, ally], True) for ally in allies)


def _hostless(place: _Place, named: list[Entity]) -> list[Entity]:
    """Return who is called an ally of nobody named: "the Foos, a key ally,", "joined other allies".

    `named` are those behind the word, whom others may be with: "the Foos, along with ally Bar".
    """
    if named:
        return [*(place.doers() if place.ahead("companion") else []), *named]
    return place.acting(place.ahead("apposition")) or place.acting(place.ahead("joining"))


def _prop(place: _Place) -> Found:
    """Yield a government and who keeps it in office: "the Foo government needs Bar's support"."""
    backers = place.acting(place.behind("backer")) or place.acting(place.ahead("owner"))
    behind = place.acting(place.behind("ruled behind"))
    ruled = place.acting(place.ahead("ruled")) or behind
    if not backers and behind:
        backers = place.doers()
    if backers and ruled:
        yield [*ruled[-1:], *(e for e in backers if e not in ruled)], True


_SORTS = {"noun": _noun, "rule": _rule, "verb": _verb, "ally": _ally, "prop": _prop}


@cache
def _triggers() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in data()["triggers"].items()}


@cache
def _places() -> dict[str, re.Pattern[str]]:
    """Return the argument places, WORD, LIST, LOOSE and ONE spelt out."""
    word = _WORD.format(stop=data()["no_list"])
    loose = rf"(?:{word}){{0,3}}?"
    anybody = rf"(?:{ONE}|{loose}<\d+>{_BRACKET})"
    parts = {
        "WORD": f"(?:{word})",
        "LOOSE": rf"(?P<list>{anybody}(?:(?: '?s)?(?:{JOIN}| with ){anybody})*)",
        "LIST": rf"(?P<list>{ONE}(?:{JOIN}{ONE})*)",
        "PAIR": rf"(?P<list>{BARE}(?: (?:(?:-|–|/)(?:\w+)? ?)?{BARE})*)",
        "TOGETHER": rf"(?P<list>{BARE}(?:(?: ,)?(?: and| &| -|) (?:the )?{BARE})*)",
        "ONE": rf"(?P<list>{ONE})",
        "MARK": r"(?P<list>\{\d+\})",
    }
    return {name: re.compile(_spelt(words, parts)) for name, words in data()["places"].items()}


def _spelt(pattern: str, parts: dict[str, str]) -> str:
    for part, words in parts.items():
        pattern = put(pattern, part, words)
    return pattern
