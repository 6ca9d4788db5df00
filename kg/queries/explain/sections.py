"""Step explain, sections: which facts are told, in which order, and how many there are in all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.queries.asking import Queryable, answers, text_of
from kg.queries.blocks import Terms
from kg.queries.explain.disputes import Marked
from kg.queries.explain.facts import entries
from kg.queries.explain.model import Section
from kg.queries.explain.said import LABEL, TYPE, Said, first, local
from kg.vocabulary import POL

_ALLIED = ("AllianceMembership", "AllianceStance")
# The classes of facts by the sections they stand in, in the order for people.
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Offices": ("Tenure",),
    "Meetings": ("Meeting",),
    "Meetings missed": ("Meeting",),
    "Alliances": _ALLIED,
    "Alliances against": _ALLIED,
    "Seat sharing": ("SeatSharing",),
    "Moves": ("Move",),
    "Kin": ("Kinship",),
    "Statements": ("Statement",),
}
# Where a fact stands that speaks of the subject by that property alone.
_ASIDE: Mapping[tuple[str, frozenset[str]], str] = {
    ("Meeting", frozenset({"absentee"})): "Meetings missed",
    **{(kind, frozenset({"opponent"})): "Alliances against" for kind in _ALLIED},
}
_PARTIES = ("Alliances", "Alliances against", "Seat sharing", "Meetings", "Moves")
# What comes first of others than people.
_FIRST: Mapping[str, tuple[str, ...]] = {
    "Party": _PARTIES,
    "Alliance": _PARTIES,
    "Body": ("Meetings",),
    "Place": ("Meetings",),
}
FACTS = frozenset(name for names in _SECTIONS.values() for name in names)

SENTENCES = 3  # of a fact, where not all is told


@dataclass(frozen=True, slots=True)
class Known:
    """A fact as lists need it; `day` is its own first day, else that of the last report.

    `roles` are the properties by which it speaks of the subject, where that is someone.
    """

    fact: str
    label: str
    kind: str
    status: str | None
    day: str
    roles: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """Return the title of the section that it stands in."""
        usual = next(title for title, kinds in _SECTIONS.items() if self.kind in kinds)
        return _ASIDE.get((self.kind, self.roles), usual)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is told: at most `limit` facts of a section (None: all), of `only` one if given.

    Of that one, `start` facts are passed by.
    """

    limit: int | None = None
    only: str | None = None
    start: int = 0


def known(store: Queryable, question: str, subject: str, sure: Terms = ()) -> list[Known]:
    """Return the facts that QUESTION finds for SUBJECT, the latest first, undated ones last."""
    found = {}
    roles: dict[str, set[str]] = defaultdict(set)
    for row in answers(store, question, [subject], minConfidence=sure):
        words = {name: text_of(term) for name, term in row.items()}
        if "property" in words:
            roles[words["fact"]].add(local(words["property"]))
        status = local(words["status"]) if "status" in words else None
        day = words.get("earliest") or words.get("last") or ""
        kind = local(words["class"])
        told = frozenset(roles[words["fact"]])
        found[words["fact"]] = Known(words["fact"], words["label"], kind, status, day, told)
    by_label = sorted(found.values(), key=lambda each: (each.label, each.fact))
    return sorted(by_label, key=lambda each: each.day, reverse=True)


def fact_of(fact: str, said: Said) -> Known:
    """Return FACT, of which SAID is said, as lists need it."""
    kind, status = local(first(said, TYPE) or ""), first(said, POL + "status")
    return Known(fact, first(said, LABEL) or fact, kind, local(status) if status else None, "")


def sections(
    store: Queryable,
    facts: Sequence[Known],
    marked: Marked,
    kind: str,
    extent: Extent,
) -> Iterator[Section]:
    """Yield FACTS by section, as it suits a subject of KIND: the latest, and of those MARKED.

    As many of each are told as EXTENT says; with a limit, only some of their sentences.
    """
    titles = [extent.only] if extent.only else _order(kind)
    by_title = {title: [each for each in facts if each.title == title] for title in titles}
    either = marked.disputed | marked.doubtful
    shown = {title: _cut(each, either, extent) for title, each in by_title.items()}
    wanted = [each.fact for chosen in shown.values() for each in chosen]
    told = entries(store, wanted, marked, None if extent.limit is None else SENTENCES)
    for title, every in by_title.items():
        if every:
            statuses = Counter(each.status for each in every if each.status)
            yield Section(
                title=title,
                total=len(every),
                statuses=tuple(sorted(statuses.items(), key=lambda item: (-item[1], item[0]))),
                entries=tuple(told[each.fact] for each in shown[title] if each.fact in told),
            )


def _order(kind: str) -> list[str]:
    """Return the titles of the sections as they matter for a subject of KIND."""
    return list(dict.fromkeys([*_FIRST.get(kind, ()), *_SECTIONS]))


def _cut(facts: Sequence[Known], marked: Collection[str], extent: Extent) -> list[Known]:
    """Return the first of FACTS and the first of those MARKED, in their order, or a page of all."""
    limit = extent.limit
    if limit is None:
        return list(facts)
    if extent.only:
        return list(facts[extent.start : extent.start + limit])
    wanted = {*facts[:limit], *[each for each in facts if each.fact in marked][:limit]}
    return [each for each in facts if each in wanted]
