"""Map alliances: the party whose allies, or whose government, a named alliance's are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mappers.article import Article
from kg.mappers.lines import Line, line
from kg.mappers.marks import is_front
from kg.mappers.stances import spelt
from kg.mappers.tape import Tape
from kg.model import Entity, Span

_KEYS = (("governing", "not alone"), ("allied", "whose allies"))


def leaders(article: Article) -> Iterator[tuple[Entity, Entity, list[Span]]]:
    """Yield a party and the named alliance that is its own, with the sentences that tell it.

    Only where an article speaks of one such party and one such alliance.

    Example: "the Foo Party and its allies", and further on "the partners in the Bar Front".
    """
    read = [found for tape in article.tapes if (found := _line(article, tape))]
    named = {name for each in read for name in each.names if is_front(name)}
    if len(named) != 1:
        return
    for of_front, of_party in _KEYS:
        fronts = [(e, each) for each in read for e in _found(each, of_front) if is_front(e)]
        parties = [(e, each) for each in read for e in _found(each, of_party) if not is_front(e)]
        if fronts and len({party for party, _ in parties}) == 1:
            (party, told), (front, known) = parties[0], fronts[0]
            yield party, front, sorted({told.tape.span, known.tape.span})
            return


def _line(article: Article, tape: Tape) -> Line | None:
    return None if tape.sentence.sentence.heading else line(article, tape)


def _found(read: Line, key: str) -> list[Entity]:
    """Return the parties that a pattern of the lexicon finds in a sentence."""
    return [e for m in spelt(key).finditer(read.text) for e in read.parties(m.group())]
