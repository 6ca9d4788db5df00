"""Map, who moves whither: an office by its words alone: "a life-trustee of the Foo Trust"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kg.linking import Office, TitleScope
from kg.mappers.reality import words
from kg.mappers.tape import Tape
from kg.model import Entity
from kg.vocabulary import EntityKind, RoleStatus

_MOST = 5  # items before the word that says what post it is
_OF = frozenset(("of", "for", "in", "at", "on"))


@dataclass(frozen=True, slots=True)
class Post:
    """An office at items up to `end` (exclusive)."""

    office: Office
    end: int


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(words()["posts"][name])


def heads() -> frozenset[str]:
    """Return the words that name a post."""
    return _listed("heads")


def post(tape: Tape, at: int) -> Post | None:
    """Return the office that the words from an item on name, determiners skipped.

    Example: "its new elections chief", "the MD of the Foo Corporation".
    """
    while tape.word(at) in _listed("before"):
        at += 1
    for head in range(at, min(at + _MOST, len(tape.items))):
        if _is_head(tape, head):
            mention = tape.items[head].mention
            acts = head > at and mention and mention.determiner  # "Sen, received the Foo leader"
            return None if acts else _post(tape, at, head)
        if not _may_qualify(tape, head):
            return None
    return None


def _is_head(tape: Tape, at: int) -> bool:
    """Say whether an item names a post, and no other noun follows that it would only qualify."""
    mention = tape.items[at].mention
    if tape.letter(at) == "T":
        return bool(mention and mention.offices and not mention.owner)
    goes_on = tape.word(at + 1) in ("'s", "'") or tape.word(at + 1) in _listed("heads")
    return tape.word(at) in _listed("heads") and not goes_on and tape.letter(at + 1) not in "TPG"


def _may_qualify(tape: Tape, at: int) -> bool:
    """Say whether an item may stand before the word that names the post."""
    if tape.letter(at) in "OL":
        return True
    word = tape.word(at)
    plain = tape.letter(at) == "w" and word not in _listed("never")
    return (plain and not word.endswith(("ly", "ing"))) or word == "'s"


def _post(tape: Tape, first: int, head: int) -> Post | None:
    inside = [e for i in range(first, head) if (e := tape.items[i].entity)]
    start = first
    while start < head and (tape.letter(start) in "OL" or tape.word(start) in _listed("before")):
        start += 1
    start = min(start, head)
    title = tape.text(start, head + 1)
    mention = tape.items[head].mention
    if mention:
        office = replace(mention.offices[0], title=_joined(tape, start, head, mention.offices[0]))
    else:
        office = Office(title, title, TitleScope.ORGANIZATION, RoleStatus.CURRENT)
    named, end = _held_in(tape, head + 1)
    of = [*inside, *named]
    organization = next((e for e in of if e.kind is not EntityKind.PLACE), None)
    area = next((e for e in of if e.kind is EntityKind.PLACE), None)
    *qualified, last = title.lower().split()
    empty = last in _listed("empty") and (not qualified or last.startswith("member"))
    if empty and not (organization or area or office.organization or office.area):
        return None
    return Post(
        replace(
            office,
            organization=office.organization or organization,
            area=office.area or area,
        ),
        end,
    )


def _joined(tape: Tape, start: int, head: int, office: Office) -> str:
    """Return the title with the plain words before it: "elections chief"."""
    before = tape.text(start, head)
    return f"{before} {office.title}" if before else office.title


def _held_in(tape: Tape, at: int) -> tuple[list[Entity], int]:
    """Return what follows "of the", and the item behind it."""
    if tape.word(at) not in _OF:
        return [], at
    of = at + 1
    while tape.word(of) in ("the", "its", "his", "her"):
        of += 1
    entity = tape.items[of].entity if tape.letter(of) in ("O", "L") else None
    owner = tape.items[of].mention if entity else None
    return ([entity], of + 1) if entity and owner and not owner.owner else ([], at)
