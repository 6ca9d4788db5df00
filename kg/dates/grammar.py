"""Step "dates": the words dates are made of, as regular expressions over lower-cased text."""

from __future__ import annotations

import re

from kg.dates.expressions import Stage, Which
from kg.resources import lexicon_data
from kg.vocabulary import Weekday

WEEKDAYS: dict[str, Weekday] = {day.value.lower(): day for day in Weekday}
WEEKDAYS |= {name[:3]: day for name, day in WEEKDAYS.items()} | {
    "tues": Weekday.TUESDAY,
    "thur": Weekday.THURSDAY,
    "thurs": Weekday.THURSDAY,
}
_MONTH_NAMES = (
    "january february march april may june july august september october november december"
).split()
MONTHS: dict[str, int] = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
COUNTS: dict[str, int] = lexicon_data("numbers.yaml")["counting"] | {"a": 1, "an": 1}
WHICH: dict[str, Which] = {
    "last": Which.LAST,
    "past": Which.LAST,
    "this past": Which.LAST,
    "previous": Which.LAST,
    "this": Which.THIS,
    "next": Which.NEXT,
    "coming": Which.COMING,
    "this coming": Which.COMING,
    "following": Which.COMING,
}
STAGES: dict[str, Stage] = {stage.value: stage for stage in Stage}

# Months that are also names of people, words in lower case (march, may, august), verbs.
NAME_MONTHS = frozenset({1, 4, 5, 6, 8})
WORD_MONTHS = frozenset({3, 5, 8})
VERB_MONTHS = frozenset({3, 5})

WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SHORT_WEEKDAY = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
MONTH_NAME = "(?:" + "|".join(_MONTH_NAMES) + ")"
SHORT_MONTH = "(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
MONTH = rf"(?:{MONTH_NAME}|{SHORT_MONTH})\b"
YEAR = r"(?:1[89]|20)\d\d(?![\d%])"
DAY = (
    r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
    r"(?![\w%]|[.,:]\d|\s+(?:per\s?cent|percent|crore|lakh|million|billion|thousand)\b)"
)
SHIFT = r"(?:this|last|next)\s+year\b"
DAYPART = "(?:morning|afternoon|evening|night|noon|midnight)"
COUNT = r"(?:\d{1,3}|an?|" + "|".join(word for word in COUNTS if len(word) > 2) + ")"

# Words that may follow a date but no noun that it would count or qualify: "in 2019 when".
FOLLOWERS = (
    "(?:a|about|after|against|ahead|all|alone|also|although|amid|among|an|and|are|as|at|be|because"
    "|before|between|both|but|by|can|could|despite|did|due|during|for|from|had|has|have|he|her|his"
    "|how|however|i|if|in|into|is|it|its|later|led|may|met|near|no|not|of|on|onwards?|only|or|our"
    "|over|said|saying|says|she|since|so|than|that|the|their|then|there|they|this|though|to|told"
    "|too|under|until|was|we|were|when|where|whether|which|while|who|whom|whose|will|with|within"
    "|without|would|you)"
)
_WORDS = {name: "|".join(each) for name, each in lexicon_data("dates.yaml").items()}
_OCCASION, _EVENT = _WORDS["occasion"], f"{_WORDS['occasion']}|{_WORDS['event']}"
# What follows a date that names or qualifies an event, a few words on: "2024 Lok Sabha elections".
EVENT_AFTER_DAY = re.compile(rf"(?:[\s-]+(?!{FOLLOWERS}\b)[\w&-]+)??[\s-]+(?:{_EVENT})\b")
EVENT_AFTER_YEAR = re.compile(
    rf"(?:[\s-]+(?!(?!and\b){FOLLOWERS}\b)[\w&()./'’-]+){{0,4}}?[\s-]+(?:{_OCCASION})\b"
)
CLOSED = re.compile(rf"\s*(?:$|[^\w\s&'’(/-]|[-–—]\s|\(|{FOLLOWERS}\b)")
NEXT_WORD = re.compile(r"[ \t\u00a0]+(\w)")
PAST_OF = re.compile(
    r"\b(?:week|month|half|end|beginning|start|middle|part|quarter|days?)\s+of\s+$"
)

# What may stand before a date, in this order and up to it; matches only where something does.
LEFT = re.compile(
    rf"""
    \b(?=\w)  # not to be tried inside of words
    (?:\b(?P<preposition>on|in|at|over|during|by|before|until|till|since|after|from|for|to|of
        |between|around|about|every|each|alternate|most|good|black|ash|super|maundy|bloody|easter
        |palm|cyber)\s+)?
    (?:\b(?P<stage>early|earlier|mid|later?)(?:(?:\s+(?:on|in))?\s+|-))?
    (?P<the>\bthe\s+)?
    (?:\b(?P<which>this\s+past|this\s+coming|last|next|this|coming|previous|past|following|same
        |that)\s+)?
    (?:(?<![\w.,-])(?P<count>{COUNT})\s+)?
    $""",
    re.VERBOSE,
)
LEFT_REACH = 44

# Where a date may begin; the name of the group says which forms are tried there.
TRIGGER = re.compile(
    rf"""
    \b(?=[adefjmnostwy\d])(?:  # not to be tried at words that begin otherwise
      (?P<weekday>{WEEKDAY}\b | (?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b(?=\.?,?\s))
    | (?P<month>{MONTH_NAME}\b | {SHORT_MONTH}\b(?=\.?,?\s*\d))
    | (?P<number>(?<![\d.,:/$£€₹#-])(?:\d{{4}}|\d{{1,2}})(?:st|nd|rd|th)?\b)
    | (?P<unit>(?:day|week|month|year|weekend)s?\b(?!-))
    | (?P<word>(?:today|yesterday|tomorrow|tonight|morning|afternoon|evening|night)\b(?!-))
    )""",
    re.VERBOSE,
)
# A text without any of these holds no date; most sentences are told so at little cost.
HINTS = (
    *("day", "week", "month", "year", "morrow", "night", "morning", "noon", "evening"),
    *(name[:3] for name in _MONTH_NAMES),
    *("18", "19", "20"),
    *("1st", "2nd", "3rd", *(f"{digit}th" for digit in range(10))),
)


def lower(text: str) -> str:
    """Return text in lower case, character by character, so that offsets stay true."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
