"""Link: where a name that no gazetteer has begins and ends among the tokens of a sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.linking.chunks import (
    ADJECTIVE,
    AND,
    HONORIFIC,
    MODIFIER,
    NUMBER,
    OF,
    PLACE,
    PORTFOLIO,
    PREPOSITION,
    SUFFIX,
    TITLE,
    WORD,
    Chunk,
)
from kg.linking.lexicon import leads, naming_nouns, words
from kg.text import Sentence, Token

_CITY = "City"
_MONTHS = frozenset(("may", "april", "june", "august"))
_WHERE = frozenset(("in", "at", "from", "near", "to", "of", "via", "for", "with"))
_INITIALS = re.compile(r"[a-z]$|(?:[a-z]\.)+[a-z]?$")


def capital(token: Token, lower: bool) -> bool:
    """Say whether a token may be part of a name; in lower-case text a rare word may."""
    return _capital(token.text, token.lower, lower)


@lru_cache(maxsize=16384)
def may_begin(text: str, low: str) -> bool:
    """Say whether a name may begin at a token, in a text that has capitals."""
    return text == "A" or low in words().name_in_company or _capital(text, low, False)


@lru_cache(maxsize=16384)
def _capital(text: str, low: str, lower: bool) -> bool:
    acronym = len(text) <= 3 and not (lower or text.isupper())  # "Un" is no "UN"
    if (
        (low in words().never_name and not acronym)
        or low in words().function
        or not any(map(str.isalpha, text))
    ):
        return False
    if text[0].isupper() and leads(low):
        return False
    if lower:
        inflected = text.endswith(("ses", "ing", "sts", "ates"))  # "the speaker ceases"
        rare = text not in words().common and not inflected
        return text.isalpha() and len(text) > 2 and rare
    return text[0].isupper() or (text[:3].lower() in ("al-", "el-") and text[3:4].isupper())


class Extent:
    """Finds the ends of the capitalised runs of one sentence; `kinds` is the chunk of each token.

    In lower-case text a run is of rare words, and of the initials before them.
    """

    def __init__(self, sentence: Sentence, kinds: list[Chunk], lower: bool) -> None:
        self._tokens = sentence.tokens
        self._heading = sentence.heading
        self._kinds = kinds
        self._lower = lower

    def end(self, at: int) -> int:
        """Return the end of the run that begins at a token; the same place where none does."""
        first = self._after_initials(at) if self._lower else at
        if first == at and not self._begins(at):
            return at
        end = first + 1
        while end < len(self._tokens) and (follow := self._next(at, end)) > end:
            end = follow
        return end

    def _next(self, at: int, end: int) -> int:
        """Return the end of a run from at to end with what goes on it, `end` where nothing does."""
        token = self._tokens[end]
        if token.lower in words().postnominal and token.text.isupper() and end - at > 1:
            return end
        if (
            self._inside(end)
            or (token.lower.strip(".") in ("jr", "sr") and not self._lower)
            or self._surname_month(at, end)
            or self._titular(end)
            or self._odd_surname(at, end)
        ):
            return end + 1
        if self._lower:
            return end
        if token.lower in words().particle:
            follow = self._after_particles(end)
            return follow + 1 if follow < len(self._tokens) and self._inside(follow) else end
        head = self._tokens[end - 1].lower
        if (token.lower == "of" and head in words().body_noun) or (
            token.lower == "for" and head in words().body_for
        ):
            return self._after_of(end)
        return end

    def _after_of(self, of: int) -> int:
        """Return the end of "Institute of Social Studies", the place of "of" where none goes on."""
        end = of + 1
        while (
            end < len(self._tokens)
            and self._tokens[end].text[0].isupper()
            and self._kinds[end].kind in (WORD, PORTFOLIO, MODIFIER)
        ):
            end += 1
        return end if end > of + 1 else of

    def _after_particles(self, at: int) -> int:
        """Return the token after the particles of a name: "von der Leyen"."""
        while at < len(self._tokens) and self._tokens[at].lower in words().particle:
            at += 1
        return at

    def _after_initials(self, at: int) -> int:
        """Return the rare word behind initials in lower-case text: "v p sarkar", "ab sarkar"."""
        follow = at
        while (
            follow < len(self._tokens)
            and self._kinds[follow].kind == WORD
            and _INITIALS.match(self._tokens[follow].text)
        ):
            follow += 1
        if follow == at + 1 and self._tokens[at].text in ("a", "i"):
            return at
        if follow == at and self._pair_of_initials(at):
            follow += 1
        named = at < follow < len(self._tokens) and capital(self._tokens[follow], True)
        return follow if named and self._kinds[follow].kind == WORD else at

    def _pair_of_initials(self, at: int) -> bool:
        text = self._tokens[at].text
        titled = at > 0 and self._kinds[at - 1].kind in (TITLE, HONORIFIC)
        known = text in words().function or (text in words().common and not titled)
        return len(text) == 2 and text.isalpha() and not known and self._kinds[at].kind == WORD

    def _titular(self, at: int) -> bool:
        """Say whether a title is part of a body's name: "Core Convenor Committee"."""
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return (
            self._kinds[at].kind == TITLE
            and self._tokens[at].text[0].isupper()
            and after is not None
            and after.text[0].isupper()
            and after.lower in words().body_noun
            and self._kinds[at + 1].kind == WORD
        )

    def _odd_surname(self, at: int, end: int) -> bool:
        """Say whether another word's form is a surname: "Una King", "Vice Premier Lu He"."""
        token = self._tokens[end]
        if self._lower or self._heading or not token.text.istitle():
            return False
        given = self._tokens[end - 1]
        if given.lower in words().common or not given.text[0].isupper() or end - at > 2:
            return False
        if token.lower in words().surname_title:
            return self._kinds[end].kind == TITLE and not self._capital_at(end + 1)
        cued = at > 0 and self._kinds[at - 1].kind in (TITLE, HONORIFIC)
        known = end - at == 1 and token.lower in words().surname_function
        return known and (cued or self._parted(end + 1))

    def _parted(self, at: int) -> bool:
        """Say whether no verb follows, as behind a pronoun one does: "the envoy, Lu He, left"."""
        return at < len(self._tokens) and self._tokens[at].lower in (",", ")", "'s", "and", ";")

    def _capital_at(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].text[0].isupper()

    def _surname_month(self, at: int, end: int) -> bool:
        """Say whether a month's name is a surname: "Theresa May" and not "in Patna May 2"."""
        month = self._tokens[end].lower in _MONTHS and self._tokens[end].text.istitle()
        number = end + 1 < len(self._tokens) and self._tokens[end + 1].text[0].isdigit()
        rare = self._tokens[at].lower not in words().common
        return month and not number and end - at == 1 and rare

    def _begins(self, at: int) -> bool:
        token, chunk = self._tokens[at], self._kinds[at]
        if token.text.startswith("@"):
            return False
        if self._in_company(at) or self._article_initial(at):
            return True
        if not capital(token, self._lower):
            return False
        rare = token.lower not in words().common
        if chunk.kind == WORD:
            if self._opens(at) and not rare:
                return False
            acronym = token.text.isupper() and len(token.text) > 1
            return not (acronym and not rare and not self._lower)
        if chunk.kind in (PORTFOLIO, MODIFIER):
            before = self._kind_before(at)
            # "Minister Home Affairs" goes on the title, "chief Raj Sen" begins a name
            barred = (PORTFOLIO, OF) if rare else (PORTFOLIO, OF, TITLE)
            return (rare or not self._opens(at)) and self._follower(at) and before not in barred
        if chunk.kind == SUFFIX:  # "minister Sahib Singh", not "Sen Sahib"
            return at > 0 and self._kinds[at - 1].kind == TITLE and self._follower(at)
        return chunk.kind == PLACE and chunk.last - chunk.first == 1 and self._given_place(at)

    def _given_place(self, at: int) -> bool:
        """Say whether a place's name is a given name: "met Anand Sharma", "Minister Israel Sen"."""
        before = self._tokens[at - 1].lower if at else ""
        if at > 0 and self._kinds[at - 1].kind == HONORIFIC:
            return True  # "Mr Houston"
        if not self._rare_follower(at) or before in _WHERE:
            return False
        titled = at > 0 and self._kinds[at - 1].kind in (TITLE, HONORIFIC)
        city = all(_CITY in entry.kinds for entry in self._kinds[at].entries)
        return city or titled or (self._tokens[at].lower in words().given_place and not self._lower)

    def _in_company(self, at: int) -> bool:
        """Say whether a word that is seldom a name is one here: "Christian Sen", "Mr Islam"."""
        if self._tokens[at].lower not in words().name_in_company or self._lower or self._heading:
            return False
        titled = at > 0 and self._kinds[at - 1].kind in (TITLE, HONORIFIC)
        return self._tokens[at].text.istitle() and (titled or self._rare_follower(at))

    def _article_initial(self, at: int) -> bool:
        """Say whether "A" is an initial and no article: "A C Sen said", "Speaker A Das"."""
        if self._tokens[at].text != "A" or not self._follower(at):
            return False
        titled = at > 0 and self._kinds[at - 1].kind in (TITLE, HONORIFIC, PLACE)
        initial = len(self._tokens[at + 1].text.strip(".")) == 1
        named = at + 2 < len(self._tokens) and self._inside(at + 2)
        return (initial and named) or (titled and at > 0 and self._rare_follower(at))

    def _rare_follower(self, at: int) -> bool:
        """Say whether a word follows that may be a person's surname and is no common one."""
        if not self._follower(at):
            return False
        after = self._tokens[at + 1]
        plain = after.lower not in words().common and after.lower not in naming_nouns()
        return plain and not (after.text.isupper() and len(after.text) > 1)

    def _follower(self, at: int) -> bool:
        return at + 1 < len(self._kinds) and (self._inside(at + 1) or self._titular(at + 1))

    def _kind_before(self, at: int) -> str:
        """Return the kind of the chunk before a token: "Minister for Road Transport & Highways"."""
        joined = at > 1 and self._kinds[at - 1].kind in (AND, PREPOSITION)
        return self._kinds[at - 1 - joined].kind if at else ""

    def _inside(self, at: int) -> bool:
        """Say whether a token goes on a run."""
        token, chunk = self._tokens[at], self._kinds[at]
        company = token.lower in words().name_in_company and token.text.istitle()
        if not (capital(token, self._lower) or company) or token.text.startswith("@"):
            return False
        if chunk.kind in (PLACE, ADJECTIVE):
            city = all(_CITY in entry.kinds for entry in chunk.entries)
            return chunk.last - chunk.first == 1 and city
        kinds = (WORD, PORTFOLIO, MODIFIER, NUMBER)
        return chunk.kind in kinds and not token.text[0].isdigit()

    def _opens(self, at: int) -> bool:
        """Say whether a token opens its sentence or a quotation, where any word has a capital."""
        return at == 0 or self._tokens[at - 1].text in '"“‘:([–—-•.'
