"""Step consolidate, naming: who and what the mentions touched are, in the facts graph's names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.consolidation.alliances import pacts
from kg.consolidation.entities import bearers_of, key_of, thing_named
from kg.consolidation.index import Index
from kg.consolidation.people import is_bare, merged_people, name_of, surname_of
from kg.consolidation.reports import Mention
from kg.consolidation.touched import Things, Touched
from kg.consolidation.world import Thing, World
from kg.vocabulary import EntityKind

_PERSON = EntityKind.PERSON.value + "/"


def block_of(mention: Mention) -> str:
    """Return the key of the mentions among which it is decided who or what MENTION is."""
    if mention.kind is EntityKind.PERSON:
        return _PERSON + name_of(mention.label)
    return key_of(mention)


class Naming:
    """Names the mentions that a change touches, entities first, then people, then pacts.

    GAZETTEER is the world without what articles name, WORLD the one with it.
    """

    def __init__(
        self, index: Index, gazetteer: World, world: World, things: Things, touched: Touched
    ) -> None:
        self._index = index
        self._gazetteer = gazetteer
        self._world = world
        self._things = things
        self._touched = touched

    def note(self, mentions: Iterable[Mention], number: int) -> None:
        """Note that NUMBER (1 or -1) of each of MENTIONS comes."""
        for mention in mentions:
            key = block_of(mention)
            self._touched.keys.add(key)
            if key.startswith(_PERSON):
                self._count(key, number)

    def entities(self) -> None:
        """Name parties, alliances, bodies, places and groups."""
        keys = {key for key in self._touched.keys if not key.startswith(_PERSON)}
        renamed = set()
        for key in sorted(keys):
            if _only_articles_have(key):
                bearers = bearers_of(key, self._index.mentions(key), self._gazetteer)
                renamed |= self._rename({m: iri for iri, named in bearers for m in named})
        for article in renamed:  # what lies in or belongs to what is called otherwise now
            found = self._index.column("SELECT key FROM mention WHERE article = ?", article)
            keys.update(key for key in found if not key.startswith(_PERSON))
        for key in sorted(keys):
            self._things.put(key, self._things_of(key))

    def people(self) -> None:
        """Name the people of the names touched, and of offices that read otherwise now."""
        names = {key for key in self._touched.keys if key.startswith(_PERSON)}
        names |= self._holders() | self._bare_now_decided_otherwise()
        mentions = {m: key for key in sorted(names) for m in self._index.mentions(key)}
        held = [
            report
            for mention in mentions
            for report in self._index.column("SELECT iri FROM report WHERE holder = ?", mention.iri)
        ]
        reports = self._index.reports(held, in_full=False)
        called, things = merged_people([*mentions, *self._fuller(names)], reports, self._world)
        self._rename({mention: called[mention.iri] for mention in mentions})
        key_of_mention = {mention.iri: key for mention, key in mentions.items()}
        by_key: dict[str, dict[str, Thing]] = {key: {} for key in names}
        for iri, thing in things.items():
            if key := key_of_mention.get(thing.mentions[0]):
                by_key[key][iri] = thing
        for key, bearers in sorted(by_key.items()):
            self._things.put(key, bearers)

    def pacts(self, iris: Iterable[str]) -> None:
        """Name the alliances IRIS, which have no name but their members'."""
        for iri in sorted(iris):
            key = f"pact {iri}"
            told = self._index.column("SELECT report FROM block WHERE key = ?", key)
            found = pacts(self._index.reports(told), self._world)
            self._things.put(key, {iri: found[iri]} if iri in found else {}, pact=True)

    def _things_of(self, key: str) -> dict[str, Thing]:
        """Return the things that the mentions of KEY are, by their IRIs."""
        bearers: dict[str, list[Mention]] = defaultdict(list)
        if _only_articles_have(key):
            for mention in self._index.mentions(key):
                bearers[self._index.names(mention.article.iri)[mention.iri]].append(mention)
        else:
            known = key in self._gazetteer.things
            for mention, count in self._index.wordings(key):
                bearers[key] += [mention] * (1 if known else count)
        return {
            iri: thing_named(iri, named, self._names_around(named), self._gazetteer)
            for iri, named in bearers.items()
        }

    def _names_around(self, named: Iterable[Mention]) -> dict[str, str]:
        """Return the names of what the mentions NAMED lie in or belong to."""
        found = {}
        for mention in named:
            names = self._index.names(mention.article.iri)
            found.update({iri: names.get(iri, iri) for iri in (*mention.owners, *mention.areas)})
        return found

    def _rename(self, names: dict[Mention, str]) -> set[str]:
        """Call the mentions by NAMES; the reports of the articles concerned read otherwise then."""
        articles = self._index.rename(names)
        for article in articles:
            told = self._index.column("SELECT iri FROM report WHERE article = ?", article)
            self._touched.reports.update(told)
        return articles

    # --- who else has to be named again ---------------------------------------------------------

    def _count(self, key: str, number: int) -> None:
        """Count NUMBER more mentions of the name KEY, and note how it was before."""
        name = key.removeprefix(_PERSON)
        surname = surname_of(name)
        if surname not in self._touched.surnames:
            self._touched.surnames[surname] = self._ends_a_full_name(surname)
        self._index.run(
            "INSERT INTO surname VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions",
            *(surname, key, is_bare(name), number),
        )
        self._index.run(
            "DELETE FROM surname WHERE surname = ? AND key = ? AND mentions = 0", surname, key
        )

    def _ends_a_full_name(self, surname: str) -> bool:
        """Return whether there is a full name that ends in SURNAME."""
        sql = "SELECT 1 FROM surname WHERE surname = ? AND NOT bare LIMIT 1"
        return self._index.value(sql, surname) is not None

    def _bare_now_decided_otherwise(self) -> set[str]:
        """Return the single names that a full name ends in now and not before, or the reverse."""
        sql = "SELECT key FROM surname WHERE surname = ? AND bare"
        return {
            key
            for surname, before in self._touched.surnames.items()
            if self._ends_a_full_name(surname) is not before
            for key in self._index.column(sql, surname)
        }

    def _holders(self) -> set[str]:
        """Return the names of those whose offices and changes of side read otherwise now."""
        sql = (
            "SELECT key FROM report JOIN mention ON mention.iri = holder "
            "AND mention.article = report.article WHERE report.iri = ?"
        )
        return {key for report in self._touched.reports for key in self._index.column(sql, report)}

    def _fuller(self, names: Iterable[str]) -> list[Mention]:
        """Return someone with a fuller name for each single name of NAMES that has such a one."""
        sql = (
            "SELECT key FROM surname WHERE surname = (SELECT surname FROM surname "
            "WHERE surname = ? AND key = ? AND bare) AND NOT bare LIMIT 1"
        )
        found = []
        for key in sorted(names):
            fuller = self._index.value(sql, surname_of(key.removeprefix(_PERSON)), key)
            if fuller and fuller not in names:
                found.append(self._index.mentions(fuller)[0])
        return found


def _only_articles_have(key: str) -> bool:
    """Return whether KEY is `kind/slug`, not an IRI of the gazetteer's or a group's."""
    return "://" not in key
