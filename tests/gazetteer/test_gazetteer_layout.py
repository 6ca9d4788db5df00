"""Each Turtle file of the gazetteer is laid out in one way, for people to read and to compare.

A file is comments, prefixes and one block an entity, apart by an empty line. `--regenerate` puts
the blocks of all files into that form; comments and the order of the blocks stay as they are.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.resources import ontology_dir
from kg.vocabulary import DEFAULT_BASE, POL, RDF, RDFS, SCHEMA, SKOS, XSD

FILES = sorted((ontology_dir() / "gazetteer").glob("*.ttl"))
WIDTH = 100
PREFIXES = {"pol": POL, "rdfs": RDFS, "schema": SCHEMA, "skos": SKOS, "xsd": XSD}
# The properties of a block in their order.
ORDER = (
    "rdfs:label",
    "skos:altLabel",
    "skos:hiddenLabel",
    "pol:adjective",
    "pol:countryCode",
    "pol:area",
    "pol:groupOf",
    "pol:capital",
    "schema:containedInPlace",
    "schema:foundingDate",
    "schema:dissolutionDate",
    "pol:datedName",
    "skos:exactMatch",
    "pol:titleScope",
    "pol:name",
    "pol:validFrom",
    "pol:validUntil",
)
TYPES = ("schema:Place", "schema:Country", "schema:State", "schema:City")

each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def value(triple: Triple) -> str:
    """Return the object of TRIPLE as the files sort it."""
    return getattr(triple.object, "value", "")


def term(node: object) -> str:
    """Return NODE as the files write it."""
    if isinstance(node, Literal):
        escaped = node.value.replace("\\", "\\\\").replace('"', '\\"')
        plain = node.datatype.value == XSD + "string"
        return f'"{escaped}"' + ("" if plain else f"^^{term(node.datatype)}")
    assert isinstance(node, NamedNode), f"{node} is neither an IRI nor a literal"
    for prefix, start in PREFIXES.items():
        if node.value.startswith(start):
            return f"{prefix}:{node.value.removeprefix(start)}"
    return f"<{node.value.removeprefix(DEFAULT_BASE)}>"


def rank(known: tuple[str, ...], name: str) -> tuple[int, str]:
    """Return the place of NAME in KNOWN, after all of them if it isn't there."""
    return (known.index(name) if name in known else len(known), name)


def line(predicate: str, objects: list[str]) -> str:
    """Return a property with its objects, folded within the width."""
    lines = [f"    {predicate} {objects[0]}"]
    for found in objects[1:]:
        if len(lines[-1]) + len(found) + 6 > WIDTH:
            lines[-1] += " ,"
            lines.append(f"        {found}")
        else:
            lines[-1] += f" , {found}"
    return "\n".join(lines)


def rendered(triples: list[Triple]) -> str:
    """Return the block of the one subject of TRIPLES."""
    by_predicate: dict[str, list[str]] = {}
    for triple in sorted(set(triples), key=value):
        name = "a" if triple.predicate.value == RDF + "type" else term(triple.predicate)
        by_predicate.setdefault(name, []).append(term(triple.object))
    types = sorted(by_predicate.pop("a", []), key=lambda name: rank(TYPES, name))
    lines = [f"{term(triples[0].subject)} a {' , '.join(types)}"]
    predicates = sorted(by_predicate, key=lambda name: rank(ORDER, name))
    lines.extend(line(predicate, by_predicate[predicate]) for predicate in predicates)
    return " ;\n".join(lines) + " ."


def canonical(text: str) -> str:
    """Return the text of a file with every block in its one form."""
    header = "\n".join(ln for ln in text.splitlines() if ln.startswith("@")) + "\n"
    blocks = []
    for block in text.strip("\n").split("\n\n"):
        if block.startswith("<"):
            quads = parse(header + block, format=RdfFormat.TURTLE)
            blocks.append(rendered([quad.triple for quad in quads]))
        else:
            blocks.append(block)
    return "\n\n".join(blocks) + "\n"


@each_file
def test_the_file_has_the_canonical_layout(file: Path, request: pytest.FixtureRequest) -> None:
    text = file.read_text(encoding="utf-8")
    if request.config.getoption("--regenerate"):
        text = canonical(text)
        file.write_text(text, encoding="utf-8", newline="\n")
    for found, wanted in zip(text.split("\n\n"), canonical(text).split("\n\n"), strict=True):
        # Where a list of words is folded is free.
        assert found.split() == wanted.split(), (
            f"{file.name}: pytest --regenerate tests/gazetteer puts the block in order"
        )


def test_the_canonical_layout_is_a_fixed_point_and_loses_nothing() -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    forms = " , ".join(f'"Form {number:03} of \\"Foo\\""' for number in range(40, 0, -1))
    untidy = (
        f"# Foo\n\n@base <{DEFAULT_BASE}> .\n{prefixes}\n"
        f"<party/foo> pol:area <place/bar> ; skos:altLabel {forms} ;\n"
        '  schema:foundingDate "1999"^^xsd:gYear ; rdfs:label "Foo" ; a pol:Party .\n'
    )
    tidy = canonical(untidy)
    assert tidy != untidy
    assert canonical(tidy) == tidy
    assert max(len(ln) for ln in tidy.splitlines()) <= WIDTH
    assert {q.triple for q in parse(tidy, format=RdfFormat.TURTLE)} == {
        q.triple for q in parse(untidy, format=RdfFormat.TURTLE)
    }


@each_file
def test_the_file_says_first_what_it_holds(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("# ")


@each_file
def test_the_file_declares_the_base_and_only_the_prefixes_of_the_project(file: Path) -> None:
    declared = [ln for ln in file.read_text(encoding="utf-8").splitlines() if ln.startswith("@")]
    assert declared[0] == f"@base <{DEFAULT_BASE}> ."
    known = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    assert declared[1:] == [ln for ln in known if ln in declared]


@each_file
def test_the_text_is_clean(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert "\t" not in text
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    for number, ln in enumerate(text.splitlines(), 1):
        assert ln == ln.rstrip(), f"{file.name}, line {number} ends in a blank"
        width = WIDTH + 10 if ln.startswith("#") else WIDTH
        assert len(ln) <= width or ln.count('"') == 2, f"{file.name}, line {number} is too long"
