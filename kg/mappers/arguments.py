"""Map alliances, the general reading's first step: a word of alliance and its argument places.

The places are the same for all words of a sort: before it ("the Foo-Bar alliance", "Foo's ally"),
behind it ("alliance with Foo", "of Foo and Bar", "allies such as Foo"), and the clause's subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kg.mappers.apart import apart, leading
from kg.mappers.article import Article
from kg.mappers.before import Before
from kg.mappers.doers import doers
from kg.mappers.lines import BARE, GOVERNED, JOIN, ONE, Line
from kg.mappers.marks import data, is_front, is_party
from kg.mappers.pacts import Pattern
from kg.mappers.spelling import spelt_out
from kg.model import Entity

_WORD = r"(?!(?:{stop}) )(?=\S*\w)[\w.’'&-]+ "
_BRACKET = r"(?: \( [^()]{1,40} \))?"
_LISTED = re.compile(r"[})] (?:, )?(?:and|or|&|as well as|,) ")
_MARK = re.compile(r"[{<]\d")
_DENYING = re.compile(r" (?:not|n't|never|no|be|being) ")
_SUBJECT = Pattern(re.compile(""), "pact", subject=True)


_REACH = 500  # characters before a word in which lists of whom it is of are looked for


@dataclass(frozen=True, slots=True)
class Place:
    """A word of alliance in a sentence, with what its arguments are read from."""

    article: Article
    read: Line
    match: re.Match[str]
    told: Before
    implied: list[Entity]
    unnamed: list[Entity]
    peers: list[Entity] = field(default_factory=list)

    @property
    def before(self) -> str:
        """Return the words of its clause before it."""
        return self.read.text[self.read.clause(self.match.start()) : self.match.start()]

    def behind(self, name: str) -> re.Match[str] | None:
        """Return what a place of the lexicon, with its list, finds right behind the word."""
        return _places()[name].match(self.read.text, self.match.end())

    def ahead(self, name: str) -> re.Match[str] | None:
        """Return what a place of the lexicon, with its list, finds right before the word."""
        found, before = None, self.before
        for found in _places()[name].finditer(before, max(0, len(before) - _REACH)):  # noqa: B007
            pass
        return found

    def apposed(self) -> re.Match[str] | None:
        """Return what the word is said of, before it and whose it is: "Foo, once Bar's ally"."""
        owner = self.ahead("owner") or self.ahead("host")
        before = self.before[: owner.start()] if owner else self.before
        found = None
        for found in _places()["apposition"].finditer(before):  # noqa: B007
            pass
        return found

    def owned(self) -> bool:
        """Say whether what the word is said of only owns what is meant: "ally Foo's rival"."""
        apposed = self.behind("apposed")
        return apposed is not None and self.read.text.startswith((" 's ", " ' "), apposed.end())

    def counting(self) -> tuple[list[Entity], list[Entity]] | None:
        """Return who is told to have others as what the word says: "has Foo and Bar as allies"."""
        found = _places()["counted"].search(self.read.text[: self.match.start()])
        listed = self.acting(found)
        if not found or not listed:
            return None
        who = self.read.subject(found.start(), party=False)
        who = who or self.acting(_places()["main subject"].match(self.read.text, self.match.end()))
        return [e for e in who if e not in listed][-1:], listed

    def denying(self) -> list[Entity]:
        """Return who is told to be none: "Foo, though never a formal ally of Bar"."""
        near = self.read.text[max(0, self.match.start() - 40) : self.match.start()]
        if not _DENYING.search(near):
            return []
        return self.acting(_places()["denied"].search(self.read.text, 0, self.match.start()))

    def relative(self, name: str) -> list[Entity]:
        """Return who stands before the relative clause of the word: "Foo, with whom Bar allied"."""
        find, end = _places()[name], self.match.start()
        return self.acting(find.search(self.read.text, 0, end)) if self.read.is_relative else []

    def doers(self) -> list[Entity]:
        """Return the parties of the verb's subject: those right before it, else the clause's.

        Else, where its clause names nobody, those of the clause before, or behind the comma that
        closes an opening phrase: "hoping for a pact with the Foos, the Bars".
        """
        right_before = self.ahead("subject")
        governed = right_before and GOVERNED.search(self.before[: right_before.start()])
        near = [] if governed else self.acting(right_before)
        found = near or doers(self.article, self.read, _SUBJECT, self.match, self.told)
        if found or _MARK.search(self.before):
            return [e for e in found if is_party(e)]
        begin = self.read.clause(self.match.start())
        found = self.read.subject(begin - 2, party=False) if begin > 2 else []
        opened = _places()["main subject"].search(self.read.text, self.match.end())
        return found or (self.acting(opened) if begin <= 2 else [])

    def acting(self, found: re.Match[str] | None) -> list[Entity]:
        """Return the parties of a list that a place found, people by their party."""
        if not found:
            return []
        words = found["list"]
        text = self.read.text
        if found.string is not text:
            begin = self.read.clause(self.match.start()) + found.start("list")
            words = leading(words, text[:begin])
        elif found.start("list") >= self.match.end():
            words = apart(words, text[: found.start("list")], text[found.end("list") :])
        listed = [e for e in self.read.acting(words) if is_party(e)]
        if len(listed) > 1 and _LISTED.search(words):
            self.peers.extend(filter(is_front, listed))
        return listed


@cache
def triggers() -> dict[str, re.Pattern[str]]:
    """Return the words of alliance by their sort."""
    return {name: re.compile(words) for name, words in data()["triggers"].items()}


@cache
def _places() -> dict[str, re.Pattern[str]]:
    """Return the argument places, WORD, LIST, LOOSE and ONE spelt out."""
    word = _WORD.format(stop=data()["no_list"])
    loose = rf"(?:{word}){{0,3}}?"
    anybody = rf"(?:{ONE}|{loose}<\d+>{_BRACKET})"
    parts = {
        "WORD": f"(?:{word})",
        "LOOSE": rf"(?P<list>{anybody}(?:(?: '?s)?(?:{JOIN}| with | - ){anybody})*)",
        "LIST": rf"(?P<list>{ONE}(?:{JOIN}{ONE})*)",
        "PAIR": rf"(?P<list>{BARE}(?: (?:(?:-|–|/)(?:\w+)? ?)?{BARE})*)",
        "ONE": rf"(?P<list>{ONE})",
        "MARK": r"(?P<list>\{\d+\})",
    }
    return {name: re.compile(spelt_out(words, parts)) for name, words in data()["places"].items()}
