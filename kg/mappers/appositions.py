"""Map, who somebody is: appositions, "Sen, envoy to Foo,", "the envoy to Foo, Sen,", asides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.linking import Mention, Office
from kg.mappers.posts import heads, post
from kg.mappers.tape import Tape
from kg.mappers.tenures import role_words
from kg.model import Span
from kg.vocabulary import RoleStatus

_COMMA = frozenset(",")
_ENDS = frozenset((",", ".", ";", "", "–", "—", ")"))


def may_appose(tape: Tape) -> bool:
    """Say whether a sentence has a word that names a post, behind a comma."""
    if not (tape.may_have(heads()) and tape.may_have(_COMMA)):
        return False
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


def named_behind(tape: Tape, at: int) -> tuple[Mention | None, int] | None:
    """Return who an office that ends at an item is of, and the item behind; None: nobody named.

    Example: "the ambassador to Foo, Das, after" has Das; where the name is not set apart, nobody.
    """
    office = tape.items[at].mention if tape.letter(at) == "T" else None
    named = at + 1 + (tape.word(at + 1) == ",") if office else at + 1
    if not office and not (tape.word(at - 1) in heads() and tape.letter(at) == ","):
        return None  # an office that only its words tell: "the paper's opinion editor, Das,"
    if tape.letter(named) != "P":
        return None if office else (None, at)
    person = tape.items[named].mention
    parted = tape.letter(named + 1) in (",.(" if office else ",.") or (office and named == at + 1)
    if person is None or not parted or (not office and person.owner):
        return None, at
    offices = office.offices if office else ()
    return replace(person, offices=offices or person.offices), named + 1


def words_behind(tape: Tape, name: Span, end: int) -> list[str]:
    """Return the words of the apposition behind a name, up to a place in the text.

    Example: in "Sen, a judge appointed" those of "a judge appointed"; none without its article.
    """
    text = tape.document.document.text[name.end : min(end, tape.span.end)].lower()
    words = text.replace("-", " ").replace(",", " ").split()
    return words if text.startswith((", a ", ", an ", ", the ")) else []


def behind_aside(tape: Tape, at: int, word: str = "") -> int:
    """Return where a sentence goes on behind an aside that begins at an item, else the item.

    With WORD only if it goes on so: "Sen, a judge, as envoy", "Sen, head of Foo, to lead".
    Dashes and brackets set apart too; what closes an aside is like what opens it.
    """
    opens = tape.letter(at)
    if opens not in _OPEN and tape.word(at) != "of":
        return at
    long = opens in "–—-("
    closes = ")" if opens == "(" else opens if long else ",;"
    ends = range(at + (not word), min(at + _ASIDE * (1 + long), len(tape.items)))
    goes_on = (i + 1 for i in ends if tape.letter(i) in closes)
    return next((i for i in goes_on if not word or tape.word(i) == word), at)


_OPEN = frozenset(",;–—-(")
_ASIDE = 14  # items of an aside, of one in dashes or brackets twice as many


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
