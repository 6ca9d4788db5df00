"""Map, who moves: the subject that an aside in commas parts from its verb."""

from __future__ import annotations

from kg.linking import Mention
from kg.mappers.clauses import long_quotation
from kg.mappers.lexicon import clausal
from kg.mappers.people import antecedent, people
from kg.mappers.reality import listed_words, words
from kg.mappers.tape import Tape


def before_aside(tape: Tape, comma: int) -> tuple[Mention, ...]:
    """Return whom the clause that a comma ends describes: "Sen, who beat Das, was elected"."""
    if tape.word(comma) != ",":
        return ()
    if _is_apposed(tape, comma - 1):
        return people(tape, comma - 1, comma)
    relative = False
    for at in range(comma - 1, 0, -1):
        named = tape.letter(at) == "P" and tape.word(at + 1) not in words()["governments"]
        joined = named and tape.word(at - 1) in ("and", "while", "but", ";")
        if (
            joined
            or (named and at == comma - 1 and tape.word(at - 1) == ",")
            or long_quotation(tape, at) != long_quotation(tape, comma)
        ):
            return ()
        governed = tape.word(at) == "whom" and tape.word(at - 1) in clausal("preposition")
        if tape.word(at) in ("who", "whom") and tape.word(at - 1 - governed) == ",":
            return antecedent(tape, at - governed)  # "Sen, with whom Das had broken, was elected"
        relative = relative or tape.word(at) == "who"
        opens = tape.word(at) in ("a", "an") or (relative and tape.word(at) == "the")
        if opens and tape.word(at - 1) == "," and tape.letter(at - 2) == "P":
            return people(tape, at - 2, at - 1)  # "Sen, an aide before Das won, quit"
    return ()


def _is_apposed(tape: Tape, at: int) -> bool:
    """Say whether somebody between commas is whom a noun before tells of: "the old mayor, Sen,"."""
    if tape.letter(at) != "P":
        return False
    mention = tape.items[at].mention
    titled = (
        mention is not None
        and "," in tape.text(at, at + 1)[: mention.name.start - tape.items[at].start]
    )
    if not titled and tape.word(at - 1) != ",":
        return False
    for noun in range(at - 1 - (not titled), max(at - _PHRASE, 0), -1):
        if tape.word(noun) in listed_words("articles"):
            return tape.word(noun - 1) in ("", *listed_words("fronts"), "when", "as", "because")
        if tape.letter(noun) != "w":
            return False
    return False


_PHRASE = 6  # items of a noun phrase
