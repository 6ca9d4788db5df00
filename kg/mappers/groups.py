"""Map: groups of people as wide as the text has them, as one item of the tape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.linking import LinkedDocument, LinkedSentence, Mention, MentionKind
from kg.linking.chunks import is_number
from kg.mappers.items import Item, Marked
from kg.model import Entity, Span
from kg.resources import lexicon_data
from kg.text.slugs import slug
from kg.vocabulary import EntityKind, RoleStatus

_MOST_BEFORE = 4  # items that qualify a group
_MOST_AFTER = 6  # items of whom a group is


@cache
def _words(name: str) -> frozenset[str]:
    data = lexicon_data("groups.yaml")
    return frozenset(map(str, data[name]))


def widened(items: Sequence[Item], text: str) -> tuple[Item, ...]:
    """Return a sentence's items, each group with the words that say which group it is.

    Example: in "met top Democratic leaders of both houses on Monday" the group is all but the
    verb and the date.
    """
    found = list(items)
    at = 0
    while at < len(found):
        if found[at].letter == "G":
            first, last = _first(found, at), _last(found, at)
            if last - first > 1:
                found[first:last] = [group(found[first:last], text)]
                at = first
        at += 1
    return tuple(found)


def parted(
    mention: Mention, sentence: LinkedSentence, document: LinkedDocument
) -> tuple[Mention, ...]:
    """Return a group without where it is, and the place or house of that as a mention of its own.

    Example: "party leaders in Patna" gives "party leaders" and "Patna"; a house that nobody knows
    ("at the Foo Bhawan") is left to its words.
    """
    if mention.kind is not (MentionKind.GROUP if mention.entity else MentionKind.OFFICE):
        return (mention,)
    tokens, text = sentence.tokens, document.document.text
    cut = [i for i in range(mention.first + 1, mention.last - 1) if tokens[i].lower in _LOCATIVE]
    if len(cut) != 1:
        return (mention,)
    start = cut[0] + 1 + (tokens[cut[0] + 1].lower == "the")
    name = Span(tokens[start].start, tokens[mention.last - 1].end)
    named = [naming.entity for naming in sentence.namings if naming.span == name]
    areas = [e.entity for e in document.entities if e.entity.kind is EntityKind.PLACE]
    places = [a for a in areas if slug(name.of(text)) in (a.slug, slug(a.label))]
    at_house = tokens[cut[0]].lower == "at"
    if not (named or places or at_house):
        return (mention,)
    span = Span(mention.name.start, tokens[cut[0] - 1].end)
    label = " ".join(span.of(text).split())
    entity = mention.entity
    if entity:
        area = None if at_house else entity.area
        entity = replace(entity, slug=slug(label), label=label, area=area)
    left_areas = () if at_house else tuple(a for a in mention.areas if a not in places)
    left = replace(mention, last=cut[0], entity=entity, areas=left_areas, owner=False)
    if not (named or places):
        return (left,)
    kind = MentionKind.PLACE if places else MentionKind.ORGANIZATION
    right = Mention(kind, start, mention.last, (places or named)[0], name, owner=mention.owner)
    return (left, right)


_LOCATIVE = ("in", "at")


def group(items: Sequence[Item], text: str) -> Marked:
    """Return the items of a noun phrase as one group, in the words of the text."""
    first = next(i for i, item in enumerate(items) if item.lower not in _words("determiner"))
    span = Span(items[0].start, items[-1].end)
    name = Span(_start(items[first]), span.end)
    label = " ".join(name.of(text).split())
    known = [item.entity for item in items if item.entity]
    parts = [item.mention for item in items if item.mention]
    homes = [e for e in known if e.kind is EntityKind.PLACE] + [e.area for e in known if e.area]
    of = [e for e in known if e.kind not in _NO_HOME] + [e.group_of for e in known if e.group_of]
    of += [body for item in items for body in _offices_of(item)]
    entity = Entity(
        EntityKind.GROUP,
        slug(label),
        label,
        area=homes[0] if homes else None,
        group_of=of[0] if of else None,
    )
    areas = tuple(dict.fromkeys(a for part in parts for a in part.areas))
    sides = tuple(dict.fromkeys([*of, *(s for part in parts for s in part.sides)]))
    mention = Mention(
        MentionKind.GROUP,
        parts[0].first if parts else 0,
        parts[-1].last if parts else 0,
        entity,
        name,
        offices=tuple(o for part in parts for o in part.offices),
        areas=areas,
        sides=tuple(s for s in sides if s.kind is sides[0].kind),
        determiner=items[0].lower if first else (parts[0].determiner if parts else ""),
        owner=bool(parts) and parts[-1].owner and items[-1].mention is parts[-1],
    )
    return Marked("G", span.start, span.end, mention=mention)


def _offices_of(item: Item) -> list[Entity]:
    """Return of what somebody without a name holds an office: the Foo of "the Foo chief"."""
    holder = item.mention
    if holder is None or holder.entity:
        return []
    held = [o for o in holder.offices if o.status is RoleStatus.CURRENT]
    return [o.organization for o in held if o.organization]


def _start(item: Item) -> int:
    """Return where an item's words start, its determiner left out."""
    mention = item.mention
    if mention is None:
        return item.start
    if mention.kind is MentionKind.OFFICE and mention.determiner:
        return item.start + len(mention.determiner) + 1
    return mention.name.start


_NO_HOME = (EntityKind.PLACE, EntityKind.GROUP, EntityKind.PERSON)


def _first(items: Sequence[Item], head: int) -> int:
    """Return where the group of a head begins: at its first qualifying word."""
    first, mention = head, items[head].mention
    if mention and mention.determiner:
        return head  # "leading the Indian delegation"
    while first > 0 and head - first < _MOST_BEFORE and (size := _before(items, first)):
        first -= size
    return first


def _before(items: Sequence[Item], at: int) -> int:
    """Return how many items before one qualify it: two of "farmers' representatives", 0 if none."""
    owned = at > 1 and _owns(items[at - 2], items[at - 1].lower)
    return 2 if owned else int(qualifies(items, at - 1))


def _owns(item: Item, sign: str) -> bool:
    """Say whether a group is somebody's: "farmers' representatives", "the board's officials"."""
    if item.letter == "G":
        return sign in ("'s", "'")
    noun = item.letter == "w" and item.lower.isalpha() and item.lower not in _words("no_qualifier")
    return noun and sign in ("'s", "’s")


def qualifies(items: Sequence[Item], at: int) -> bool:
    """Say whether the word at an item may qualify the noun after it, and is no verb.

    Example: "top" and "European" in "met top European leaders", and not "met"; "monitoring" in "the
    Foo Court monitoring committee".
    """
    item = items[at]
    if item.letter == "G":
        return not (item.mention and item.mention.owner)
    before = items[at - 1].lower if at else ""
    if item.letter != "w" or item.lower in _words("no_qualifier"):
        return False
    if before in _words("before_verb") or (before in _HAVE and item.lower.endswith("ed")):
        return False  # "has invited leaders"
    determined = before in _words("determiner")
    word = item.lower
    if is_number(word) or word in _words("qualifier"):
        return True
    if word.endswith("ly") or not word[:1].isalpha():
        return False
    if determined or not word.endswith(("ed", "ing", "s")):
        return True
    after = items[at + 1].lower if at + 1 < len(items) else ""
    return bool(items[at - 1].entity) and word.endswith("ing") and is_group_noun(after)


_HAVE = ("has", "have", "had")


def _last(items: Sequence[Item], head: int) -> int:
    """Return where the group of a head ends (exclusive): behind whom or what it is of."""
    if head + 1 >= len(items):
        return head + 1
    whose = items[head].entity
    if whose and items[head + 1].lower in _words("unit") and " of " in whose.label:
        return head + 2  # "members of the executive" before "committee"
    if items[head + 1].lower not in _words("of"):
        return head + 1
    last = end(items, head + 2)
    return last if last > head + 2 else head + 1


def end(items: Sequence[Item], at: int) -> int:
    """Return where the noun phrase that begins at an item ends (exclusive); `at` where none does.

    Example: "his governing coalition" in "members of his governing coalition met".
    """
    first = at
    while at < len(items) and at - first < _MOST_AFTER:
        item = items[at]
        opens = at == first and item.lower in _words("determiner")
        owned = at > first and item.lower in ("'s", "'")
        named = item.letter in "OLGT"
        if not (opens or owned or named or qualifies(items, at) or _is_plural(item)):
            break
        at += 1
    only_opened = at == first + 1 and items[first].lower in _words("determiner")
    return first if only_opened else at


def is_group_noun(word: str) -> bool:
    """Say whether a word in lower case is a noun for people who act: "cabinet", "counterpart"."""
    return word in _words("group_noun")


def _is_plural(item: Item) -> bool:
    word = item.lower
    return (
        item.letter == "w"
        and word.endswith("s")
        and word.isalpha()
        and word not in _words("no_qualifier")
    )
