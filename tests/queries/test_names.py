"""Names of people and things are found however they are spelt, or the candidates are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import UsageError
from kg.graph.terms import LABEL, TYPE, pol, schema
from kg.queries import Queryable, resolve
from kg.queries.names import nearest, normalised
from kg.stores import LocalStore
from kg.vocabulary import DEFAULT_BASE, RDF, RDFS, SCHEMA, SKOS
from tests.plugins.filling import hold


def found(store: Queryable, kind: str, name: str) -> str:
    return resolve(store, kind, name).value.removeprefix(DEFAULT_BASE)


@pytest.mark.parametrize(
    ("kind", "name", "iri"),
    [
        ("person", "Ada Quill", "person/ada-quill"),
        ("person", "  ADA   quill", "person/ada-quill"),
        ("person", "Mrs. Ada Quill ji", "person/ada-quill"),
        ("person", "ada-quill", "person/ada-quill"),
        ("person", "person/ada-quill", "person/ada-quill"),
        ("person", f"{DEFAULT_BASE}person/ada-quill", "person/ada-quill"),
        ("person", f"<{DEFAULT_BASE}person/ada-quill>", "person/ada-quill"),
        ("person", "A.B. Moss", "person/ab-moss"),
        ("person", "A B Moss", "person/ab-moss"),
        ("person", "AB Moss", "person/ab-moss"),
        ("party", "Harbour Party", "party/harbour"),
        ("party", "HP", "party/harbour"),
        ("party", "h.p.", "party/harbour"),
        ("party", "Dockers' Union Party", "party/harbour"),  # a name of former times
        ("alliance", "N. C.", "alliance/compact"),
        ("place", "orrin", "place/orrin"),
        ("place", "Osteria", "place/osteria"),  # which no fact speaks of
    ],
)
def test_found(embedded: Queryable, kind: str, name: str, iri: str) -> None:
    assert found(embedded, kind, name) == iri


def test_what_facts_speak_of_comes_before_what_only_the_gazetteer_knows(
    embedded: Queryable,
) -> None:
    assert found(embedded, "party", "ML") == "party/meadow"
    assert found(embedded, "party", "Mountain League") == "party/mountain-sd"


def test_ambiguous_among_those_of_the_gazetteer(embedded: Queryable) -> None:
    with pytest.raises(UsageError) as error:
        resolve(embedded, "party", "GB")
    assert str(error.value) == (
        "'GB' names more than one party; give the address of one:\n"
        "  Granite Bloc: party/granite (Osteria)\n"
        "  Granite Party: party/granite-sd (Sundra)"
    )
    assert found(embedded, "party", "party/granite") == "party/granite"


def test_ambiguous_among_those_that_facts_speak_of(embedded: Queryable) -> None:
    with pytest.raises(UsageError) as error:
        resolve(embedded, "party", "front")
    assert "Lantern Front: party/lantern (Northmark)" in str(error.value)
    assert "Sundran Lantern Front: party/lantern-sd (Sundra)" in str(error.value)


def test_a_label_beats_an_alias(embedded: Queryable) -> None:
    assert found(embedded, "party", "lantern front") == "party/lantern"


def test_surname_alone_gets_all_who_bear_it_with_what_tells_them_apart(
    embedded: Queryable,
) -> None:
    with pytest.raises(UsageError) as error:
        resolve(embedded, "person", "Quill")
    assert str(error.value) == (
        "'Quill' names more than one person; give the address of one:\n"
        "  Ada Quill: person/ada-quill (Harbour Party, Evening Ledger, The Courier)\n"
        "  Edda Quill: person/edda-quill (Evening Ledger, The Courier)"
    )


def people(*named: tuple[str, str, int, tuple[str, ...]], folder: Path) -> LocalStore:
    """Return a store of people: slug, label, number of articles, aliases."""
    store = LocalStore.open(folder, base=DEFAULT_BASE)
    triples = []
    for slug, label, articles, aliases in named:
        person = NamedNode(f"{DEFAULT_BASE}person/{slug}")
        triples += [Triple(person, TYPE, schema("Person")), Triple(person, LABEL, Literal(label))]
        triples += [
            Triple(person, NamedNode(SKOS + "altLabel"), Literal(alias)) for alias in aliases
        ]
        for n in range(articles):
            mention = NamedNode(f"{DEFAULT_BASE}article/{n}#person-{slug}")
            triples.append(Triple(person, pol("mention"), mention))
    hold(store, f"{DEFAULT_BASE}graph/facts", triples)
    return store


def test_a_surname_of_two_is_ambiguous_though_one_alone_has_it_as_alias(tmp_path: Path) -> None:
    bearers = (("ona-vex", "Ona Vex", 1, ()), ("ivo-vex", "Ivo Vex", 5, ("Vex",)))
    bare = [(f"vex-{n:06x}", "Vex", 1, ()) for n in range(9)]
    with people(*bearers, *bare, folder=tmp_path) as store:
        with pytest.raises(UsageError) as error:
            resolve(store, "person", "vex")
        lines = str(error.value).splitlines()
        assert lines[1].startswith("  Ivo Vex: person/ivo-vex")
        assert any(line.startswith("  Ona Vex: person/ona-vex") for line in lines)
        assert lines[-1] == "  and 3 more"


def test_a_surname_is_the_one_full_names_before_those_known_by_it_alone(tmp_path: Path) -> None:
    named = (("ivo-vex", "Ivo Vex", 5, ("Vex",)), ("vex-00000a", "Vex", 1, ()))
    with people(*named, folder=tmp_path) as store:
        assert found(store, "person", "Vex") == "person/ivo-vex"
        assert found(store, "person", "person/vex-00000a") == "person/vex-00000a"


def test_name_of_another_kind_is_told(embedded: Queryable) -> None:
    with pytest.raises(UsageError) as error:
        resolve(embedded, "person", "Harbour Party")
    assert str(error.value) == (
        "no person is called 'Harbour Party', but a party is:\n"
        "  Harbour Party: party/harbour (Osteria)"
    )
    with pytest.raises(UsageError, match="but a party is"):
        resolve(embedded, "person", "party/harbour")
    with pytest.raises(UsageError, match="no alliance is called 'Ada Quill', but a person is"):
        resolve(embedded, "alliance", "Ada Quill")


def test_misspelt_name_gets_the_nearest(embedded: Queryable) -> None:
    with pytest.raises(UsageError, match="no person is called 'Adda Quil'; near it:\n  Ada Quill"):
        resolve(embedded, "person", "Adda Quil")


def test_one_misspelt_name_of_several_gets_the_nearest(embedded: Queryable) -> None:
    with pytest.raises(UsageError, match="no person is called 'Quil'; near it:\n  Ada Quill"):
        resolve(embedded, "person", "Quil")


def test_who_bears_the_word_comes_before_who_is_spelt_alike(tmp_path: Path) -> None:
    people = ("Mirosk", "Miros Veld")  # both near "Miros", by spelling the first is nearer
    with LocalStore.open(tmp_path) as store:
        iris = [
            NamedNode(f"{store.base}person/{name.replace(' ', '-').lower()}") for name in people
        ]
        facts = [
            Triple(iri, NamedNode(name), value)
            for iri, label in zip(iris, people, strict=True)
            for name, value in (
                (RDF + "type", NamedNode(SCHEMA + "Person")),
                (RDFS + "label", Literal(label)),
            )
        ]
        hold(store, store.base + "graph/facts", facts)
        near = nearest(store, ["person"], "Miros")
    assert [named.label for named in near] == ["Miros Veld", "Mirosk"]


def test_nothing_near(embedded: Queryable) -> None:
    with pytest.raises(
        UsageError, match="no alliance is called 'xyzzy', and no other name is near"
    ):
        resolve(embedded, "alliance", "xyzzy")


def test_address_of_nobody(embedded: Queryable) -> None:
    with pytest.raises(UsageError, match="no person is called 'person/ada'"):
        resolve(embedded, "person", "person/ada")


def test_address_of_another_kind(embedded: Queryable) -> None:
    with pytest.raises(UsageError, match="no person is called"):
        resolve(embedded, "person", f"{DEFAULT_BASE}party/harbour")


@given(text=st.text() | st.text(st.sampled_from("\"'\\{}<>?$#\n\r\t\ud800\x00uU0/:. ")))
def test_any_text_names_somebody_or_is_refused(text: str, embedded: Queryable) -> None:
    try:
        assert found(embedded, "person", text).startswith("person/")
    except UsageError as error:
        assert repr(text) in str(error)


@given(st.text())
def test_normalised_is_stable(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
