"""The gazetteer out of Turtle: plain entries, triples, and what is wrong with a broken one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.graph import Iris, gazetteer_triples, load_gazetteer
from kg.linking.gazetteer import Entry, Gazetteer, Title, TitleScope
from kg.model import Entity
from kg.vocabulary import DEFAULT_BASE, POL, EntityKind

CASES = Path(__file__).parent / "cases"
GOOD = CASES / "gazetteer"
BROKEN = sorted((CASES / "broken-gazetteers").glob("*.ttl"))

ALDRIA = Entity(EntityKind.PLACE, "aldria", "Aldria", known=True)
LINDOW = Entity(EntityKind.PLACE, "lindow", "Lindow", known=True)
PORT = Entity(EntityKind.PLACE, "port-lindow", "Port Lindow", known=True)
HARBOUR = Entity(EntityKind.PARTY, "harbour", "Harbour Party", known=True, area=LINDOW)
COUNCIL = Entity(
    EntityKind.BODY, "harbour-council", "Harbour Council", known=True, group_of=HARBOUR
)
FRONT = Entity(EntityKind.ALLIANCE, "world-front", "World Front", known=True)

EXPECTED = Gazetteer(
    entries=(
        Entry(FRONT, ("World Front",)),
        Entry(COUNCIL, ("Harbour Council",), country="aldria"),
        Entry(
            HARBOUR,
            ("Harbour Party", "HP", "Harbourites", "Dock Party"),
            adjectives=("Harbour",),
            nicknames=("the old quay",),
            country="aldria",
        ),
        Entry(ALDRIA, ("Aldria",), adjectives=("Aldrian",), country="aldria", kinds=("Country",)),
        Entry(LINDOW, ("Lindow",), country="aldria", kinds=("State",)),
        Entry(PORT, ("Port Lindow",), country="aldria", kinds=("City",)),
    ),
    titles=(Title("First Speaker", ("First Speaker", "FS"), TitleScope.HOUSE),),
)


def test_entries_and_titles() -> None:
    assert load_gazetteer(GOOD) == EXPECTED


def test_triples_are_sorted_and_under_the_base() -> None:
    base = "https://example.org/kg/"
    triples = gazetteer_triples(Iris(base), GOOD)
    assert [str(t) for t in triples] == sorted({str(t) for t in triples})
    assert len(triples) == len(gazetteer_triples(Iris(), GOOD))
    for triple in triples:
        assert isinstance(triple.subject, NamedNode)
        assert triple.subject.value.startswith(base)
    for triple in triples:
        if isinstance(triple.object, NamedNode) and triple.object.value.startswith(DEFAULT_BASE):
            assert triple.object.value.startswith(POL)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_what_is_wrong_is_told(path: Path, tmp_path: Path) -> None:
    expected = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("#! ")
    shutil.copy(path, tmp_path / "parties.ttl")
    with pytest.raises(InputError) as caught:
        load_gazetteer(tmp_path)
    assert expected in str(caught.value)


def test_a_folder_without_turtle_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Turtle file"):
        load_gazetteer(tmp_path)
