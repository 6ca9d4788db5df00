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
_BASE = re.compile(r"\bBASE\b(?!:)", re.IGNORECASE)
_FORM = re.compile(r"(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_UPDATE = re.compile(
    r"(?<![\w-])(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)(?![\w:-])", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}")
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_WIDTH = 120


def checked(sparql: str, *, allow_service: bool = False) -> str:
    r"""Return SELECT, ASK, CONSTRUCT or DESCRIBE if SPARQL is such a query, and calls nobody.

    Raises UsageError for what is no query, holds a word of an update, or, unless ALLOW_SERVICE,
    calls another endpoint. Engines differ in whether `\u0053` may stand for a letter of a keyword
    or a quote, so a text that holds such escapes has to pass in both readings.
    """
    forms = {_checked(_bare(reading), allow_service) for reading in _readings(sparql)}
    if len(forms) > 1:
        raise UsageError("the query's form hides behind escapes (\\u0053): write its letters out")
    return forms.pop()


def _checked(bare: str, allow_service: bool) -> str:
    """Return the form of the query that is BARE of what it quotes."""
    prologue = _PROLOGUE.match(bare)
    found = _FORM.match(bare, prologue.end() if prologue else 0)
    if not found:
        raise UsageError(
            "this is no SPARQL query: it has to be a SELECT, ASK, CONSTRUCT or DESCRIBE "
            "(updates are not taken here)"
        )
    if update := _UPDATE.search(bare):
        raise UsageError(
            f"{update[0].upper()} is not allowed: a query changes nothing (updates are not taken "
            "here)"
        )
    if not allow_service and "service" in bare.lower():
        raise UsageError(
            "SERVICE is not allowed: the query would send data to another server. Ask that server "
            "itself, or allow it with --allow-service; and if SERVICE is part of a prefix here, "
            "choose another prefix"
        )
    return found[1].upper()


def with_base(sparql: str, base: str) -> str:
    """Return SPARQL under BASE, unless it names one itself (Virtuoso takes no second one).

    It stands on the first line, so that the lines that a server's messages count are the query's.
    """
    prologue = _PROLOGUE.match(_bare(sparql))
    own = prologue and _BASE.search(prologue[0])
    return sparql if own else f"BASE <{base}> {sparql}"


def _readings(sparql: str) -> set[str]:
    """Return SPARQL as it stands, and with its escapes read first, as the standard says."""
    return {sparql, _ESCAPE.sub(lambda found: chr(int(found[0][2:], 16)), sparql)}


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
