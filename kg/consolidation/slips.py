"""Step consolidate, slips: persons whose surnames differ in a letter or two, to be looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from kg.consolidation.decisions import Decisions
from kg.consolidation.names import Likeness, is_slip, name_of, surname_of
from kg.consolidation.spellings import NearMiss
from kg.consolidation.world import Thing


def surname_slips(people: Mapping[str, Thing], decisions: Decisions) -> list[NearMiss]:
    """Return the pairs of PEOPLE who have all but the surname in common, and that nearly.

    Only names that are the same but for a letter are compared, so that the cost grows with the
    people and not with their pairs. Who is stated to be different is left out.
    """
    by_key: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(people):
        if people[iri].bare is None:
            for key in _keys(name_of(people[iri].label)):
                by_key[key].append(iri)
    pairs = {pair for iris in by_key.values() for pair in combinations(sorted(set(iris)), 2)}
    apart = _stated_apart(people, decisions)
    return [
        NearMiss(one, other, Likeness.SLIP.reason, 0.8)
        for one, other in sorted(pairs)
        if frozenset((one, other)) not in apart
        and is_slip(*(surname_of(name_of(people[iri].label)) for iri in (one, other)))
    ]


def _keys(name: str) -> Iterator[str]:
    """Yield NAME with each letter of its surname left out, and whole."""
    start, surname = name[: -len(surname_of(name))], surname_of(name)
    yield name
    if name.endswith(surname):
        yield from (start + surname[:at] + surname[at + 1 :] for at in range(len(surname)))


def _stated_apart(people: Mapping[str, Thing], decisions: Decisions) -> set[frozenset[str]]:
    """Return the pairs of PEOPLE who are stated to be different."""
    of = {mention: iri for iri, thing in people.items() for mention in thing.mentions}
    return {frozenset(of.get(i, i) for i in (s.one, s.other)) for s in decisions.different}


def once(near: Iterable[NearMiss]) -> list[NearMiss]:
    """Return each pair of NEAR once, with its best reason."""
    best: dict[frozenset[str], NearMiss] = {}
    for miss in sorted(near, key=lambda m: (-m.score, m.one, m.other, m.reason)):
        best.setdefault(frozenset((miss.one, miss.other)), miss)
    return list(best.values())
