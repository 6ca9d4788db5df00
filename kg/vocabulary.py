"""The fixed names of the graph: namespaces, kinds of entity, statuses, as plain strings."""

from __future__ import annotations

from enum import StrEnum

POL = "https://w3id.org/politics-kg/ontology#"
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SH = "http://www.w3.org/ns/shacl#"
SPEX = "https://purl.expasy.org/sparql-examples/ontology#"
DCTERMS = "http://purl.org/dc/terms/"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
ORG = "http://www.w3.org/ns/org#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"

DEFAULT_BASE = "https://w3id.org/politics-kg/"


class EntityKind(StrEnum):
    """What an entity is; the value is the first part of its IRI."""

    PERSON = "person"
    PARTY = "party"
    ALLIANCE = "alliance"
    BODY = "body"
    PLACE = "place"
    GROUP = "group"


class MeetingStatus(StrEnum):
    """Whether a meeting took place, by the article."""

    HELD = "Held"
    PLANNED = "Planned"
    CANCELLED = "Cancelled"
    DENIED = "Denied"


class AllianceStatus(StrEnum):
    """How its parties stand to an alliance, by the article."""

    ACTIVE = "Active"
    SOUGHT = "Sought"
    PLANNED = "Planned"
    REFUSED = "Refused"
    DENIED = "Denied"
    ENDED = "Ended"


class RoleStatus(StrEnum):
    """Whether an office is held at the time of writing."""

    CURRENT = "Current"
    FORMER = "Former"
    INCOMING = "Incoming"


class MoveStatus(StrEnum):
    """Whether a change has happened."""

    DONE = "Done"
    PLANNED = "Planned"
    RUMOURED = "Rumoured"


class SeatStatus(StrEnum):
    """How far a seat-sharing deal has come."""

    SOUGHT = "Sought"
    AGREED = "Agreed"
    REFUSED = "Refused"


class MoveKind(StrEnum):
    """What changed between a person and a party or an office."""

    JOINED = "Joined"
    LEFT = "Left"
    APPOINTED = "Appointed"
    REMOVED = "Removed"
    ELECTED = "Elected"
    NOMINATED = "Nominated"


class Relation(StrEnum):
    """What a person is to a relative."""

    SPOUSE = "Spouse"
    CHILD = "Child"
    PARENT = "Parent"
    SIBLING = "Sibling"
    KIN = "Kin"


class Weekday(StrEnum):
    """A day of the week, as schema.org names it; members stand in ISO order from Monday."""

    MONDAY = "Monday"
    TUESDAY = "Tuesday"
    WEDNESDAY = "Wednesday"
    THURSDAY = "Thursday"
    FRIDAY = "Friday"
    SATURDAY = "Saturday"
    SUNDAY = "Sunday"
