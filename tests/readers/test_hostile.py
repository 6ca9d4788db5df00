"""Hostile input: whatever is thrown at the readers, good articles come through, in bounded time."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Document
from kg.readers import Problem, RdfFile, read
from kg.readers.article import LONGEST
from kg.readers.markup import words
from kg.readers.mending import mended

BOUND = 8  # seconds of work for one file; each takes one or two on an ordinary machine
GOOD = "Asha Rao met Kofi Mensah in Pune on Tuesday."

TAGS = "p div b a br ul li table tr td article section script style title meta figure svg".split()
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            "<",
            ">",
            "&",
            "&amp;",
            "&nbsp;",
            "&#0;",
            "&#xD800;",
            "&x;",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
        ]
    ),
    st.sampled_from(
        ["<p a='", '<p a="', "<a b=c", "<?xml", "?>", "<!DOCTYPE a [", "<!ENTITY a 'b'>"]
    ),
    st.sampled_from(
        ['<script type="application/ld+json">', '{"@type":"NewsArticle",', '"articleBody":']
    ),
    st.sampled_from(
        ['"', "'", "{", "}", "[", "]", ":", ",", "\n", "\0", "\u202e", "\ud800", "Ã©", "’"]
    ),
    st.text(max_size=8),
)
SOUP = st.lists(PIECES, max_size=60).map("".join)
SHELLS: list[Callable[[str], str]] = [
    lambda soup: f"<html><body><article><p>{GOOD}</p>{soup}</article></body></html>",
    lambda soup: f"<!doctype html>{soup}<p>{GOOD}",
    lambda soup: f"<rss><channel><item><description>{soup}</description></item></channel></rss>",
    lambda soup: f"<feed><entry><content type='xhtml'>{soup}</content></entry></feed>",
    lambda soup: f"id,text\n1,{soup}\n2,{GOOD}\n",
    lambda soup: '{"articles": [{"text": "' + soup + '"}]}',
    lambda soup: json.dumps({"articleBody": soup, "headline": soup, "author": soup}),
    lambda soup: json.dumps({"bodies": [{"value": soup}], "headlines": soup, "pubstatus": soup}),
    lambda soup: f"---\nheadline: {soup}\n---\n{soup}",
]


def from_stdin(content: bytes) -> list[Document | Problem]:
    items = read(["-"], stdin=io.BytesIO(content))
    return [item for item in items if not isinstance(item, RdfFile)]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(SOUP, st.sampled_from(SHELLS))
def test_soup_is_read_or_named(soup: str, shell: Callable[[str], str]) -> None:
    items = from_stdin(shell(soup).encode("utf-8", "surrogatepass"))
    assert items
    for item in items:
        text = str(item) if isinstance(item, Problem) else item.text
        assert text.strip()
        assert not any("\ud800" <= c <= "\udfff" or c == "\0" for c in text)


@given(SOUP)
def test_one_broken_item_loses_no_other(soup: str) -> None:
    good = json.dumps({"articleBody": GOOD, "identifier": "good"})
    bad = soup.encode("utf-8", "surrogatepass").replace(b"\n", b" ")
    items = from_stdin(
        good.encode() + b"\n{" + bad + b"}\n" + good.replace('"good"', '"good2"').encode()
    )
    assert "good2" in [item.identifier for item in items if isinstance(item, Document)]


@given(st.text())
def test_mended_text_can_be_written(text: str) -> None:
    right, said = mended(text)
    assert right.encode().decode() == right
    assert not set(right) & set("\0\x1b\x7f\x9b\u202e\u2066\u200b\ufeff\uffff")
    assert bool(said) == (right != text)


@given(SOUP)
def test_words_of_markup_are_lines_of_words(soup: str) -> None:
    try:
        text = words("<p>" + soup.encode("utf-8", "replace").decode())
    except Exception as error:  # noqa: BLE001 - any but the one that is meant fails
        assert type(error).__name__ == "InputError"
    else:
        assert all(line.strip() == line for line in text.split("\n"))


MEGA = 1_000_000
BOMBS = {
    "deep": "<html><body>" + "<div>" * 200_000 + GOOD,
    "deep quotations": "<html><body>" + "<blockquote><q>“" * 50_000 + GOOD,
    "tags": "<html><body>" + "<p>a" * 200_000,
    "attributes": "<html><body><p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + GOOD,
    "hidden attributes": "<html><body><p " + 'a=">" b ' * 100_000 + ">" + GOOD,
    "open quotes": "<html><body>" + "<p a='<p a=\"" * 80_000,
    "angles": "<html><body>" + "<" * MEGA,
    "half tags": "<html><body>" + "<a " * 300_000,
    "scripts": "<html><body>" + "<script>" * 100_000,
    "styles": "<html><body>" + "<style></script>" * 60_000,
    "entities": "<html><body><p>" + "&amp" * 250_000,
    "linked data": "<html><script type='application/ld+json'>" + "[" * MEGA,
    "comments": "<html><body>" + "<!--" * 250_000,
    "word": "<html><body><p>" + "a" * MEGA,
    "xml": "<rss>" + "<item>" * 150_000,
    "xml attributes": "<rss " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>",
    "xml items": "<rss><channel>" + "<item><description>a</description></item>" * 20_000,
    "xml ampersands": "<rss><channel><item><description>" + "&" * MEGA,
    "csv quotes": "id,text\n" + '1,"' * 300_000,
    "csv cells": "id,text\n" + "," * MEGA + "\n",
    "csv columns": "text," * 200_000 + "\na\n",
    "json": '{"text":' * 150_000,
    "json line": '{"articleBody": "' + "a" * 9 * MEGA + '"}\n{"articleBody": "Good."}',
    "front matter": "---\n" + "a: &a [*a, *a]\n" * 50_000 + "---\nGood.",
    "mojibake": "Ã©é" * (LONGEST // 3),
    "marks": "\u202e\u200b\0" * (LONGEST // 3),
    "lines": "\n" * MEGA + "a",
    "spaces": "a" + " " * (LONGEST - 2) + "a",
}


@pytest.mark.parametrize("name", list(BOMBS))
def test_a_bomb_is_defused_in_time(name: str) -> None:
    content = BOMBS[name].encode()
    start = time.process_time()
    assert from_stdin(content)
    assert time.process_time() - start < BOUND


def test_a_text_of_any_length_is_refused_in_one_line() -> None:
    (problem,) = from_stdin(b"a" * (LONGEST + 1))
    assert isinstance(problem, Problem)
    assert "200,001 characters long, which no article is (at most 200,000)" in str(problem)
