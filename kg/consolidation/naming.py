"""Step consolidate, naming: who and what the mentions touched are, in the facts graph's names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

from kg.consolidation import people
from kg.consolidation.alliances import pacts
from kg.consolidation.decisions import Decisions
from kg.consolidation.entities import as_stated, bearers_of, thing_named, thing_stated
from kg.consolidation.index import Index
from kg.consolidation.offices import Held, held_by
from kg.consolidation.reports import Mention
from kg.consolidation.spellings import NearMiss
from kg.consolidation.touched import Things, Touched
from kg.consolidation.world import Thing, World
from kg.vocabulary import EntityKind

_PERSON = EntityKind.PERSON.value + "/"
_STATED = "stated"  # the key of the things that decisions speak of
Near = dict[str, list[NearMiss]]  # pairs of persons who nearly are one, by what they are found in


class Naming:
    """Names the mentions that a change touches, entities first, then people, then pacts.

    GAZETTEER is the world without what articles name, WORLD the one with it.
    """

    def __init__(
        self,
        index: Index,
        gazetteer: World,
        world: World,
        things: Things,
        touched: Touched,
        decisions: Decisions,
    ) -> None:
        self._index = index
        self._gazetteer = gazetteer
        self._world = world
        self._things = things
        self._touched = touched
        self._decisions = decisions
        self._stated_iris = decisions.iris
        self.persons: set[str] = set()  # of the blocks that were worked again

    def note(self, mentions: Iterable[tuple[str, str]]) -> None:
        """Note that MENTIONS, IRI and key, come or go; with one that is decided on, all such."""
        for iri, key in mentions:
            self._touched.keys.add(key)
            if iri in self._stated_iris:
                self._touched.keys.add(_STATED)

    def entities(self) -> None:
        """Name parties, alliances, bodies, places and groups."""
        stated = {key for key in self._stated() if not key.startswith(_PERSON)}
        keys = {key for key in self._touched.keys if not key.startswith(_PERSON)}
        renamed = set()
        for key in sorted(keys - stated - {_STATED}):
            if _only_articles_have(key):
                bearers = self._bearers(key)
                renamed |= self._rename({m: iri for iri, named in bearers.items() for m in named})
        touched = keys & (stated | {_STATED})
        bearing, joined = self._bearers_stated(stated if touched else set())
        renamed |= self._rename({m: iri for iri, named in bearing.items() for m in named})
        for article in (
            () if self._touched.anew else renamed
        ):  # what lies in or belongs to what is called otherwise now
            found = self._index.column("SELECT key FROM mention WHERE article = ?", article)
            keys.update(key for key in found if not key.startswith(_PERSON))
        for key in sorted(keys - {_STATED}):
            self._things.put(key, {} if key in stated else self._things_of(key))
        if touched or keys & stated:
            if not touched:
                bearing, joined = self._bearers_stated(stated)
            self._things.put(_STATED, self._things_stated(stated, bearing, joined))

    def people(self) -> Near:
        """Name the people of the surnames touched, and of offices that read otherwise now."""
        keys = {key for key in self._touched.keys if key.startswith(_PERSON)} | self._holders()
        stated = {key for key in self._stated() if key.startswith(_PERSON)}
        if keys & stated or _STATED in self._touched.keys:
            keys |= stated
        near: Near = {}
        for together in ([key] for key in sorted(keys - stated)):
            near |= self._people(together)
        return near | self._people(sorted(keys & stated))

    def _people(self, keys: Iterable[str]) -> Near:
        """Name the people of KEYS: of one surname, or of all those of whom decisions speak."""
        mentions = {m: key for key in keys for m in self._index.mentions(key)}
        near: Near = {key: [] for key in keys}
        by_key: dict[str, dict[str, Thing]] = {key: {} for key in keys}
        for named, about in people.blocks(mentions, self._world, self._decisions):
            found = people.people_of(named, self._held(named), self._world, about)
            key = min(mentions[mention] for mention in named)
            self.persons.update(found.things)
            near[key] += found.near
            by_key[key] |= found.things
            names = found.names
            self._rename({m: names[m.iri] for m in named})
        for key, bearers in sorted(by_key.items()):
            self._things.put(key, bearers)
        return near

    def pacts(self, iris: Iterable[str]) -> None:
        """Name the alliances IRIS, which have no name but their members'."""
        for iri in sorted(iris):
            key = f"pact {iri}"
            told = self._index.column("SELECT report FROM block WHERE key = ?", key)
            found = pacts(self._index.reports(told), self._world)
            self._things.put(key, {iri: found[iri]} if iri in found else {}, pact=True)

    def _bearers(self, key: str) -> dict[str, list[Mention]]:
        """Return the things of KEY that only articles name, by IRI, if there are any still."""
        named = self._index.mentions(key)
        return dict(bearers_of(key, named, self._gazetteer)) if named else {}

    def _things_of(self, key: str) -> dict[str, Thing]:
        """Return the things that the mentions of KEY are, by their IRIs."""
        bearers: dict[str, list[Mention]] = defaultdict(list)
        if _only_articles_have(key):
            for mention in self._index.mentions(key):
                bearers[self._index.names(mention.article.iri)[mention.iri]].append(mention)
        else:
            bearers[key] = self._wordings(key)
        return {
            iri: thing_named(iri, named, self._names_around(named), self._gazetteer)
            for iri, named in bearers.items()
            if named
        }

    def _wordings(self, key: str) -> list[Mention]:
        """Return the mentions of what the gazetteer knows, those of one wording once.

        Of what the gazetteer no longer holds it counts how often each wording is used.
        """
        known = key in self._gazetteer.things
        wordings = self._index.wordings(key)
        return [m for mention, count in wordings for m in [mention] * (1 if known else count)]

    def _names_around(self, named: Iterable[Mention]) -> dict[str, str]:
        """Return the names of what the mentions NAMED lie in or belong to."""
        found = {}
        for mention in named:
            names = self._index.names(mention.article.iri)
            found.update({iri: names.get(iri, iri) for iri in (*mention.owners, *mention.areas)})
        return found

    def _held(self, named: Iterable[Mention]) -> Held:
        """Return what the articles tell of the offices of those NAMED."""
        sql = "SELECT iri FROM report WHERE holder = ?"
        held = [report for m in named for report in self._index.column(sql, m.iri)]
        return held_by(self._index.reports(held, in_full=False))

    def _rename(self, names: dict[Mention, str]) -> set[str]:
        """Call the mentions by NAMES; the reports of the articles concerned read otherwise then."""
        articles = self._index.rename(names)
        for article in () if self._touched.anew else articles:
            told = self._index.column("SELECT iri FROM report WHERE article = ?", article)
            self._touched.reports.update(told)
        return articles

    def _holders(self) -> set[str]:
        """Return the blocks of those whose offices and changes of side read otherwise now."""
        sql = (
            "SELECT key FROM report JOIN mention ON mention.iri = holder "
            "AND mention.article = report.article WHERE report.iri = ?"
        )
        found = {key for report in self._touched.reports for key in self._index.column(sql, report)}
        return {key for key in found if key.startswith(_PERSON)}  # parties too change sides

    # --- what decisions speak of ----------------------------------------------------------------

    def stated_surnames(self) -> set[str]:
        """Return the surnames of all people of whom decisions may speak."""
        return {k.removeprefix(_PERSON) for k in self._stated() if k.startswith(_PERSON)}

    def _stated(self) -> set[str]:
        """Return the blocks of all of whom decisions may speak: they are worked together."""
        found: set[str] = set()
        for iri in self._decisions.iris:
            sql = "SELECT key FROM mention WHERE article = ? AND iri = ?"
            found.update(self._index.column(sql, iri.partition("#")[0], iri))
            path = iri.removeprefix(self._world.iris.base)
            kind, _, name = path.partition("/")
            if kind == EntityKind.PERSON:
                found |= {_PERSON + key for key in people.surnames(name)}
            elif "#" not in path:
                found |= {iri, path, path.rpartition("-")[0]}
        return found

    def _bearers_stated(self, keys: set[str]) -> tuple[dict[str, list[Mention]], frozenset[str]]:
        """Return the bearers of KEYS as decisions have them, and which of these are stated."""
        bearers: dict[str, list[Mention]] = {}
        for key in sorted(keys):
            if _only_articles_have(key):
                bearers |= self._bearers(key)
        return as_stated(bearers, self._gazetteer, self._decisions)

    def _things_stated(
        self, keys: set[str], bearing: Mapping[str, list[Mention]], joined: Container[str]
    ) -> dict[str, Thing]:
        """Return the things of KEYS, of which BEARING has the articles' own mentions."""
        known = {key: self._wordings(key) for key in keys if not _only_articles_have(key)}
        known = {iri: named for iri, named in known.items() if named}
        found = {}
        for iri in sorted(known.keys() | bearing.keys()):
            own = bearing.get(iri, [])
            names = self._names_around(own)
            if own and iri not in joined and iri not in self._gazetteer.things:
                found[iri] = thing_named(iri, own, names, self._gazetteer)
            else:
                found[iri] = thing_stated(iri, known.get(iri, ()), own, names, self._gazetteer)
        return found


def _only_articles_have(key: str) -> bool:
    """Return whether KEY is `kind/slug`, not an IRI of the gazetteer's or a group's."""
    return "://" not in key
