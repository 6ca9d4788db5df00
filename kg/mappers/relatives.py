"""Map kin: the two people whom a word of kin joins, by what stands round it in its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from kg.linking.chunks import is_number
from kg.linking.lexicon import words
from kg.mappers.kin_phrases import OWNING, SIGNS, KinPhrases, kin_words
from kg.mappers.lexicon import clause_words
from kg.mappers.owners import owner_of
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.vocabulary import Relation

_LONG = 8  # items of what is said of somebody
_OWN = frozenset(("his", "her", "whose"))
_OPEN = frozenset((",", "-", "–", "—", "("))  # letters that set apart what is said of somebody
Whose = Callable[[int], Entity | None]  # whom "his" at an item stands for
Pair = tuple[Entity, Entity]  # the first is a relative of the second


@cache
def telling() -> frozenset[str]:
    """Return all words that may tell that two people are kin."""
    return frozenset(words().kin) | kin_words("married") | kin_words("weddings") | kin_words("born")


class Relatives(KinPhrases):
    """The pairs of one sentence; `told` gives whose relative each one named before is."""

    def __init__(self, tape: Tape, whose: Whose, before: frozenset[Entity] = frozenset()) -> None:
        super().__init__(tape)
        self.whose = whose
        self.before = before  # whom the sentence before speaks of
        self.told: dict[int, Entity] = {}
        self.said_of: dict[int, Entity] = {}  # of whom "son of Das" is said, by the item of Das

    def pairs(self) -> Iterator[tuple[int, Relation, Pair]]:
        """Yield each pair with the item of the word that joins it."""
        for at, word in enumerate(self.tape.words):
            if word in words().kin:
                for pair in self._of(at) or self._apposed(at) or self._possessed(at):
                    yield at, words().kin[word], pair
            elif word in kin_words("married"):
                yield from ((at, Relation.SPOUSE, pair) for pair in self._married(at))
            elif word in kin_words("weddings") and self.tape.word(at + 1) == "to":
                who, other = self._owner(at - 1), self.person(at + 2)
                if who and other and who != other:
                    yield at, Relation.SPOUSE, (other, who)
            elif word in kin_words("born") and self.tape.word(at + 1) == "to":
                who = self._subject(at - 1)
                yield from ((at, Relation.CHILD, (who, each)) for each in self._two(at + 2) if who)

    def _of(self, at: int) -> list[Pair]:
        """Return those of "Das, the son of minister Sen", "Das is the son of Sen and Roy"."""
        tape, before = self.tape, self.phrase(at)
        if tape.word(at + 1) == "and" and tape.word(at + 2) in kin_words("names"):
            at += 2
        if tape.word(at + 1) not in ("of", "to"):
            return []
        relatives = self._two(at + 2)
        behind = self.named(at + 2) + 1
        parted = tape.letter(behind) == "," and tape.letter(behind + 2) in SIGNS
        opens = parted and (before < 0 or tape.word(before) == "and")  # "The widow of Sen, Rita,"
        opens = opens or (before < 0 and self._goes_on(behind))  # "Son of Sen, Das is a lawyer"
        who = (self.plain_person(behind + 1) if opens else None) or self._subject(before)
        plural = who and _is_plural(tape.word(at))
        people = self._list_before(before) if plural else [who] if who else []
        if who:
            self.said_of[behind - 1] = who
        return [(each, other) for each in people for other in relatives if each != other]

    def _goes_on(self, comma: int) -> bool:
        """Say whether the one behind a comma does something: "Das is", no "Das said,"."""
        verb = self.tape.letter(comma) == "," and self.tape.letter(comma + 2) == "w"
        aside = self.tape.letter(comma + 3) == "," or self.tape.word(comma + 2) in ("and", "of")
        return verb and not aside

    def _two(self, at: int) -> list[Entity]:
        """Return whose child somebody is told to be: the one at an item, or two joined by "and"."""
        at = self.named(at)
        first = self.plain_person(at)
        second = self.plain_person(at + 2) if self.tape.word(at + 1) == "and" else None
        closed = second and (self.tape.letter(at + 3) in SIGNS - {","})
        return [e for e in (first, second if closed else None) if e]

    def _subject(self, at: int) -> Entity | None:
        """Return of whom what begins behind an item is said: "Sen, 44, a lawyer and", "Sen is"."""
        tape = self.tape
        if tape.word(at) == "and":
            return self._before_description(at)
        while tape.word(at) in kin_words("between"):
            at -= 1
        said = tape.word(at) in kin_words("being")
        while tape.word(at) in kin_words("being") | kin_words("between"):
            at -= 1
        at -= said and tape.word(at) == "who"
        parted = tape.letter(at) in _OPEN
        at -= parted
        if is_number(tape.word(at)) and tape.word(at - 1) == ",":
            at -= 2
        return self.plain_person(at) if said or parted else None

    def _before_description(self, joined: int) -> Entity | None:
        """Return of whom something is said before "and": "Sen, head of the Foo, and son of"."""
        tape = self.tape
        named = joined - 1 - (tape.word(joined - 1) == ",")
        mention = tape.items[named].mention
        if named in self.said_of or (mention and mention.kind == "P" and mention.offices):
            return self.said_of.get(named) or self.person(named)  # "Sen, minister and son of Das"
        for at in range(joined - 1, max(0, joined - _LONG), -1):
            if tape.letter(at) in _OPEN and tape.letter(at - 1) == "P":
                return self.person(at - 1)
            if tape.letter(at) == "P" and tape.word(at + 1) == "of":
                return self.person(at)  # "Sen, leader of the Foo", whose office ends early
            if tape.letter(at) in "PR" or tape.word(at) in clause_words()["auxiliary"]:
                return None
        return None

    def _apposed(self, at: int) -> list[Pair]:
        """Return those of "Das, Sen's younger brother, left" and "Das is Sen's brother"."""
        tape = self.tape
        owned = self.phrase(at)
        if tape.word(owned) not in OWNING or tape.letter(at + 1) not in SIGNS:
            return []
        relative, before = self.person(owned - 1), owned - 2
        who = self._subject(before) if relative else None
        after = self.described(at + 2)
        if who is None or relative is None or who == relative:
            return []
        bracket = tape.letter(at + 1) == ")"  # "Roy (and Sen's brother) Das"
        listed = tape.letter(at + 1) in _OPEN and tape.letter(after + 1) in SIGNS
        if self.person(after) and (bracket or listed):
            return []  # "Roy, Sen's brother, Das,"
        return [(who, relative)]

    def _possessed(self, at: int) -> list[Pair]:
        """Return those of "Sen's son Das", "his wife, Rita Sen,", "the brothers Sen and Das"."""
        tape, word = self.tape, self.tape.word(at)
        before = self.phrase(at)
        after = at + 1 + (tape.letter(at + 1) in _OPEN | {":"})
        after = self.described(after + self._and_office(after), apart=after > at + 1)
        if self.person(after) is None:
            after = self._being(at + 1)
        if self.person(after) is None:
            return []
        people = self._list(after) if _is_plural(word) else [after]
        relative = self._family(after, before) or self._owner(before)
        relative = relative or self._in_list(at, before)
        if relative is None:
            alike = word in kin_words("alike") and len(people) > 1
            names = [e for i in people if (e := self.person(i))] if alike else []
            return [(each, names[0]) for each in names[1:]]
        single = " " not in (self.person(after) or relative).label
        if before == 0 and single and self.before != {relative}:
            return []  # "His wife Rita": whose of the people before, and Rita who?
        self.told.update(dict.fromkeys(people, relative))
        return [(e, relative) for i in people if (e := self.person(i)) and e != relative]

    def _family(self, after: int, before: int) -> Entity | None:
        """Return whose relative opens a sentence: the one of that name in the sentence before.

        Example: "Das met Rita Sen. Her brother, Anil Sen, left".
        """
        person = self.person(after)
        if before != 0 or person is None or self.tape.word(0) not in ("his", "her"):
            return None
        name = person.label.split()[-1]
        alike = [e for e in self.before if e != person and e.label.split()[-1] == name]
        sexes, woman = self.tape.document.feminine, self.tape.word(0) == "her"
        fits = [e for e in alike if sexes.get(e.slug) in (None, woman)]
        return fits[0] if len(fits) == 1 and " " in person.label else None

    def _being(self, at: int) -> int:
        """Return the person whom a relative is said to be: "his uncle was President Sen."."""
        named = self.described(at + 1, apart=False)
        ends = self.tape.letter(named + 1) in SIGNS or self.tape.word(named + 1) in ("and", "who")
        being = self.tape.word(at) in ("is", "was") and ends
        return named if being and self.plain_person(named) else -1

    def _in_list(self, at: int, before: int) -> Entity | None:
        """Return whose relative a bare word of kin tells: "Sen, son Das and wife Rita"."""
        tape = self.tape
        if before != at - 1 or tape.text(at, at + 1)[:1].isupper():
            return None  # "and Father Das"
        joined = before if tape.word(before) in ("and", ",", "&") else -1
        named = joined - 1 - (tape.word(joined - 1) == ",")
        if joined < 0 or named in self.told:
            return self.told.get(named)
        related = tape.word(named - 1) in words().kin  # "her sister Rita and brother Das": hers
        return None if related else self.plain_person(named)

    def _list(self, at: int) -> list[int]:
        """Return the items of a list of names that begins at one."""
        found, whole = [at], 1
        while True:
            behind = found[-1] + 1
            joined = behind + (self.tape.word(behind) == ",")
            last = self.tape.word(joined) == "and"
            behind = joined + last
            if behind == found[-1] + 1 or self.plain_person(behind) is None:
                return found[:whole]
            found.append(behind)
            whole = len(found) if last else whole
            if last:
                return found

    def _list_before(self, at: int) -> list[Entity]:
        """Return the people of the list that ends before an item: "Sen and Das, sons of"."""
        tape, found = self.tape, []
        while at > 0 and self.person(at) is None:
            at -= 1
        while at >= 0 and (who := self.person(at)):
            found.append(who)
            at -= 2 if tape.word(at - 1) in (",", "and") else len(tape.items) + 1
        return found[::-1]

    def _and_office(self, at: int) -> bool:
        """Say whether an office is joined to the relation: "his son-in-law and adviser Roy"."""
        mention = self.tape.items[at + 1].mention if at + 1 < len(self.tape.items) else None
        office = mention and mention.kind == "P" and mention.offices
        return self.tape.word(at) == "and" and bool(office)

    def _owner(self, at: int) -> Entity | None:
        """Return whose relative is meant, by what stands before the relation."""
        word = self.tape.word(at)
        if word in OWNING:
            return self.person(at - 1)
        if word in _OWN:
            return self._his(at)
        if word == "my":
            return self.whose(at)
        if word in ("with", "by", "including"):
            owner = owner_of(self.tape, at + 1)
            return owner[0].entity if owner else None
        return None

    def _his(self, at: int) -> Entity | None:
        """Return whom "his" stands for; behind "Sen's son Das and" only one of another sex can be.

        Example: in "Mr Sen's daughter Rita and her husband" Rita.
        """
        near = at - 1
        while self.tape.word(near) in ("and", ","):
            near -= 1
        holder, named = self.told.get(near) or self.said_of.get(near), self.person(near)
        if self.tape.word(at) == "whose" or holder is None or named is None or near == at - 1:
            return self.whose(at)
        sexes, woman = self.tape.document.feminine, self.tape.word(at) == "her"
        may = [e for e in (holder, named) if sexes.get(e.slug) in (None, woman)]
        return may[0] if len(may) == 1 else None

    def _married(self, at: int) -> list[Pair]:
        """Return those of "Sen, who is married to Das" and "Sen married Das"."""
        tape = self.tape
        to = tape.word(at + 1) == "to"
        before = at - 1
        while tape.word(before) in kin_words("being") | kin_words("between") | {"has", "had"}:
            before -= 1
        before -= tape.word(before) == "who"
        before -= tape.word(before) == ","
        who, other = self.person(before), self.plain_person(self.described(at + 1 + to))
        return [(who, other)] if who and other and who != other else []


def _is_plural(word: str) -> bool:
    """Say whether a word of kin is of several."""
    return word.endswith("s") or word == "children"
