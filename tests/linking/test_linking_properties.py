"""What holds for any text: linking never fails, and mentions stand where they say."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.linking import Linker
from kg.linking.grammar import CLOSED, PHRASE, START, STYLED, TWICE
from kg.model import Document

_WORDS = (
    "Arun Barua Rita Das K.C. the The a of and in at with for , . ( ) ' 's ’s “ ” \" - – "
    "@ArunBarua Congress BJP president chief minister Chief Minister leaders delegation of party "
    "former ex- then- Union Minister Bihar Patna Delhi US us India INDIA met said he She her wife "
    "son general secretary secretaries CPN (UML) Party Front Committee (GHP) GHP May 2 two &amp; & "
    "Shri ji Dr. JMM-Congress -led \n\n"
).split(" ")
_TEXTS = st.one_of(
    st.text(max_size=120), st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)
)


@given(text=_TEXTS)
def test_mentions_stand_in_order_within_their_sentence(linker: Linker, text: str) -> None:
    linked = linker.link(Document("any", text, "any"))
    for sentence in linked.sentences:
        for mention in sentence.mentions:
            assert 0 <= mention.first < mention.last <= len(sentence.tokens)
            assert sentence.span.start <= mention.name.start < mention.name.end
            assert mention.name.end <= sentence.span.end
        assert all(one.last <= two.first for one, two in pairwise(sentence.mentions))


@given(text=_TEXTS)
def test_names_stand_where_they_say(linker: Linker, text: str) -> None:
    linked = linker.link(Document("any", text, "any"))
    for named in linked.entities:
        assert named.forms
        assert named.forms[0] == named.entity.label
        assert 0 <= named.first.start < named.first.end <= len(text)
    for sentence in linked.sentences:
        for naming in sentence.namings:
            assert sentence.span.start <= naming.span.start < naming.span.end <= sentence.span.end


@given(text=_TEXTS)
def test_entities_of_a_kind_are_told_apart_by_their_slugs(linker: Linker, text: str) -> None:
    linked = linker.link(Document("any", text, "any"))
    keys = [(n.entity.kind, n.entity.slug, n.entity.known) for n in linked.entities]
    assert len({named.entity for named in linked.entities}) == len(linked.entities)
    assert len(set(keys)) == len(keys)


_LETTERS = st.text(alphabet="PNOLATSGHjMFIkKndqpcswof,()-", max_size=14)


@given(letters=_LETTERS)
def test_no_phrase_begins_where_none_is_looked_for(letters: str) -> None:
    for at in range(len(letters)):
        if any(pattern.match(letters, at) for pattern in (TWICE, CLOSED, STYLED, PHRASE)):
            assert START.match(letters, at)
