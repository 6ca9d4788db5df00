"""Step consolidate, slips: persons whose surnames differ in a letter or two, to be looked at."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from kg.consolidation.decisions import Decisions
from kg.consolidation.index import Index
from kg.consolidation.names import Likeness, is_slip, name_of, surname_of
from kg.consolidation.spellings import NearMiss
from kg.consolidation.touched import Things


class Slips:
    """Follows whose names differ by a slip of the surname, in INDEX."""

    def __init__(self, index: Index, things: Things, decisions: Decisions) -> None:
        self._index = index
        self._things = things
        self._decisions = decisions

    def near(self, persons: Iterable[str], stated: Container[str]) -> dict[str, list[NearMiss]]:
        """Return the pairs of those touched when PERSONS come, go or change, by the lower IRI.

        Only names that are the same but for a letter are compared, so that the cost grows with the
        people and not with their pairs. Who is stated to be different is left out, and so are two
        whose surnames are STATED: decisions may have brought them together.
        """
        persons = sorted(persons)
        touched = {other for iri in persons for other in self._beside(iri)} | set(persons)
        for iri in persons:
            self._index.run("DELETE FROM slip WHERE person = ?", iri)
            thing = self._things.get(iri)
            if thing and thing.bare is None:
                keys = set(_keys(name_of(thing.label)))
                self._index.insert("slip", [(key, iri) for key in sorted(keys)])
        touched |= {other for iri in persons for other in self._beside(iri)}
        return {iri: list(self._misses(iri, stated)) for iri in sorted(touched)}

    def _beside(self, iri: str) -> list[str]:
        """Return those whose names are the same as that of the person at IRI but for a letter."""
        return self._index.column(
            "SELECT DISTINCT other.person FROM slip JOIN slip AS other USING (key) "
            "WHERE slip.person = ? AND other.person <> slip.person ORDER BY other.person",
            iri,
        )

    def _misses(self, iri: str, stated: Container[str]) -> Iterator[NearMiss]:
        """Yield the pairs of the person at IRI and those after."""
        if iri not in self._things:
            return
        mine = surname_of(name_of(self._things[iri].label))
        for other in self._beside(iri):
            theirs = surname_of(name_of(self._things[other].label))
            if mine in stated and theirs in stated:
                continue
            if iri < other and is_slip(mine, theirs) and not self._stated_apart(iri, other):
                yield NearMiss(iri, other, Likeness.SLIP.reason, 0.8)

    def _stated_apart(self, one: str, other: str) -> bool:
        """Return whether decisions state that two persons are different."""
        first, second = ({iri, *self._things[iri].mentions} for iri in (one, other))
        return any(
            (s.one in first and s.other in second) or (s.one in second and s.other in first)
            for s in self._decisions.different
        )


def _keys(name: str) -> Iterator[str]:
    """Yield NAME with each letter of its surname left out, and whole."""
    start, surname = name[: -len(surname_of(name))], surname_of(name)
    yield name
    if name.endswith(surname):
        yield from (start + surname[:at] + surname[at + 1 :] for at in range(len(surname)))
