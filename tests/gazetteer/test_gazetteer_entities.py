"""What the files of the gazetteer say holds together: kinds, slugs, neighbours, names, dates."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.linking.gazetteer import TitleScope
from kg.vocabulary import DEFAULT_BASE, POL, RDF, RDFS, SCHEMA, SKOS, XSD

Statements = Mapping[str, Mapping[str, tuple[NamedNode | Literal, ...]]]

HERE = Path(__file__).parent
TYPE = RDF + "type"
FORMS = (RDFS + "label", SKOS + "altLabel", SKOS + "hiddenLabel")
KINDS = {
    POL + "Party": "party",
    POL + "Alliance": "alliance",
    POL + "Body": "body",
    SCHEMA + "Place": "place",
    POL + "Title": "title",
}
FINER = {SCHEMA + name for name in ("Country", "State", "City", "AdministrativeArea")}
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
DATES = {
    SCHEMA + "foundingDate",
    SCHEMA + "dissolutionDate",
    POL + "validFrom",
    POL + "validUntil",
}
# What each kind may say, and what it has to say once.
ORGANIZATION = {*FORMS, POL + "adjective", POL + "area", POL + "datedName", SKOS + "exactMatch"}
LIFE = {SCHEMA + "foundingDate", SCHEMA + "dissolutionDate"}
MAY = {
    "party": ORGANIZATION | LIFE,
    "alliance": ORGANIZATION | LIFE,
    "body": ORGANIZATION | LIFE | {POL + "groupOf"},
    "place": (ORGANIZATION | LIFE | {POL + "countryCode", POL + "capital"} - {POL + "area"})
    | {SCHEMA + "containedInPlace"},
    "title": {RDFS + "label", SKOS + "altLabel", POL + "titleScope"},
    "name": {POL + "name", POL + "validFrom", POL + "validUntil"},
}
ONCE = (
    RDFS + "label",
    POL + "area",
    POL + "groupOf",
    POL + "countryCode",
    POL + "titleScope",
    SCHEMA + "containedInPlace",
    SCHEMA + "foundingDate",
    SCHEMA + "dissolutionDate",
    SKOS + "exactMatch",
)


def path_of(iri: str) -> str:
    """Return IRI without the base: `party/jmm`."""
    return iri.removeprefix(DEFAULT_BASE)


def kind_of(statements: Statements, iri: str) -> str:
    """Return what IRI is; `name` for a dated name."""
    types = {type_.value for type_ in statements[iri].get(TYPE, ())}
    if types == {POL + "DatedName"}:
        return "name"
    (kind,) = {KINDS[type_] for type_ in types - FINER}
    return kind


def words(statements: Statements, iri: str, *predicates: str) -> list[str]:
    """Return the literals of IRI by PREDICATES."""
    of = statements[iri]
    return [found.value for name in predicates for found in of.get(name, ())]


def of_kind(statements: Statements, *kinds: str) -> list[str]:
    """Return the nodes of one of KINDS."""
    return sorted(iri for iri in statements if kind_of(statements, iri) in kinds)


def is_a(statements: Statements, iri: str, name: str) -> bool:
    """Return whether IRI has the schema.org type NAME."""
    return NamedNode(SCHEMA + name) in statements[iri][TYPE]


def test_every_entity_is_described_in_one_file(triples: dict[Path, list[Triple]]) -> None:
    files = chain.from_iterable({triple.subject for triple in found} for found in triples.values())
    assert [str(node) for node, times in Counter(files).items() if times > 1] == []


def test_there_are_no_blank_nodes(triples: dict[Path, list[Triple]]) -> None:
    for file, found in triples.items():
        for triple in found:
            assert isinstance(triple.subject, NamedNode), file.name
            assert isinstance(triple.object, NamedNode | Literal), file.name


def test_there_are_no_people(statements: Statements) -> None:
    terms = chain.from_iterable(of.values() for of in statements.values())
    iris = {*statements, *(term.value for terms_ in terms for term in terms_)}
    assert not [iri for iri in iris if iri.startswith(DEFAULT_BASE + "person/")]
    assert SCHEMA + "Person" not in iris
    assert POL + "PersonMention" not in iris


def test_the_iri_of_an_entity_is_its_kind_and_a_slug(statements: Statements) -> None:
    for iri in statements:
        kind = kind_of(statements, iri)
        entity = r"(?:party|alliance|body|place)/" + SLUG
        form = rf"{entity}#name-{SLUG}" if kind == "name" else rf"{kind}/{SLUG}"
        assert re.fullmatch(form, path_of(iri)), iri


def test_an_entity_says_only_what_its_kind_has(statements: Statements) -> None:
    for iri, of in statements.items():
        assert set(of) - {TYPE} <= MAY[kind_of(statements, iri)], iri


def test_what_is_said_once_is_said_once(statements: Statements) -> None:
    for iri, of in statements.items():
        if kind_of(statements, iri) != "name":
            assert len(of.get(RDFS + "label", ())) == 1, iri
        for predicate in ONCE:
            assert len(of.get(predicate, ())) <= 1, (iri, predicate)


def test_every_neighbour_is_described_and_of_the_right_kind(statements: Statements) -> None:
    kinds = {
        POL + "area": {"place"},
        POL + "groupOf": {"party", "alliance", "body"},
        POL + "capital": {"place"},
        POL + "datedName": {"name"},
        SCHEMA + "containedInPlace": {"place"},
    }
    for iri, of in statements.items():
        for predicate, wanted in kinds.items():
            for neighbour in of.get(predicate, ()):
                assert neighbour.value in statements, f"{iri} points to {neighbour}"
                assert kind_of(statements, neighbour.value) in wanted, (iri, predicate)


def test_what_is_of_no_place_and_no_party_is_listed(
    statements: Statements, golden: Callable[[Path, str], None]
) -> None:
    without = [
        f"{path_of(iri)}  {words(statements, iri, RDFS + 'label')[0]}\n"
        for iri in of_kind(statements, "party", "alliance", "body")
        if not {POL + "area", POL + "groupOf"} & statements[iri].keys()
    ]
    golden(HERE / "of_no_country.txt", "".join(without))


def test_parties_and_alliances_belong_to_no_party(statements: Statements) -> None:
    for iri in of_kind(statements, "party", "alliance"):
        assert POL + "groupOf" not in statements[iri], iri


def test_every_place_lies_in_a_country_and_no_country_in_a_place(statements: Statements) -> None:
    for iri in of_kind(statements, "place"):
        place, seen = iri, set[str]()
        while not is_a(statements, place, "Country"):
            assert place not in seen, f"{iri} lies in itself"
            seen.add(place)
            assert SCHEMA + "containedInPlace" in statements[place], f"{place} lies nowhere"
            place = statements[place][SCHEMA + "containedInPlace"][0].value
        assert SCHEMA + "containedInPlace" not in statements[place], place


def test_a_capital_lies_in_its_state_or_country(statements: Statements) -> None:
    # Chandigarh is the capital of two states and lies in neither.
    outside = []
    for iri in of_kind(statements, "place"):
        for capital in statements[iri].get(POL + "capital", ()):
            place = capital.value
            while place != iri and SCHEMA + "containedInPlace" in statements[place]:
                place = statements[place][SCHEMA + "containedInPlace"][0].value
            if place != iri:
                outside.append((path_of(iri), path_of(capital.value)))
    assert outside == [
        ("place/haryana", "place/chandigarh"),
        ("place/punjab-in", "place/chandigarh"),
    ]


def test_every_country_has_its_code_and_its_state_that_acts(statements: Statements) -> None:
    countries = [iri for iri in of_kind(statements, "place") if is_a(statements, iri, "Country")]
    codes = {iri: words(statements, iri, POL + "countryCode")[0] for iri in countries}
    assert len(set(codes.values())) == len(countries)
    states = {
        path_of(iri).removeprefix("body/state-"): statements[iri][POL + "area"][0].value
        for iri in of_kind(statements, "body")
        if re.fullmatch(r"body/state-[a-z]{2}", path_of(iri))
    }
    assert states == {code: iri for iri, code in codes.items()}
    assert all(re.fullmatch(r"[a-z]{2}", code) for code in codes.values())
    assert {iri for iri in statements if POL + "countryCode" in statements[iri]} == set(countries)


def test_words_are_plain_and_tidy(statements: Statements) -> None:
    for iri, of in statements.items():
        for predicate, objects in of.items():
            for found in objects:
                if not isinstance(found, Literal) or predicate in DATES:
                    continue
                assert found.language is None, (iri, found)
                assert found.datatype.value == XSD + "string", (iri, found)
                word = found.value
                assert word == unicodedata.normalize("NFC", " ".join(word.split())), (iri, word)


def test_no_form_of_an_entity_stands_twice(statements: Statements) -> None:
    for iri in statements:
        forms = words(statements, iri, *FORMS)
        twice = [form for form, times in Counter(forms).items() if times > 1]
        assert not twice, (iri, twice)


def test_no_form_is_a_word_of_everyday_english(statements: Statements) -> None:
    ordinary = set((HERE / "ordinary_words.txt").read_text(encoding="utf-8").split())
    for iri in of_kind(statements, "party", "alliance", "body", "place"):
        for form in words(statements, iri, *FORMS):
            acronym = form[1:] != form[1:].lower()
            assert acronym or form.lower() not in ordinary, f"{iri}: {form!r}"


def test_no_form_is_a_single_letter(statements: Statements) -> None:
    for iri in of_kind(statements, "party", "alliance", "body", "place", "title"):
        for form in words(statements, iri, *FORMS):
            assert sum(char.isalnum() for char in form) >= 2, (iri, form)


def test_no_form_begins_with_an_honorific(statements: Statements) -> None:
    for iri in of_kind(statements, "party", "alliance", "body", "place"):
        for form in words(statements, iri, *FORMS):
            assert not re.match(r"(?:Mr|Mrs|Ms|Smt|Dr|Prof|Thiru|Km)\.?\s", form), (iri, form)


def test_titles_have_a_scope_and_their_forms_are_their_own(statements: Statements) -> None:
    bearers: dict[str, set[str]] = {}
    for iri in of_kind(statements, "title"):
        assert words(statements, iri, POL + "titleScope")[0] in list(TitleScope), iri
        for form in words(statements, iri, *FORMS):
            bearers.setdefault(form.lower(), set()).add(iri)
    assert [form for form, iris in bearers.items() if len(iris) > 1] == []


def test_no_title_is_an_entity_in_every_country(statements: Statements) -> None:
    titles = {
        form for iri in of_kind(statements, "title") for form in words(statements, iri, *FORMS)
    }
    for iri in of_kind(statements, "party", "alliance", "body", "place"):
        assert not titles & set(words(statements, iri, RDFS + "label", SKOS + "altLabel")), iri


def first_and_last(lexical: str) -> tuple[date, date]:
    """Return the bounds of a day, month or year; the 28th ends a month well enough to compare."""
    numbers = [int(part) for part in lexical.split("-")]
    year, month, day = (*numbers, None, None)[:3]
    assert year is not None
    return date(year, month or 1, day or 1), date(year, month or 12, day or 28)


def test_dates_are_typed_as_precisely_as_they_are_known(statements: Statements) -> None:
    types = {1: "gYear", 2: "gYearMonth", 3: "date"}
    for iri, of in statements.items():
        for predicate in DATES & of.keys():
            (found,) = of[predicate]
            assert isinstance(found, Literal)
            assert re.fullmatch(r"\d{4}(?:-\d\d){0,2}", found.value), (iri, found)
            parts = found.value.count("-") + 1
            assert found.datatype.value == XSD + types[parts], (iri, found)
            first_and_last(found.value)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (SCHEMA + "foundingDate", SCHEMA + "dissolutionDate"),
        (POL + "validFrom", POL + "validUntil"),
    ],
    ids=["life", "name"],
)
def test_nothing_ends_before_it_begins(statements: Statements, begin: str, end: str) -> None:
    both = [iri for iri, of in statements.items() if begin in of and end in of]
    assert both
    for iri in both:
        first, _ = first_and_last(words(statements, iri, begin)[0])
        _, last = first_and_last(words(statements, iri, end)[0])
        assert first <= last, iri


def test_every_dated_name_belongs_to_the_entity_in_its_iri(statements: Statements) -> None:
    owners = {
        name.value: iri for iri, of in statements.items() for name in of.get(POL + "datedName", ())
    }
    names = of_kind(statements, "name")
    assert sorted(owners) == names
    for name in names:
        assert name.partition("#")[0] == owners[name]
        assert len(words(statements, name, POL + "name")) == 1, name
        assert {POL + "validFrom", POL + "validUntil"} & statements[name].keys(), name


def test_links_to_wikidata_are_items_and_no_two_entities_share_one(statements: Statements) -> None:
    links = [link.value for of in statements.values() for link in of.get(SKOS + "exactMatch", ())]
    assert links
    assert len(links) == len(set(links))
    for link in links:
        assert re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", link), link
