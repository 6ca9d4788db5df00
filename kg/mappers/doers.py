"""Map alliances, who does it: the parties whose deed, wish or word a pattern's match is."""

from __future__ import annotations

import re

from kg.mappers.article import Article
from kg.mappers.before import Before
from kg.mappers.lines import Line
from kg.mappers.marks import is_party, spelt
from kg.mappers.pacts import Pattern
from kg.model import Entity
from kg.vocabulary import EntityKind

_WE = re.compile(r"\b(?:we|our|us|i)\b")
_OWN = re.compile(r"(?:with |from |by )?(?:its|their|his|her) ")
_NOUN = re.compile(r"(?:(?:when|after|before|since|but|and|,|once) )*the ")  # "the alliance with"
_IT = re.compile(r"\b(?:it|its)\b")
_HE = re.compile(r"\b(?:he|she|his|her)\b")
_PARTY = re.compile(r"(?:[“”\"‘] )*(?:the|our|his|her|my) (?:party|outfit) ")
_SAYING = re.compile(
    r'[^”"]*(?: ,)? [”"] (?:the )?(?P<who>\{\d+\})(?: \( \S+ \))? (?:has |also )*'
    r"(?:said|announced|added|stated|declared|tweeted|posted|wrote)\b"
)
_THEY = re.compile(r"\b(?:it|they|its|their|there|them|he|she|his|her|the two)\b")


def doers(
    article: Article, read: Line, pattern: Pattern, match: re.Match[str], before: Before
) -> list[Entity]:
    """Return who does it: who says it for a pattern of speech, else who acts.

    BEFORE is what the sentences before told.
    """
    if pattern.voice:
        return _speaking(article, read, match)
    return _subject(article, read, pattern, match, before)


def _subject(
    article: Article, read: Line, pattern: Pattern, match: re.Match[str], before: Before
) -> list[Entity]:
    """Return who does it: the clause's subject, the speaker's party for "we", the last subject."""
    clause = read.text[read.clause(match.start()) : match.end()]
    speaker = article.voices.quoted(read.tape, read.item(match.start()))
    found: list[Entity] = []
    if speaker is None or not _WE.search(clause):
        found = read.subject(match.start(), party=pattern.party)
    elif party := article.party_of(speaker):
        found = [party]
    if not found and _PARTY.match(clause):
        found = _own_party(article, read, match.start())
    if not found and "<" not in clause:
        found = _implied(article, read, pattern, match, before)
    named = match.groupdict()
    partner = read.parties(named.get("a") or named.get("host") or "")
    return [e for e in found if e.kind is not EntityKind.BODY and e not in partner]


def _speaking(article: Article, read: Line, match: re.Match[str]) -> list[Entity]:
    """Return the party of who says it: "we will win as Foo Front", said Bar's Sen."""
    teller, _words = article.voices.attribution(read.tape, read.item(match.start()))
    party = article.party_of(teller) if teller and not _turncoat(article, teller) else None
    return [party] if party and is_party(party) else []


def _turncoat(article: Article, person: Entity) -> bool:
    """Say whether the article tells of a person that he or she changes sides."""
    return any(
        spelt("turncoat").search(tape.span.of(tape.document.document.text).lower())
        for tape in article.tapes
        if any(m.entity == person for m in tape.sentence.mentions)
    )


def _implied(
    article: Article, read: Line, pattern: Pattern, match: re.Match[str], before: Before
) -> list[Entity]:
    """Return who does it where the clause names nobody: the speaker's party, or what "it" is."""
    at = match.start()
    begin = read.clause(at)
    clause = read.text[begin : match.end()]
    if _OWN.match(match.group()) and (near := read.nearest(at)):
        return near
    teller, _ = article.voices.attribution(read.tape, read.item(at))
    party = article.party_of(teller) if teller and not pattern.party else None
    if party:
        return [party]
    if begin > 2:
        return _earlier(read, begin, party=not _HE.search(clause)) if _THEY.search(clause) else []
    refers = _IT.search(clause) or _NOUN.fullmatch(read.text[begin:at])
    return before.subject if refers else []


def _own_party(article: Article, read: Line, at: int) -> list[Entity]:
    """Return what a speaker means by "the party": "the party has left", the Foos' Sen said."""
    teller, _ = article.voices.attribution(read.tape, read.item(at))
    party = teller if teller and is_party(teller) else teller and article.party_of(teller)
    if party and is_party(party):
        return [party]
    if said := _SAYING.match(read.text, at):  # "... ," the Foos said
        return read.parties(said["who"])
    begin = read.clause(at)
    return read.subject(begin - 2, party=False) if begin > 2 else []


def _earlier(read: Line, begin: int, *, party: bool) -> list[Entity]:
    """Return the subject of the nearest clause before one that has any."""
    while begin > 2:
        if found := read.subject(begin - 2, party=party):
            return found
        begin = read.clause(begin - 2)
    return []
