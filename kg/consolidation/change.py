"""Step consolidate, change: the facts that the change of some articles touches, worked again.

Who is one person or party is decided among the mentions of one name, what is one fact among the
reports of one block, what is one meeting among those that hang together. So a change goes from the
articles to the names, from these to the reports that read otherwise now, and on to their blocks.
All facts anew are the change of all articles where nothing was before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from pyoxigraph import Triple

from kg.consolidation.blocks import blocks_of, pact_block
from kg.consolidation.cells import Cell, Nodes, Part, by_node, cell_triples, part_of
from kg.consolidation.copying import Copying
from kg.consolidation.decisions import Decisions
from kg.consolidation.description import description_triples, line_hash
from kg.consolidation.gathering import gathered, gathered_anew, keep_occasion, region_name
from kg.consolidation.index import Index
from kg.consolidation.matching import Region
from kg.consolidation.naming import Naming, Near
from kg.consolidation.presence import Presence, pointed
from kg.consolidation.reports import Report
from kg.consolidation.slips import Slips
from kg.consolidation.sources import Pair
from kg.consolidation.taking import Taken, taken
from kg.consolidation.touched import Things, Touched
from kg.consolidation.world import Thing, World, thing_triples
from kg.graph import ArticleGraph

_PACT = "pact "
_ELSEWHERE = "elsewhere"  # the cell of facts that were not made here
_AT_ONCE = 500  # reports in memory while they are put into blocks
_PART = 20_000  # triples that are yielded together


class Change:
    """A change under way: what it touches, and what comes of it."""

    def __init__(self, index: Index, gazetteer: World, decisions: Decisions, *, anew: bool) -> None:
        self._index = index
        self._anew = anew
        self._touched = Touched(anew=anew)
        self.things = Things(index, gazetteer.things, self._touched)
        self._world = gazetteer.with_things(self.things)
        self._naming = Naming(index, gazetteer, self._world, self.things, self._touched, decisions)
        self._copying = Copying(index, anew=anew)
        self._slips = Slips(index, self.things, decisions)
        self._presence = Presence(index, self.things)
        self._nodes: Nodes = defaultdict(set)
        self._size = 0
        self._articles = self._total = 0  # that come, less those that go; of their hashes

    def parts(
        self, articles: Iterable[str], graph_of: Callable[[str], ArticleGraph]
    ) -> Iterator[Part]:
        """Take ARTICLES in, or out; return the nodes that their change touches, to be worked.

        Made anew, those that were taken in before are left as they are.
        """
        for article in sorted(set(articles)):
            if not self._anew:
                self._take_out(article)
            elif self._index.hash(article) is not None:
                continue
            if (graph := graph_of(article)).triples:
                self.take_in(taken(graph, self._world.iris))
        return self._worked_parts()

    def _worked_parts(self) -> Iterator[Part]:
        """Yield the nodes that the articles taken in and out touch."""
        for cell in self.cells():
            self._fill(cell)
            if self._anew and self._size >= _PART:
                yield self._part()
        yield from self._settled()

    def cells(self, compared: Iterable[Pair] | None = None) -> Iterator[Cell]:
        """Yield what the articles taken in and out touch, once it is known who is who in them.

        COMPARED are the pairs of copies if others have compared the articles.
        """
        self._index.add_to_sum(self._articles, self._total)
        copied = self._copying.sources(compared)
        for article in () if self._anew else copied:
            told = self._index.column("SELECT iri FROM report WHERE article = ?", article)
            self._touched.reports.update(told)
        near = self._named()
        yield from self._worked(self._keyed())
        yield from self._doubts(near)

    def spoken_of(self, report: Report) -> set[str]:
        """Return the things that REPORT speaks of, those that the gazetteer doesn't fix."""
        named = {iri for name in report.values for iri in report.nodes(name)}
        named |= {party for party, _ in report.shares}
        pact = pact_block(report, self._world)
        return self.things.reached(named) | ({pact} if pact else set())

    def settled(self, pointed_to: Iterable[str] = ()) -> Iterator[tuple[str, Thing | None]]:
        """Yield the things that may have come, gone or changed; those that are gone as None.

        POINTED_TO are things that facts which were not made here point to.
        """
        self._presence.cite(_ELSEWHERE, pointed_to, root=True)
        return self._presence.settled(self._touched.things)

    def description(self) -> set[Triple]:
        """Return the description of the facts graph."""
        return set(description_triples(self._index.made(), self._world.iris))

    # --- articles -------------------------------------------------------------------------------

    def _take_out(self, article: str) -> None:
        """Take out what ARTICLE told so far."""
        if (hash_ := self._index.hash(article)) is None:
            return
        self._naming.note(self._index.keys_in(article))
        self._copying.take_out(article)
        for report in self._index.column("SELECT iri FROM report WHERE article = ?", article):
            self._unkey(report)
        self._index.drop_article(article)
        self._articles -= 1
        self._total -= line_hash(article, hash_)

    def take_in(self, told: Taken) -> None:
        """Take in what an article tells."""
        self._index.put_article(told)
        self._naming.note((iri, key) for iri, key, _ in told.mentions)
        self._copying.take_in(told.article, told.blocks)
        if not self._anew:
            self._touched.reports.update(iri for iri, *_ in told.reports)
        self._articles += 1
        self._total += line_hash(told.article, told.hash)

    def _named(self) -> Near:
        """Name the mentions touched; return the pairs of persons who nearly are one."""
        self._naming.entities()
        near = self._naming.people()
        start = self._world.iris.node("person", "")
        persons = {iri for iri in self._touched.things if iri.startswith(start)}
        persons |= self._naming.persons
        return near | self._slips.near(persons, self._naming.stated_surnames())

    # --- reports --------------------------------------------------------------------------------

    def _unkey(self, report: str) -> None:
        """Take REPORT out of its blocks, which have to be worked again."""
        if not self._anew:
            self._touched.nodes.add(report)
            keys = self._index.column("SELECT key FROM block WHERE report = ?", report)
            self._touched.blocks.update(keys)
            sql = "SELECT region FROM occasion WHERE report = ? AND region IS NOT NULL"
            self._touched.regions.update(self._index.column(sql, report))
        self._index.unkey(report)

    def _keyed(self) -> list[str]:
        """Put the reports that read otherwise now into blocks; return those of meetings.

        Anew all are, and the index has them: none are returned.
        """
        meetings: list[str] = []
        if self._anew:
            for reports in self._index.chunks("report", "iri"):
                self._key(reports, meetings, again=False)
        else:
            self._key(self._touched.reports, meetings)
        pacts = sorted(key for key in self._blocks() if key.startswith(_PACT))
        self._touched.reports.clear()
        self._naming.pacts(key.removeprefix(_PACT) for key in pacts)
        self._key(self._touched.reports, meetings)  # those of pacts that are called otherwise now
        return sorted(set(meetings))

    def _blocks(self) -> Iterator[str]:
        """Yield the blocks to be worked again, those of pacts too, sorted."""
        if self._anew:
            return chain.from_iterable(self._index.chunks("block", "key"))
        return iter(sorted(self._touched.blocks))

    def _key(self, reports: Iterable[str], meetings: list[str], *, again: bool = True) -> None:
        """Put REPORTS into blocks, AGAIN or at first; add those of meetings to MEETINGS."""
        pending = sorted(reports)
        while pending:
            for report in self._index.reports(pending[:_AT_ONCE]):
                if again:
                    self._unkey(report.iri)
                self._bear(report)
                if report.kind == "MeetingReport":
                    keep_occasion(report, self._index, self._world)
                    if not self._anew:
                        meetings.append(report.iri)
                else:
                    self._block(report)
            pending = pending[_AT_ONCE:]

    def _block(self, report: Report) -> None:
        """Put REPORT into its blocks."""
        keys = blocks_of(report, self._world)
        if pact := pact_block(report, self._world):
            keys.append(_PACT + pact)
        self._index.insert("block", [(key, report.iri) for key in keys])
        if not self._anew:
            self._touched.blocks.update(keys)

    def _bear(self, report: Report) -> None:
        """Keep by what things REPORT is found."""
        rows = [(iri, report.iri) for iri in sorted(self.spoken_of(report))]
        self._index.insert("bearing", rows)

    # --- facts ----------------------------------------------------------------------------------

    def _worked(self, meetings: Iterable[str]) -> Iterator[Cell]:
        """Yield the regions and blocks touched, emptied."""
        means = self._index, self._world
        found: Iterable[Region]
        if self._anew:
            found = gathered_anew(*means)
        else:
            found = gathered(meetings, self._touched.regions, *means)
        for cell in sorted(self._touched.regions | self._touched.blocks):
            self._empty(cell)
        for region in found:
            yield Cell(region_name(region), region=region)
        for block in self._blocks():
            if block.startswith(_PACT):
                continue
            told = self._index.column("SELECT report FROM block WHERE key = ?", block)
            if told:
                yield Cell(block, self._index.reports(told))

    def _doubts(self, near: Near) -> Iterator[Cell]:
        """Yield the pairs NEAR of persons who nearly are one, by what they are found in."""
        for name in () if self._anew else near:
            self._empty(f"near {name}")
        yield from (Cell(f"near {name}", near=misses) for name, misses in near.items() if misses)

    def _empty(self, cell: str) -> None:
        """Take out the nodes of CELL."""
        nodes = self._index.column("SELECT node FROM cell WHERE cell = ?", cell)
        self._touched.nodes.update(nodes)
        self._index.run("DELETE FROM cell WHERE cell = ?", cell)
        self._presence.cite(cell, (), root=True)

    def _fill(self, cell: Cell) -> None:
        """Let CELL have its nodes; those of reports, which several cells may have, aside."""
        nodes = by_node(cell_triples(cell, self._world))
        reports = self._world.iris.node("report", "")
        own = [(node, cell.name) for node in nodes if not node.startswith(reports)]
        self._index.insert("cell", own)
        found = pointed(triple for told in nodes.values() for triple in told)
        self._presence.cite(cell.name, found, root=True)
        for node, told in nodes.items():
            self._nodes[node] |= told
            self._size += len(told)

    def _settled(self) -> Iterator[Part]:
        """Yield the things that come, go or change, and at last the description of the graph."""
        settled: Iterable[tuple[str, Thing | None]] = self.settled()
        if not self._anew:
            settled = dict(settled).items()
            self._touched.nodes.update(iri for iri, _ in settled)
        for _, thing in settled:
            for node, triples in by_node(thing_triples(thing) if thing else ()).items():
                self._nodes[node] |= triples
                self._size += len(triples)
            if self._anew and self._size >= _PART:
                yield self._part()
        for node in self._touched.nodes - self._nodes.keys():
            self._nodes[node] = set()
        self._nodes[self._world.iris.facts_graph] = self.description()
        yield self._part()

    def _part(self) -> Part:
        """Return the nodes so far, and begin again."""
        nodes, self._nodes, self._size = self._nodes, defaultdict(set), 0
        return part_of(nodes, self.things)
