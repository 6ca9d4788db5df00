"""Link: where a name that no gazetteer has begins and ends among the tokens of a sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress, count

from kg.linking.bodies import joins_fields, whole_body
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
    Chunks,
)
from kg.linking.lexicon import leads, naming_nouns, words
from kg.linking.plain import is_plain
from kg.text import LOWER, Sentence, Tokens
from kg.values import ByWord

_CITY = "City"
_MONTHS = frozenset(("may", "april", "june", "august"))
_WHERE = frozenset(("in", "at", "from", "near", "to", "of", "via", "for", "with"))
_INITIALS = re.compile(r"[a-z]$|(?:[a-z]\.)+[a-z]?$")


def beginning(tokens: Tokens) -> list[int]:
    """Return the tokens at which a name may begin, in a text that has capitals."""
    return list(compress(count(), map(_BEGINS.__getitem__, tokens.texts)))


def _may_begin(text: str) -> bool:
    low = LOWER[text]
    return text == "A" or low in words().name_in_company or capital(text, low, False)


_BEGINS = ByWord(_may_begin)


@lru_cache(maxsize=4096)
def capital(text: str, low: str, lower: bool) -> bool:
    """Say whether a token may be part of a name; in lower-case text a rare word may."""
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
        return text.isalpha() and len(text) > 2 and not is_plain(text)
    return text[0].isupper() or (text[:3].lower() in ("al-", "el-") and text[3:4].isupper())


class Extent:
    """Finds the ends of the capitalised runs of one sentence by its chunks.

    In lower-case text a run is of rare words, and of the initials before them.
    """

    def __init__(self, sentence: Sentence, chunks: Chunks, lower: bool) -> None:
        self._sentence, self._heading = sentence, sentence.heading
        self._texts, self._lows = sentence.tokens.texts, sentence.tokens.lows
        self._has_bodies = not (lower or words().body_noun.isdisjoint(sentence.vocabulary))
        self._chunks, self._kinds = chunks, chunks.kinds
        self._lower = lower

    def end(self, at: int) -> int:
        """Return the end of the run that begins at a token; the same place where none does."""
        first = self._after_initials(at) if self._lower else at
        begins, end = first > at or self._begins(at), at
        if begins:
            end = first + 1
            while end < len(self._texts) and (follow := self._next(at, end)) > end:
                end = follow
        if self._has_bodies:
            return max(end, whole_body(self._sentence, self._chunks, at, begins))
        return end

    def _next(self, at: int, end: int) -> int:
        """Return the end of a run from at to end with what goes on it, `end` where nothing does."""
        low = self._lows[end]
        if low in words().postnominal and self._texts[end].isupper() and end - at > 1:
            return end
        if self._lower and self._lows[end - 1] in words().body_noun and low not in naming_nouns():
            return end  # "the chairman of the foo samiti arun sen"
        if (
            self._inside(end)
            or (low.strip(".") in ("jr", "sr") and not self._lower)
            or self._surname_month(at, end)
            or self._titular(end)
            or self._odd_surname(at, end)
        ):
            return end + 1
        if self._lower:
            return end
        if low in words().particle:
            follow = self._after_particles(end)
            return follow + 1 if follow < len(self._texts) and self._inside(follow) else end
        head = self._lows[end - 1]
        joined = (low == "of" and head in words().body_noun) or (
            low == "for" and head in words().body_for
        )
        return self._after_of(end) if joined else end

    def _after_of(self, of: int) -> int:
        """Return the end of "Institute of Social Studies", the place of "of" where none goes on."""
        end = of + 1
        while end < len(self._texts) and (
            (self._texts[end][0].isupper() and self._kinds[end] in (WORD, PORTFOLIO, MODIFIER))
            or (end > of + 1 and joins_fields(self._sentence.tokens, self._chunks, end))
        ):
            end += 1
        return end if end > of + 1 else of

    def _after_particles(self, at: int) -> int:
        """Return the token after the particles of a name: "von der Leyen"."""
        while at < len(self._texts) and self._lows[at] in words().particle:
            at += 1
        return at

    def _after_initials(self, at: int) -> int:
        """Return the rare word behind initials in lower-case text: "v p sarkar", "ab sarkar"."""
        follow = at + self._is_article_initial(at)
        while follow < len(self._texts) and self._is_initial(follow):
            follow += 1
        if follow == at + 1 and self._texts[at] in ("a", "i"):
            return at
        if follow == at and self._pair_of_initials(at):
            follow += 1
        if not (at < follow < len(self._texts) and self._kinds[follow] == WORD):
            return at
        return follow if capital(self._texts[follow], self._lows[follow], True) else at

    def _is_initial(self, at: int) -> bool:
        return self._kinds[at] == WORD and bool(_INITIALS.match(self._texts[at]))

    def _is_article_initial(self, at: int) -> bool:
        """Say whether "a" is an initial, for another follows: "premier a b sarkar"."""
        return self._texts[at] == "a" and at + 1 < len(self._texts) and self._is_initial(at + 1)

    def _pair_of_initials(self, at: int) -> bool:
        text = self._texts[at]
        titled = at > 0 and self._kinds[at - 1] in (TITLE, HONORIFIC)
        known = text in words().function or (text in words().common and not titled)
        return len(text) == 2 and text.isalpha() and not known and self._kinds[at] == WORD

    def _titular(self, at: int) -> bool:
        """Say whether a title is part of a body's name: "Core Convenor Committee"."""
        return (
            self._kinds[at] == TITLE
            and self._texts[at][0].isupper()
            and self._capital_at(at + 1)
            and self._lows[at + 1] in words().body_noun
            and self._kinds[at + 1] == WORD
        )

    def _odd_surname(self, at: int, end: int) -> bool:
        """Say whether another word's form is a surname: "Una King", "Vice Premier Lu He"."""
        low = self._lows[end]
        if self._lower or self._heading or not self._texts[end].istitle():
            return False
        common = self._lows[end - 1] in words().common
        if common or not self._capital_at(end - 1) or end - at > 2:
            return False
        if low in words().surname_title:
            return self._kinds[end] == TITLE and not self._capital_at(end + 1)
        cued = at > 0 and self._kinds[at - 1] in (TITLE, HONORIFIC)
        known = end - at == 1 and low in words().surname_function
        return known and (cued or self._parted(end + 1))

    def _parted(self, at: int) -> bool:
        """Say whether no verb follows, as behind a pronoun one does: "the envoy, Lu He, left"."""
        return at < len(self._texts) and self._lows[at] in (",", ")", "'s", "and", ";")

    def _capital_at(self, at: int) -> bool:
        return at < len(self._texts) and self._texts[at][0].isupper()

    def _surname_month(self, at: int, end: int) -> bool:
        """Say whether a month's name is a surname: "Theresa May" and not "in Patna May 2"."""
        month = self._lows[end] in _MONTHS and self._texts[end].istitle()
        number = end + 1 < len(self._texts) and self._texts[end + 1][0].isdigit()
        rare = self._lows[at] not in words().common
        return month and not number and end - at == 1 and rare

    def _begins(self, at: int) -> bool:
        text, low, kind = self._texts[at], self._lows[at], self._kinds[at]
        if self._in_company(at) or self._article_initial(at):
            return True
        if text.startswith("@") or not capital(text, low, self._lower):
            return False
        rare = low not in words().common
        if kind == WORD:
            if self._opens(at) and not rare:
                return False
            acronym = text.isupper() and len(text) > 1
            return not (acronym and not rare and not self._lower)
        if kind in (PORTFOLIO, MODIFIER):
            before = self._kind_before(at)
            # "Minister Home Affairs" goes on the title, "chief Raj Sen" begins a name
            barred = (PORTFOLIO, OF) if rare else (PORTFOLIO, OF, TITLE)
            return (rare or not self._opens(at)) and self._follower(at) and before not in barred
        if kind == SUFFIX:  # "minister Sahib Singh", not "Sen Sahib"
            return at > 0 and self._kinds[at - 1] == TITLE and self._follower(at)
        if kind == PLACE:
            return self._chunks.is_single(at) and self._given_place(at)
        return kind == TITLE and self._addressed_title(at)

    def _addressed_title(self, at: int) -> bool:
        """Say whether a title is a surname that somebody is addressed by: "Ms King"."""
        addressed = at > 0 and self._lows[at - 1] in words().addressing
        bare = not self._capital_at(at + 1) and self._lows[at + 1 : at + 2] != ("-",)
        return addressed and bare and self._lows[at] in words().surname_title

    def _given_place(self, at: int) -> bool:
        """Say whether a place's name is a given name: "met Anand Sharma", "Minister Israel Sen"."""
        before = self._lows[at - 1] if at else ""
        if at > 0 and self._kinds[at - 1] == HONORIFIC:
            return True  # "Mr Houston"
        if not self._rare_follower(at) or before in _WHERE:
            return False
        titled = at > 0 and self._kinds[at - 1] in (TITLE, HONORIFIC)
        if titled or self._is_city(at):
            return True
        return self._lows[at] in words().given_place and not self._lower

    def _in_company(self, at: int) -> bool:
        """Say whether a word that is seldom a name is one here: "Christian Sen", "Mr Islam"."""
        if self._lows[at] not in words().name_in_company or self._lower or self._heading:
            return False
        titled = at > 0 and self._kinds[at - 1] in (TITLE, HONORIFIC)
        return self._texts[at].istitle() and (titled or self._rare_follower(at))

    def _article_initial(self, at: int) -> bool:
        """Say whether "A" is an initial and no article: "A C Sen said", "Speaker A Das"."""
        if self._texts[at] != "A" or not self._follower(at):
            return False
        titled = at > 0 and self._kinds[at - 1] in (TITLE, HONORIFIC, PLACE)
        initial = len(self._texts[at + 1].strip(".")) == 1
        named = at + 2 < len(self._texts) and self._inside(at + 2)
        return (initial and named) or (titled and at > 0 and self._rare_follower(at))

    def _rare_follower(self, at: int) -> bool:
        """Say whether a word follows that may be a person's surname and is no common one."""
        if not self._follower(at):
            return False
        text, low = self._texts[at + 1], self._lows[at + 1]
        plain = low not in words().common and low not in naming_nouns()
        return plain and not (text.isupper() and len(text) > 1)

    def _follower(self, at: int) -> bool:
        return at + 1 < len(self._texts) and (self._inside(at + 1) or self._titular(at + 1))

    def _kind_before(self, at: int) -> str:
        """Return the kind of the chunk before a token: "Minister for Road Transport & Highways"."""
        joined = at > 1 and self._kinds[at - 1] in (AND, PREPOSITION)
        return self._kinds[at - 1 - joined] if at else ""

    def _inside(self, at: int) -> bool:
        """Say whether a token goes on a run."""
        text, low, kind = self._texts[at], self._lows[at], self._kinds[at]
        company = low in words().name_in_company and text.istitle()
        if not (capital(text, low, self._lower) or company) or text.startswith("@"):
            return False
        if kind in (PLACE, ADJECTIVE):
            return self._chunks.is_single(at) and self._is_city(at)
        return kind in (WORD, PORTFOLIO, MODIFIER, NUMBER) and not text[0].isdigit()

    def _is_city(self, at: int) -> bool:
        """Say whether the places that a token may name are all cities."""
        return all(_CITY in entry.kinds for entry in self._chunks.known[at].entries)

    def _opens(self, at: int) -> bool:
        """Say whether a token opens its sentence or a quotation, where any word has a capital."""
        return at == 0 or self._texts[at - 1] in '"“‘:([–—-•.'
