"""Link: where the phrases of the grammar begin and end, by the words around them too."""

from __future__ import annotations

import re

from kg.linking.chunks import (
    AND,
    CLOSE,
    COMMA,
    DETERMINER,
    MARK,
    NAME,
    NUMBER,
    OF,
    OPEN,
    PREPOSITION,
    WORD,
)
from kg.linking.grammar import (
    AIMED,
    AS_PARTED,
    CLOSED,
    NAMED,
    PAIRED,
    PARTED,
    PHRASE,
    STYLED,
    TWICE,
)
from kg.linking.lexicon import words
from kg.linking.offices import OfficeReader

# The patterns to be tried, by the letter at which they begin; the first that matches wins.
_PATTERNS = {"d": (TWICE, PHRASE), "H": (STYLED, PHRASE), **dict.fromkeys("OLA", (CLOSED, PHRASE))}
_ANYWHERE = (PHRASE,)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_LEADING = frozenset(("the", "a", "an", "next", "then", "now"))
_ASIDE = 5  # chunks in brackets: "(D-Foo.)"


class PhraseMatcher(OfficeReader):
    """Finds the extent of each noun phrase of a sentence."""

    def _match(self, at: int) -> re.Match[str] | None:
        """Return the phrase at a chunk; an office that a comma parts from a name may be its own.

        Example: "after taking oath as a minister, Sen left", "to the president, Sen wrote".
        """
        if self._is_post(at) and (office := AIMED.match(self._letters, at)):
            return PHRASE.match(self._letters, at, office.end())
        state = self._is_state(at) or (at > 0 and self._is_state(at - 1))
        patterns = () if state else _PATTERNS.get(self._letters[at], _ANYWHERE)
        match = None
        for pattern in patterns:
            if match := pattern.match(self._letters, at):
                break
        if match is None or match["person"] is None:
            return match and self._without_purpose(match)
        match = self._described(match)
        if match["person"] is None:
            return match
        if ends := self._own(at, match):
            return PHRASE.match(self._letters, at, ends)
        closed = self._letters[match.end() : match.end() + 1] == COMMA
        taking = at > 0 and self._word(at - 1) in words().taking
        if (
            taking
            and not (closed and self._word(at - 1) == "as")
            and (comma := AS_PARTED.match(match["person"]))
        ):
            return PHRASE.match(self._letters, at, at + comma.end("office"))
        if self._letters[at] != DETERMINER:
            return match
        comma = PARTED.match(match["person"])
        if comma and (self._is_governed(at, match) or self._word(at) in ("a", "an")):
            return PHRASE.match(self._letters, at, at + comma.end("office"))
        return match

    def _is_post(self, at: int) -> bool:
        """Say whether a post is told of by its title: "for the office of mayor, Sen said"."""
        if at < 2 or self._letters[at - 1] != OF:
            return False
        aimed = at > 3 and self._word(at - 4) in ("for", "to")  # no "the office of the mayor, Sen"
        return aimed and self._word(at - 2) in words().post

    def _own(self, at: int, match: re.Match[str]) -> int:
        """Return where a phrase ends whose further offices are no name's in it, 0 for none.

        Examples: "who may be the next PM, and Foo chief Sen", "Sen, the president warned",
        "Sen (MP)".
        """
        if match["after"] and self._is_state(match.start("after")):
            return match.start("after")
        further = self._letters.find(COMMA + AND, at, match.end())
        if further > 0 and self._is_predicate(at):
            return further
        if (match["after"] or "").startswith((",d", ",L", ",O")) and (
            self._is_subject(match.start("after") + 1, match.end())
            or (PARTED.match(match["person"]) and PAIRED.match(self._letters, match.end()))
        ):
            return match.start("after")
        return 0

    def _is_state(self, at: int) -> bool:
        """Say whether what stands in brackets may be a state as well as an office: "(MP)"."""
        closed = self._letters[at] == OPEN and self._letters[at + 2 : at + 3] == CLOSE
        return closed and self._word(at + 1) in words().state_or_office

    def _without_purpose(self, match: re.Match[str]) -> re.Match[str]:
        """Return a group without what it is there for: "officials to review the Foo Project"."""
        for at in range(*match.span("group")):
            aim = self._letters[at : at + 2] == PREPOSITION + WORD
            if aim and (self._word(at) == "to" or self._word(at + 1).endswith("ing")):
                return PHRASE.match(self._letters, match.start(), at) or match
        return match

    def _described(self, match: re.Match[str]) -> re.Match[str]:
        """Return a match as far as its plain words only describe: "a fiery leader", "who led"."""
        for at in range(*match.span("person")):
            if self._letters[at] == WORD and not self._describes(at):
                return PHRASE.match(self._letters, match.start(), at) or match
        return match

    def _describes(self, at: int) -> bool:
        word = self._tokens.texts[self._firsts[at]]
        if word in words().adverb:
            return self._letters[at + 1] == DETERMINER
        of_the = self._letters[at - 2 : at] == OF + DETERMINER  # "of the banned Foo Party"
        told = word.endswith(("ed", "ing")) and not of_the
        known = word.lower() in words().function or told
        return word.isalpha() and (word.islower() or self._letters[at - 1] != WORD) and not known

    def _is_predicate(self, at: int) -> bool:
        """Say whether an office is one that somebody "is": "who may be the next prime minister"."""
        while at and self._word(at - 1) in _LEADING:
            at -= 1
        return at > 0 and self._word(at - 1) in words().holding

    def _is_governed(self, at: int, match: re.Match[str]) -> bool:
        """Say whether an office parted from a name by a comma is another's: "to the PM, Sen wrote".

        Where the name is parted from what follows too it is the one who holds the office.
        """
        governed = at > 0 and self._letters[at - 1] in (PREPOSITION, OF, WORD)
        after = self._letters[match.end() : match.end() + 1]
        return governed and after == WORD and self._acts(match.end())

    def _acts(self, at: int) -> bool:
        """Say whether a word behind a name may be its verb: "Sen met", not "Sen there"."""
        word = self._word(at)
        return word[0].isalnum() and word not in words().aside

    def _is_subject(self, start: int, after: int) -> bool:
        """Say whether an office before a chunk is a verb's subject: "Sen, the president warned"."""
        if (
            self._letters[after : after + 1] != WORD
            or self._letters[after + 1 : after + 2] == COMMA
        ):
            return False
        word = self._word(after)
        if word.endswith("ing"):  # "Sen, the envoy seeking a truce, left"
            return False
        told = word in words().cue or word.endswith("ed")
        return self._acts(after) and (told or self._word(start) not in ("a", "an"))

    def _counts(self, match: re.Match[str]) -> bool:
        """Say whether as many names as a group has stand in commas behind it.

        Example: "its two ministers, Sen and Das, quit".
        """
        names = NAMED.match(self._letters, match.end())
        told = [self._word(k) for k in range(*match.span()) if self._letters[k] == NUMBER]
        if names is None or len(told) != 1 or told[0] not in _COUNTS:
            return False
        closed = self._letters[names.end() : names.end() + 1] == COMMA or self._ends(names.end())
        return closed and names.group().count(NAME) == _COUNTS[told[0]]

    def _ends(self, at: int) -> bool:
        return at >= len(self._letters) or self._word(at) in (".", ";")

    def _announces(self, at: int) -> bool:
        return self._letters[at : at + 1] == MARK or (
            at < len(self._letters) and self._word(at) in (":", "namely", "―")
        )

    def _is_listed(self, at: int) -> bool:
        """Say whether a chunk may stand between two names of a list."""
        return self._letters[at] in (COMMA, AND, OPEN) or self._is_bracketed(at)

    def _is_bracketed(self, at: int) -> bool:
        """Say whether a chunk stands in brackets behind a name: "Sen (Foo), Das (Bar)"."""
        opened = self._letters.rfind(OPEN, max(0, at - _ASIDE), at + 1)
        if opened < 0:
            return False
        closed = self._letters.rfind(CLOSE, max(0, at - _ASIDE), at)
        return opened > closed and self._letters[opened - 1 : opened] == NAME
