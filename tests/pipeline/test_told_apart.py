"""Articles of many together in a file without graphs, told apart: all of them, byte for byte."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export import export
from kg.graph import load_gazetteer
from kg.model import (
    Document,
    Entity,
    Facts,
    MeetingReport,
    NamedEntity,
    RoleReport,
    Span,
)
from kg.pipeline import build
from kg.readers import read
from kg.stores import LocalStore
from kg.validation import Validator
from kg.vocabulary import EntityKind, MeetingStatus, RoleStatus

BASE = "https://example.org/kg/"
ENTRIES = load_gazetteer().entries


def _alike() -> list[tuple[Entity, tuple[str, ...]]]:
    """Return entries of the gazetteer that share a name with another, with all their names."""
    bearers = defaultdict(list)
    for entry in ENTRIES:
        for form in entry.forms:
            bearers[form].append(entry)
    shared = [entries for _, entries in sorted(bearers.items()) if len(entries) > 1]
    found = {e.entity.slug + e.entity.kind: e for e in chain.from_iterable(shared)}
    return [(entry.entity, entry.forms) for entry in found.values()]


KNOWN = _alike()[:8]
OUTLETS = st.sampled_from(["The Post", "THE POST", "The Post.", "Ārland (News) & Agency #1", None])
NAMES = st.sampled_from(["Asha Rao", "A. Rao", "Ben #name=Ode", "نجمة 100%", "New Front", "INC"])
OWN = st.builds(
    lambda kind, name, slug: Entity(kind, slug, name),
    st.sampled_from([EntityKind.PARTY, EntityKind.BODY, EntityKind.PLACE]),
    NAMES,
    st.sampled_from(["one", "two", KNOWN[0][0].slug]),
)
PEOPLE = st.builds(
    lambda name, slug: Entity(EntityKind.PERSON, slug, name),
    NAMES,
    st.sampled_from(["asha-rao", "rao"]),
)


@st.composite
def articles(draw: st.DrawFn) -> list[Facts]:
    """Return articles that name, with reports or without, what others name too."""
    return [_facts(draw, f"news {n}") for n in range(draw(st.integers(2, 4)))]


def _facts(draw: st.DrawFn, identifier: str) -> Facts:
    own = draw(st.lists(OWN | PEOPLE, max_size=3, unique_by=lambda each: (each.kind, each.slug)))
    places = [each for each in own if each.kind is EntityKind.PLACE]
    own += [
        Entity(
            EntityKind.GROUP, f"of-{owner.slug}", "leaders", False, next(iter(places), None), owner
        )
        for owner in own
        if owner.kind is EntityKind.PARTY
    ]
    named = {entity: draw(st.lists(NAMES, max_size=2, unique=True)) for entity in own}
    for entity, forms in draw(st.lists(st.sampled_from(KNOWN), max_size=4, unique_by=id)):
        named[entity] = draw(st.lists(st.sampled_from(forms), max_size=3, unique=True))
    words = [
        *chain.from_iterable((each.label, *forms) for each, forms in named.items()),
        identifier,
    ]
    document = Document(
        identifier,
        " ".join(words),
        identifier,
        published=draw(st.sampled_from([date(2031, 3, 3), date(2031, 3, 4), None])),
        publisher=draw(OUTLETS),
        agency=draw(OUTLETS),
    )
    entities = tuple(
        NamedEntity(entity, (entity.label, *forms), Span(0, len(words[0])))
        for entity, forms in named.items()
    )
    reports = tuple(_reports(draw, list(named), len(document.text)))
    return Facts(document, entities=entities, reports=reports)


def _reports(
    draw: st.DrawFn, named: list[Entity], length: int
) -> Iterator[RoleReport | MeetingReport]:
    """Yield reports on some of those NAMED."""
    evidence = (Span(0, length),)
    people = [each for each in named if each.kind is EntityKind.PERSON]
    groups = [each for each in named if each.kind is EntityKind.GROUP]
    places = [each for each in named if each.kind is EntityKind.PLACE]
    organisations = [each for each in named if each.kind is EntityKind.PARTY]
    if draw(st.booleans()) and len([*people, *groups]) > 1:
        yield MeetingReport(
            evidence=evidence,
            mapper="m",
            participants=(*people, *groups),
            place=draw(st.sampled_from([*places, None])),
            status=MeetingStatus.HELD,
        )
    if draw(st.booleans()) and people and organisations:
        yield RoleReport(
            evidence=evidence,
            mapper="r",
            holder=people[0],
            title="president",
            organization=draw(st.sampled_from(organisations)),
            status=RoleStatus.CURRENT,
        )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStore]:
    with LocalStore.open(tmp_path_factory.mktemp("target") / "store", base=BASE) as store:
        yield store


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=articles())
def test_all_articles_come_back_out_of_one_file_without_graphs(
    told: list[Facts], store: LocalStore, validator: Validator, tmp_path: Path
) -> None:
    by_name = {facts.document.identifier: facts for facts in told}
    _empty(store)
    documents = [facts.document for facts in told]
    summary = build(documents, store, lambda d: by_name[d.identifier], validator=validator)
    assert summary.built == len(told)
    was = _exported(store, "nquads")
    for fmt, ending in (("turtle", ".ttl"), ("ntriples", ".nt")):
        file = tmp_path / f"all{ending}"
        file.write_bytes(_exported(store, fmt))
        _empty(store)
        build(read([str(file)]), store, by_name.__getitem__, validator=validator)  # type: ignore[arg-type]
        assert _exported(store, "nquads") == was


def _empty(store: LocalStore) -> None:
    for article in store.article_iris():
        store.remove(article)


def _exported(store: LocalStore, fmt: str) -> bytes:
    """Return all but the gazetteer, which stands still, and takes long to write."""
    graphs = [name for name in store.graph_names() if name != store.iris.gazetteer_graph]
    stream = io.BytesIO()
    export(store.quads(graphs), fmt, stream, base=BASE)
    return stream.getvalue()
