"""Map, who met: verbs of meeting and talking, with subject and object."""

from __future__ import annotations

import re

from kg.linking.lexicon import words as noun_words
from kg.mappers.clause_subjects import antecedent, subject
from kg.mappers.clauses import clause
from kg.mappers.frames.bodies import body_before, sits
from kg.mappers.frames.contacts import to_talk, two_sides
from kg.mappers.frames.glimpse import Glimpse, glimpse, lexicon_of_meeting, words
from kg.mappers.frames.surroundings import is_further, main_subject, members, one, owns, scan
from kg.mappers.frames.verb_forms import auxiliary, is_gerund, is_noun, is_placed, told_before
from kg.mappers.lexicon import clause_words
from kg.mappers.lists import NOBODY, Listed, listed
from kg.mappers.modality import Modality, plain, verb_modality
from kg.mappers.tape import PARTICIPANTS, Tape
from kg.mappers.times import is_over
from kg.mappers.voices import Voices, speech_verbs
from kg.vocabulary import EntityKind


def verb(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read the verb at an item, None where there is none.

    Examples: "Sen met Das", "Sen and Das met in Patna", "Sen sat down with Das".
    """
    word = tape.word(at)
    if word in words("verbs") and not is_noun(tape, at):
        return _meeting(tape, voices, at, at + 1)
    if word == "meeting" and is_gerund(tape, at):
        return _meeting(tape, voices, at, at + 1)
    if word == "discuss":
        return _to_discuss(tape, voices, at)
    if word == "discussed":
        return _discussed(tape, voices, at)
    size = _size_with(tape, at) or _size_alone(tape, at)
    if size:
        return _meeting(tape, voices, at, at + size)
    if word in words("gathering") and (
        to_talk(tape, at) or _leaders_gather(tape, at) or sits(tape, at)
    ):
        return _meeting(tape, voices, at, at + 1)
    if word in words("seeing") and _went_to(tape, at) and _is_visit(tape, at):
        return _meeting(tape, voices, at, at + 1)  # "flew to Pune to see Das"
    return None


def _leaders_gather(tape: Tape, at: int) -> bool:
    """Say whether it is no crowd that comes together: "ministers gathered in Rome"."""
    groups = [m for m in subject(tape, at).mentions if m.kind == "G"]
    said = {token.lower for m in groups for token in tape.sentence.tokens[m.first : m.last]}
    told = tape.words[at : clause(tape, at)[1]]
    festive = not words("elsewhere").isdisjoint(told)
    return not (festive or words("persons").isdisjoint(said)) and is_placed(tape, at)


def _is_visit(tape: Tape, at: int) -> bool:
    """Say whether people see one another: not "as a rival", "sworn in", nor crowds a speaker."""
    after = listed(tape, at + 1).last
    preposition = clause_words()["preposition"] | {"and", "about", "over", "before", "after"}
    goes_on = tape.letter(after) in _ENDS or tape.word(after) in preposition - {"as", "like"}
    return goes_on and any(m.kind in "PTR" for m in subject(tape, at).mentions)


_ENDS = frozenset(("D", ".", ",", ";", ")", ""))


def _size_with(tape: Tape, at: int) -> int:
    """Return the length of a verb such as "sat down with" at an item, 0 where there is none."""
    if tape.words[at : at + 2] == ("sat", "across") and _is_in_chamber(tape, at):
        return 0
    for size in (4, 3, 2, 1):
        after = lexicon_of_meeting()["verbs_with"].get(" ".join(tape.words[at : at + size]), "")
        if tape.word(at + size) in after.split() and not _is_plea(tape, at):
            return size + 1
    return 0


def _is_in_chamber(tape: Tape, at: int) -> bool:
    """Say whether people sit in a house of parliament: across from each other in the assembly."""
    _, last = clause(tape, at)
    return not words("sitting").isdisjoint(tape.words[at:last])


def _size_alone(tape: Tape, at: int) -> int:
    """Return the length of a verb such as "huddled" that needs nobody behind it, 0 for none."""
    sizes = (n for n in (4, 3, 2, 1) if " ".join(tape.words[at : at + n]) in words("reciprocal"))
    return next(sizes, 0)


def _is_plea(tape: Tape, at: int) -> bool:
    """Say whether "calls" is the noun: "Western calls on Moscow"; or one is "calling on" others."""
    if tape.word(at) == "calling":
        return tape.word(auxiliary(tape, at)) not in words("being")  # but "will be calling on"
    before = tape.word(at - 1)
    return tape.word(at) == "calls" and tape.letter(at - 1) == "w" and not before.endswith("ly")


def _meeting(tape: Tape, voices: Voices, at: int, after: int) -> Glimpse | None:
    """Read "Sen met Das": subject and object, or a plural subject alone."""
    if tape.word(at) == "met" and tape.word(at - 1) in words("being"):
        return None  # the plan was met with protests
    gerund = tape.word(at) == "meeting"
    who = body_before(tape, at) or subject(tape, at, anybody=True)
    whom = listed(tape, _object(tape, after), anybody=True) or _whom(tape, at)
    if gerund and not who:
        named = tape.letter(at - 1) in ("P", "T")  # "with Sen meeting his ally Das"
        behind = main_subject(tape, at, whom.last) if whom else NOBODY
        who = one(tape, at - 1) if named else behind or main_subject(tape, at)
    if not who or not (whom or _reciprocal(tape, after, who)) or _demands(tape, after, whom):
        return None
    found = glimpse(tape, voices, at, after)
    went = _went_to(tape, at)
    if went and found.modality in (Modality.HYPOTHETICAL, Modality.PLANNED):
        found.modality = went
    if gerund and tape.word(auxiliary(tape, at)) in ("is", "are") and not _is_today(tape, at):
        found.modality = Modality.PLANNED
    if _is_on_a_day(found):
        found.modality = Modality.HAPPENED if is_over(tape, at) else Modality.PLANNED
    if tape.word(at - 1) == "before" and gerund:
        found.modality = told_before(tape, at)
    if _recurs(tape, at):
        found.modality = Modality.HYPOTHETICAL
    for people in (who, members(tape, who), whom):
        found.take(people)
    scan(found, whom.last if whom else after)
    opens = tape.word(0) in words("opening_further")  # "Earlier, Sen called on Das"
    again = tape.word(after) == "again" and not whom  # "They will meet again on Friday"
    found.another = is_further(tape, at) or again or (opens and tape.word(1) == ",")
    found.scattered = not words("one_by_one").isdisjoint(tape.words[at : at + 4])
    found.pair = not found.people and _is_pair(tape, who)
    return found if found.everybody or found.pair else None


def _recurs(tape: Tape, at: int) -> bool:
    """Say whether several occasions are told of as one: "Sen and Das have met twice"."""
    perfect = not {"has", "have", "had"}.isdisjoint(tape.words[max(0, at - 2) : at])
    return perfect and not words("times").isdisjoint(tape.words[at + 1 : at + 6])


def _is_today(tape: Tape, at: int) -> bool:
    """Say whether a clause has no day but its own: "Sen is meeting Das", going on as one writes."""
    first, last = clause(tape, at)
    dates = [date.words.lower() for i in range(first, last) if (date := tape.items[i].date)]
    return all(said in ("today", "now") for said in dates)


def _is_on_a_day(found: Glimpse) -> bool:
    """Say whether a present tense tells of a day: "The caucus meets on Monday"."""
    tape, at = found.tape, found.at
    if tape.word(at) in ("meet", "meets") and _OVER_DAYS.match(plain(tape, at + 1, at + _FAR)):
        return True
    before = tape.letter(at - 2 if tape.word(at - 1) == "," else at - 1)
    finite = tape.word(at) == "meets" or (tape.word(at) == "meet" and before in tuple("PGO"))
    first, last = clause(tape, at)
    return finite and "D" in tape.letters[first:last] and found.modality is not Modality.DENIED


_OVER_DAYS = re.compile(r"(?:[A-Z] |in |at )*(?:over|during|in|for) the (?:next|coming) ")


def _whom(tape: Tape, at: int) -> Listed:
    """Return whom a relative clause is about: "Das, whom she met", "Das, with whom she met"."""
    relative = clause(tape, at)[0] - 1
    if tape.word(relative) != "whom":
        return NOBODY
    return antecedent(tape, relative - (tape.word(relative - 1) == "with"))


def _went_to(tape: Tape, at: int) -> Modality | None:
    """Return how a journey is told of whose purpose a meeting is: "flew to Rome to meet Das"."""
    if tape.word(at - 1) != "to":
        return None
    for i in range(at - 2, max(-1, at - _FAR), -1):
        word = tape.word(i)
        if word in words("went"):
            return verb_modality(tape, i, i + 1)
        if tape.word(i) in words("waiting") and tape.word(i - 1) in words("being"):
            return Modality.PLANNED
        if tape.word(i + 1) == "in" and word in ("was", "were", "is", "are"):
            return Modality.HAPPENED if word.startswith("w") else Modality.PLANNED
        if tape.letter(i) not in "wLD" or word in speech_verbs():
            return None
    return None


_FAR = 8  # items
_TWO = 2


def _is_pair(tape: Tape, who: Listed) -> bool:
    """Say whether a subject is two people who are known: "they", "the pair", "the two leaders"."""
    tokens = [tape.sentence.tokens[m.first : m.last] for m in who.mentions]
    said = {token.lower for each in tokens for token in each[:2]}  # not "envoys of the two"
    return not (words("pairs") | {"two"}).isdisjoint(said)


def _demands(tape: Tape, after: int, whom: Listed) -> bool:
    """Say whether "called on" asks something of somebody: "called on the party to resign"."""
    if tape.word(after - 1) != "on" or not whom:
        return False
    if tape.word(after - 2) == "in":  # "dropped in on a summit"
        return not any(m.kind in "PT" for m in whom.mentions)
    if all(m.kind in "GL" for m in whom.mentions):
        return True  # one asks groups and states, and visits people
    plea = whom.last
    while plea < whom.last + _APART and (
        tape.letter(plea) in "D()" or tape.letter(plea - 1) == "("
    ):
        plea += 1  # "called on Sen (D) on Monday to resign"
    if tape.word(plea) == "to" and tape.word(plea + 1) in words("calling_to"):
        return False  # "called on the commission to demand a probe"
    return tape.word(plea) in ("to", "for", "not")


_APART = 5  # items between whom one calls on and what one asks of them


def _object(tape: Tape, after: int) -> int:
    """Return where the object begins: past "with", what says when and where before it skipped."""
    for at in range(after, min(clause(tape, after - 1)[1], after + _FAR)):
        if tape.word(at) == "with":
            return at + 1
        named = tape.letter(at) in PARTICIPANTS and tape.letter(at) != "O" and not owns(tape, at)
        if named or tape.word(at) in words("no_with"):
            break
    return after


def _reciprocal(tape: Tape, after: int, who: Listed) -> bool:
    """Say whether several met, with nobody else named: "Sen and Das met in Patna on Monday"."""
    several = len(who.mentions) > 1 or any(m.kind == "G" for m in who.mentions)
    body = any(m.entity and m.entity.kind is EntityKind.BODY for m in who.mentions)
    return (several or body or _is_pair(tape, who)) and not _has_object(tape, after)


def _has_object(tape: Tape, at: int) -> bool:
    """Say whether what stands behind "met" is met: "met expectations", "met with protests"."""
    word = tape.word(at)
    adverb = word in noun_words().function or word in clause_words()["adverb"]
    adverb = adverb or word in words("after_reciprocal") or word.endswith("ly")
    if tape.letter(at) == "w":
        return not adverb or word in words("determiners") | words("no_adverb")
    return tape.letter(at) not in _ENDS


def _to_discuss(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "leaves for Pune on Friday to discuss seats with Das": who is to talk with whom."""
    _, last = clause(tape, at)
    beside = next((i for i in range(at + 1, last) if tape.word(i) == "with"), None)
    whom = NOBODY if beside is None else listed(tape, beside + 1)
    if tape.word(at - 1) not in ("to", "will") or any(m.kind not in "PT" for m in whom.mentions):
        return None
    found = two_sides(tape, voices, at, whom)
    return found if found and found.modality is Modality.PLANNED else None


def _discussed(tape: Tape, voices: Voices, at: int) -> Glimpse | None:
    """Read "We discussed the polls": more of an occasion told of elsewhere."""
    if tape.word(at - 1) in words("being"):
        return None  # "Das is being discussed for the post"
    who = subject(tape, at)
    _, last = clause(tape, at)
    beside = next((i for i in range(at + 1, last) if tape.word(i) == "with"), None)
    whom = NOBODY if beside is None else listed(tape, beside + 1)
    if any(mention.kind in "PT" for mention in whom.mentions):  # "discussed the polls with Das"
        return two_sides(tape, voices, at, whom)
    if beside is not None and not whom and tape.text(beside + 1, beside + 2)[:1].isupper():
        return None  # with one whom nothing knows
    found = glimpse(tape, voices, at)
    found.definite = True
    named = [m for m in who.mentions if m.kind in "PT" and m.entity]
    found.weak = len(named) < _TWO  # "Sen and Das discussed the polls"
    found.take(who)
    found.participants = [e for e in found.participants if e.kind is EntityKind.PERSON]
    return found if found.participants or who else None
