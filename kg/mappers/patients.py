"""Map, who moves: the people whom a verb or noun of moving is said of, after it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.linking import Mention
from kg.linking.chunks import is_number
from kg.linking.lexicon import words as noun_words
from kg.mappers.appositions import named_behind
from kg.mappers.persons import is_person
from kg.mappers.posts import heads
from kg.mappers.reality import listed_words, words
from kg.mappers.tape import Tape

_BETWEEN = 4  # words between a verb and its object


@dataclass(frozen=True, slots=True)
class Patients:
    """The people after a verb; `end` is the item behind them."""

    movers: tuple[Mention, ...]
    end: int

    def __bool__(self) -> bool:
        """Say whether anybody is among them."""
        return bool(self.movers)


def patients(tape: Tape, at: int) -> Patients:
    """Return the people after a verb: "appointed former minister Sen and Das"."""
    start = at
    if tape.word(at) == "for" and is_number(tape.word(at + 1)):
        at = start = at + 3  # "expelled for six years two leaders"
    while at < len(tape.items) and at - start < _BETWEEN and tape.letter(at) in "wDL":
        if tape.word(at) in ("that", "to", "by", "with", "from", "for", "as", "in"):
            return Patients((), at)
        related = tape.word(at) in noun_words().kin and tape.letter(at + 2) == "P"
        at += 1 + (related and tape.word(at + 1) == ",")  # "his brother, Sen"
    if (holder := named_behind(tape, at)) is not None:
        return Patients((holder[0],), holder[1]) if holder[0] else Patients((), at)
    plain = all(tape.letter(i) != "w" or _leads(tape, i) for i in range(start, at))
    if (group := _apposed(tape, at, plain)) is not None:
        return group
    if tape.letter(at) not in ("P", "R") or not (plain or _is_titled(tape, start, at)):
        return Patients((), at)
    places = _listed(tape, at)
    if tape.word(places[-1] + 1) in words()["governments"]:
        return Patients((), at)  # "the dismissal of the Sen ministry"
    found = [m for i in places if (m := tape.items[i].mention) and not m.owner]
    return Patients(tuple(m for m in found if is_person(m)), behind_name(tape, places[-1] + 1))


def _apposed(tape: Tape, at: int, plain: bool) -> Patients | None:
    """Return the people whom signs set apart behind a group: "three MPs, Sen, Das and Roy, from".

    What opens the list closes it, or the sentence ends there. So too those whom a word begins to
    name: "three MPs, including Sen,", "leaders like Sen and Das".
    """
    if plain and (named := _instances(tape, at)):
        places = _listed(tape, named)
        end = behind_name(tape, places[-1] + 1)
        several = tuple(m for i in places if (m := tape.items[i].mention) and not m.owner)
        return Patients(several, end + (tape.letter(end) == tape.letter(at + 1) == ","))
    opens = tape.letter(at + 1)
    if tape.letter(at) != "G" or opens not in _SIGNS or tape.letter(at + 2) != "P":
        return None
    places = _listed(tape, at + 2)
    end = behind_name(tape, places[-1] + 1)
    closed = tape.letter(end) in (opens, ".", "", ";") and len(places) > 1
    found = tuple(m for i in places if (m := tape.items[i].mention) and not m.owner)
    return Patients(found, end + (tape.letter(end) == opens)) if closed else None


def _instances(tape: Tape, at: int) -> int:
    """Return the first of those whom a word names behind a group: "MPs, including Sen", else 0."""
    begin = at + 1 + (tape.letter(at + 1) in _SIGNS)
    size = 1 + (tape.word(begin + 1) in ("as", "them"))
    known = " ".join(tape.words[begin : begin + size]) in listed_words("instances")
    told = tape.letter(at) == "G" and known and tape.letter(begin + size) == "P"
    return begin + size if told else 0


_SIGNS = frozenset((",", "-", "–", "—", ":"))


def behind_name(tape: Tape, at: int) -> int:
    """Return the item behind age and place of somebody named: "Sen, 77, of Foo, as whip"."""
    aged = tape.word(at) == "," and tape.word(at + 1).isdigit() and tape.word(at + 2) == ","
    at += 3 * aged
    of = at + (tape.word(at) == ",")
    return of + 2 if tape.word(of) == "of" and tape.letter(of + 1) == "L" else at


def ruler(tape: Tape, at: int) -> Patients:
    """Return whose rule a verb ends: "toppled Sen's regime", "the pro-Foo government of Sen"."""
    near = range(at, min(at + _RULE, len(tape.items)))
    rule = next((i for i in near if tape.word(i) in words()["rule"]), -1)
    owners = [i for i in range(at, rule) if tape.letter(i) == "P" and tape.word(i + 1) == "'s"]
    holder = owners[-1] if owners else rule + 2 if tape.word(rule + 1) == "of" else -1
    mention = tape.items[holder].mention if rule > 0 and tape.letter(holder) == "P" else None
    return Patients((mention,), max(rule, holder) + 1) if mention else Patients((), at)


_RULE = 6  # items from a verb to the rule that it ends


def _is_titled(tape: Tape, start: int, at: int) -> bool:
    """Say whether words before a name go on to its title: "the paper's opinion editor, Sen"."""
    mention = tape.items[at].mention
    titled = mention is not None and mention.name.start > tape.items[at].start
    return titled and tape.word(start) in ("the", "its", "his", "her", "their")


def _leads(tape: Tape, at: int) -> bool:
    """Say whether a word may stand before a name: "the", "BBC" in "fired BBC chairman Sen"."""
    proper = tape.text(at, at + 1)[:1].isupper()
    endings = (*words()["adjectival"], *listed_words("professions"))
    described = tape.word(at).endswith(endings)  # "the relatively unknown Sen", "businessman Sen"
    known = listed_words("leads") | heads() | noun_words().kin.keys()
    return described or proper or tape.word(at) in known


def _listed(tape: Tape, at: int) -> list[int]:
    """Return the people of a list, which has "and": in "sacked Sen, Das said" only Sen is."""
    places, whole = [at], 1
    while (following := _next_listed(tape, places[-1] + 1)) is not None:
        joined = not {"and", "as"}.isdisjoint(tape.words[places[-1] + 1 : following])
        places.append(following)
        whole = len(places) if joined else whole
    return places[:whole]


def _next_listed(tape: Tape, end: int) -> int | None:
    """Return the next person of a list: after ",", "and", a noun or two: "and reporter Das"."""
    at = end = behind_name(tape, end)
    while tape.word(at) in ("and", ",") or tape.words[at : at + 3] == ("as", "well", "as"):
        at += 1 if tape.word(at) != "as" else 3
    if at == end:
        return None
    noun = tape.word(at).endswith(tuple(listed_words("professions")))
    if noun and tape.word(at - 1) == "and" and tape.letter(at + 1) == "P":
        at += 1
    return at if tape.letter(at) == "P" else None
