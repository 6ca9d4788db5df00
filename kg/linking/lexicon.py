"""The words that build noun phrases, read once from lexicon/words.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain

from kg.resources import lexicon_data, lexicon_lines
from kg.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class Words:
    """Word classes, all in lower case; see the comments in words.yaml."""

    honorific: frozenset[str]
    rank: frozenset[str]
    media: frozenset[str]
    suffix: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    former: frozenset[str]
    describing: frozenset[str]
    compounding: frozenset[str]
    incoming: frozenset[str]
    modifier: frozenset[str]
    group: frozenset[str]
    after_pair: frozenset[str]
    kin: dict[str, Relation]
    party_noun: frozenset[str]
    party_first: frozenset[str]
    alliance_noun: frozenset[str]
    body_noun: frozenset[str]
    body_field: frozenset[str]
    body_for: frozenset[str]
    before_body: frozenset[str]
    government: frozenset[str]
    of_state: frozenset[str]
    post: frozenset[str]
    company_title: frozenset[str]
    founding_title: frozenset[str]
    body_building: frozenset[str]
    thing_noun: frozenset[str]
    kind_noun: frozenset[str]
    credit: frozenset[str]
    regnal: frozenset[str]
    venue_noun: frozenset[str]
    portfolio: frozenset[str]
    ministerial: frozenset[str]
    plain_ending: frozenset[str]
    never_name: frozenset[str]
    particle: frozenset[str]
    postnominal: frozenset[str]
    name_in_company: frozenset[str]
    addressing: frozenset[str]
    peerage: frozenset[str]
    surname_title: frozenset[str]
    surname_thing: frozenset[str]
    surname_function: frozenset[str]
    given_place: frozenset[str]
    given_thing: frozenset[str]
    weak_title: frozenset[str]
    short_title: frozenset[str]
    never_short: frozenset[str]
    of_holder: frozenset[str]
    party_head: frozenset[str]
    lowered_noun: frozenset[str]
    named_again: frozenset[str]
    siding: frozenset[str]
    state_or_office: frozenset[str]
    convening: frozenset[str]
    cue: frozenset[str]
    fielded: frozenset[str]
    ranked: frozenset[str]
    subordinating: frozenset[str]
    finite: frozenset[str]
    said: frozenset[str]
    aside: frozenset[str]
    adverb: frozenset[str]
    taking: frozenset[str]
    holding: frozenset[str]
    function: frozenset[str]
    common: frozenset[str]


@cache
def words() -> Words:
    """Return the word classes."""
    data = dict(lexicon_data("words.yaml"))
    kin = {word: Relation(relation) for word, relation in data.pop("kin").items()}
    return Words(
        kin=kin,
        common=lexicon_lines("common_words.txt"),
        **{k: frozenset(map(str, v)) for k, v in data.items()},
    )


@cache
def given_names() -> frozenset[str]:
    """Return the given names that papers print, short forms among them, in lower case."""
    data = dict(lexicon_data("given_names.yaml"))
    short = data.pop("short_forms")
    return frozenset(chain(short, *short.values(), *data.values()))


@cache
def naming_nouns() -> frozenset[str]:
    """Return the nouns in the names of parties, alliances, bodies and things."""
    kinds = words()
    return kinds.body_noun | kinds.thing_noun | kinds.party_noun | kinds.alliance_noun


def describes(low: str) -> bool:
    """Say whether a word in lower case says something of a holder: "four-term", "pune-based"."""
    before, _, last = low.rpartition("-")
    return before[:1].isalpha() and last in words().describing


def leads(low: str) -> bool:
    """Say whether a capitalised word tells something of the next: "Sen-led", "Pune-based"."""
    before, _, last = low.rpartition("-")
    participle = last.endswith(("ed", "ing")) and last in words().common
    return (bool(before) and participle) or describes(low)
