"""Count what reports say that marked occasions were about, and whom they represented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.marked import MarkedOccasion
from kg.evaluation.names import Names, any_same, overlap, same_organization

_SAME_WORDS = 0.5  # share of words in common, as the evaluation has it


@dataclass(slots=True)
class About:
    """What is right in the topics and organisations of reports, and in words what is not."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(
        self, where: str, marked: MarkedOccasion, topics: Sequence[str], bodies: Sequence[Names]
    ) -> None:
        """Add the TOPICS and BODIES that reports give an occasion MARKED with both."""
        wanted, organizations = marked.topics or (), marked.organizations or ()
        names = [name for each in bodies for name in each]
        self._count("told", where, [(topic, _alike(topic, wanted)) for topic in topics])
        self._count("topics", where, [(topic, _alike(topic, topics)) for topic in wanted])
        known = [(each, any_same([each], names, same_organization)) for each in organizations]
        self._count("organizations", where, known)

    def figures(self) -> list[str]:
        """Return the shares, a line each; organisations are not marked in full, nor counted so."""
        told, topics, organizations = map(self._share, ("told", "topics", "organizations"))
        return [f"topics  P {told} R {topics}", f"organizations  R {organizations}"]

    def _count(self, name: str, where: str, found: Sequence[tuple[str, bool]]) -> None:
        """Count those FOUND right, and list the others."""
        self.counts[name] += len(found)
        self.counts[f"{name} right"] += sum(right for _, right in found)
        self.misses += [f"{where} {name}: {each}" for each, right in found if not right]

    def _share(self, name: str) -> str:
        count = self.counts[name]
        return f"{self.counts[f'{name} right'] / max(1, count):.3f} of {count}"


def _alike(topic: str, others: Sequence[str]) -> bool:
    return any(overlap([topic], [other]) >= _SAME_WORDS for other in others)
