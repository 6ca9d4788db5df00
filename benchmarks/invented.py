"""Invented people and events for benchmarks/corpus.py, each after the seed and its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

TOLD = 3  # articles about politics of one event, in the mean
_START = date(2021, 1, 4)
_A_DAY = 300  # articles
_FAME = (25, 0.75)  # of people by rank: the larger, the less are the first ones named
_KINDS = {"held": 40, "planned": 7, "cancelled": 2, "denied": 2, "pact": 14, "move": 15, "said": 20}
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone invented, with the office that goes before the name."""

    name: str
    office: str
    party: str
    state: str


@dataclass(frozen=True, slots=True)
class Event:
    """What several articles tell of: what happened, among whom, where and when."""

    kind: str
    people: tuple[Person, ...]
    city: str
    day: date
    words: Mapping[str, str]


def chance(seed: int, what: str, number: int) -> Random:
    """Return chance that is the same for the same SEED and thing."""
    return Random(f"{seed} {what} {number}")  # noqa: S311 - nothing secret


def sentence(random: Random, path: tuple[str, ...], words: Callable[[str], str | None]) -> str:
    """Return one of the lines at PATH in the grammar, with its names filled in.

    WORDS tells what a name stands for; None for one that the grammar has.
    """

    def word(found: re.Match[str]) -> str:
        told = words(found[1]) or _number(found[1], random)
        return told or sentence(random, (found[1],), words)

    return _SLOT.sub(word, random.choice(lines(*path)))


def _number(name: str, random: Random) -> str | None:
    """Return a number, if NAME is one's."""
    bounds = {"few": (2, 8), "years": (9, 60), "number": (21, 990)}.get(name)
    return str(random.randint(*bounds)) if bounds else None


def day_of(number: int) -> date:
    """Return when the article of that NUMBER is published."""
    return _START + timedelta(days=number // _A_DAY)


@lru_cache(maxsize=4096)
def event_of(number: int, seed: int) -> Event:
    """Return the event of that NUMBER, of the day before most articles that tell of it."""
    random = chance(seed, "event", number)
    kind = random.choices(tuple(_KINDS), tuple(_KINDS.values()))[0]
    people: dict[int, Person] = {}
    while len(people) < 4:
        rank = _rank(random)
        people[rank] = _person(rank, seed)
    first, second, *_ = people.values()
    city = random.choice(cities_of(first.state))
    day = day_of(number * TOLD) + timedelta(days=3 if kind == "planned" else random.randint(-1, 0))
    others = [party for party in lines("parties") if party != first.party]
    rival = second.party if second.party != first.party else random.choice(others)
    topic = sentence(random, ("topic",), lambda _: None)
    words = {"party": first.party, "rival": rival, "state": first.state, "city": city}
    words |= {"topic": topic, "alliance": _front(first.party, random)}
    return Event(kind, tuple(people.values()), city, day, words)


def _rank(random: Random) -> int:
    """Return whom the news is about: the first ones often, and ever new ones seldom."""
    scale, exponent = _FAME
    return int(scale * (random.random() ** (-1 / exponent) - 1)) % 10_000_000


@lru_cache(maxsize=65536)
def _person(rank: int, seed: int) -> Person:
    """Return the person of that RANK in the news."""
    random = chance(seed, "person", rank)
    states, parties = _states(), list(dict.fromkeys(lines("parties")))
    state, party = random.choice(states), random.choice(lines("parties"))
    if rank < len(states):
        state, office = states[rank], _grammar()["chief"]
    elif rank < len(states) + len(parties):
        party, office = parties[rank - len(states)], _grammar()["leader"]
    elif rank < 5 * len(states):
        state, office = states[rank % len(states)], _grammar()["state_leader"]
    else:
        office = random.choice(lines("office"))
    return Person(name_of(random), office.format(party=party, state=state), party, state)


def name_of(random: Random) -> str:
    """Return the name of someone, put together of parts; some surnames are common."""

    def part(name: str, skew: float) -> str:
        parts = lines(name)
        return parts[int(len(parts) * random.random() ** skew)]

    given = part("given_start", 1.5) + part("given_end", 1.5)
    surname = part("surname_start", 2) + part("surname_end", 2)
    middle = f" {part('initial', 1)}" if random.random() < 0.1 else ""
    return f"{given}{middle} {surname}"


def _front(party: str, random: Random) -> str:
    """Return an alliance that PARTY is in, for one that is in none any."""
    fronts: list[dict[str, Any]] = _grammar()["fronts"]
    names = [front["name"] for front in fronts if party in front["members"]]
    return str(random.choice(names or [fronts[0]["name"]]))


@cache
def _states() -> list[str]:
    """Return the states, the most populous first."""
    return list(_grammar()["cities"])


def any_city(random: Random) -> str:
    """Return a city of any state."""
    return random.choice(cities_of(random.choice(_states())))


def cities_of(state: str) -> list[str]:
    """Return the cities of STATE."""
    return lines("cities", state)


@cache
def lines(*path: str) -> list[str]:
    """Return the lines at PATH in the grammar."""
    found: Any = _grammar()
    for name in path:
        found = found[name]
    return list(found)


@cache
def _grammar() -> dict[str, Any]:
    """Return the grammar: what each name stands for."""
    text = Path(__file__).with_name("corpus.yaml").read_text("utf-8")
    return dict(yaml.safe_load(text))
