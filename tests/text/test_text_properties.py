"""What holds for any text: offsets are true, nothing is lost, nothing is told twice."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Span
from kg.text import story, tokens
from kg.text.quotes import quotations
from kg.text.sentences import paragraphs, sentences

_PIECES = (
    "Sen,met,K.C. Varma,Mr.,U.S.,.,. ,?,!,…,“,”,‘,’,\",(,),\n,\n\n,<p>, ,&amp;,&K,@das,J&K,'s,’s,"
    "Pune: ,NEW DELHI\\, Dec 26 (IANS) ,--IANS,Also Read: x,Leave a Reply,16th,10:56,ñ,é,हि"
).split(",")
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _in_order(spans: list[Span], end: int) -> bool:
    """Say whether spans are not empty, follow one another and end within the text."""
    apart = all(one.end <= two.start for one, two in pairwise(spans))
    return apart and all(0 <= span.start < span.end <= end for span in spans)


@given(TEXTS)
def test_tokens_hold_all_that_is_no_space(text: str) -> None:
    found = tokens(text, 0, len(text))
    assert _in_order([token.span for token in found], len(text))
    assert all(token.text == token.span.of(text) for token in found)
    assert "".join(token.text for token in found) == _squeezed(text)


@given(TEXTS)
def test_sentences_hold_all_of_a_paragraph(text: str) -> None:
    for paragraph in paragraphs(text, 0, len(text)):
        found = list(sentences(text, paragraph))
        assert _in_order(found, len(text))
        assert "".join(_squeezed(s.of(text)) for s in found) == _squeezed(paragraph.of(text))


@given(TEXTS)
def test_quotations_stand_in_the_text_without_overlap(text: str) -> None:
    assert _in_order(list(quotations(text)), len(text))


@given(TEXTS)
def test_a_story_is_cut_where_it_stands(text: str) -> None:
    cut = story(Document("one", text, "one"))
    assert _in_order([s.span for s in cut.sentences], len(text))
    for sentence in cut.sentences:
        inside = "".join(t.text for t in sentence.tokens)
        assert inside == _squeezed(sentence.span.of(text))
    if cut.dateline:
        assert all(place in text[: cut.dateline.end] for place in cut.dateline.places)


@given(TEXTS, st.integers(0, 200), st.integers(0, 60))
def test_quotations_in_a_stretch_are_those_that_touch_it(text: str, start: int, size: int) -> None:
    cut = story(Document("any", text, "any"))
    end = start + size
    touching = tuple(q for q in cut.quotations if q.start < end and start < q.end)
    assert cut.quotations_in(Span(start, end)) == touching
