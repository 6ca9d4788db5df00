"""What is known of someone or something is told with its sentences, the same on every engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.queries import Queryable
from kg.queries.evidence import Sentence
from kg.queries.explain import (
    Dossier,
    Entry,
    Section,
    as_json,
    as_markdown,
    as_text,
    explain,
)
from kg.queries.explain.markdown import escaped
from kg.vocabulary import DEFAULT_BASE

HERE = Path(__file__).parent
# rdflib warns of its own parsers and queries; its Dataset is not used otherwise.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

Engines = Callable[[str, bytes], Queryable]
Golden = Callable[[Path, str], None]

# The name asked for, by the file that holds the answer.
ASKED = {
    "person.txt": "ada quill",
    "person-in-two-parties.txt": "Bram Osei",
    "party.txt": "LF",
    "alliance.md": "Northern Compact",
    "place.txt": "Velmar",
    "body.txt": "Harbour Council",
    "only-in-the-gazetteer.txt": "Granite Bloc",
    "meeting.json": "meeting/1b79a82930c2edb7",
    "seat-sharing.md": "Meadow League",
}
SURE = {"person-for-sure.txt": ("ada quill", "0.8"), "nothing-so-sure.txt": ("Edda Quill", "0.99")}
WRITERS = {".txt": as_text, ".md": as_markdown, ".json": as_json}


@pytest.mark.parametrize("engine", ["embedded", "rdflib", "oxigraph"])
@pytest.mark.parametrize("name", ASKED)
def test_dossier(name: str, engine: str, engines: Engines, golden: Golden) -> None:
    store = engines(engine, (HERE / "store.trig").read_bytes())
    path = HERE / "dossiers" / name
    golden(path, WRITERS[path.suffix](explain(store, ASKED[name])))


@pytest.mark.parametrize("engine", ["embedded", "rdflib", "oxigraph"])
@pytest.mark.parametrize("name", SURE)
def test_only_what_is_sure(name: str, engine: str, engines: Engines, golden: Golden) -> None:
    store = engines(engine, (HERE / "store.trig").read_bytes())
    golden(HERE / "dossiers" / name, as_text(explain(store, *SURE[name])))


def test_every_fact_has_its_sentences(embedded: Queryable) -> None:
    for name in ASKED.values():
        for section in explain(embedded, name).sections:
            assert all(entry.sentences for entry in section.entries)


def test_a_meeting_that_became_part_of_another_leads_there(embedded: Queryable) -> None:
    told_again = explain(embedded, "meeting/47652cce6abca837")
    assert told_again == explain(embedded, "meeting/1b79a82930c2edb7")
    assert told_again.iri == f"{DEFAULT_BASE}meeting/1b79a82930c2edb7"


def test_a_report_leads_to_its_facts(embedded: Queryable) -> None:
    (section,) = explain(embedded, "report/47652cce6abca837").sections
    assert [entry.fact for entry in section.entries] == [f"{DEFAULT_BASE}meeting/1b79a82930c2edb7"]


def test_json_has_the_conflict_with_its_sides(embedded: Queryable) -> None:
    record = json.loads(as_json(explain(embedded, "meeting/1b79a82930c2edb7")))
    (entry,) = record["sections"][0]["entries"]
    (conflict,) = entry["conflicts"]
    assert [side["says"] for side in conflict["sides"]] == [
        "absentee: Cora Lindt",
        "participant: Cora Lindt",
    ]
    assert entry["details"]["stayed away"] == ["Dov Marek"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Front", "names more than one person, party, alliance, body or place"),
        ("Quill", "near it:\n  Ada Quill"),
        ("meeting/0000000000000000", "the store knows nothing of meeting/0000000000000000"),
        (f"{DEFAULT_BASE}person/nobody", "the store knows nothing of"),
        ("https://a b", "is no IRI"),
        ("", "no person, party, alliance, body or place is called ''"),
    ],
)
def test_unknown(embedded: Queryable, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        explain(embedded, name)


def test_text_of_an_article_stays_text_in_markdown() -> None:
    hostile = "<script>alert(1)</script> [x](http://y) *b* `c` | d\n\n# e\n> f &amp; _g_"
    sentence = Sentence(text=hostile, article="urn:a", report="urn:r", headline=hostile)
    entry = Entry(
        fact="urn:f",
        label=hostile,
        details=(("about", (hostile,)),),
        sources=None,
        confidence=None,
        first=None,
        last=None,
        sentences=(sentence,),
        conflicts=(),
        merged=(hostile,),
        doubts=(),
    )
    dossier = Dossier("urn:f", hostile, "Meeting", (), (), (), (Section("Meetings", (entry,)),))
    written = as_markdown(dossier)
    assert "<script>" not in written
    assert "[x](" not in written
    lines = written.splitlines()
    assert not [line for line in lines if line.startswith(("# e", "> f"))]
    marked = [line for line in lines if "alert" in line]
    assert len(marked) == 6
    assert all("\\<script\\>" in line for line in marked)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- no item", "\\- no item"),
        ("# no heading", "\\# no heading"),
        ("12. no number", "12\\. no number"),
        ("1) no number", "1\\) no number"),
        ("2031-03-04, (as it is)", "2031-03-04, (as it is)"),
        ("a\n\nb", "a b"),
    ],
)
def test_marks_are_escaped_where_they_would_be_marks(text: str, shown: str) -> None:
    assert escaped(text) == shown
