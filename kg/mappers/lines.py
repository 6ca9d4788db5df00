"""Map alliances, second step: a sentence as a line of text in which parties and people are marks.

Patterns of words then read it: "{0} 's allies , including {1} and {2} , accused <0>".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.mappers.article import Article
from kg.mappers.marks import data, is_front, is_party, marked
from kg.mappers.tape import Tape
from kg.model import Entity, Span
from kg.text.slugs import slug
from kg.vocabulary import EntityKind

_DETERMINERS = rf"(?:(?:{data()['determiners']}) )*(?:(?<=the )[a-z]{{3,}} )?"
_OF_SOMEBODY = (
    rf"(?:\[0\] 's {_DETERMINERS}|(?:[\w.]+ |<\d+> ){{0,3}}(?:(?<=> )|[\w<>]+)-led |"
    r"(?:[\w.]+ )?<\d+> (?:'?s )?|[\w.]+ [\w.]+ 's |\{\d+\}(?: \( \S+ \))? -led (?=\{))?"
)
_BRACKET = r"(?: \( (?:\{\d+\}|\[0\]|(?:<\d+> )?[\w .-]{1,30}) \))?"
BARE = rf"\{{\d+\}}{_BRACKET}(?: party\b| parties\b)?"
ONE = rf"{_DETERMINERS}{_OF_SOMEBODY}{BARE}"
JOIN = (
    r"(?: in (?:\[0\]|[a-z]+)(?= (?:,|and) ))? (?:, )?(?:(?:and|&|&amp;|or|as well as|along with|"
    r"besides|together with|apart from|,) (?:also )?)?"
)
# The items of lists are atomic: words that could be read in two ways must not be tried in all the
# combinations of these over a list.
LIST = rf"{ONE}(?>{JOIN}{ONE})*"
WHO = rf"(?:{ONE}|<\d+>)(?>{JOIN}(?:{ONE}|<\d+>))*"
_BEHIND_ONE = rf"(?> , {ONE})*(?: ,)? (?:and|&|as well as) {ONE}"
PARTNERS = rf"{ONE}{_BEHIND_ONE}"
_PAIRS = re.compile(BARE + _BEHIND_ONE)  # from the first one's mark, where they are found fast
_ANYBODY = re.compile(WHO)
_MARK = re.compile(r"\{(\d+)\}|<(\d+)>")
_GAP = re.compile(r"[})] (?:, )?(?:(?:and|while) )?(?:the )?\{(\d+)\}(?: \( \S+ \))? (?:the )?\{")
_LED_ONE = re.compile(r"\{(\d+)\} -led \{(\d+)\}")
_SHORT = re.compile(r"(?<=\}) \( \{\d+\} \)")
_CLAUSE = re.compile(
    r"(?:(?<!such)(?<!as well) (?:that|but|while|whereas|although|though|because|who|whom|which|"
    r"whose|where|when|as|;|:|said|says|added|“|”|\"|and said) )"
)
_MAIN = re.compile(  # "while the Foos won , the Bars left"
    r"(?:even )?(?:while|although|though|as|when|if|because|since|after|before|once) .+? , "
    r"(?P<who>(?:the |its |their )*(?:\{\d+\}|<\d+>)(?: \( \S+ \))? (?:also |now )*"
    r"(?:has|have|had|is|are|was|were|will|would|may|can|could|did|does|won|said|left|quit|ran|"
    r"fought|held|went|came|took|gave|got|kept|[a-z]+(?:ed|[^s]s)) )"
)
_SINCE = re.compile(
    r"(?:^| )(?:after|before|since|until|once) (?=(?:(?:the|his|its) )*(?:\{\d+\}|<\d+>) "
    r"(?:had |has )?[a-z]+(?:ed|ok|oke|eft|uit|ame|ent|ew)\b)"
)
_RELATIVE = re.compile(r" (?:which|who|whose|where) ")
_OBLIQUE = re.compile(r"[}>)] (?:, )?(?:(?:with|alongside) )?(?:whom|which|that) ")
_VERB = re.compile(
    r"(?:(?:now|later|then|also|soon) )*(?:will|would|has|had|is|was|may|could|did|does|[a-z]+ed) "
)
_OPENING = re.compile(
    r"(?:after|with|despite|following|before|under|since|amid|besides|unlike|in) "
)
_BEHIND_OPENING = re.compile(  # "after its pact with the Foos , the Bars left"
    rf"(?:(?! (?:and|or|&) ).)+ , (?P<who>{ONE}|(?:[a-z]+ ){{0,2}}<\d+>)"
)
_SINGULAR = re.compile(r"(?:has|is|was|does|wants|seeks) ")
_RELATIVES = ("that ", "which ", "who ", "whose ")
_ANTECEDENT = re.compile(rf"({WHO}) (?:, )?(?:which|who|whose|that) $")
_CALLED = re.compile(  # "the Foos and the Bars are other allies that have left"
    rf"({WHO}) (?:is|are|was|were|became) (?:(?!with |in )[\w-]+ ){{0,5}}?"
    r"(?:ally|allies|part(?:y|ies)|partners?|constituents?|members?|ones?) (?:that|which|who) $"
)
_CLOSED = re.compile(r"[^,;]{3,120} , (?!(?:which|who|whose) )")
_CHAINED = re.compile(  # a list right before its verbs: "after {0} and {1} agreed to form"
    r"(?:^|(?:(?<![}>)] )(?:[,;–—“\"‘]|and)|and(?= his| her)|after|before|when|since|until|once|"
    r"as|if|while|because|said|says|that) )"
    rf"(?P<who>{WHO}) (?!(?:and|or|in|on|of|to|for|from|with|by|at|against|'s?|-led|led) )"
    r"(?:(?!(?:that|which|who|whose|said|says|told) )[a-z’'-]+ ){1,14}$"
)
_CAUSED = re.compile(  # whose deed it is, "leaving {0} to govern with", "asked {0} to join"
    r"\b(?:leav|left|allow|forc|enabl|push|prompt|urg|want|ask|invit|persuad|convinc|appeal|"
    rf"call)\w* (?:on |to |upon )?(?P<who>{WHO}) to (?:[a-z]+ ){{0,2}}$"
)
ASIDE = re.compile(r" , (?:which|who|whose|where) [^,;]{3,120}(?= , )")
GOVERNED = re.compile(
    r"\b(?:in|of|with|by|from|against|to|for|on|between|over|than|at|as|about|under|towards|into|"
    r"via|among|amid|(?<!parties )like|after|before|upon|within|without|(?<!parties )including) "
    r"(?:(?:the|its|their|his|a|an|both|allies|ally|partners?) )*$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in marks: `{k}` is `names[k]`, `<k>` a person or office of the party `people[k]`.

    `[k]` is a place. `offsets` gives for each code point of `text` the one of the document.
    """

    tape: Tape
    text: str
    offsets: tuple[int, ...]
    names: tuple[Entity, ...]
    people: tuple[Entity | None, ...]
    heads: frozenset[int] = frozenset()

    def parties(self, words: str) -> list[Entity]:
        """Return the parties and alliances marked in words of the line, in order.

        What a bracket after a name repeats is the same: "Foo National Party (FNP)". Who leads a
        named alliance is none of several: "the Foo-led Bar Front".
        """
        text = _SHORT.sub("", words)
        found = [self.names[int(m[1])] for m in _MARK.finditer(text) if m[1]]
        for led in _LED_ONE.finditer(text):
            leader, front = (self.names[int(k)] for k in led.groups())
            found = [e for e in found if e is not leader] if is_front(front) else found
        gap = next((g for g in _GAP.finditer(text) if is_front(self.names[int(g[1])])), None)
        if gap:  # "the Foo Front has Bar and the Baz Front Qux"
            return self.parties(text[: gap.start() + 1])
        return list(dict.fromkeys(found))

    def pairs(self) -> list[list[Entity]]:
        """Return the parties of each list that "and" joins, in order."""
        return [self.parties(match.group()) for match in _PAIRS.finditer(self.text)]

    @property
    def is_relative(self) -> bool:
        """Say whether it has a relative clause of which its antecedent is no subject."""
        return bool(_OBLIQUE.search(self.text))

    def clause(self, at: int) -> int:
        """Return where the clause of a place in the text begins.

        A clause that a comma closes is passed over: "{0} , which won , ended its pact", "after
        {0} quit , {1} joined".
        """
        main = _MAIN.match(self.text, 0, at)
        starts = [m.start("who") for m in (main,) if m]
        starts += [m.end() for m in _CLAUSE.finditer(self.text, 0, at) if not self._aside(m, at)]
        for opener in (m for m in _SINCE.finditer(self.text) if m.end() <= at):
            closed = _CLOSED.match(self.text, opener.end(), at)
            starts.append(closed.end() if closed else opener.end())
        return max(starts, default=0)

    def _aside(self, opener: re.Match[str], at: int) -> bool:
        """Say whether a comma closes a relative clause that another one opens before a place."""
        if not _RELATIVE.fullmatch(opener.group()) or self.text[opener.start() - 1] != ",":
            return False
        return bool(_CLOSED.match(self.text, opener.end(), at))

    def item(self, at: int) -> int:
        """Return the item of the tape at a place in the text."""
        start = self.offsets[min(at, len(self.offsets) - 1)]
        items = self.tape.items
        return next((i for i, it in enumerate(items) if it.end > start), len(items) - 1)

    def described(self, start: int, end: int) -> Entity:
        """Return the alliance that words of the line describe: "the 11-party alliance"."""
        last = self.text[start:end].split()[-1]
        stop = self.offsets[end + 1] if last[0] == "{" and end + 1 < len(self.offsets) else None
        span = Span(self.offsets[start], stop or self.offsets[end - 1] + len(last))
        label = " ".join(span.of(self.tape.document.document.text).split())
        return Entity(EntityKind.ALLIANCE, slug(label), label)

    def subject(self, at: int, *, party: bool) -> list[Entity]:
        """Return the parties that do what the verb or noun at a place says; people by their party.

        `party` asks for parties named themselves. Example: in "{0} tried to form an alliance" {0}.
        """
        begin = self.clause(at)
        text = ASIDE.sub("", self.text[begin:at])
        if caused := _CAUSED.search(text):
            return self.acting(caused["who"], party=party)
        if chained := _CHAINED.search(text):
            return self.acting(chained["who"], party=party)
        owners: list[Entity] = []
        for match in _ANYBODY.finditer(text):
            found = self.acting(match.group(), party=party)
            if GOVERNED.search(text[: match.start()]):
                behind = _BEHIND_OPENING.fullmatch(match.group()) if _OPENING.match(text) else None
                if behind and (found := self.acting(behind["who"], party=party)):
                    return found
                continue
            if text.startswith((" 's", " ' "), match.end()):
                owners = found
            elif found or "<" in match.group():  # somebody of no known party is no party's deed
                return found
        if not owners and self.text.endswith(" but ", 0, begin) and _VERB.match(self.text, begin):
            return self.subject(begin - 2, party=party)  # "Foo backed Bar but will go alone"
        return owners or self._antecedent(begin, party=party)

    def nearest(self, at: int) -> list[Entity]:
        """Return the party last marked before a place, or that of the person last marked."""
        marks = [m.group() for m in _MARK.finditer(self.text, 0, at)]
        return next((found for mark in reversed(marks) if (found := self.acting(mark))), [])

    def _antecedent(self, begin: int, *, party: bool) -> list[Entity]:
        """Return what "which" or "who" before a clause stands for: the marks right before it."""
        if not self.text.endswith(_RELATIVES, 0, begin):
            return []
        before = _ANTECEDENT.search(self.text[:begin])
        if not before and (called := _CALLED.search(self.text[:begin])):
            return self.acting(called[1], party=party)
        if not before:
            return []
        alone = _SINGULAR.match(self.text, begin) or " and " not in before[1]
        found = self.acting(before[1], party=party)
        return found[-1:] if alone else found

    def acting(self, words: str, *, party: bool = False) -> list[Entity]:
        """Return the parties marked in words, and those of the people in them.

        With `party` of people who head theirs alone: what others do is not their party's deed.
        """
        found = self.parties(words)
        people = [int(m[2]) for m in _MARK.finditer(words) if m[2]]
        found += [p for k in people if (p := self.people[k]) and (not party or k in self.heads)]
        return list(dict.fromkeys(found))


def line(article: Article, tape: Tape, *, bare: bool = False) -> Line | None:
    """Return a sentence in marks, or None where it names no party, unless `bare`."""
    if not (bare or any(is_party(n.entity) for n in tape.sentence.namings)):
        return None
    names: list[Entity] = []
    people: list[Entity | None] = []
    heads: set[int] = set()
    text: list[str] = []
    offsets: list[int] = []
    for start, words in marked(article, tape, names, people, heads):
        text.append(words + " ")
        offsets += [start] * (len(words) + 1)
    marks = tuple(names), tuple(people), frozenset(heads)
    return Line(tape, "".join(text), tuple(offsets), *marks)
