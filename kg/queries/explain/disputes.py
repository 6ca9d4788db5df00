"""Step explain, disputes: what contradicts a fact, and what may be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.queries.asking import Queryable, answers, text_of
from kg.queries.evidence import Sentence, sentences
from kg.queries.explain import questions
from kg.queries.explain.model import Conflict, Doubt, Side
from kg.queries.explain.said import local

_Reports = dict[str, str]  # the reports of a side: IRI, and the article in words


@dataclass(frozen=True, slots=True)
class Marked:
    """The nodes that have conflicts, and those that may be the same as another."""

    disputed: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


def marked(store: Queryable, nodes: Iterable[str]) -> Marked:
    """Return which of NODES have conflicts, and which may be the same as another."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in answers(store, questions.DISPUTED, nodes):
        found[local(text_of(row["class"]))].add(text_of(row["subject"]))
    return Marked(frozenset(found["Conflict"]), frozenset(found["MergeCandidate"]))


def conflicts(store: Queryable, facts: Iterable[str]) -> dict[str, tuple[Conflict, ...]]:
    """Return the conflicts about each of FACTS, in the order of their labels."""
    sides: dict[tuple[str, str, str], dict[tuple[str, str], _Reports]] = {}
    about: set[str] = set()
    for row in answers(store, questions.CONFLICTS, facts):
        words = {name: text_of(term) for name, term in row.items()}
        conflict = (words["subject"], words["conflictLabel"], words["conflict"])
        side = sides.setdefault(conflict, {}).setdefault((words["sideLabel"], words["side"]), {})
        side[words["report"]] = words["reportLabel"]
        about.add(words["of"])
    said = _by_report(store, about)
    found: dict[str, list[Conflict]] = defaultdict(list)
    for (fact, label, iri), by_side in sorted(sides.items(), key=lambda item: item[0]):
        told = (_side(says, reports, said) for (says, _), reports in sorted(by_side.items()))
        found[fact].append(Conflict(iri, label, tuple(told)))
    return {fact: tuple(each) for fact, each in found.items()}


def _by_report(store: Queryable, facts: Iterable[str]) -> dict[str, list[Sentence]]:
    """Return the sentences of each report of FACTS, the earliest published first."""
    found: dict[str, list[Sentence]] = {}
    for quoted in sentences(store, sorted(facts)).values():
        for sentence in quoted:
            found.setdefault(sentence.report, []).append(sentence)
    return found


def _side(says: str, reports: _Reports, said: Mapping[str, Sequence[Sentence]]) -> Side:
    """Return what one side of a conflict says, with a sentence of each of its REPORTS.

    It is the first one with the value's words in it, if there is one, else the first.
    """
    value = says.partition(": ")[2]
    quoted = (
        next((sentence for sentence in told if value in sentence.text), told[0])
        for report, told in said.items()
        if report in reports
    )
    return Side(says, tuple(sorted(set(reports.values()))), tuple(quoted))


def doubts(store: Queryable, nodes: Iterable[str]) -> dict[str, tuple[Doubt, ...]]:
    """Return what each of NODES may be the same as, in the order of the labels."""
    found: dict[str, dict[tuple[str, str, str], float | None]] = defaultdict(dict)
    for row in answers(store, questions.DOUBTS, nodes):
        other, label, reason = (text_of(row[name]) for name in ("other", "otherLabel", "reason"))
        score = float(text_of(row["score"])) if "score" in row else None
        found[text_of(row["subject"])][label, other, reason] = score
    return {
        node: tuple(
            Doubt(other, label, reason, each[label, other, reason])
            for label, other, reason in sorted(each)
        )
        for node, each in found.items()
    }
