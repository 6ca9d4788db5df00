"""What is known of someone or something is told with its sentences, the same on every engine."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import fastjsonschema
import pytest

from kg.errors import UsageError
from kg.graph.identity import digest
from kg.queries import Queryable
from kg.queries.evidence import Sentence
from kg.queries.explain import (
    Detail,
    Dossier,
    Entry,
    Naming,
    Section,
    Value,
    as_json,
    as_markdown,
    as_text,
    explain,
)
from kg.queries.explain.disputes import Marked
from kg.queries.explain.facts import entries
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
    "absorbed.txt": "meeting/47652cce6abca837",
    "report.txt": "report/47652cce6abca837",
    "article.md": "article/ledger-7",
    "conflict.txt": "conflict/6ee0965af29a98c3",
}
SCHEMA = json.loads((HERE.parents[1] / "docs" / "dossier.schema.json").read_text("utf-8"))
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


@pytest.mark.parametrize("name", ASKED.values())
@pytest.mark.parametrize("limit", [None, 1])
def test_json_is_as_its_schema_says(embedded: Queryable, name: str, limit: int | None) -> None:
    record = json.loads(as_json(explain(embedded, name, limit=limit)))
    fastjsonschema.validate(SCHEMA, record)


def test_the_latest_are_told_and_the_disputed_however_old(embedded: Queryable) -> None:
    whole = explain(embedded, "Ada Quill")
    short = explain(embedded, "Ada Quill", limit=1)
    assert [(s.title, s.total, s.statuses) for s in short.sections] == [
        (s.title, len(s.entries), s.statuses) for s in whole.sections
    ]
    meetings, told = whole.sections[1].entries, short.sections[1].entries
    assert told == (meetings[0], next(entry for entry in meetings if entry.conflicts))
    assert (short.named, len(short.namings), short.namings[0]) == (5, 1, whole.namings[0])
    assert "\n  3 more; --limit or --all tells them\n" in as_text(short)


# A near miss, a namesake, and a plan told before it happened, beside what the articles give.
MORE = """
PREFIX pol: <https://w3id.org/politics-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
BASE <https://w3id.org/politics-kg/>
GRAPH <graph/facts> {
  <candidate/0123456789abcdef> a pol:MergeCandidate ;
    rdfs:label "One meeting?" ;
    pol:candidate <meeting/1b79a82930c2edb7> , <meeting/d2ca0674416fc474> ;
    pol:reason "another day" ;
    pol:score 0.6 .
  <person/ada-quill-0a1b2c> a schema:Person ; rdfs:label "Ada Quill" .
  <person/adah-quill> a schema:Person ; rdfs:label "Adah Quill" .
  <candidate/fedcba9876543210> a pol:MergeCandidate ;
    rdfs:label "One person?" ;
    pol:candidate <person/ada-quill> , <person/adah-quill> ;
    pol:reason "one letter more" .
  <meeting/90ede5e970501c3f> pol:hasReport <report/766d080784520b28> .
  <membership/d60e2f178ea285d4> pol:opponent <party/lantern> .
}
"""


@pytest.mark.parametrize("name", ["person", "candidate", "people"])
def test_near_misses_stay_open(name: str, engines: Engines, golden: Golden) -> None:
    trig = (HERE / "store.trig").read_text("utf-8") + MORE
    store = engines("embedded", trig.encode())
    asked = {
        "person": "person/ada-quill",
        "candidate": "candidate/0123456789abcdef",
        "people": "candidate/fedcba9876543210",
    }
    dossier = explain(store, asked[name], limit=2)
    golden(HERE / "dossiers" / f"near-miss-{name}.txt", as_text(dossier))
    fastjsonschema.validate(SCHEMA, json.loads(as_json(dossier)))


def test_what_one_had_no_part_in_stands_apart(engines: Engines) -> None:
    trig = (HERE / "store.trig").read_text("utf-8") + MORE
    store = engines("embedded", trig.encode())

    def told(name: str) -> dict[str, list[str]]:
        sections = explain(store, name).sections
        return {each.title: [entry.fact for entry in each.entries] for each in sections}

    absent, against = told("Dov Marek"), told("Lantern Front")
    assert absent["Meetings missed"] == [f"{DEFAULT_BASE}meeting/1b79a82930c2edb7"]
    assert len(absent["Meetings"]) == 2
    assert against["Alliances against"] == [f"{DEFAULT_BASE}membership/d60e2f178ea285d4"]
    assert list(against)[:2] == ["Alliances", "Alliances against"]


def test_of_few_sentences_each_article_has_one(embedded: Queryable) -> None:
    meeting = f"{DEFAULT_BASE}meeting/1b79a82930c2edb7"
    (entry,) = entries(embedded, [meeting], Marked(), most=2).values()
    assert entry.omitted == 1
    assert len({sentence.article for sentence in entry.sentences}) == 2


def test_a_membership_that_became_part_of_another_leads_there(embedded: Queryable) -> None:
    now = f"{DEFAULT_BASE}membership/4d40fc759be049af"
    (entry,) = explain(embedded, now).sections[0].entries
    unit = [entry.details[0].values[0].iri or "", entry.details[1].values[0].iri or ""]
    addresses = {digest([s.report.rpartition("/")[2], *unit]) for s in entry.sentences}
    (old,) = addresses - {"4d40fc759be049af"}
    assert explain(embedded, f"membership/{old}").iri == now


def test_a_meeting_that_became_part_of_another_leads_there(embedded: Queryable) -> None:
    told_again = explain(embedded, "meeting/47652cce6abca837")
    assert told_again.iri == f"{DEFAULT_BASE}meeting/1b79a82930c2edb7"
    assert told_again.asked == f"{DEFAULT_BASE}meeting/47652cce6abca837"
    assert replace(told_again, asked=None) == explain(embedded, "meeting/1b79a82930c2edb7")


def test_a_mention_leads_to_whom_it_mentions(embedded: Queryable) -> None:
    dossier = explain(embedded, "article/ledger-7#person-ada-quill")
    assert dossier.iri == f"{DEFAULT_BASE}person/ada-quill"
    assert dossier.asked == f"{DEFAULT_BASE}article/ledger-7#person-ada-quill"


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
    assert entry["details"]["absentee"] == [
        {"label": "Dov Marek", "iri": f"{DEFAULT_BASE}person/dov-marek"}
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Front", "names more than one person, party, alliance, body or place"),
        ("Quill", "give the address of one:\n  Ada Quill"),
        ("meeting/0000000000000000", "the store knows nothing of meeting/0000000000000000"),
        (f"{DEFAULT_BASE}person/nobody", "the store knows nothing of"),
        ("person/ada-quill-0a1b2c", "near it:\n  Ada Quill: person/ada-quill"),
        ("membership/0000000000000000", "the store knows nothing of membership/00000000000"),
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
        kind="Meeting",
        status="Held",
        date=None,
        earliest=None,
        latest=None,
        details=(Detail("topic", "about", (Value(hostile + "!"),)),),
        sources=None,
        confidence=None,
        first=None,
        last=None,
        sentences=(sentence,),
        omitted=0,
        conflicts=(),
        merged=(hostile,),
        doubts=(),
    )
    dossier = Dossier(
        iri="urn:f",
        label=hostile,
        kind="Meeting",
        base=DEFAULT_BASE,
        asked=None,
        aliases=(),
        belongs=(),
        merged=(),
        namesakes=(),
        doubts=(),
        named=1,
        first=None,
        last=None,
        namings=(Naming("urn:a", (hostile,)),),
        disputed=0,
        doubtful=0,
        sections=(Section("Meetings", 1, (("Held", 1),), (entry,)),),
    )
    written = as_markdown(dossier)
    assert "<script>" not in written
    assert "[x](" not in written
    lines = written.splitlines()
    assert not [line for line in lines if line.startswith(("# e", "> f"))]
    marked = [line for line in lines if "alert" in line]
    assert len(marked) == 7
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
