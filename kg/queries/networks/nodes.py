"""Step query, networks: nodes with label, kind, party and address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.graph.network import Attribute, Node, Span
from kg.queries.asking import Queryable, answers, text_of
from kg.queries.networks import questions
from kg.vocabulary import POL

NODE_ATTRIBUTES = (
    Attribute("kind", str),
    Attribute("party", str),
    Attribute("party_iri", str),
    Attribute("iri", str),
)
# Kinds that people know, before the finer classes that a node may have too.
_KINDS = ("Person", "Group", "Party", "Alliance", "Body", "Place")
_UNSAFE = re.compile(r"[^A-Za-z0-9.:-]")
_HELD = (POL + "Current", None)  # status of an office, no kind of move
_JOINED, _LEFT = (POL + "Done", POL + "Joined"), (POL + "Done", POL + "Left")

Party = tuple[str, str]  # label, IRI


def nodes(
    store: Queryable,
    iris: Iterable[str],
    spans: Mapping[str, Span] | None = None,
    kinds: Mapping[str, str] | None = None,
) -> tuple[Node, ...]:
    """Return the nodes at IRIS in the order of their ids, each with its span, if it has one.

    KINDS tell better than the store what some are.
    """
    iris = tuple(iris)
    labels: dict[str, str] = {}
    classes: dict[str, set[str]] = defaultdict(set)
    for row in answers(store, questions.THINGS, iris):
        subject = text_of(row["subject"])
        labels[subject] = text_of(row["label"])
        classes[subject].add(re.split(r"[/#]", text_of(row["class"]))[-1])
    parties = _parties(store, iris)
    found = []
    for iri in iris:
        kind = (kinds or {}).get(iri) or _kind(classes[iri])
        values = (kind, *parties.get(iri, (None, None)), iri)
        span = (spans or {}).get(iri)
        found.append(Node(node_id(store.base, iri), labels.get(iri, iri), values, span))
    return tuple(sorted(found, key=lambda node: node.id))


def node_id(base: str, iri: str) -> str:
    """Return IRI as an XML name token, what stands before it in all (BASE) left out.

    `person/hemant-soren` becomes `person:hemant-soren`; `_23_` stands for a character by its code.
    """
    local = iri.removeprefix(base).replace(":", "_3a_").replace("/", ":")
    return _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", local)


def _kind(classes: set[str]) -> str:
    """Return the kind that people know of CLASSES."""
    return next((kind for kind in _KINDS if kind in classes), min(classes, default=""))


def _parties(store: Queryable, iris: Iterable[str]) -> dict[str, Party]:
    """Return each one's party: the last reported of those held office in or joined, and not left.

    Of equals it is the first by its label.
    """
    since: dict[str, dict[Party, str]] = defaultdict(dict)
    left: dict[tuple[str, Party], str] = {}
    for row in answers(store, questions.PARTIES, iris):
        words = {name: text_of(term) for name, term in row.items()}
        party = (words["label"], words["party"])
        day = words.get("last", "")
        if (words["status"], words.get("kind")) in (_HELD, _JOINED):
            since[words["subject"]][party] = max(day, since[words["subject"]].get(party, ""))
        elif (words["status"], words.get("kind")) == _LEFT:
            key = (words["subject"], party)
            left[key] = max(day, left.get(key, ""))
    found = {}
    for iri, by_party in since.items():
        staying = [p for p in sorted(by_party) if left.get((iri, p), "") <= by_party[p]]
        if staying:
            found[iri] = max(staying, key=lambda party: by_party[party])
    return found
