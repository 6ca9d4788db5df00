"""Step store, query texts: their form, what they must not hold, where they are wrong."""

from __future__ import annotations

import re

from kg.errors import UsageError

# What may hold any word without meaning it. Where this and an engine's own grammar could differ
# (Oxigraph's takes `SERVICESILENT<...>` and `SERVICE:name` for the keyword), it leaves too much
# standing rather than too little.
_QUOTED = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
    | <[^<>"{}|^`\\\x00-\x20]*>             # IRIs
    | [?$]\w+                               # variables
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*          # language tags
    | (?P<local>:(?:[\w.:%-]|\\.)*)         # what follows a prefix
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE = re.compile(r"(?:\s*(?:BASE\b|PREFIX\b\s*[\w.-]*:))*\s*", re.IGNORECASE)
_FORM = re.compile(r"(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_WIDTH = 120


def query_form(sparql: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; raise UsageError for what is no query."""
    bare = _bare(sparql)
    prologue = _PROLOGUE.match(bare)
    found = _FORM.match(bare, prologue.end() if prologue else 0)
    if not found:
        raise UsageError(
            "this is no SPARQL query: it has to be a SELECT, ASK, CONSTRUCT or DESCRIBE "
            "(updates are not taken here)"
        )
    return found[1].upper()


def refuse_service(sparql: str) -> None:
    """Raise UsageError if SPARQL calls another endpoint: SERVICE would open a connection."""
    if "service" in _bare(sparql).lower():
        raise UsageError(
            "SERVICE is not allowed: the query would send data to another server. Ask that server "
            "itself; and if SERVICE is part of a prefix here, choose another prefix"
        )


def uncommented(sparql: str) -> str:
    """Return SPARQL with its comments blanked out."""
    return _QUOTED.sub(lambda found: " " if found["comment"] else found[0], sparql)


def syntax_error(sparql: str, error: SyntaxError) -> UsageError:
    """Return ERROR of the embedded engine with the line that it stands in."""
    message = error.msg or str(error)
    found = _POSITION.fullmatch(message)
    if not found:
        return UsageError(f"the query can't be parsed: {_shortened(message)}")
    line, column, problem = int(found[1]), int(found[2]), _shortened(found[3])
    return UsageError(
        f"the query can't be parsed; it makes sense up to line {line}, column {column} ({problem})"
        + _excerpt(sparql, line, column)
    )


def _bare(sparql: str) -> str:
    """Return SPARQL without what it quotes: keywords, punctuation, prefixes, numbers."""
    return _QUOTED.sub(lambda found: ":" if found["local"] else " ", sparql)


def _shortened(problem: str) -> str:
    """Return the PROBLEM on one line, without the long lists of what might have stood there."""
    if "Prefix not found" in problem:
        return "a prefix that is not declared"
    line = " ".join(problem.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 3] + "..."


def _excerpt(sparql: str, line: int, column: int) -> str:
    """Return the line of SPARQL with a mark under the column; nothing where it is too long."""
    lines = sparql.split("\n")
    if not (1 <= line <= len(lines)) or len(lines[line - 1]) > _WIDTH:
        return ""
    text = lines[line - 1].replace("\t", " ").rstrip()
    return f"\n    {text}\n    {' ' * (column - 1)}^"
