"""Step explain, questions: the SPARQL that is asked, each with a block for its subjects."""

from __future__ import annotations

from kg.queries.opening import OPENING, where_it_stands

# What the facts graph says of a node, with the labels of the nodes it points to. Who is spoken of
# in every article has a mention, and what they all report a report, in each: these are asked for
# apart.
SAID_OF = (
    OPENING
    + """\
SELECT ?subject ?property ?value ?valueLabel
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?subject ?property ?value .
    FILTER (?property != pol:hasReport && ?property != pol:mention)
    OPTIONAL { ?value rdfs:label ?valueLabel }
  }
}
"""
)

# What the gazetteer says of a node, for one that no fact speaks of.
KNOWN_OF = SAID_OF.replace("graph/facts", "graph/gazetteer")

# What an article says of itself.
TOLD_OF_ARTICLE = (
    OPENING
    + """\
SELECT ?subject ?property ?value ?valueLabel
WHERE {
  GRAPH ?article {
    VALUES ?subject { UNDEF }
    ?subject a schema:NewsArticle ;
      ?property ?value .
    OPTIONAL { ?value rdfs:label ?valueLabel }
  }
}
"""
)

_FACTS = (
    OPENING
    + """\
SELECT DISTINCT ?fact ?property ?label ?class ?status ?earliest ?last
WHERE {
  %s
  GRAPH <graph/facts> {
    VALUES ?minConfidence { UNDEF }
    %s
    ?fact a ?class ;
      rdfs:label ?label .
    FILTER (?class != pol:ConflictSide && EXISTS { ?fact pol:hasReport ?any })
    OPTIONAL { ?fact pol:status ?status }
    OPTIONAL { ?fact pol:earliest ?earliest }
    OPTIONAL { ?fact pol:lastReported ?last }
    FILTER (!BOUND(?minConfidence) || EXISTS {
      ?fact pol:confidence ?confidence . FILTER (?confidence >= ?minConfidence) })
  }
}
"""
)
_IN_FACTS = "VALUES ?subject { UNDEF }\n    "

# The facts that speak of an entity, and by which property.
FACTS_ON = _FACTS % (
    "",
    _IN_FACTS + "?fact ?property ?subject .\n    FILTER (?property != pol:attributedTo)",
)

# The facts that a report is of, that a conflict is about, that may be the same.
FACTS_LINKED = _FACTS % (
    "",
    _IN_FACTS + "?subject pol:about|pol:candidate|^pol:hasReport ?fact .",
)

# The facts that an article reports.
FACTS_IN = _FACTS % (
    "GRAPH ?article { VALUES ?subject { UNDEF } ?report pol:reportedIn ?subject }",
    "?fact pol:hasReport ?report .",
)

# Whose mention an article's own node is.
MENTIONED = (
    OPENING
    + """\
SELECT ?fact
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?fact pol:mention ?subject .
  }
}
"""
)

# Memberships with their members, alliances and reports: their addresses are made of these.
MEMBERSHIPS = (
    OPENING
    + """\
SELECT ?subject ?member ?alliance ?report
WHERE {
  GRAPH <graph/facts> {
    ?subject pol:member ?member ;
      pol:hasReport ?report .
    OPTIONAL { ?subject pol:inAlliance ?alliance }
  }
}
"""
)

# Which facts are disputed (a pol:Conflict) or may be the same as another (a pol:MergeCandidate).
DISPUTED = (
    OPENING
    + """\
SELECT DISTINCT ?subject ?class
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?node pol:about|pol:candidate ?subject ;
      a ?class .
  }
}
"""
)

# The sides of each conflict about a fact, and the articles' reports on each side.
CONFLICTS = (
    OPENING
    + """\
SELECT DISTINCT ?subject ?conflict ?conflictLabel ?side ?sideLabel ?report ?reportLabel ?of
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?conflict pol:about ?subject ;
      pol:about ?of ;
      rdfs:label ?conflictLabel ;
      pol:side ?side .
    ?side rdfs:label ?sideLabel ;
      pol:hasReport ?report .
    ?report rdfs:label ?reportLabel .
  }
}
"""
)

# The facts that may be the same as a fact, and why.
DOUBTS = (
    OPENING
    + """\
SELECT DISTINCT ?subject ?other ?otherLabel ?reason ?score
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    ?candidate pol:candidate ?subject , ?other ;
      pol:reason ?reason .
    ?other rdfs:label ?otherLabel .
    OPTIONAL { ?candidate pol:score ?score }
    FILTER (?subject != ?other)
  }
}
"""
)

# Others of the same kind and label.
NAMESAKES = (
    OPENING
    + """\
SELECT DISTINCT ?other ?label
WHERE {
  GRAPH <graph/facts> {
    VALUES ?subject { UNDEF }
    VALUES ?kind { UNDEF }
    ?subject a ?kind ;
      rdfs:label ?label .
    ?other rdfs:label ?label ;
      a ?kind .
    FILTER (?other != ?subject)
  }
}
"""
)

# The articles whose own nodes someone is, and those that name what the gazetteer knows.
NAMING = (
    OPENING
    + """\
SELECT DISTINCT ?article ?node ?published
WHERE {
  {
    GRAPH <graph/facts> {
      VALUES ?subject { UNDEF }
      ?subject pol:mention ?node .
    }
  }
  UNION { VALUES ?subject { UNDEF } BIND (?subject AS ?node) }
  GRAPH ?article {
    ?node rdfs:label ?label .
    ?article a schema:NewsArticle .
  }
  OPTIONAL { GRAPH ?article { ?article schema:datePublished ?published } }
}
"""
)

_NAMES = (
    OPENING
    + """\
SELECT DISTINCT ?article ?name ?headline ?outlet ?url
WHERE {
  %s
"""
    + where_it_stands("?article")
    + "}\n"
)

# What articles call those that their own nodes are.
NAMES_OF_MENTIONS = (
    _NAMES
    % """\
GRAPH ?article {
    VALUES ?subject { UNDEF }
    ?subject rdfs:label|skos:altLabel ?name .
    ?article a schema:NewsArticle .
  }"""
)

# What they call what the gazetteer knows: the label is the gazetteer's, other forms theirs.
NAMES_IN_ARTICLES = (
    _NAMES
    % """\
GRAPH ?article {
    VALUES ?article { UNDEF }
    VALUES ?subject { UNDEF }
    ?subject rdfs:label ?label .
    ?article a schema:NewsArticle .
    OPTIONAL { ?subject skos:altLabel ?form }
  }
  BIND (COALESCE(?form, ?label) AS ?name)"""
)
