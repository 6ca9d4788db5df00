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
from kg.mappers.lines import Line
from kg.mappers.marks import is_front
from kg.mappers.stances import standing
from kg.model import Entity
from kg.vocabulary import AllianceStatus


@dataclass(frozen=True, slots=True)
class Bond:
    """What one word of alliance tells: parties together, in named alliances where it has any."""

    match: re.Match[str]
    members: list[Entity]
    fronts: list[Entity]
    status: AllianceStatus


_MANY = ("allies", "partners")
_TOGETHER = ("alliance ", "coalition ", "ruling ")
_TALKS = re.compile("talks|negotiations|discussions|parleys")


def bonds(
    article: Article, read: Line, last: list[Entity], implied: list[Entity]
) -> Iterator[Bond]:
    """Yield what the words of alliance in a sentence tell; `last` acted in the one before.

    `implied` is the named alliance whose allies the text speaks of, if it does.

    Example: "{0} and {1} have in the end agreed on a pact": both, planned.
    """
    for sort, find in triggers().items():
        for match in find.finditer(read.text):
            place = Place(article, read, match, last, implied)
            for members, definite in _SORTS[sort](place):
                yield from _told(place, members, definite)


def _told(place: Place, everybody: list[Entity], definite: bool) -> Iterator[Bond]:
    everybody = list(dict.fromkeys(everybody))
    fronts = [e for e in everybody if is_front(e) and e not in place.peers]
    members = [e for e in everybody if e not in fronts]
    enough = len(members) > 1 or (members and fronts)
    if not enough or len(fronts) > 1:
        return
    match = place.match
    status = standing(place.read, match.start(), match.end(), definite=definite)
    ready = match.group().startswith("work") and status is AllianceStatus.SOUGHT
    if _TALKS.match(match.group()) and status is AllianceStatus.ACTIVE:
        status = AllianceStatus.SOUGHT
    if status and not ready:  # "ready to work with the Foos" offers no pact
        yield Bond(match, members, fronts, status)


Found = Iterator[tuple[list[Entity], bool]]


def _noun(place: Place) -> Found:
    """Yield the parties of a noun of pact: "an alliance of", "the Foo-Bar combine"."""
    own = place.acting(place.ahead("pair")) or place.acting(place.ahead("adjoining"))
    partners = place.acting(place.behind("with"))
    made = place.acting(place.behind("made of"))
    led = place.acting(place.behind("led"))
    front = [e for e in place.acting(place.ahead("named")) if is_front(e)]
    asked = place.acting(place.ahead("wooed")) or place.acting(place.ahead("offered"))
    if partners:
        who = own or place.acting(place.ahead("owner")) or place.doers()
        yield [*who, *partners] if who else [], bool(own)
    elif asked:
        who = [e for e in place.doers() if e not in asked]
        yield [*who, *asked] if who else [], False
    elif made or (led and front):
        theirs = place.ahead("owned") or place.ahead("heading")
        whose = place.doers() if theirs and not own else []
        yield [*whose, *own, *made, *led, *front], bool(own or front or whose)
    elif led and place.ahead("joined"):
        who = place.doers()
        yield [*who, *led] if who else [], False
    elif len(own) > 1:
        yield own, True
    elif place.ahead("governing") and not place.behind("somebody"):
        together = [e for e in place.doers() if not is_front(e)]
        yield together if len(together) > 1 else [], False


def _rule(place: Place) -> Found:
    """Yield the parties whose government it is: "the Foo-Bar government"."""
    own = [e for e in place.acting(place.ahead("pair")) if not is_front(e)]
    yield own if len(own) > 1 else [], True


def _verb(place: Place) -> Found:
    """Yield the parties of a verb of pact: "Foo ties up with Bar", "Foo and Bar unite"."""
    objects = place.acting(place.ahead("object"))
    alone = place.match.group() == "together"  # "forced the Foos and Bars together"
    who = objects if alone else objects or place.doers()
    joining = re.fullmatch("join(?:s|ed|ing)?", place.match.group())
    partners = place.acting(place.behind("joinee" if joining else "with"))
    whole = "whole" if place.match.group().endswith(" up") else "within"
    front = [e for e in place.acting(place.behind(whole)) if is_front(e)]
    yield [*who, *partners, *front] if who else [], False


def _ally(place: Place) -> Found:
    """Yield an ally and its host: "Foo's ally Bar", "Bar, a partner in the Foo-led front"."""
    if place.match.group().startswith("member") and not _alliance_of(place):
        return  # of a party, or of anything
    own = place.ahead("own")
    hosts = _hosts(place)
    allies = place.acting(place.behind("apposed"))
    met = place.implied and place.ahead("hostless met")
    if not hosts and (place.ahead("hostless") or met):
        yield [*place.implied, *_hostless(place, allies)], True
    elif own and not allies and place.match.group() in _MANY:  # "the Foos and their allies"
        yield [*place.implied, *hosts], True
    elif not hosts and allies and place.ahead("hostless met"):  # "pacts with partners: the Foos"
        yield from _pairs([e for e in place.doers() if not is_front(e)][:1], allies)
    elif not hosts:
        yield _equals(place, allies)
    else:
        yield from _pairs(hosts, allies or _apposed(place))


def _hosts(place: Place) -> list[Entity]:
    """Return whose ally it is: "Foo's ally", "the Foos have two partners", "an ally of Foo"."""
    named = ("owner", "host", "having")
    owner = next((found for n in named if (found := place.acting(place.ahead(n)))), [])
    hosts = (owner or place.acting(place.behind("host behind")))[-1:]
    own = place.ahead("own")
    if own and (not hosts or is_front(hosts[0])):
        hosts += (place.doers() or place.read.nearest(place.match.start() - len(own[0])))[:1]
    return hosts


def _apposed(place: Place) -> list[Entity]:
    """Return who is called an ally, of several the last: "the Foos and Bar, its ally"."""
    allies = place.acting(place.apposed())
    return allies if place.match.group().endswith("s") else allies[-1:]


def _pairs(hosts: list[Entity], allies: list[Entity]) -> Found:
    """Yield each ally with its host, those of a named alliance all together."""
    allies = [e for e in allies if e not in hosts]
    if hosts and is_front(hosts[0]):
        yield [*hosts, *allies], True
    else:
        yield from (([*hosts, ally], True) for ally in allies)


def _equals(place: Place, allies: list[Entity]) -> tuple[list[Entity], bool]:
    """Return allies of each other, and whether they are taken to be so.

    "Keen on having the Foos back as an ally", "the Foos and the Bars are partners", "alliance
    partners like the Foos and the Bars".
    """
    if wanted := place.acting(place.ahead("back")):
        return [*(e for e in place.doers() if e not in wanted), *wanted], False
    equals = [] if allies else place.acting(place.ahead("predicate"))
    together = place.match.group().startswith(_TOGETHER)
    return equals if len(equals) > 1 else allies if together else [], True


def _alliance_of(place: Place) -> bool:
    """Say whether it is a member of a named alliance, or of a party's: "the Foo-led coalition"."""
    of = place.behind("host behind")
    led = of and place.read.text[of.end() :].lstrip().startswith("-led ")
    return bool(led or any(map(is_front, place.acting(of))))


def _hostless(place: Place, named: list[Entity]) -> list[Entity]:
    """Return who is called an ally of nobody named: "the Foos, a key ally,", "joined other allies".

    `named` are those behind the word, whom others may be with: "the Foos, along with ally Bar".
    """
    if named:
        return [*(place.doers() if place.ahead("companion") else []), *named]
    return place.acting(place.ahead("apposition")) or place.acting(place.ahead("joining"))


def _talks(place: Place) -> Found:
    """Yield the parties of talks on a pact: "talks between Foo and Bar to form a government"."""
    if not (place.ahead("proposed") or place.behind("purpose")):
        return
    partners = place.acting(place.behind("with"))
    made = place.acting(place.behind("made of"))
    who = place.acting(place.ahead("owner")) or place.doers()
    together = [*who, *partners] if who and partners else made or who
    yield [e for e in together if not is_front(e)], False


def _prop(place: Place) -> Found:
    """Yield a government and who keeps it in office: "the Foo government needs Bar's support"."""
    backers = place.acting(place.behind("backer")) or place.acting(place.ahead("owner"))
    behind = place.acting(place.behind("ruled behind"))
    ruled = place.acting(place.ahead("ruled")) or behind
    if not backers and behind:
        backers = place.doers()
    if backers and ruled:
        yield [*ruled[-1:], *(e for e in backers if e not in ruled)], True


_SORTS = {
    "noun": _noun,
    "rule": _rule,
    "verb": _verb,
    "ally": _ally,
    "talks": _talks,
    "prop": _prop,
}
