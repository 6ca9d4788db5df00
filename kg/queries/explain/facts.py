"""Step explain, facts: what the store says of facts, as entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from kg.queries.asking import Queryable, text_of
from kg.queries.evidence import sentences
from kg.queries.explain import questions
from kg.queries.explain.model import Conflict, Doubt, Entry, Side
from kg.vocabulary import POL, RDF, RDFS

# What is told of a fact besides its label, in order: property, words.
_DETAILS = (
    ("participant", "took part"),
    ("chair", "chaired by"),
    ("host", "hosted by"),
    ("represented", "represented"),
    ("absentee", "stayed away"),
    ("place", "place"),
    ("venue", "venue"),
    ("topic", "about"),
    ("topicDenied", "not about"),
    ("scope", "for"),
    ("opponent", "against"),
    ("agent", "by"),
    ("seats", "seats"),
    ("quote", "quoted"),
    ("medium", "in"),
    ("dateExpression", "when, in the report's words"),
    ("validFrom", "valid from"),
    ("validUntil", "valid until"),
    ("attributedTo", "only on the word of"),
    ("attribution", "only on the word of"),
)

_TYPE = RDF + "type"

Said: TypeAlias = Mapping[str, tuple[str, ...]]  # by property, what people read


def said_of(
    store: Queryable, subjects: Iterable[str], question: str = questions.SAID_OF
) -> dict[str, Said]:
    """Return what STORE says of each of SUBJECTS: by property, labels or words, sorted."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in questions.answers(store, question, subjects):
        prop, value = text_of(row["property"]), row["value"]
        shown = value if prop == _TYPE else row.get("valueLabel", value)
        found[text_of(row["subject"])][prop].add(text_of(shown))
    return {
        subject: {prop: tuple(sorted(words)) for prop, words in said.items()}
        for subject, said in found.items()
    }


def entries(store: Queryable, facts: Iterable[str]) -> dict[str, Entry]:
    """Return an entry for each of FACTS (IRIs), the earliest first, those without a date last."""
    facts = tuple(facts)
    said = said_of(store, facts)
    quoted = sentences(store, facts)
    conflicts = _conflicts(store, facts)
    doubts = _doubts(store, facts)
    ordered = sorted((fact for fact in facts if fact in said), key=lambda fact: _order(said[fact]))
    return {
        fact: Entry(
            fact=fact,
            label=_first(said[fact], RDFS + "label") or fact,
            details=_details(said[fact]),
            sources=_number(said[fact], POL + "independentSources"),
            confidence=_share(said[fact], POL + "confidence"),
            first=_first(said[fact], POL + "firstReported"),
            last=_first(said[fact], POL + "lastReported"),
            sentences=quoted.get(fact, ()),
            conflicts=conflicts.get(fact, ()),
            merged=said[fact].get(POL + "mergeReason", ()),
            doubts=doubts.get(fact, ()),
        )
        for fact in ordered
    }


def _order(said: Said) -> tuple[str, str, str]:
    """Return what facts are sorted by: their own day, else the first report's; then the label."""
    last = "9999"
    reported = _first(said, POL + "firstReported") or last
    own = _first(said, POL + "earliest") or reported
    return own, reported, _first(said, RDFS + "label") or ""


def _details(said: Said) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is told of a fact besides its label."""
    told: dict[str, tuple[str, ...]] = {}
    for name, words in _DETAILS:
        values = said.get(POL + name)
        if values and not (name == "quote" and _in_label(values, said)):
            told[words] = told.get(words, ()) + values
    return tuple(told.items())


def _in_label(values: tuple[str, ...], said: Said) -> bool:
    """Return whether the label has all VALUES in full: a long quotation is cut there."""
    label = _first(said, RDFS + "label") or ""
    return all(value in label for value in values)


def _conflicts(store: Queryable, facts: Iterable[str]) -> dict[str, tuple[Conflict, ...]]:
    """Return the conflicts about each of FACTS, in the order of their labels."""
    sides: dict[tuple[str, str, str], dict[tuple[str, str], set[str]]] = {}
    for row in questions.answers(store, questions.CONFLICTS, facts):
        words = {name: text_of(term) for name, term in row.items()}
        conflict = (words["subject"], words["conflictLabel"], words["conflict"])
        side = sides.setdefault(conflict, {}).setdefault((words["sideLabel"], words["side"]), set())
        side.add(words["reportLabel"])
    found: dict[str, list[Conflict]] = defaultdict(list)
    for (fact, label, _), by_side in sorted(sides.items()):
        told = (Side(says, tuple(sorted(told))) for (says, _), told in sorted(by_side.items()))
        found[fact].append(Conflict(label, tuple(told)))
    return {fact: tuple(each) for fact, each in found.items()}


def _doubts(store: Queryable, facts: Iterable[str]) -> dict[str, tuple[Doubt, ...]]:
    """Return what each of FACTS may be the same as."""
    found: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in questions.answers(store, questions.DOUBTS, facts):
        other, label, reason = (text_of(row[name]) for name in ("other", "otherLabel", "reason"))
        found[text_of(row["subject"])].add((label, other, reason))
    return {
        fact: tuple(Doubt(other, label, reason) for label, other, reason in sorted(each))
        for fact, each in found.items()
    }


def _first(said: Said, prop: str) -> str | None:
    """Return the first value of PROP."""
    return next(iter(said.get(prop, ())), None)


def _share(said: Said, prop: str) -> float | None:
    """Return the value of PROP as a share."""
    value = _first(said, prop)
    return float(value) if value else None


def _number(said: Said, prop: str) -> int | None:
    """Return the value of PROP as a number."""
    value = _first(said, prop)
    return int(value) if value else None
