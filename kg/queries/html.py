"""Step query, HTML: rows as a page that is whole in itself, escaped, and runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TextIO

from kg.graph.terms import carried
from kg.queries.evidence import Sentence, source_of
from kg.queries.rows import Node, Rows, Value, shown, text_of

_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff }}
table {{ border-collapse: collapse }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .8rem }}
th, td {{ border-bottom: 1px solid #ccc }}
td ul {{ margin: 0; padding-left: 1.1rem }}
.number {{ text-align: right; font-variant-numeric: tabular-nums }}
blockquote {{ margin: .2rem 0 .6rem 1rem; padding-left: .8rem; border-left: 3px solid #ccc }}
blockquote footer {{ color: #595959; font-size: .9rem }}
</style>
</head>
<body>
"""


def write(rows: Rows, stream: TextIO) -> None:
    """Write ROWS as a page with one table; with sentences, those of a row below it."""
    title = _text(rows.title or "Answer")
    stream.write(_HEAD.format(title=title))
    stream.write(f"<h1>{title}</h1>\n<table>\n<thead>\n<tr>")
    stream.writelines(f'<th scope="col">{_text(name)}</th>' for name in rows.columns)
    stream.write("</tr>\n</thead>\n<tbody>\n")
    stream.writelines(_rows(rows))
    stream.write("</tbody>\n</table>\n</body>\n</html>\n")


def _rows(rows: Rows) -> Iterator[str]:
    """Yield each row, and its sentences as a row of their own."""
    for number, row in enumerate(rows.rows):
        yield f"<tr>{''.join(map(_cell, row))}</tr>\n"
        if rows.evidence and rows.evidence[number]:
            said = "".join(map(_sentence, rows.evidence[number]))
            yield f'<tr><td colspan="{len(rows.columns)}">{said}</td></tr>\n'


def _cell(value: Value) -> str:
    """Return VALUE as a cell."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td class="number">{_text(value)}</td>'
    if isinstance(value, list) and len(value) > 1:
        return f"<td><ul>{''.join(f'<li>{_linked(item)}</li>' for item in value)}</ul></td>"
    return f"<td>{_linked(value[0] if isinstance(value, list) and value else value)}</td>"


def _linked(value: Value) -> str:
    """Return VALUE, as a link if it has a web address or is one."""
    address = value.iri if isinstance(value, Node) else text_of(value)
    return _link(address, _text(value)) if _is_web(address) else _text(value)


def _sentence(sentence: Sentence) -> str:
    """Return SENTENCE with where it stands."""
    source = _text(shown(source_of(sentence)))
    if sentence.url and _is_web(sentence.url):
        source = _link(sentence.url, source)
    return f"<blockquote>{_text(sentence.text)}<footer>{source}</footer></blockquote>"


def _link(address: str, words: str) -> str:
    """Return WORDS, which are HTML, as a link to ADDRESS."""
    return f'<a rel="noreferrer nofollow" href="{_text(address)}">{words}</a>'


def _is_web(address: str) -> bool:
    """Return whether ADDRESS may be followed: a link to `javascript:` would run it."""
    return address.startswith(("https://", "http://"))


def _text(value: Value) -> str:
    """Return the words of VALUE as HTML, without the characters that no page may hold."""
    return escape(carried(text_of(value)))
