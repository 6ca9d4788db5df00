"""Who is named by what: names seen in print, names that several bear, parties on official lists.

`shared_names.yaml` lists every name that several entities of a country bear; `--regenerate` writes
it anew. A name there needs a word of context before it can be linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml

from kg.linking.gazetteer import Entry, Gazetteer

HERE = Path(__file__).parent
SHARED = HERE / "shared_names.yaml"
HEADER = """\
# Names that several entities of one country bear, by country: the linker needs context for them.
# A country and its state that acts share their names, all of them: those are not listed.
# Written by pytest --regenerate; read the difference before you keep it.
"""


def load(name: str) -> dict[str, dict[str, list[str]]]:
    """Return the data file NAME."""
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(
        (HERE / name).read_text(encoding="utf-8")
    )
    return loaded


def path_of(entry: Entry) -> str:
    """Return the kind and slug of ENTRY: `party/jmm`."""
    return f"{entry.entity.kind}/{entry.entity.slug}"


def bearers(gazetteer: Gazetteer) -> dict[str, dict[str, set[str]]]:
    """Return the entities by country and name; states that act are left out."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for entry in gazetteer.entries:
        if not path_of(entry).startswith("body/state-"):
            for form in {*entry.forms, *entry.nicknames}:
                found[entry.country or "none"][form].add(path_of(entry))
    return found


def shared(gazetteer: Gazetteer) -> dict[str, dict[str, list[str]]]:
    """Return the names that several entities of a country bear, sorted."""
    found = {
        country: {form: sorted(nodes) for form, nodes in sorted(forms.items()) if len(nodes) > 1}
        for country, forms in sorted(bearers(gazetteer).items())
    }
    return {country: forms for country, forms in found.items() if forms}


def test_only_listed_names_are_borne_by_several_entities_of_a_country(
    gazetteer: Gazetteer, golden: Callable[[Path, str], None]
) -> None:
    body = yaml.safe_dump(shared(gazetteer), allow_unicode=True, sort_keys=True, width=96)
    golden(SHARED, HEADER + body)


def test_a_label_alone_tells_an_entity_from_all_others_of_its_kind_and_country(
    gazetteer: Gazetteer,
) -> None:
    # A city may be called as the state round it.
    seen: dict[tuple[str, tuple[str, ...], str | None, str], str] = {}
    for entry in gazetteer.entries:
        key = (entry.entity.kind, entry.kinds, entry.country, entry.entity.label)
        assert seen.setdefault(key, path_of(entry)) == path_of(entry), key


KNOWN = [
    (country, entity, form)
    for country, entities in load("names_in_print.yaml").items()
    for entity, forms in entities.items()
    for form in forms
]


@pytest.mark.parametrize(("country", "entity", "form"), KNOWN)
def test_a_name_seen_in_print_is_known(
    gazetteer: Gazetteer, country: str, entity: str, form: str
) -> None:
    assert entity in bearers(gazetteer)[country][form]


def named(entries: Iterable[Entry], form: str) -> list[Entry]:
    """Return the entries that have FORM."""
    return [entry for entry in entries if form in entry.forms]


PARTIES = load("recognised_parties.yaml")
RECOGNISED = [(area, name) for area, names in PARTIES["recognised"].items() for name in names]


@pytest.mark.parametrize(("area", "name"), RECOGNISED)
def test_a_party_of_the_election_commission_is_known_with_its_state(
    gazetteer: Gazetteer, area: str, name: str
) -> None:
    (party,) = (e for e in named(gazetteer.entries, name) if e.entity.kind == "party")
    assert party.country == "india"
    assert party.entity.area is not None
    assert party.entity.area.slug in PARTIES["homes"].get(name, [area])


def test_every_state_of_india_has_a_capital_an_assembly_a_government_and_a_congress_committee(
    gazetteer: Gazetteer,
) -> None:
    known = {path_of(entry) for entry in gazetteer.entries}
    states = [
        entry.entity.slug
        for entry in gazetteer.entries
        if entry.country == "india" and "State" in entry.kinds
    ]
    assert len(states) == 36
    without_assembly = {
        "andaman-and-nicobar-islands",
        "chandigarh",
        "dadra-and-nagar-haveli-and-daman-and-diu",
        "ladakh",
        "lakshadweep",
    }
    for state in set(states) - without_assembly:
        assert {f"body/assembly-{state}", f"body/government-{state}", f"body/pcc-{state}"} <= known
