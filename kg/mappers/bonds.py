"""Map alliances, the general reading: what a word of alliance tells of those in its places.

A noun tells of parties together, a verb that they come together, an ally has a host, talks may be
of a pact, a prop keeps a government in office.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.mappers.arguments import Place, triggers
from kg.mappers.article import Article
from kg.mappers.before import Before
from kg.mappers.lines import Line
from kg.mappers.marks import is_front, spelt
from kg.mappers.readings import SORTS
from kg.mappers.stances import standing
from kg.model import Entity
from kg.vocabulary import AllianceStatus


@dataclass(frozen=True, slots=True)
class Bond:
    """What one word of alliance tells: parties together, in named alliances where it has any.

    `parted` says that the word itself tells of an end: "the Foos parted ways with the Bars".
    """

    match: re.Match[str]
    members: list[Entity]
    fronts: list[Entity]
    status: AllianceStatus
    parted: bool = False


_FORMING = re.compile(
    r" to (?:[^ ,;]+ ){0,8}?form (?:an?|the|their) (?:\S+ ){0,2}?(?:government|cabinet)\b"
    r"|[^;]*\b(?:coalition|government|cabinet) (?:[^ ;]+ ){0,6}?be (?:sworn in|inaugurated|"
    r"installed|formed)\b"
)


def bonds(
    article: Article,
    read: Line,
    before: Before,
    implied: list[Entity],
    unnamed: list[Entity],
) -> Iterator[Bond]:
    """Yield what the words of alliance in a sentence tell; `before` is what others told.

    `implied` is the named alliance whose allies the text speaks of, if it does, `unnamed` what
    stands for "the coalition" of a text that names none.

    Example: "{0} and {1} have in the end agreed on a pact": both, planned.
    """
    for sort, find in triggers().items():
        for match in find.finditer(read.text):
            place = Place(article, read, match, before, implied, unnamed)
            for members, definite in SORTS[sort](place):
                yield from _told(place, sort, members, definite)


def _told(place: Place, sort: str, everybody: list[Entity], definite: bool) -> Iterator[Bond]:
    everybody = list(dict.fromkeys(everybody))
    fronts = [e for e in everybody if is_front(e) and e not in place.peers]
    members = [e for e in everybody if e not in fronts]
    enough = len(members) > 1 or (members and fronts)
    if not enough or len(fronts) > 1:
        return
    match = place.match
    status = standing(place.read, match.start(), match.end(), definite=definite)
    ready = match.group().startswith("work") and status is AllianceStatus.SOUGHT
    if sort == "ally" and status is AllianceStatus.ACTIVE and place.denying():
        status = AllianceStatus.DENIED
    if sort == "wooing" and status is not AllianceStatus.REFUSED:
        status = status and AllianceStatus.SOUGHT
    if status is AllianceStatus.ACTIVE and match.group().startswith(("was in ", "were in ")):
        status = AllianceStatus.ENDED  # "was in government with Foo for years"
    parting = bool(spelt("parted").match(match.group()))
    status = status and _sensed(place, status, parting)
    if status and not ready:  # "ready to work with the Foos" offers no pact
        parted = status is AllianceStatus.ENDED and parting
        yield Bond(match, members, fronts, status, parted)


def _sensed(place: Place, status: AllianceStatus, parting: bool) -> AllianceStatus:
    """Return the status of a bond by the sense of its word, from that which stands round it."""
    told = place.match.group()
    if status in (AllianceStatus.ACTIVE, AllianceStatus.PLANNED) and spelt("talked").match(told):
        return AllianceStatus.SOUGHT
    agreed = status is AllianceStatus.ACTIVE and spelt("agreed").match(told)
    if agreed and _FORMING.match(place.read.text, place.match.end()):
        return AllianceStatus.PLANNED  # "struck a deal to form a government"
    if parting:  # "will not part ways" leaves things as they are
        ended = status in (AllianceStatus.ACTIVE, AllianceStatus.ENDED)
        return AllianceStatus.ENDED if ended else AllianceStatus.ACTIVE
    return status
