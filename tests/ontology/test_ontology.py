"""The ontology against SHACL about it, and against all that uses its terms."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

import kg
from kg import vocabulary
from kg.graph import ArticleGraph, Iris, gazetteer_triples
from kg.resources import ontology_dir, queries_dir
from kg.validation import Validator
from kg.validation.forms import SH

POL = Namespace(vocabulary.POL)
SCHEMA = Namespace(vocabulary.SCHEMA)
ONTOLOGY = Graph().parse(ontology_dir() / "politics.ttl")
SHAPES = Graph().parse(ontology_dir() / "shapes.ttl")
META = Graph().parse(ontology_dir() / "ontology-shapes.ttl")
DEFINED = {str(term) for term in ONTOLOGY.subjects(RDFS.isDefinedBy)}

SCHEMES: dict[str, type[StrEnum]] = {
    "MeetingStatus": vocabulary.MeetingStatus,
    "AllianceStatus": vocabulary.AllianceStatus,
    "RoleStatus": vocabulary.RoleStatus,
    "MoveStatus": vocabulary.MoveStatus,
    "SeatSharingStatus": vocabulary.SeatStatus,
    "MoveKind": vocabulary.MoveKind,
    "Relation": vocabulary.Relation,
}
PACKAGE = Path(kg.__file__).parent
USERS = [
    *sorted(queries_dir().glob("*.rq")),
    *sorted((ontology_dir() / "gazetteer").glob("*.ttl")),
    *sorted(ontology_dir().glob("*.ttl")),
    *sorted(PACKAGE.rglob("*.py")),
]
# As a prefixed name, by the project's function for its terms, or as a whole IRI.
USES = re.compile(rf'\bpol:([A-Za-z]\w*)|\bpol\("(\w+)"\)|{re.escape(vocabulary.POL)}(\w+)')


def _violations(data: Graph, shapes: Graph) -> list[str]:
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph() + shapes, inference="none")
    return sorted(
        f"{report.value(r, SH.focusNode)}: {report.value(r, SH.resultMessage)}"
        for r in report.subjects(RDF.type, SH.ValidationResult)
    )


def test_ontology_and_shapes_conform() -> None:
    assert _violations(ONTOLOGY + SHAPES, META) == []


@pytest.mark.parametrize(
    ("taken", "message"),
    [
        ((POL.Meeting, SKOS.definition, None), "one definition"),
        ((POL.Meeting, RDFS.label, None), "one label"),
        ((None, SH.targetClass, POL.Tenure), "has a shape"),
        ((POL.venue, None, None), "used and not defined"),
        ((POL.venue, SCHEMA.domainIncludes, None), "which classes"),
        ((POL.Held, SKOS.inScheme, None), "in a scheme"),
        ((URIRef("https://w3id.org/politics-kg/shapes#venue"), SH.message, None), "a message"),
    ],
)
def test_what_is_taken_out_is_missed(
    taken: tuple[URIRef | None, URIRef | None, URIRef | None], message: str
) -> None:
    lesser = ONTOLOGY + SHAPES
    lesser.remove(taken)
    assert any(message in violation for violation in _violations(lesser, META))


def test_the_shapes_are_shacl() -> None:
    for shapes in (SHAPES, META):
        pyshacl.validate(Graph(), shacl_graph=Graph() + shapes, meta_shacl=True, inference="none")


def test_shapes_use_core_constraints_that_are_cheap() -> None:
    slow = {SH[name] for name in ("sparql", "js", "or", "and", "not", "xone", "node", "rule")}
    assert not slow & set(SHAPES.predicates())


def test_every_target_is_a_known_class() -> None:
    of_type = SHAPES.subjects(SH.path, RDF.type)
    lists = [values for part in of_type for values in SHAPES.objects(part, SH["in"])]
    known = max((set(SHAPES.items(values)) for values in lists), key=len)
    assert set(SHAPES.objects(None, SH.targetClass)) <= known


def test_the_version_is_the_packages() -> None:
    for name, graph in (("ontology", ONTOLOGY), ("shapes", SHAPES), ("ontology-shapes", META)):
        (version,) = graph.objects(URIRef(f"https://w3id.org/politics-kg/{name}"), OWL.versionInfo)
        assert str(version) == kg.__version__


@pytest.mark.parametrize(("scheme", "members"), SCHEMES.items())
def test_concepts_are_those_of_the_code(scheme: str, members: type[StrEnum]) -> None:
    concepts = {str(c) for c in ONTOLOGY.subjects(SKOS.inScheme, POL[scheme])}
    assert concepts == {vocabulary.POL + member for member in members}


def test_every_scheme_is_of_the_code() -> None:
    schemes = {str(s) for s in ONTOLOGY.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {vocabulary.POL + name for name in SCHEMES}


def test_shapes_list_concepts_of_one_scheme() -> None:
    for values in SHAPES.objects(None, SH["in"]):
        listed = list(SHAPES.items(values))
        if listed and all((c, RDF.type, SKOS.Concept) in ONTOLOGY for c in listed):
            schemes = [set(ONTOLOGY.objects(c, SKOS.inScheme)) for c in listed]
            assert set.intersection(*schemes), listed


def test_shapes_and_domains_agree() -> None:
    for shape, target in SHAPES.subject_objects(SH.targetClass):
        for part in SHAPES.objects(shape, SH.property):
            path = SHAPES.value(part, SH.path)
            if isinstance(path, URIRef) and path in POL:
                assert (path, SCHEMA.domainIncludes, target) in ONTOLOGY, (path, target)


def test_domains_and_shapes_agree() -> None:
    allowed = {
        (SHAPES.value(part, SH.path), target)
        for shape, target in SHAPES.subject_objects(SH.targetClass)
        for part in SHAPES.objects(shape, SH.property)
    }
    for term, domain in ONTOLOGY.subject_objects(SCHEMA.domainIncludes):
        assert (term, domain) in allowed, (term, domain)


@pytest.mark.parametrize("path", USERS, ids=lambda path: path.name)
def test_terms_that_are_used_are_defined(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = {next(filter(None, groups)) for groups in USES.findall(text)}
    assert {vocabulary.POL + name for name in used} <= DEFINED, path


def test_the_gazetteer_conforms() -> None:
    graph = ArticleGraph("gazetteer", tuple(gazetteer_triples(Iris())))
    (verdict,) = Validator().check([graph])
    assert [str(violation) for violation in verdict.violations] == []
