"""Link: find the people and organisations that one article names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg.linking.chunks import (
    COMMA,
    KIN,
    NAME,
    ORG,
    OTHER,
    PLACE,
    POSSESSIVE,
    Chunk,
    Chunks,
    without_ranks,
)
from kg.linking.doubtful import may_be_person, may_be_thing, titled
from kg.linking.lexicon import words
from kg.linking.local import LocalNames, acronym_after, redefine
from kg.linking.mentions import Naming
from kg.linking.names import Cast, Run, runs
from kg.linking.people import People, Person
from kg.linking.shortened import Shortened
from kg.linking.surnames import surnames
from kg.model import Entity, Span
from kg.text import Sentence, Story
from kg.vocabulary import EntityKind

_LOCATIVE = frozenset(("in", "at", "from", "near", "of", "to", "the", "on", "via"))


@dataclass(slots=True)
class Article:
    """What is known of one article while it is linked."""

    story: Story
    lower: bool
    chunks: list[Chunks] = field(default_factory=list)
    compounds: list[list[Naming]] = field(default_factory=list)
    people: People = field(default_factory=People)
    local: LocalNames = field(default_factory=LocalNames)
    forms: dict[Entity, dict[str, Span]] = field(default_factory=dict)
    persons: dict[tuple[int, int], Person] = field(default_factory=dict)
    entities: list[dict[int, Entity]] = field(default_factory=list)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of the story, in order."""
        return self.story.sentences

    def find_names(self) -> None:
        """Find people and the article's own organisations, and mark them in the chunks."""
        redefine(self.chunks, self.sentences)
        found = [
            replace(run, cast=Cast.PERSON)
            if not sentence.heading and may_be_person(run, sentence.tokens, self.chunks[number])
            else run
            for number, sentence in enumerate(self.sentences)
            for run in runs(number, sentence, self.chunks[number], self.lower)
        ]
        self.entities = [
            {at: chunk.entries[0].entity for at, chunk in chunks.known.items() if chunk.entries}
            for chunks in self.chunks
        ]
        self._define_acronyms()
        people = self._people(found)
        marked: dict[int, list[tuple[Run, str]]] = {}
        for run in found:
            if run in people:
                marked.setdefault(run.sentence, []).append((run, NAME))
            else:
                marked.setdefault(run.sentence, []).append((run, self._organization(run)))
        for number, chunks in enumerate(self.chunks):
            _mark(chunks, marked.get(number, []))
        self._handles()
        self._name_again()
        self.people.finish()
        for (number, first), person in self.persons.items():
            if person.entity:
                self.entities[number][first] = person.entity

    def _define_acronyms(self) -> None:
        """Let "CEC" name the committee after "Central Election Committee (CEC)"."""
        for number, chunks in enumerate(self.chunks):
            if "(" not in self.sentences[number].vocabulary:
                continue
            tokens = self.sentences[number].tokens
            for chunk in (c for c in chunks.known.values() if c.kind == ORG):
                if acronym := acronym_after(tokens, chunk.first, chunk.last):
                    self.local.define(acronym, chunk.entries[0].entity)

    def _people(self, found: list[Run]) -> set[Run]:
        """Return the runs that name people, full names first, so that short ones find theirs."""
        accepted: set[Run] = set()
        candidates = [
            r for r in found if r.cast is Cast.PERSON or (r.cued and r.cast is Cast.THING)
        ]
        cued_forms = {r.form for r in found if r.cued}
        alone = cued_forms | {r.form for r in candidates if r.last - r.first == 1}
        alone |= set(titled(self.sentences, self.chunks))
        full = [r for r in candidates if r.last - r.first > 1]
        often = set() if self.lower else self._often(candidates)
        for run in full:
            if run.cast is not Cast.PERSON:
                continue
            tokens, chunks = self.sentences[run.sentence].tokens, self.chunks[run.sentence]
            if run.form in cued_forms or not (
                self._after_the(run) or may_be_thing(run, tokens, chunks, alone)
            ):
                self._accept(run, accepted)
        starts = [sentence.span.start for sentence in self.sentences]
        for run in (r for r in candidates if r.last - r.first == 1):
            self.people.call(run.form, self._span(run).start, starts)
        for run in candidates:
            if run in accepted or run.cast is not Cast.PERSON:
                continue
            form = run.form
            person = self._bearer(run)
            if person:
                self._note(run, person)
                accepted.add(run)
            elif (
                len(form) > 2 and not self._after_the(run) and (form in cued_forms or form in often)
            ):
                self._accept(run, accepted)
        others = list(self._named_by_words(accepted, found))
        places = {(run.sentence, run.first) for run in others}
        found[:] = [run for run in found if (run.sentence, run.first) not in places] + others
        return accepted | set(others)

    def _named_by_words(self, accepted: set[Run], found: list[Run]) -> Iterator[Run]:
        """Yield the known surnames that are common words as well, where they are nothing else."""
        taken = {
            (run.sentence, at)
            for run in found
            if run in accepted or run.last - run.first > 1
            for at in range(run.first, run.last)
        }
        for number, at, low in surnames(self.people, self.sentences, self.chunks):
            text = self.sentences[number].tokens.texts[at]
            run = Run(number, at, at + 1, text, Cast.PERSON, cued=False)
            person = None if (number, at) in taken else self._bearer(run)
            if person and person.parts[-1] == low:
                self._note(run, person)
                yield run

    def _often(self, candidates: list[Run]) -> set[str]:
        """Return the single names that the article uses at least twice, and never as a place's."""
        counts: Counter[str] = Counter()
        for run in (r for r in candidates if r.last - r.first == 1):
            before = self._before(run)
            counts[run.form] += 1 if before not in _LOCATIVE else -9
        return {form for form, count in counts.items() if count > 1 and len(form) > 3}

    def _bearer(self, run: Run) -> Person | None:
        """Return who of those found bears the name of a run."""
        if self._is_given(run):
            return self.people.given(run.form)
        return self.people.find(run.form, self._span(run).start, self._sex(run))

    def _accept(self, run: Run, accepted: set[Run]) -> None:
        full, given = self._with_surname(run), self._is_given(run)
        person = self.people.add(full, self._span(run), given=given)
        if len(person.named) == 1:
            kinds = self.chunks[run.sentence].kinds[: run.first]
            person.relative = KIN in (kinds[-2:-1] if kinds[-1:] == [COMMA] else kinds[-1:])
        self._note(run, person, record=False)
        accepted.add(run)

    def _sex(self, run: Run) -> bool | None:
        """Say whether what stands before a name is a woman's, None where that leaves it open."""
        before = self._before(run)
        return (
            True if before in words().feminine else False if before in words().masculine else None
        )

    def _is_given(self, run: Run) -> bool:
        """Say whether a run is a given name alone: "King Rudolf", "Pope Leo"."""
        return run.last - run.first == 1 and self._before(run) in words().regnal

    def _before(self, run: Run) -> str:
        """Return the word before a run, in lower case."""
        return self.sentences[run.sentence].tokens.lows[run.first - 1] if run.first else ""

    def _with_surname(self, run: Run) -> str:
        """Return "Kalpana Soren" for the Kalpana of "Soren's wife Kalpana"."""
        form, first = run.form, run.first
        kinds = self.chunks[run.sentence].kinds
        if " " in form or first < 3 or kinds[first - 2 : first] != [POSSESSIVE, KIN]:
            return form
        surname = self.sentences[run.sentence].tokens.texts[first - 3]
        return f"{form} {surname}" if surname[0].isupper() else form

    def _note(self, run: Run, person: Person, record: bool = True) -> None:
        self.persons[(run.sentence, run.first)] = person
        if record:
            self.people.mention(person, run.form, self._span(run))
        if (told := self._sex(run)) is not None:
            person.feminine = told

    def _after_the(self, run: Run) -> bool:
        return self._before(run) in ("the", "a", "an")

    def _span(self, run: Run) -> Span:
        return self.sentences[run.sentence].tokens.span(run.first, run.last)

    def _organization(self, run: Run) -> str:
        """Note the organisation that a run names, if any, and return its chunk's letter."""
        tokens = self.sentences[run.sentence].tokens
        form = run.form
        known = self.local.by_form.get(form)
        if known is None:
            alone = run.last - run.first < 2 and not self._qualifier(run)
            if run.cast in (Cast.PERSON, Cast.THING) or (alone and run.cast is not Cast.COMPANY):
                return OTHER
            known = self._new_organization(run, form)
        if acronym := acronym_after(tokens, run.first, run.last):
            self.local.define(acronym, known)
        self.entities[run.sentence][run.first] = known
        self.record(known, form, self._span(run))
        return ORG

    def _new_organization(self, run: Run, form: str) -> Entity:
        """Return the organisation of a run: "Congress Alliance Committee" is of the Congress."""
        of = self._qualifier(run)
        area = of if of and of.kind is EntityKind.PLACE else None
        return self.local.add(form, run.cast, None if area else of, area)

    def _qualifier(self, run: Run) -> Entity | None:
        """Return whose a run is: what is named before it, or the place in it ("Foo University")."""
        known = self.chunks[run.sentence].known.values()
        before = (c for c in known if c.last == run.first and c.kind in (ORG, PLACE))
        inside = (c for c in known if run.first <= c.first < run.last and c.entries)
        places = (c for c in inside if c.entries[0].entity.kind is EntityKind.PLACE)
        whose = next(before, None) or next(places, None)
        return whose.entries[0].entity if whose else None

    def _handles(self) -> None:
        """Let @RahulGandhi name Rahul Gandhi."""
        if "@" not in self.story.document.text:
            return
        for number, sentence in enumerate(self.sentences):
            for at, text in enumerate(sentence.tokens.texts):
                person = self.people.handle(text) if text.startswith("@") else None
                if person and len(text) > 3:
                    self.persons[(number, at)] = person
                    self.chunks[number].rename(at, NAME)

    def _name_again(self) -> None:
        """Let "the Front" name the one front that the article has named."""
        shortened = Shortened()
        for number, sentence in enumerate(self.sentences):
            chunks, entities = self.chunks[number], self.entities[number]
            for chunk, entity in list(shortened.read(sentence, chunks, entities)):
                chunks.put(Chunk(ORG, chunk.first, chunk.last))
                entities[chunk.first] = entity
                tokens, span = sentence.tokens, (chunk.first, chunk.last)
                self.record(entity, tokens.text(*span), tokens.span(*span))

    def record(self, entity: Entity, form: str, span: Span) -> None:
        """Note that an entity is named by a form, where it first is."""
        forms = self.forms.setdefault(entity, {})
        if form not in forms:
            forms[form] = span


def _mark(chunks: Chunks, found: list[tuple[Run, str]]) -> None:
    """Mark the runs of a sentence in its chunks, as one chunk each."""
    for run, letter in found:
        for chunk in list(chunks.known.values()):
            if chunk.first < run.last and run.first < chunk.last:
                chunks.drop(chunk)
        chunks.put(Chunk(letter, run.first, run.last))
    without_ranks(chunks)
