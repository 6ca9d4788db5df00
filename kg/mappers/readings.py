"""Map alliances, the general reading: whom a word of alliance, by its sort, puts together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from kg.mappers.arguments import Place
from kg.mappers.marks import is_front, is_party, spelt
from kg.mappers.support import prop, reliance
from kg.model import Entity

_MANY = ("allies", "partners")
_JOINING = ("join", "joins", "joined", "joining")
_MEMBER = ("member", "members")
_CABINETS = ("government", "govt", "cabinet", "ministry")
_TOGETHER = ("alliance ", "coalition ", "ruling ")
_OF_PACTS = re.compile(r"\b(?:coalition|alliance|seat[- ]sharing|tie-up)\b")
_UNSURE = re.compile(r"\b(?:likely|may|might|could|would|expected)\b")
_INDEFINITE = re.compile(r"(?:^| )an? (?:\S+ ){1,4}$")
_PART = re.compile(r"\bparts?$")
_OF_STATE = re.compile(r"(?:[a-z]+ ){0,2}\[0\] (?!(?:'s?|,|and) )[^{<]*")
_LED = re.compile(r" -led (?:alliance|coalition|bloc|combine|front) ")
_NOT = re.compile(r"\b(?:not|never|no longer|n't) (?:\S+ ){0,2}$")
_HAD = re.compile(r"\bhad (?:\w+ ){0,3}$")
_NO_PART = re.compile(
    r"\b(?:not|never|no longer|n't|if|whether|to|would|could|will|may) (?:\S+ ){0,2}$"
)

Found = Iterator[tuple[list[Entity], bool]]


def _noun(place: Place) -> Found:
    """Yield the parties of a noun of pact: "an alliance of", "the Foo-Bar combine"."""
    own = place.acting(place.ahead("pair"))
    partners = place.acting(place.behind("with"))
    piped = [] if partners else place.relative("piped")
    made = place.acting(place.behind("made of") or place.behind("consisting"))
    led = place.acting(place.behind("led"))
    front = [e for e in place.acting(place.ahead("named")) if is_front(e)]
    inside, entering = _inside(place)
    if partners:
        who = place.acting(place.behind("maker")) or place.doers()
        place.peers.extend([*who, *partners] if with_fronts(place.match) else who)
        banner = [e for e in place.acting(place.behind("banner")) if is_front(e)]
        yield [*who, *partners, *banner] if who else [], False
    elif offering := place.acting(place.ahead("offer")):
        answering = place.doers() if place.ahead("offered") else []
        asked = place.acting(place.behind("offered to")) or answering
        asked = [e for e in asked if e not in offering]
        yield [*asked, *offering] if asked else [], False
    elif piped:
        who = [e for e in place.doers() if e not in piped]
        yield [*who, *piped] if who else [], False
    elif made and (place.ahead("own") or place.ahead("building")):
        # "the Foos' coalition has ten parties, among them the Bars"
        yield [*place.doers(), *made], True
    elif moved := place.acting(place.ahead("moved")):
        yield [*place.doers(), *moved], False
    elif made or (led and front):
        that = re.match(" (?:that|which) ", place.read.text[place.match.end() :])
        existing = that and not _INDEFINITE.search(place.before)
        yield [*own, *made, *led, *front], bool(own or front or existing)
    elif led and place.ahead("joined"):
        who = place.doers()
        yield [*who, *led] if who else [], False
    elif inside and entering:
        place.peers.extend(entering if len(entering) > 1 else [])
        yield [*entering, *inside], False
    elif len(own) > 1:
        yield own, not _INDEFINITE.search(place.before)
    elif (met := place.acting(place.ahead("met"))) and not place.behind("somebody"):
        yield [*place.doers(), *met], False  # "Foo's Sen met Bar's Das and sealed a pact"
    elif place.ahead("under") or (place.ahead("governing") and not place.behind("somebody")):
        together = place.doers()
        place.peers.extend(together)  # "the Foos and the Bar Front finalised their pact"
        yield together if len(together) > 1 else [], False


def _inside(place: Place) -> tuple[list[Entity], list[Entity]]:
    """Return whose pact is joined, left or stayed in, and who does: "Foo quit the Bar front"."""
    found = place.ahead("inside") or place.ahead("inside pair")
    inside = place.acting(found)
    if not found or not inside:
        return [], []
    begin = place.read.clause(place.match.start())
    who = place.read.subject(begin + found.start(), party=False)
    return inside, [e for e in who if is_party(e) and e not in inside]


def _rule(place: Place) -> Found:
    """Yield the parties whose government it is: "the Foo-Bar government", "it comprises Foo"."""
    own = [e for e in place.acting(place.ahead("pair")) if not is_front(e)]
    of = place.behind("of") if place.match.group() in _CABINETS else None
    together = own if len(own) > 1 else _consisting(place) or place.acting(of)
    yield together if len(together) > 1 else [], together is own
    inside, entering = _inside(place) if "-led" in place.before else ([], [])
    yield [*entering, *inside] if entering else [], False


def _front(place: Place) -> Found:
    """Yield a named alliance and who the words put in it: "the Bar Front includes Foo"."""
    named = [e for e in place.read.parties(place.match.group()) if is_front(e)]
    if not named:
        return
    members = [*_consisting(place), *place.acting(place.behind("leaders"))]
    place.peers.extend(e for e in members if e not in named)
    led = takewhile(lambda e: not is_front(e), place.acting(place.behind("led")))
    members += [*led, *place.acting(place.behind("of"))]  # "the UDF, led by Foo, and the LDF"
    acting = not members and place.ahead("making")
    if acting:
        members = place.doers()
    members = members or place.acting(place.ahead("of whom"))
    whole = not (members or place.behind("owning"))  # not "the Foo Front's meeting"
    moving = whole and (place.ahead("exit") or place.ahead("whose exit"))
    if moving:
        members = place.acting(moving)
    members = [e for e in members if e in place.peers or not is_front(e)]
    yield [*named, *members] if members else [], not (acting or moving)


def with_fronts(word: re.Match[str]) -> bool:
    """Say whether a word is of a pact with a front: "in coalition with the Foo Front"."""
    return bool(spelt("as_one").match(word.string, word.start()))


def _consisting(place: Place) -> list[Entity]:
    """Return what a front is told to consist of: "it comprises Foo", "besides Bar, it has Foo"."""
    listed = place.acting(place.behind("consisting"))
    return [*place.acting(place.ahead("besides")), *listed] if listed else []


def _verb(place: Place) -> Found:
    """Yield the parties of a verb of pact: "Foo ties up with Bar", "Foo and Bar unite"."""
    who = place.doers()
    joined = place.behind("joined in") if place.match.group() in _JOINING else None
    partners = place.acting(place.behind("with") or joined) or place.relative("piped")
    if not partners and (place.behind("somebody") or place.match.group() in _JOINING):
        return  # "the Foos and the Bars joined hands with the opposition"
    place.peers.extend(who if partners or len(who) > 1 else [])
    whole = "whole" if place.match.group().endswith(" up") else "within"
    front = [e for e in place.acting(place.behind(whole)) if is_front(e)]
    yield [*who, *partners, *front] if who else [], False


def _resumed(place: Place) -> Found:
    """Yield two parties whose doings a noun resumes: "Foo backed Bar, a pact that collapsed"."""
    yield place.acting(place.ahead("resumed")), False


def _wooing(place: Place) -> Found:
    """Yield who wants whom for a partner: "Foo is wooing Bar", "Bar, whom Foo has sounded out"."""
    wooed = place.acting(place.behind("wooed")) or place.relative("wooed before")
    over = _HAD.search(place.before)
    who = [e for e in place.doers() if e not in wooed] if wooed and not over else []
    yield [*who[:1], *wooed] if who else [], False


def _ally(place: Place) -> Found:
    """Yield an ally and its host: "Foo's ally Bar", "Bar, a partner in the Foo-led front"."""
    if place.match.group() in _MEMBER and not _alliance_of(place):
        return  # of a party, or of anything
    if _PART.search(place.match.group()) and _NOT.search(place.read.text[: place.match.start()]):
        return  # "not as part of the Foo Front"
    if denying := place.denying():
        yield from _pairs(_hosts(place), denying[:1])
        return
    own = place.ahead("own")
    if own and _OF_STATE.fullmatch(place.before):
        return  # "Foonia needs to listen to its partners"
    hosts = _hosts(place)
    if having := place.counting():
        yield from _pairs(*having)
        return
    allies = place.acting(place.behind("apposed"))
    met = place.implied and place.ahead("hostless met")
    nameless = place.unnamed and place.match.group().startswith(_TOGETHER) and not place.implied
    if not hosts and not nameless and (place.ahead("hostless") or met):
        yield [*place.implied, *_hostless(place, allies)], True
    elif own and not allies and place.match.group() in _MANY:  # "the Foos and their allies"
        yield [*place.implied, *hosts], True
    elif (
        not hosts and allies and place.ahead("hostless met") and not place.owned()
    ):  # "pacts with partners: the Foos"
        yield from _pairs([e for e in place.doers() if not is_front(e)][:1], allies)
    elif not hosts:
        yield _equals(place, allies)
    else:
        allies = allies or _apposed(place)
        part = not allies and _PART.search(place.match.group())
        allies = place.doers() if part else allies
        sure = not _UNSURE.search(" ".join(place.before.split()[-4:]))
        sure = sure and not (part and _NO_PART.search(place.before))  # "wants to be part of"
        led = place.ahead("host")
        if led and len(allies) > 1 and _LED.search(f"{led.group()}{place.match.group()} "):
            yield [*hosts, *(e for e in allies if e not in hosts)], sure
            return
        yield from ((who, sure) for who, _ in _pairs(hosts, allies))


def _hosts(place: Place) -> list[Entity]:
    """Return whose ally it is: "Foo's ally", "the Foos have two partners", "an ally of Foo"."""
    named = ("owner", "host", "beside", "having")
    owner = next((found for n in named if (found := place.acting(place.ahead(n)))), [])
    hosts = (owner or place.acting(place.behind("host behind")))[-1:]
    own = place.ahead("own")
    if own and (not hosts or is_front(hosts[0])):
        who = [e for e in place.doers() if e not in hosts]
        hosts += (who or place.read.nearest(place.match.start() - len(own[0])))[:1]
    return hosts


def _apposed(place: Place) -> list[Entity]:
    """Return who is called an ally, of several the last: "the Foos and Bar, its ally"."""
    allies = place.acting(place.apposed()) or place.acting(place.ahead("others"))
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

    "The Foos and the Bars are partners", "alliance partners like the Foos and the Bars".
    """
    equals = [] if allies else place.acting(place.ahead("predicate")) or _peers(place)
    if len(equals) > 1 or not place.match.group().startswith(_TOGETHER):
        return equals if len(equals) > 1 else [], True
    return [*place.unnamed, *(allies or _apposed(place))], True


def _peers(place: Place) -> list[Entity]:
    """Return several parties called allies: "the Foos and the Bars, allies for ten years"."""
    named = place.acting(place.apposed()) if place.match.group().endswith("s") else []
    return named if len(named) > 1 else []


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
    if not (
        place.ahead("proposed") or place.behind("purpose") or _OF_PACTS.search(place.read.text)
    ):
        return
    partners = place.acting(place.behind("with") or place.behind("to"))
    made = place.acting(place.behind("made of"))
    if not partners and place.behind("somebody"):
        return  # "in touch with the commission"
    named = len(place.before.split()) > 1  # "as talks continue" has nobody's
    who = place.doers() if named else []
    together = [*who, *partners] if who and partners else made or who
    yield [e for e in together if e in place.peers or not is_front(e)], False


SORTS = {
    "noun": _noun,
    "rule": _rule,
    "front": _front,
    "verb": _verb,
    "former": _verb,
    "resumed": _resumed,
    "loose noun": _noun,
    "wooing": _wooing,
    "ally": _ally,
    "talks": _talks,
    "prop": prop,
    "reliance": reliance,
}
