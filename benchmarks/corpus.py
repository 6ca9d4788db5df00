"""Write any number of invented news articles, as JSON Lines, the same for the same seed.

    python -m benchmarks.corpus 100000 > articles.jsonl

Some are about politics, the others about sport, weather and so on; some are copies of others, cut
and with headlines of their own. Some people are in the news every day and most but once; several
articles tell of one event in words of their own. Grammar and names stand in corpus.yaml. Each
article follows from the seed and its number alone, so that memory does not grow with their count.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.invented import (
    TOLD,
    Event,
    Person,
    any_city,
    chance,
    day_of,
    event_of,
    lines,
    name_of,
    sentence,
)

_LENGTH = (7.55, 0.55)  # of a text: mean and spread of the logarithm of its characters
_OTHERS = ("sport", "weather", "market", "crime", "health", "culture")


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of the articles are about politics, and how many are copies of others."""

    politics: float = 0.4
    copies: float = 0.1


@dataclass(slots=True)
class Story:
    """A text under way: what its {names} stand for, and who has been introduced."""

    random: Random
    words: dict[str, str]
    people: Mapping[str, Person] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def sentence(self, *path: str) -> str:
        """Return one of the lines at PATH in the grammar with its names filled in."""
        return sentence(self.random, path, self._word)

    def _word(self, name: str) -> str | None:
        """Return what NAME stands for here: a person, or a word of the event."""
        if name in self.people:
            return self._person(self.people[name])
        if name.upper() in self.people:
            return self.people[name.upper()].name.rpartition(" ")[2]
        return name_of(self.random) if name == "P" else self.words.get(name)

    def _person(self, person: Person) -> str:
        """Return PERSON with the office at first, later the surname."""
        if person.name in self.told:
            return person.name.rpartition(" ")[2]
        self.told.add(person.name)
        return f"{person.office} {person.name}"


def articles(count: int, seed: int = 1, shares: Shares = Shares()) -> Iterator[dict[str, str]]:
    """Yield COUNT NewsArticles, as their JSON objects."""
    return (article(number, seed, shares) for number in range(count))


def article(number: int, seed: int, shares: Shares) -> dict[str, str]:
    """Return the article of that NUMBER."""
    random = chance(seed, "article", number)
    original, by = number, random.choice(lines("publisher"))
    while original and _is_copy(original, seed, shares):
        original -= chance(seed, "copied", original).randint(1, min(original, 40))
    headline, paragraphs = _written(original, seed, shares)
    if original != number:
        paragraphs = paragraphs[: max(3, int(len(paragraphs) * random.uniform(0.6, 1.1)))]
    return {
        "@type": "NewsArticle",
        "identifier": f"invented-{number:07}",
        "datePublished": day_of(number).isoformat(),
        "publisher": by,
        "headline": headline if original == number else f"{headline}: what we know",
        "articleBody": "\n\n".join(paragraphs),
    }


def _is_copy(number: int, seed: int, shares: Shares) -> bool:
    """Return whether the article of that NUMBER is a copy of one before."""
    return chance(seed, "copy", number).random() < shares.copies


def _written(number: int, seed: int, shares: Shares) -> tuple[str, list[str]]:
    """Return the headline and the paragraphs of an article that is no copy."""
    random = chance(seed, "text", number)
    if random.random() < shares.politics:
        event = event_of(max(0, number // TOLD - int(random.expovariate(0.4))), seed)
        story, told = _ofevent_of(event, day_of(number), random)
        headline = story.sentence("headline", event.kind)
    else:
        kind = random.choice(_OTHERS)
        story = Story(random, {"city": any_city(random)})
        told = [story.sentence(kind) for _ in range(random.randint(2, 5))]
        headline = story.sentence("headline", kind)
    length = random.lognormvariate(*_LENGTH)
    while sum(map(len, told)) < length:
        told.insert(random.randint(min(2, len(told)), len(told)), story.sentence("filler"))
    return headline[:1].upper() + headline[1:], _paragraphs(told, story.words["city"], random)


def _ofevent_of(event: Event, published: date, random: Random) -> tuple[Story, list[str]]:
    """Return a story of EVENT, and the sentences that report of it."""
    words = {**event.words, "when": _when(event.day, published), "then": _when(event.day)}
    story = Story(random, words, dict(zip("ABCD", event.people, strict=True)))
    told = [story.sentence(event.kind)]
    if event.kind == "held":
        told += [story.sentence("held_more") for _ in range(random.randint(0, 2))]
    for kind in random.choices(("said", "member", "pact"), (5, 4, 1), k=random.randint(1, 3)):
        told.append(story.sentence(kind))
    return story, list(dict.fromkeys(told))


def _when(day: date, published: date | None = None) -> str:
    """Return how an article PUBLISHED then tells a DAY: by the weekday if it is near."""
    if published and 0 <= (published - day).days < 6:
        return f"on {day:%A}"
    return f"on {day:%B} {day.day}, {day.year}"


def _paragraphs(told: Sequence[str], city: str, random: Random) -> list[str]:
    """Return the sentences TOLD in paragraphs, the first with a dateline or without."""
    paragraphs, at = [], 0
    while at < len(told):
        size = random.randint(1, 3)
        paragraphs.append(" ".join(told[at : at + size]))
        at += size
    agency = f" ({random.choice(lines('agencies'))})" if random.random() < 0.4 else ""
    start = f"{city.upper()}{agency}: " if agency or random.random() < 0.4 else ""
    return [start + paragraphs[0], *paragraphs[1:]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write as many articles as are asked for to standard output."""
    parser = argparse.ArgumentParser(description="Invented news articles, as JSON Lines.")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--politics", type=float, default=Shares().politics, help="share, 0 to 1")
    parser.add_argument("--copies", type=float, default=Shares().copies, help="share, 0 to 1")
    wanted = parser.parse_args(arguments)
    for made in articles(wanted.count, wanted.seed, Shares(wanted.politics, wanted.copies)):
        sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
