"""Map, who moves: the people whom a gerund is said of: "after quitting", "with Sen joining"."""

from __future__ import annotations

from kg.linking import Mention
from kg.mappers.clause_subjects import may_be_subject
from kg.mappers.movers import movers
from kg.mappers.people import antecedent, people
from kg.mappers.reality import listed_words
from kg.mappers.tape import Tape


def whose_doing(tape: Tape, verb: int) -> tuple[Mention, ...]:
    """Return who does what a verb or gerund tells of: "with Sen joining the party"."""
    if (forced := _forced(tape, verb)) is not None:
        return forced
    gerund = tape.word(verb).endswith("ing") and tape.word(verb - 1) not in listed_words("be")
    noun = (
        gerund
        and tape.letter(verb - 1) == "w"
        and tape.word(verb - 1) not in listed_words("before_gerund")
    )
    if noun and tape.word(verb - 1)[-2:] != "ly":
        return ()  # "the bill replacing the ordinance"
    if gerund and _is_subject(tape, verb):
        return ()
    if gerund and tape.letter(verb - 1) == "R" and tape.word_of(verb - 1) in _OBJECTS:
        return people(tape, verb - 1, verb)  # "concerns about him becoming mayor"
    if gerund and tape.word(verb - 1) in ("on", "for") and tape.letter(verb - 2) in ("P", "R"):
        return people(tape, verb - 2, verb - 1)  # "congratulated Sen on winning"
    with_ = any(tape.word(i - 1) == "with" for i in range(1, verb) if tape.letter(i) == "P")
    if gerund and with_ and (who := gerund_subject(tape, verb)):
        return who
    return movers(tape, verb) or (gerund_subject(tape, verb) if gerund else ())


_OBJECTS = frozenset(("him", "them", "me", "us"))


def _is_subject(tape: Tape, verb: int) -> bool:
    """Say whether a gerund is what a clause is about: "said that suddenly becoming mayor hurt"."""
    before = verb - 1
    while tape.word(before)[-2:] == "ly" or tape.word(before) == "and":
        before -= 1
    return tape.word(before) == "that"


def _forced(tape: Tape, verb: int) -> tuple[Mention, ...] | None:
    """Return who is made to do it: "led to Sen being forced to quit", "Sen, being forced to"."""
    being = verb - 3
    forced = tape.word(verb - 1) == "to" and tape.word(verb - 2) in listed_words("forced")
    if not forced or tape.word(being) != "being":
        return None
    if tape.letter(being - 1) in ("P", "R"):
        return people(tape, being - 1, being)
    return gerund_subject(tape, being) if tape.word(being - 1) == "," else ()


def gerund_subject(tape: Tape, at: int) -> tuple[Mention, ...]:
    """Return whom "after quitting the party" is said of: the main clause's subject.

    Whoever stands before it without a preposition, else the first after a comma behind it.
    """
    if (fronted := _fronted(tape, at)) is not None:
        return fronted
    with_ = [i for i in range(at) if tape.letter(i) == "P" and tape.word(i - 1) == "with"]
    if with_ and tape.word(at - 1) not in listed_words("fronts") and not with_[-1] < at - 6:
        return people(tape, with_[-1], at)[:1]  # "with Sen taking over as minister"
    before = [i for i in range(at) if tape.letter(i) in "PR" and may_be_subject(tape, i, 0)]
    near = next((i for i in range(at - 1, 0, -1) if tape.letter(i) in "PR;"), 0)
    if "who" in tape.words[near:at]:  # "Sen met Das, who served there before retiring"
        return antecedent(tape, tape.words.index("who", near))
    same = [i for i in before if tape.quotation(i) == tape.quotation(at)]
    if same:
        return people(tape, same[-1] if len(same) == 1 else same[0], at)[:1]
    for i in range(
        at + 1, len(tape.items) if tape.word(at - 1) in listed_words("fronts") or at == 0 else 0
    ):
        if tape.letter(i) in "PRT" and tape.word(i - 1) == ",":
            mention = tape.items[i].mention
            return (mention,) if mention and not mention.owner else ()
    return ()


def _fronted(tape: Tape, at: int) -> tuple[Mention, ...] | None:
    """Return the subject behind a gerund that opens its clause, None if it does not.

    Example: in "Sen said that after taking oath, the MPs would elect Das" nobody.
    """
    if tape.word(at - 1) not in listed_words("fronts"):
        return None
    opens = at - 2 - tape.word(at - 2).endswith("ly")
    comma = next((i for i in range(at, len(tape.items)) if tape.word(i) == ","), -1)
    if tape.word(opens) not in ("that", "and", "but", "because") or comma < 0:
        return None
    return people(tape, comma + 1, comma + 2) if tape.letter(comma + 1) in "PRT" else ()
