"""Step query, networks: the SPARQL that is asked, all of the facts graph."""

from __future__ import annotations

from kg.queries.opening import OPENING

_BLOCKS = """\
    VALUES ?status { UNDEF }
    VALUES ?since { UNDEF }
    VALUES ?until { UNDEF }
    VALUES ?minConfidence { UNDEF }
"""
_FILTERS = """\
    FILTER (!BOUND(?since) || ?latest >= ?since)
    FILTER (!BOUND(?until) || ?earliest <= ?until)
    FILTER (!BOUND(?minConfidence) || ?confidence >= ?minConfidence)
"""

# Meetings with their days.
MEETINGS = f"""{OPENING}
SELECT ?meeting ?earliest ?latest
WHERE {{
  GRAPH <graph/facts> {{
{_BLOCKS}
    ?meeting a pol:Meeting ;
      pol:status ?status .
    OPTIONAL {{ ?meeting pol:earliest ?earliest }}
    OPTIONAL {{ ?meeting pol:latest ?latest }}
    OPTIONAL {{ ?meeting pol:confidence ?confidence }}
{_FILTERS}
  }}
}}
"""

# Who took part in meetings.
PARTICIPANTS = f"""{OPENING}
SELECT DISTINCT ?subject ?participant
WHERE {{
  GRAPH <graph/facts> {{
    VALUES ?subject {{ UNDEF }}
    ?subject pol:participant ?participant .
  }}
}}
"""

# Memberships and stances: who is, was, or wants to be in which alliance. What is told of a time
# without a day of its own is dated by its reports. An end counts however unsure its report is.
MEMBERSHIPS = f"""{OPENING}
SELECT ?fact ?member ?alliance ?status ?from ?until ?reported ?sources ?sure
WHERE {{
  GRAPH <graph/facts> {{
    VALUES ?minConfidence {{ UNDEF }}
    ?fact pol:inAlliance ?alliance ;
      pol:member ?member ;
      pol:status ?status ;
      pol:independentSources ?sources .
    OPTIONAL {{ ?fact pol:validFrom ?from }}
    OPTIONAL {{ ?fact pol:validUntil ?until }}
    OPTIONAL {{ ?fact pol:firstReported ?reported }}
    OPTIONAL {{ ?fact pol:confidence ?confidence }}
    BIND (IF(!BOUND(?minConfidence) || ?confidence >= ?minConfidence, "yes", "no") AS ?sure)
    FILTER (?sure = "yes" || ?status = pol:Ended)
  }}
}}
"""

# Leaving an alliance ends a membership too.
LEAVING = f"""{OPENING}
SELECT ?fact ?member ?alliance ?earliest ?reported
WHERE {{
  GRAPH <graph/facts> {{
    ?fact a pol:Move ;
      pol:mover ?member ;
      pol:organization ?alliance ;
      pol:moveKind pol:Left ;
      pol:status pol:Done .
    ?alliance a pol:Alliance .
    OPTIONAL {{ ?fact pol:earliest ?earliest }}
    OPTIONAL {{ ?fact pol:firstReported ?reported }}
  }}
}}
"""

# What nodes are, and what they are called.
THINGS = f"""{OPENING}
SELECT ?subject ?class ?label
WHERE {{
  GRAPH <graph/facts> {{
    VALUES ?subject {{ UNDEF }}
    ?subject a ?class ;
      rdfs:label ?label .
  }}
}}
"""

# What facts are called, and when they were.
FACTS = f"""{OPENING}
SELECT ?subject ?label ?earliest
WHERE {{
  GRAPH <graph/facts> {{
    VALUES ?subject {{ UNDEF }}
    ?subject rdfs:label ?label .
    OPTIONAL {{ ?subject pol:earliest ?earliest }}
  }}
}}
"""

# The parties that people hold offices in, have joined and left.
PARTIES = f"""{OPENING}
SELECT ?subject ?party ?label ?status ?kind ?last
WHERE {{
  GRAPH <graph/facts> {{
    VALUES ?subject {{ UNDEF }}
    ?fact pol:holder|pol:mover ?subject ;
      pol:status ?status ;
      pol:organization ?party .
    ?party a pol:Party ;
      rdfs:label ?label .
    OPTIONAL {{ ?fact pol:moveKind ?kind }}
    OPTIONAL {{ ?fact pol:lastReported ?last }}
  }}
}}
"""
