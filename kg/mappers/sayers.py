"""Map, whose words: which person stands before or behind a verb of speech as its subject."""

from __future__ import annotations

from dataclasses import dataclass

from kg.linking.lexicon import words
from kg.mappers.beside_quotation import GOVERNING, WHERE
from kg.mappers.lexicon import speech
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.vocabulary import EntityKind

_AUXILIARIES = frozenset(
    "also has had have further later then reportedly again even already once earlier first".split()
)
_SUBORDINATE = frozenset(("that", "which", "sources", "said", "told", "whether", "if"))
_OPENERS = frozenset("when after before as while if since although though once".split())
_FEW = 5  # items
_OWN = frozenset(("he", "she"))
_DETERMINERS = frozenset(("the", "'s", "’s", "its", "a", "an"))
_PARTING = frozenset(",-–—)")  # letters between a name and "who"
_ENDS = frozenset((*',.;"”’–—(', "D", ""))  # letters behind a whole name


@dataclass(slots=True)
class Sayers:
    """The people of a sentence who may speak in it; `last` is who spoke before it."""

    tape: Tape
    last: Entity | None

    def speaker(self, at: int) -> Entity | None:
        """Return the person at an item; "he" is who spoke last, if that fits."""
        if not 0 <= at < len(self.tape.items):
            return None
        entity = self.tape.items[at].entity
        if entity is None or entity.kind is not EntityKind.PERSON:
            return None
        if self.tape.word_of(at) in _OWN and self.last and self._may_be(self.last, entity):
            return self.last
        return entity

    def before(self, verb: int, near: bool) -> list[Entity | None]:
        """Return the subject before a verb; `near`: only right before it."""
        tape, before = self.tape, verb - 1
        while before >= 0 and (
            tape.word(before) in _AUXILIARIES
            or tape.word(before) in words().postnominal
            or tape.letter(before) == "D"
            or tape.word(before).endswith("ly")
        ):
            before -= 1
        if before >= 0 and tape.letter(before) in "PTR" and not tape.quotation(before):
            if self._is_anothers(before):
                return [None]
            speaker = self.speaker(before)
            if speaker:
                return [speaker, *self._joined(before)]
        if aside := self._beside(before):
            return [aside]
        if near and not (before >= 0 and tape.letter(before) in ",)"):
            return [None]
        if self._may_be_far(before) and (subjects := self._subjects(verb)):
            return [*subjects]
        stands_alone = tape.word(verb) == "said" and tape.letter(verb + 2) in ("", ",", "w")
        return [self.behind(verb) if before < 0 and stands_alone else None]

    def behind(self, verb: int) -> Entity | None:
        """Return the person behind a verb who is its subject, a few words between them at most.

        Example: `"We won," tweeted liberal blogger Sen`, "said the party's chairman, Liberal Sen".
        """
        tape = self.tape
        for at in range(verb + 1, verb + _FEW):
            if tape.letter(at) in "PTR" and tape.word(at + 1) not in ("'s", "'"):
                speaker = self.speaker(at)
                led = tape.word(verb + 1) in ("a", "an")  # "said a beaming Sen", no "a Sen aide"
                if led and not (tape.letter(at + 1) in _ENDS or tape.word(at + 1) in WHERE):
                    return None
                parted = tape.letter(at) == "T" and tape.letter(at + 1) == ","
                if speaker or not parted:
                    return speaker
            elif not self._passes(at):
                return None
        return None

    def subject(self, verb: int) -> Entity | None:
        """Return the first person of a sentence whom nothing governs, if no clause is between."""
        return next(iter(self._subjects(verb)), None)

    def _subjects(self, verb: int) -> list[Entity]:
        """Return that person, and those in the list that begins there: "Sen, Das and Roy"."""
        tape = self.tape
        people = [
            i
            for i in range(self._start(verb), verb)
            if tape.letter(i) in "PTR"
            and self.speaker(i)
            and not tape.quotation(i)
            and not (tape.items[i].mention and tape.items[i].mention.owner)  # type: ignore[union-attr]
            and tape.word(i - 1) not in GOVERNING
        ]
        between = range(people[0], verb) if people else range(0)
        barred = any(tape.word(i) in _SUBORDINATE and not tape.quotation(i) for i in between)
        if not people or barred:
            return []
        found = [self.speaker(at) for at in (people[0], *self._listed(people[0]))]
        return [entity for entity in found if entity]

    def _may_be(self, last: Entity, entity: Entity) -> bool:
        """Say whether who spoke last may be meant by a pronoun that grammar gives another."""
        sexes = self.tape.document.feminine
        return sexes.get(last.slug, sexes.get(entity.slug)) == sexes.get(entity.slug)

    def _passes(self, at: int) -> bool:
        """Say whether an item may stand between a verb and who speaks: an adjective, a title."""
        tape = self.tape
        if tape.letter(at) == ",":
            return tape.letter(at - 1) == "T"
        owner = tape.letter(at) == "P" and tape.word(at + 1) in ("'s", "’s")
        open_ = tape.word(at) not in words().function or tape.word(at) in _DETERMINERS
        return owner or (tape.letter(at) in "wLO" and open_)

    def _beside(self, at: int) -> Entity | None:
        """Return whom "who" at an item goes back to, or whose name the comma there closes.

        Examples: "backed by Sen, who said", "after the minister, Sen, said".
        """
        tape, before = self.tape, at - 1
        if tape.letter(at) == ",":
            apposed = "," in tape.text(max(0, before), at) and tape.word(before - 1) in _OPENERS
            return self.speaker(before) if apposed else None
        if tape.word(at) != "who":
            return None
        while before >= 0 and tape.letter(before) in _PARTING:
            before -= 1
        return self.speaker(before) if tape.letter(before) in "PT" else None

    def _may_be_far(self, at: int) -> bool:
        """Say whether the subject of a verb may stand farther before it than the item there.

        Example: "Sen, a lawyer from Pune, said", "Sen met Das and said", "Sen in a letter said";
        and not "a ministry said".
        """
        tape = self.tape
        if tape.word(at) == "but":  # "Sen agreed but said", no "aides of Sen left but said"
            return tape.letter(0) == "P" and tape.word(at - 1) != "all"
        if at < 0 or tape.letter(at) in ",-–)" or tape.word(at) == "and":
            return True
        near = next((i for i in range(at, -1, -1) if tape.letter(i) in "PT"), None)
        return near is not None and tape.word(near + 1) in WHERE

    def _joined(self, at: int) -> list[Entity]:
        """Return who speaks together with the one at an item: "Sen and Das said"."""
        tape = self.tape
        kin = tape.word(at - 1) in words().kin and tape.word(at - 2) in ("his", "her")
        at -= 2 * kin  # "Sen and his wife Rita said"
        other = self.speaker(at - 2) if tape.word(at - 1) == "and" else None
        opens = tape.letter(at - 3) in ("", ",") or tape.word(at - 3) in ("both", "while", "but")
        return [other] if other and opens and tape.letter(at - 2) in "PT" else []

    def _is_anothers(self, at: int) -> bool:
        """Say whether a phrase is only part of who speaks: "a spokesman for Sen said"."""
        tape = self.tape
        title = tape.items[at - 1].mention if at else None
        if title and title.offices and not title.entity and title.kind == "T":
            return any(o.label.lower() in speech()["nobody"] for o in title.offices)
        if tape.word(at - 1) == "by":
            return True  # "the bench headed by Sen said"
        if tape.word(at - 1) in ("for", "of", "to"):
            head = tape.items[at - 2].mention if at > 1 else None
            return tape.word(at - 2) in speech()["nobody"] or (head is not None)
        return False

    def _listed(self, at: int) -> list[int]:
        """Return the items of the names that go on a list that begins with a name at an item."""
        tape, found = self.tape, list[int]()
        while tape.letter(at + 1) == "," and tape.letter(at + 2) == "P":
            found.append(at := at + 2)
        at += tape.letter(at + 1) == ","
        joined = tape.word(at + 1) == "and" and tape.letter(at + 2) == "P"
        return [*found, at + 2] if joined else []

    def _start(self, verb: int) -> int:
        """Return where the main clause begins: behind the comma of "When he lost, Sen said"."""
        if self.tape.word(0) not in _OPENERS or "," not in self.tape.letters[:verb]:
            return 0
        return self.tape.letters.index(",")
