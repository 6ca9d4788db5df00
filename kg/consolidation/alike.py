"""Step consolidate, alike: which names of one surname are worth comparing, out of all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from kg.consolidation.names import given_names, given_of, may_be_initials


def pairs_of(names: Iterable[str]) -> set[tuple[str, str]]:
    """Return the pairs of different NAMES that may have a `likeness`, and few others.

    Names share a given name or the long form of one, their letters but for one, or the first
    letter, where one of the two may be initials.
    """
    by_key: dict[str, set[str]] = defaultdict(set)
    by_letter: dict[str, set[str]] = defaultdict(set)
    brief: dict[str, set[str]] = defaultdict(set)
    for name in names:
        given = given_of(name)
        for key in _keys(given):
            by_key[key].add(name)
        by_letter[given[0][:1]].add(name)
        if may_be_initials(given[0]):
            brief[given[0][:1]].add(name)
    pairs = {pair for bearers in by_key.values() for pair in combinations(sorted(bearers), 2)}
    for letter, bearers in brief.items():
        pairs |= {(min(p), max(p)) for p in product(bearers, by_letter[letter]) if p[0] != p[1]}
    return pairs


def _keys(given: tuple[str, ...]) -> Iterator[str]:
    """Yield what names that are alike have in common with each other, but for initials."""
    for part in given:
        yield from (f"part {name}" for name in given_names(part))
    letters = "".join(given)
    yield f"letters {letters}"
    yield from (f"letters {letters[:at]}{letters[at + 1 :]}" for at in range(len(letters)))
