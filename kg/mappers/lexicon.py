"""Map: words that several mappers go by, read once from the lexicon."""

from __future__ import annotations

from functools import cache

from kg.resources import lexicon_data


@cache
def clause_words() -> dict[str, frozenset[str]]:
    """Return lexicon/clauses.yaml: words by what they do in a sentence."""
    data = lexicon_data("clauses.yaml")
    return {name: frozenset(map(str, words)) for name, words in data.items()}


def clausal(name: str) -> frozenset[str]:
    """Return a list of lexicon/clauses.yaml."""
    return clause_words()[name]


def is_past_form(word: str) -> bool:
    """Say whether a verb is past by its own form: "met", "agreed"; a participle often is too."""
    return word in clausal("past_verb") or (word.endswith("ed") and len(word) > _SHORT)


_SHORT = 4  # letters: "aged" and "need" tell nothing by their ending


@cache
def occasion_verbs() -> frozenset[str]:
    """Return the verbs of meeting in lexicon/meeting.yaml."""
    data = lexicon_data("meeting.yaml")
    return frozenset((*data["verbs"], "meeting"))


@cache
def occasion_nouns() -> frozenset[str]:
    """Return the nouns of meeting in lexicon/meeting.yaml."""
    data = lexicon_data("meeting.yaml")
    return frozenset(data["nouns"])


@cache
def occasion_words() -> frozenset[str]:
    """Return the verbs and nouns of meeting in lexicon/meeting.yaml."""
    return occasion_verbs() | occasion_nouns() | frozenset(lexicon_data("meeting.yaml")["meals"])


@cache
def margins() -> frozenset[str]:
    """Return what comes before "of" and an occasion beside which people meet: "sidelines"."""
    return frozenset(lexicon_data("meeting.yaml")["margins"])


@cache
def goers() -> frozenset[str]:
    """Return the verbs of those who go to somebody's house to meet him: "drove"."""
    return frozenset(lexicon_data("meeting.yaml")["goers"])


@cache
def speech() -> dict[str, frozenset[str]]:
    """Return lexicon/speech.yaml: the verbs of speaking, and words round them."""
    data = lexicon_data("speech.yaml")
    return {name: frozenset(map(str, listed)) for name, listed in data.items()}
