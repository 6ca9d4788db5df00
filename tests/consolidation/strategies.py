"""Articles of all kinds for hypothesis, described as the cases are."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

people = st.sampled_from(
    [
        *("Asha Rao", "Ben Ode", "Cleo Dane", "K.C. Venn", "K C Venn", "Venn", "Rao"),
        *("A. Rao", "Asha K. Rao", "Asha M. Rao", "Kim Carl Venn", "Bena Ode", "Asha Ro"),
    ]
)
parties = st.sampled_from(["party/gp", "party/rp", "party/hp"])
areas = st.sampled_from(["place/northmark", "place/southmark"])
own_parties = st.one_of(
    st.just({"party": "New Front"}),
    st.fixed_dictionaries({"party": st.sampled_from(["New Front", "Old Front"]), "area": areas}),
)
organisations = st.one_of(
    parties,
    st.just("body/garden-council"),
    own_parties,
    st.fixed_dictionaries(
        {"body": st.just("Core Committee"), "of": st.one_of(parties, own_parties)}
    ),
    st.none(),
)
groups = st.fixed_dictionaries(
    {
        "group": st.sampled_from(["senior leaders", "local leaders"]),
        "of": st.one_of(parties, own_parties),
        "area": areas,
    }
)
days = st.sampled_from(
    ["2031-03-03", "2031-03-04", "2031-03-12", "2031-03", "--03-03", "Monday", None]
)
meetings = st.fixed_dictionaries(
    {
        "meeting": st.sampled_from(["Held", "Held", "Held", "Planned", "Cancelled", "Denied"]),
        "with": st.lists(st.one_of(people, people, groups), min_size=1, max_size=4),
        "without": st.lists(people, max_size=1),
        "chair": st.lists(people, max_size=1),
        "place": st.sampled_from(["place/arlen", "place/norhaven", "place/northmark", None]),
        "when": days,
        "says": st.sampled_from(["They met.", "They held another meeting."]),
    }
)
alliances = st.fixed_dictionaries(
    {
        "alliance": st.sampled_from(["Active", "Ended", "Refused", "Denied"]),
        "members": st.lists(st.one_of(parties, own_parties), min_size=1, max_size=2, unique_by=str),
        "in": st.lists(
            st.sampled_from(["alliance/accord", {"alliance": "GP RP"}, {"alliance": "Grand Pact"}]),
            max_size=1,
        ),
    }
)
roles = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["Current", "Former"]),
        "who": people,
        "title": st.sampled_from(["Chief Minister", "CM", "President"]),
        "of": organisations,
        "area": st.one_of(areas, st.none()),
    }
)
moves = st.fixed_dictionaries(
    {
        "move": st.sampled_from(["Joined", "Left"]),
        "status": st.sampled_from(["Done", "Planned", "Rumoured"]),
        "who": people,
        "of": parties,
        "when": days,
    }
)
statements = st.fixed_dictionaries({"statement": st.sampled_from(["We win.", ""]), "who": people})
kin = st.fixed_dictionaries(
    {"kin": st.sampled_from(["Spouse", "Child", "Parent"]), "who": people, "of": people}
)
seats = st.fixed_dictionaries(
    {
        "seats": st.just("Agreed"),
        "members": st.lists(st.one_of(parties, own_parties), max_size=2, unique_by=str),
        "shares": st.dictionaries(parties, st.integers(1, 2), max_size=2),
    }
)
any_report = st.one_of(
    meetings, meetings, meetings, alliances, roles, moves, statements, kin, seats
)


close_meetings = st.fixed_dictionaries(
    {
        "meeting": st.just("Held"),
        "with": st.lists(
            st.sampled_from(["Asha Rao", "Ben Ode", "Cleo Dane"]), min_size=2, unique=True
        ),
        "place": st.sampled_from(["place/arlen", "place/norhaven", None, None]),
        "when": st.sampled_from(["2031-03-03", "2031-03-03", None]),
    }
)


@st.composite
def articles_told(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return up to five articles, some without a day or an outlet; some tell much the same."""
    reports = draw(st.sampled_from([close_meetings, any_report]))
    published = st.sampled_from(["2031-03-03", "2031-03-04", "2031-03-05", None])
    outlets = st.sampled_from(["Morning Post", "Evening Mail", None])
    return [
        {
            "article": f"article-{n}",
            "published": date.fromisoformat(day) if (day := draw(published)) else None,
            "publisher": draw(outlets),
            "reports": draw(st.lists(reports, max_size=4)),
        }
        for n in range(draw(st.integers(1, 5)))
    ]


@st.composite
def histories(draw: st.DrawFn) -> list[list[dict[str, Any]]]:
    """Return steps of a store's history: the articles put or, without reports, taken out in each.

    An article of an earlier step is replaced.
    """
    steps = draw(st.lists(articles_told(), min_size=2, max_size=6))
    for step in steps:
        for told in step:
            told["gone"] = draw(st.integers(0, 3)) == 0
            told["copies"] = draw(st.sampled_from([None, None, "gate", "wall"]))
            told["cut"] = draw(st.integers(0, 12))
            told["agency"] = draw(st.sampled_from([None, None, "Arland News Agency"]))
    return steps


addresses = st.sampled_from(
    [
        "person/asha-rao",
        "person/ben-ode",
        "person/cleo-dane",
        "person/venn",
        "article/article-0#person-asha-rao",
        "article/article-1#person-asha-rao",
        "article/article-1#person-rao",
        "party/gp",
        "party/new-front",
        "party/old-front",
        "article/article-0#party-new-front",
        "article/article-2#party-new-front",
    ]
)
statements_of_the_user = st.lists(
    st.tuples(addresses, st.sampled_from(["sameAs", "sameAs", "differentFrom"]), addresses),
    max_size=3,
)
