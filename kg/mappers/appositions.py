"""Map roles: an office behind a name that is no part of its phrase: "Sen, technical adviser to"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.linking import Mention, Office
from kg.mappers.posts import heads, post
from kg.mappers.tape import Tape
from kg.mappers.tenures import role_words
from kg.vocabulary import RoleStatus

_ENDS = frozenset((",", ".", ";", "", "–", "—", ")"))


def may_appose(tape: Tape) -> bool:
    """Say whether a sentence has a word that names a post, behind a comma."""
    return "," in tape.words and not heads().isdisjoint(tape.words)


def apposed(tape: Tape, at: int) -> tuple[Office, ...]:
    """Return the offices behind the comma of a name: "Sen, envoy to Foo between 2012 and 2014".

    One that only its words tell has to be told whole, up to a comma or a preposition.
    """
    mention = tape.items[at].mention
    if tape.word(at + 1) != "," or mention is None or mention.owner or _in_list(tape, at):
        return ()
    title = tape.items[at + 2].mention if at + 2 < len(tape.items) else None
    if title and tape.letter(at + 2) == "T" and not title.entity:
        one = len(title.offices) == 1  # "Sen, the president and prime minister" are three
        return title.offices if one and _is_whole(tape, at + 3, title) else ()
    if tape.letter(at + 2) not in ("w", "O"):
        return ()
    found = post(tape, at + 2)
    if found is None or not _ends(tape, found.end):
        return ()
    office = found.office
    if tape.word(at + 2) in role_words("past"):
        office = replace(office, status=RoleStatus.FORMER)
    return tuple(_trimmed(office)) if " " in office.title else ()


def _trimmed(office: Office) -> Iterator[Office]:
    """Yield an office without what only describes its holder: "the group's now director"."""
    words = re.split(r"['’]s ", office.title)[-1].split()
    past = not role_words("past").isdisjoint(word.lower() for word in words)
    leading = role_words("past") | role_words("leading")
    while len(words) > 1 and (words[0].lower() in leading or words[0].endswith("-old")):
        words = words[1:]
    if not role_words("barred").isdisjoint(word.lower() for word in words):
        return
    status = RoleStatus.FORMER if past else office.status
    yield replace(office, title=" ".join(words), status=status)


def _in_list(tape: Tape, at: int) -> bool:
    """Say whether a name is one of a list, where the office behind it may be the next one's."""
    return tape.word(at - 1) in (",", "and") and tape.letter(at - 2) in ("P", "T")


def _is_whole(tape: Tape, at: int, title: Mention) -> bool:
    """Say whether nobody's name follows a title that it could be of."""
    return title.determiner in ("a", "an", "the", "", None) and _ends(tape, at)


def _ends(tape: Tape, at: int) -> bool:
    """Say whether an office ends at an item, and no name follows that it could be of."""
    named = tape.letter(at) in "," and tape.letter(at + 1) in ("P", "T")
    preposition = tape.word(at) in role_words("behind") or tape.letter(at) == "D"
    return not named and (tape.letter(at) in _ENDS or preposition)
