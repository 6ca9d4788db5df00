"""Text: the words of the article told from what stands round: headline, dateline, page chrome."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property

from kg.model import Document, Span
from kg.resources import lexicon_data
from kg.text.agencies import agencies
from kg.text.quotes import quotations
from kg.text.sentences import paragraphs, sentences
from kg.text.tokens import Tokens, tokens
from kg.values import value

_LONGEST_HEADING = 160  # code points
_STOP = re.compile(r"[.!?:;,…][\"”’')\]]*$")
_ENOUGH = 6  # words of three letters or more
_LONGEST_SENTENCE = 300  # tokens; the longest in news have 200, and what is more costs its square
_MONTH = (
    "(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_PLACE = r"[^\W\d_][\w.'’-]*(?:[ -][^\W\d_][\w.'’-]*){0,3}"


@value
class Sentence:
    """A sentence with its tokens; `heading` for headlines and subheads.

    `vocabulary` holds the tokens in lower case, `paragraph` counts the article's own from 0.
    """

    span: Span
    tokens: Tokens
    vocabulary: frozenset[str]
    paragraph: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """What an article's first words say of where and when it was filed, and by whom.

    `end` is where the article's own words begin; `month_day` is a lexical gMonthDay: `--12-26`.
    """

    end: int
    places: tuple[str, ...] = ()
    month_day: str | None = None
    published: date | None = None
    agency: str | None = None


@dataclass(frozen=True)
class Story:
    """An article cut up: `document` has the date and agency that its own first words give."""

    document: Document
    dateline: Dateline | None
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]

    def quoted(self, start: int, end: int) -> Span | None:
        """Return the quotation in which all from START to END stands, if any."""
        at = bisect_right(self._starts, start)
        before = self.quotations[at - 1] if at else None
        return before if before and end <= before.end else None

    def quotations_in(self, span: Span) -> tuple[Span, ...]:
        """Return the quotations of which something stands in the span, in order."""
        if not self.quotations:
            return ()
        first = bisect_right(self._ends, span.start)
        return self.quotations[first : bisect_left(self._starts, span.end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    @cached_property
    def _ends(self) -> list[int]:
        return [quotation.end for quotation in self.quotations]


def _anything(words: str) -> bool:
    return True


def story(document: Document, is_place: Callable[[str], bool] = _anything) -> Story:
    """Cut a document into sentences, without headline, dateline and chrome.

    Of a dateline without date and agency `is_place` says if its words may be a place's.
    Example: "(IANS) Pune, May 2: He left." has one sentence, "He left.", and a dateline.
    """
    text = document.text
    found: list[Sentence] = []
    dateline: Dateline | None = None
    own = _own(text)
    for number, paragraph in enumerate(own):
        body = paragraph
        if dateline is None and number < 3 and all(s.heading for s in found):
            dateline = _dateline(text, paragraph, is_place)
            body = Span(dateline.end, paragraph.end) if dateline else paragraph
        heading = _is_heading(text, body, first=not number) and number + 1 < len(own)
        found += (
            Sentence(span, words, frozenset(words.lows), number, heading)
            for whole in sentences(text, body)
            for span, words in _followed(whole, tokens(text, whole.start, whole.end))
        )
    return Story(
        replace(
            document,
            headline=document.headline or _headline(text, found),
            published=document.published or (dateline.published if dateline else None),
            agency=document.agency or (dateline.agency if dateline else None) or _credit(text),
        ),
        dateline,
        tuple(found),
        quotations(text),
    )


def _followed(span: Span, words: Tokens) -> Iterator[tuple[Span, Tokens]]:
    """Yield a sentence's span and tokens: in pieces, if it is longer than any reader follows."""
    if len(words) <= _LONGEST_SENTENCE:
        yield span, words
        return
    for first in range(0, len(words), _LONGEST_SENTENCE):
        last = min(first + _LONGEST_SENTENCE, len(words))
        yield words.span(first, last), words.piece(first, last)


def _headline(text: str, found: list[Sentence]) -> str | None:
    """Return the headline that a text begins with, on one line."""
    first = [s.span for s in found if s.heading and s.paragraph == 0]
    return " ".join(text[first[0].start : first[-1].end].split()) if first else None


def _own(text: str) -> list[Span]:
    """Return the paragraphs that are the article's."""
    chrome, teaser = _chrome(), False
    kept: list[Span] = []
    for paragraph in paragraphs(text, 0, len(text)):
        words = paragraph.of(text)
        if chrome["end"].match(words) and kept:
            break
        if chrome["teaser"].match(words):
            teaser = True
        elif chrome["line"].match(words) or (teaser and _is_heading(text, paragraph)):
            teaser = False
        else:
            teaser = False
            kept.append(paragraph)
    return kept


def _is_heading(text: str, span: Span, first: bool = False) -> bool:
    """Say whether a paragraph is a headline or subhead: short, and without a full stop.

    The first of a text may have one, if it is in capitals.
    Example: "Mayor Sen Calls for New Talks after Report Reveals Old Deals." is one.
    """
    words = span.of(text)
    if len(words) > _LONGEST_HEADING:
        return False
    return not _STOP.search(words) or (first and _has_capitals(words))


def _has_capitals(line: str) -> bool:
    """Say whether all but the small words of a line begin with capitals, as in a headline."""
    words = re.findall(r"(?<![\w'’-])[^\W\d_][\w'’-]{2,}", line)
    small = _lists()["small"]
    return len(words) >= _ENOUGH and all(w[0].isupper() or w in small for w in words)


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(map(str, listed)) for name, listed in lexicon_data("headings.yaml").items()
    }


@cache
def _chrome() -> dict[str, re.Pattern[str]]:
    data = lexicon_data("chrome.yaml")
    return {
        name: re.compile(f"(?:{'|'.join(lines)})", re.IGNORECASE) for name, lines in data.items()
    }


@cache
def _head() -> re.Pattern[str]:
    """Match an article's first words as the world's papers print them.

    ` date 2024-09-03 New Delhi: `, `(MENAFN- IANS) New Delhi, Dec 26 (IANS) `, `RANCHI: `,
    `WASHINGTON (AP) — `, `New Delhi/Patna: `, `Lahore, March 3 (APP) -`, `Patna (PTI & UNI): `.
    """
    names = "|".join(sorted(map(re.escape, agencies()), key=len, reverse=True))
    return re.compile(
        rf"""\s*(?:\((?P<first>[^()]{{0,30}})\)\s*(?:[-–—]\s+)?)?
        (?:date\s+(?P<iso>\d{{4}}-\d\d-\d\d)\s+)?
        (?P<place>{_PLACE}(?:\s?/\s?{_PLACE})*)
        (?P<region>,\s(?!{_MONTH})[A-Z][\w.]+(?:\s[A-Z][\w.]+)?|\s\[[A-Z][\w.\ ]{{1,30}}\])?
        (?:,?\s*(?:(?P<month>{_MONTH})\.?\s*(?P<day>\d{{1,2}})
            |(?P<day_first>\d{{1,2}})\s(?P<month_after>{_MONTH})\.?)
            (?:,?\s*(?P<year>\d{{4}}))?\.?)?
        (?:\s*[-–—](?=\s?\())?\s*
        (?:[(/]\s*(?P<agency>{names})(?:\s*(?:[,&/]|and\b)\s*(?:{names}))*\s*(?:\)|/\.?)
            |,?\s(?P<bare>{names})(?=\s*[-–—:]))?
        \s*(?P<mark>:|\.?[-–—]{{1,3}}(?=\s)|\s*–|\s*—)?\s*""",
        re.VERBOSE,
    )


def _dateline(text: str, paragraph: Span, is_place: Callable[[str], bool]) -> Dateline | None:
    """Read the dateline at the start of a paragraph."""
    match = _head().match(text, paragraph.start, min(paragraph.end, paragraph.start + 140))
    if not match:
        return None
    first = match["first"] if match["first"] in agencies() else None
    agency = match["agency"] or match["bare"] or first
    month_day = _month_day(match)
    filed = agency or month_day or match["iso"]
    # Without an agency or a date only a mark tells a dateline, and it may stand behind anything
    # ("Explained:", "Sen - the mayor - met"): then the place must be written as one and be one.
    if not (match["mark"] or (agency and month_day)):
        return None
    places = tuple(place.strip() for place in match["place"].split("/"))
    if any(place.lower() in _lists()["no place"] for place in places):
        return None
    if not filed and not (
        match.end() < paragraph.end
        and all(map(_looks_like_place, places))
        and all(map(is_place, places))
    ):
        return None
    return Dateline(
        match.end(),
        places,
        month_day,
        _iso(match, month_day),
        agencies()[agency] if agency else None,
    )


def _looks_like_place(words: str) -> bool:
    """Say whether words may be a city: at most three, and all in one case."""
    each = words.split()
    return len(each) <= 3 and (all(w[0].isupper() for w in each) or words.islower())


def _month_day(match: re.Match[str]) -> str | None:
    """Return the lexical gMonthDay of a dateline's month and day."""
    month, day = match["month"] or match["month_after"], match["day"] or match["day_first"]
    return f"--{_MONTHS.index(month[:3].title()) + 1:02}-{int(day):02}" if month else None


def _iso(match: re.Match[str], month_day: str | None) -> date | None:
    """Return the full date that a dateline gives, if it does and is one."""
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["year"] and month_day:
            return date.fromisoformat(match["year"] + month_day[1:])
    except ValueError:
        pass  # the 31st of February dates nothing
    return None


def _credit(text: str) -> str | None:
    """Return the agency credited at an article's end ("--IANS", "(PTI)") or at its very start."""
    match = _CREDITED.search(text, max(0, len(text) - 40)) or _SIGNED.match(text)
    return agencies().get(match["agency"]) if match else None


# In brackets only behind a sentence or on a line of its own: "the Foo Sangh (FS)" credits nobody.
_CREDITED = re.compile(
    r"""(?:--+\s?|(?:^|\n|[.!?…]["”’)\]]*)\s*\()(?P<agency>\w{2,8})\)?[\s\w/]{0,12}$"""
)
_SIGNED = re.compile(r"\s*\((?P<agency>[\w ]{2,30})\)\s?[-–—]")
