"""Link, third step: who the names of an article stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.model import Entity, Span
from kg.resources import lexicon_data
from kg.text.slugs import slug
from kg.vocabulary import EntityKind

_NUMERALS = frozenset(("ii", "iii"))
_SOON = 400  # characters, two sentences or so
_GENERATION = _NUMERALS | {"jr", "sr"}


@dataclass(slots=True)
class Person:
    """A person of one article: every form of the name with its places, in order of the text.

    `number` counts them from 0; `parts` are the fullest form's words, folded; `numeral` is the
    "iii" of "Charles III"; `named` are the places of full namings, which tell the most prominent
    bearer of a surname; `relative` says that the first tells whose wife or son it is.
    """

    number: int
    parts: tuple[str, ...]
    junior: bool = False
    numeral: str = ""
    forms: dict[str, Span] = field(default_factory=dict)
    named: list[int] = field(default_factory=list)
    relative: bool = False
    feminine: bool | None = None
    entity: Entity | None = None

    @property
    def sex(self) -> bool | None:
        """Say whether it is a woman, as far as what stands before the name, or its words, tell."""
        return sex(self.parts) if self.feminine is None else self.feminine

    @property
    def first(self) -> Span:
        """Return where the person is first named."""
        return min(self.forms.values())


@lru_cache(maxsize=4096)
def parts(form: str) -> tuple[str, ...]:
    """Return a name's words, folded: initials joined; dots, "Jr.", "II" and the like gone.

    Example: "K.C. Venugopal" and "K C Venugopal" give ("kc", "venugopal").
    """
    found = tuple(word for word in slug(form).split("-") if word not in _GENERATION)
    return found or (slug(form),)


class People:
    """The people of an article, found by full names and asked for by any shorter one."""

    def __init__(self) -> None:
        self._people: list[Person] = []
        # Looked up by any word of a name, and by a surname's letters: long texts name thousands.
        self._by_part: dict[str, dict[int, Person]] = defaultdict(dict)
        self._by_letters: dict[str, dict[int, Person]] = defaultdict(dict)
        # Who is named in full in the sentence or two before the surname first stands alone.
        self._called: dict[str, frozenset[int]] = {}

    def add(self, form: str, span: Span, *, given: bool = False) -> Person:
        """Record a full name (or a name that nobody's full name holds) at its place.

        `given` says that it is a given name alone, and nobody's surname.
        """
        words, junior, numeral = parts(form), _is_junior(form), _numeral(form)
        person = self.given(form) if given else self._bearer(words, junior, numeral)
        if person is None:
            person = Person(len(self._people), words, junior)
            self._people.append(person)
        elif _fullness(words) > _fullness(person.parts):
            person.parts = words
        for word in words:
            self._by_part[word][person.number] = person
        self._by_letters[_letters(person.parts[-1])][person.number] = person
        person.numeral = person.numeral or numeral
        person.named.append(span.start)
        _record(person, form, span)
        return person

    def _bearer(self, words: tuple[str, ...], junior: bool, numeral: str) -> Person | None:
        """Return the person already found who bears this full name, in a longer or shorter form.

        "Arun Sen Jr." is not Arun Sen, whom the text names as well, nor Rudolf II Rudolf III.
        """
        near = {n for word in (words[0], words[-1]) for n in self._by_part.get(word, ())}
        bearers = [self._people[n] for n in sorted(near)]
        same = [p for p in bearers if _same(p.parts, words) and p.junior == junior]
        same = [p for p in same if _may_be_of(p, numeral)]
        exact = [p for p in same if p.parts == words]
        return next(iter(exact or same), None)

    def have(self, word: str) -> bool:
        """Say whether a folded word is part of anybody's name."""
        return word in self._by_part

    def call(self, form: str, at: int, sentences: Sequence[int]) -> None:
        """Record a surname alone at a place, in order of the text, once full names are recorded.

        `sentences` are the places at which they start.
        """
        name = parts(form)[0]
        bearers = [p for p in self._with(name) if p.first.start < at]
        if name in self._called or not bearers:
            return
        before = [(place, p.number) for p in bearers for place in p.named if place < at]
        last = max(before, default=(at, 0))[0]
        start = sentences[bisect_right(sentences, last) - 1]
        near = (number for place, number in before if place >= start)
        self._called[name] = frozenset(near if at - last < _SOON else ())

    def find(
        self, form: str, before: int | None = None, feminine: bool | None = None
    ) -> Person | None:
        """Return whom a form of a name stands for: the fullest fit, then the most prominent.

        Of two bearers of a surname it is one of the sex that is told, named before the place
        `before`; "Singh" is nobody where the text has named none.
        """
        words = parts(form)
        fits = [p for p in self._with(words[-1]) if _same(p.parts, words)]
        if not fits and len(words) == 1:
            alike = self._by_letters.get(_letters(words[0]), {}).values()
            fits = list(self._with(words[0])) or [
                p for p in alike if _misspelt(p.parts[-1], words[0])
            ]
        known = [p for p in fits if before is None or p.first.start <= before] or fits
        known = [p for p in known if feminine is None or p.sex in (None, feminine)] or known
        if slug(form).endswith("-jr"):
            known = [p for p in known if p.junior] or known
        known = [p for p in known if _may_be_of(p, _numeral(form))]
        exact = [p for p in known if p.parts == words]
        return max(exact or known, key=lambda p: self._prominence(p, words[-1]), default=None)

    def given(self, form: str) -> Person | None:
        """Return whom a given name stands for: "King Rudolf" is no Hans Rudolf."""
        name = parts(form)[0]
        fits = [p for p in self._with(name) if p.parts[0] == name]
        return max(fits, key=lambda p: self._prominence(p, name), default=None)

    def _prominence(self, person: Person, name: str) -> tuple[int, bool, bool, int]:
        """Return what tells whom papers mean by a surname: the one named in full more often.

        Else no mere relative, and who is named just before the surname first stands alone.
        """
        near = person.number in self._called.get(name, ())
        return len(person.named), not person.relative, near, -person.first.start

    def _with(self, word: str) -> Iterable[Person]:
        """Return the people of whose names it is a word."""
        return self._by_part.get(word, {}).values()

    def handle(self, handle: str) -> Person | None:
        """Return whose handle it is, told by the name in it: @RahulGandhi, @kharge."""
        plain = re.sub(r"[^a-z]", "", handle.lower())
        full = [p for p in self._people if "".join(p.parts) in plain]
        last = [p for p in self._people if len(p.parts[-1]) > 3 and plain == p.parts[-1]]
        return next(iter(full or last), None)

    def mention(self, person: Person, form: str, span: Span) -> None:
        """Record another form of a person's name."""
        _record(person, form, span)

    def finish(self) -> None:
        """Give each person its entity, labelled by the fullest form."""
        taken: set[str] = set()
        for person in self._people:
            label = max(person.forms, key=lambda f: (len(parts(f)), len(f), -person.forms[f].start))
            name = slug(label)
            number = 2
            while name in taken:
                name = f"{slug(label)}-{number}"
                number += 1
            taken.add(name)
            person.entity = Entity(EntityKind.PERSON, name, label)

    def __iter__(self) -> Iterator[Person]:
        """Iterate over the people in the order in which they were found."""
        return iter(self._people)


def _is_junior(form: str) -> bool:
    words = slug(form).split("-")
    return len(words) > 2 and words[-1] == "jr"


def _numeral(form: str) -> str:
    last = slug(form).rpartition("-")[2]
    return last if last in _NUMERALS else ""


def _may_be_of(person: Person, numeral: str) -> bool:
    """Say whether a numeral, if there is one, is a person's own, as far as the text has told it."""
    return not (numeral and person.numeral) or numeral == person.numeral


def _record(person: Person, form: str, span: Span) -> None:
    if form not in person.forms or span < person.forms[form]:
        person.forms[form] = span


def _fullness(words: tuple[str, ...]) -> tuple[int, int]:
    """Return what tells the fuller of two forms: words, then letters ("Kiran Roy", "K. Roy")."""
    return len(words), sum(map(len, words))


def _same(full: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether two forms may name one person: "Akhilesh Singh", "Akhilesh Prasad Singh"."""
    short, long = sorted((full, words), key=len)
    if len(full) == len(words) > 1 and full[:-1] == words[:-1] and _misspelt(full[-1], words[-1]):
        return True
    if short[-1] != long[-1]:
        return short == long[:-1] and len(short) > 1  # "Joseph Biden", "Joseph Biden Jr"
    if len(short) == 1 or short == long[-len(short) :]:
        return True
    if short[0] == long[0]:
        return set(short) <= set(long) or all(len(w) == 1 for w in set(short) - set(long))
    return len(short) == len(long) == 2 and _initials(short[0], long[0])


@lru_cache(maxsize=4096)
def _letters(word: str) -> str:
    """Return what a word has in common with all that are misspelt for it."""
    return word[0] + "".join(sorted(word))


def _misspelt(one: str, two: str) -> bool:
    """Say whether two surnames differ by two letters changed about: "Kharge", "Kahrge"."""
    return len(one) > 4 and one != two and one[0] == two[0] and sorted(one) == sorted(two)


def _initials(one: str, two: str) -> bool:
    """Say whether one first name is the initial of the other: "P Chidambaram"."""
    short, long = sorted((one, two), key=len)
    return len(short) == 1 and long.startswith(short)


def sex(parts: Sequence[str]) -> bool | None:
    """Say whether a name is a woman's, by its given name; None where that leaves it open.

    Example: of ("rita", "das") it is.
    """
    given = parts[0] if len(parts) > 1 else ""
    return True if given in _given("feminine") else False if given in _given("masculine") else None


@cache
def _given(name: str) -> frozenset[str]:
    return frozenset(lexicon_data("given_names.yaml")[name])
