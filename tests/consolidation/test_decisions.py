"""Decisions of the user: what can be stated, what is refused and how it is said."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Triple

from kg.consolidation import read_decisions
from kg.errors import InputError
from kg.graph import ArticleGraph, Iris

OWL = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
PEOPLE = ["person/asha-rao", "person/asa-rao", "person/ben-ode", "article/a-0#person-asha-rao"]


def test_statements_are_read_with_their_lines() -> None:
    text = OWL + "\n<person/a> owl:sameAs <person/b> ,\n  <person/c> .\n"
    found = read_decisions(text.encode(), "same.ttl", Iris("https://x.example/"))
    assert [(s.one, s.other, s.line) for s in found.same] == [
        ("https://x.example/person/a", "https://x.example/person/b", 3),
        ("https://x.example/person/a", "https://x.example/person/c", 4),
    ]


def test_order_comments_and_spaces_leave_the_hash() -> None:
    one = OWL + "<person/a> owl:sameAs <person/b> . <person/c> owl:differentFrom <person/a> ."
    two = OWL + "# so\n<person/a> owl:differentFrom <person/c> .\n<person/b> owl:sameAs <person/a>."
    hashes = {read_decisions(text.encode(), "", Iris()).sha256 for text in (one, two)}
    assert len(hashes) == 1
    assert read_decisions(b"# nothing", "", Iris()).sha256 is None


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("<person/a> owl:sameAs", "same.ttl is no Turtle: .*line 2"),
        ("<person/a> owl:sameAs <per son/b> .", "same.ttl is no Turtle: .*line 2"),
        ("<person/a> owl:sameas <person/b> .", "line 2: only owl:sameAs and owl:differentFrom"),
        ('<person/a> owl:sameAs "Asha Rao" .', "line 2: a statement is between two IRIs"),
        ("<person/a> owl:sameAs [] .", "line 2: a statement is between two IRIs"),
        ("<person/a> owl:sameAs <party/a> .", "line 2: a person and a party can be neither"),
        ("<meeting/a> owl:sameAs <meeting/b> .", "line 2: <meeting/a> is no address of a person"),
        ("<article/1#group-a> owl:sameAs <article/2#group-b> .", "is no address"),
        ("<http://e.example/a> owl:sameAs <person/b> .", "<http://e.example/a> is no address"),
        ("<person/a> owl:differentFrom <person/a> .", "can't be different from itself"),
        (
            "<person/a> owl:sameAs <person/b> .\n<person/b> owl:sameAs <person/c> .\n"
            "<person/c> owl:differentFrom <person/a> .",
            "line 4 says that person/a and person/c are different, but line 2 and line 3 that they",
        ),
        ("\0", "same.ttl is no Turtle"),
    ],
)
def test_what_is_refused(turtle: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_decisions((OWL + turtle).encode(), "same.ttl", Iris())


def test_too_much_and_no_text_are_refused() -> None:
    with pytest.raises(InputError, match="more than 10,000,000 bytes"):
        read_decisions(b"#" * 10_000_001, "same.ttl", Iris())
    with pytest.raises(InputError, match=r"same\.ttl"):
        read_decisions(b"\xff\xfe\x00", "same.ttl", Iris())


statements = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sampled_from(["sameAs", "differentFrom"]),
        st.sampled_from(PEOPLE),
    ),
    max_size=4,
)


@given(statements, st.randoms(use_true_random=False))
def test_decisions_are_honoured_in_any_order(
    graphs: Callable[..., list[ArticleGraph]],
    consolidated: Callable[..., list[Triple]],
    stated: list[tuple[str, str, str]],
    chance: random.Random,
) -> None:
    told = graphs(
        {"article": f"a-{n}", "reports": [{"statement": f"{n}", "who": who}]}
        for n, who in enumerate(["Asha Rao", "Asha Rao", "Asa Rao", "Ben Ode", "Asha Rao"])
    )
    lines = [f"<{a}> owl:{how} <{b}> ." for a, how, b in stated]
    try:
        facts = consolidated(told, "\n".join(lines))
    except InputError:
        return  # they contradict each other
    chance.shuffle(lines)
    assert consolidated(chance.sample(told, len(told)), "\n".join(lines)) == facts
    mentions = [t for t in facts if str(t.predicate).endswith("#mention>")]
    assert len(mentions) == len({str(t.object) for t in mentions}) == len(told)
