"""Step consolidate, change: the facts that the change of some articles touches, worked again.

Who is one person or party is decided among the mentions of one name, what is one fact among the
reports of one block, what is one meeting among those that hang together. So a change goes from the
articles to the names, from these to the reports that read otherwise now, and on to their blocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Triple

from kg.consolidation.blocks import block_triples, blocks_of, pact_block, region_triples
from kg.consolidation.candidates import person_candidate_triples
from kg.consolidation.copying import Copying
from kg.consolidation.decisions import Decisions
from kg.consolidation.description import description_triples, graph_hash, line_hash
from kg.consolidation.gathering import gathered, keep_occasion, region_name
from kg.consolidation.index import Index
from kg.consolidation.naming import Naming, block_of
from kg.consolidation.presence import Presence, pointed
from kg.consolidation.reports import Report, read
from kg.consolidation.slips import Slips
from kg.consolidation.spellings import NearMiss
from kg.consolidation.touched import Things, Touched
from kg.consolidation.world import World
from kg.graph import ArticleGraph

_PACT = "pact "
_AT_ONCE = 500  # reports in memory while they are put into blocks
Nodes = dict[str, set[Triple]]  # the nodes of the facts graph with all their triples


def changed_nodes(
    articles: Iterable[str],
    graph_of: Callable[[str], ArticleGraph],
    index: Index,
    gazetteer: World,
    decisions: Decisions,
) -> Nodes:
    """Return the nodes of the facts graph that the change of ARTICLES touches, as they are now.

    A node without triples is gone. INDEX is brought up to date; GRAPH_OF gives an article's graph,
    an empty one if it was taken out.
    """
    return _Change(index, gazetteer, decisions).nodes(articles, graph_of)


class _Change:
    """A change under way: what it touches, and what comes of it."""

    def __init__(self, index: Index, gazetteer: World, decisions: Decisions) -> None:
        self._index = index
        self._touched = Touched()
        self._things = Things(index, gazetteer.things, self._touched)
        self._world = gazetteer.with_things(self._things)
        self._naming = Naming(index, gazetteer, self._world, self._things, self._touched, decisions)
        self._copying = Copying(index)
        self._slips = Slips(index, self._things, decisions)
        self._presence = Presence(index, self._things)
        self._nodes: Nodes = defaultdict(set)

    def nodes(self, articles: Iterable[str], graph_of: Callable[[str], ArticleGraph]) -> Nodes:
        """Return the nodes that the change of ARTICLES touches."""
        for article in sorted(set(articles)):
            self._take_out(article)
            if (graph := graph_of(article)).triples:
                self._take_in(graph)
        for article in self._copying.sources():
            told = self._index.column("SELECT iri FROM report WHERE article = ?", article)
            self._touched.reports.update(told)
        self._naming.entities()
        near = self._naming.people()
        start = self._world.iris.node("person", "")
        persons = {iri for iri in self._touched.things if iri.startswith(start)}
        persons |= self._naming.persons
        near |= self._slips.near(persons, self._naming.stated_surnames())
        meetings = self._keyed()
        self._work(meetings)
        self._doubt(near)
        self._finish()
        return self._nodes

    # --- articles -------------------------------------------------------------------------------

    def _take_out(self, article: str) -> None:
        """Take out what ARTICLE told so far."""
        if (hash_ := self._index.hash(article)) is None:
            return
        self._naming.note(self._index.mentions_in(article))
        self._copying.take_out(article)
        for report in self._index.column("SELECT iri FROM report WHERE article = ?", article):
            self._unkey(report)
        self._index.drop_article(article)
        self._index.add_to_sum(-1, line_hash(article, hash_))

    def _take_in(self, graph: ArticleGraph) -> None:
        """Take in what the article of GRAPH tells."""
        told, hash_ = read(graph, self._world.iris), graph_hash(graph.triples)
        self._index.put_article(told, hash_, [block_of(mention) for mention in told.mentions])
        self._naming.note(told.mentions)
        self._copying.take_in(graph.article, told.article.signature)
        self._touched.reports.update(report.iri for report in told.reports)
        self._index.add_to_sum(1, line_hash(graph.article, hash_))

    # --- reports --------------------------------------------------------------------------------

    def _unkey(self, report: str) -> None:
        """Take REPORT out of its blocks, which have to be worked again."""
        self._touched.nodes.add(report)
        keys = self._index.column("SELECT key FROM block WHERE report = ?", report)
        self._touched.blocks.update(keys)
        sql = "SELECT region FROM occasion WHERE report = ? AND region IS NOT NULL"
        self._touched.regions.update(self._index.column(sql, report))
        self._index.unkey(report)

    def _keyed(self) -> list[str]:
        """Put the reports that read otherwise now into blocks; return those of meetings."""
        meetings: list[str] = []
        self._key(self._touched.reports, meetings)
        pacts = {key for key in self._touched.blocks if key.startswith(_PACT)}
        self._touched.blocks -= pacts
        self._touched.reports.clear()
        self._naming.pacts(key.removeprefix(_PACT) for key in pacts)
        self._key(self._touched.reports, meetings)  # those of pacts that are called otherwise now
        self._touched.blocks = {b for b in self._touched.blocks if not b.startswith(_PACT)}
        return meetings

    def _key(self, reports: Iterable[str], meetings: list[str]) -> None:
        """Put REPORTS into blocks, and add those of meetings to MEETINGS."""
        pending = sorted(reports)
        while pending:
            for report in self._index.reports(pending[:_AT_ONCE]):
                self._unkey(report.iri)
                self._bear(report)
                if report.kind == "MeetingReport":
                    keep_occasion(report, self._index, self._world)
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
        self._touched.blocks.update(keys)

    def _bear(self, report: Report) -> None:
        """Keep the things that REPORT speaks of, those that the gazetteer doesn't fix."""
        named = {iri for name in report.values for iri in report.nodes(name)}
        named |= {party for party, _ in report.shares}
        pact = pact_block(report, self._world)
        reached = self._things.reached(named) | ({pact} if pact else set())
        self._index.insert("bearing", [(iri, report.iri) for iri in sorted(reached)])

    # --- facts ----------------------------------------------------------------------------------

    def _work(self, meetings: Iterable[str]) -> None:
        """Work the blocks and regions touched again."""
        found = gathered(meetings, self._touched.regions, self._index, self._world)
        for cell in sorted(self._touched.regions | self._touched.blocks):
            self._empty(cell)
        for region in found:
            self._fill(region_name(region), region_triples(region, self._world))
        for block in sorted(self._touched.blocks):
            told = self._index.column("SELECT report FROM block WHERE key = ?", block)
            if told:
                self._fill(block, block_triples(block, self._index.reports(told), self._world))

    def _doubt(self, near: Mapping[str, Iterable[NearMiss]]) -> None:
        """Put the pairs NEAR of persons who nearly are one, by what they are found in."""
        for cell in near:
            self._empty(f"near {cell}")
        for cell, misses in near.items():
            triples = (t for miss in misses for t in person_candidate_triples(miss, self._world))
            self._fill(f"near {cell}", triples)

    def _empty(self, cell: str) -> None:
        """Take out the nodes of CELL."""
        nodes = self._index.column("SELECT node FROM cell WHERE cell = ?", cell)
        self._touched.nodes.update(nodes)
        self._index.run("DELETE FROM cell WHERE cell = ?", cell)
        self._presence.cite(cell, (), root=True)

    def _fill(self, cell: str, triples: Iterable[Triple]) -> None:
        """Let CELL have TRIPLES; the nodes of reports, which several cells may have, aside."""
        by_node: Nodes = defaultdict(set)
        for triple in triples:
            by_node[triple.subject.value].add(triple)  # type: ignore[union-attr]
        reports = self._world.iris.node("report", "")
        own = [(node, cell) for node in by_node if not node.startswith(reports)]
        self._index.insert("cell", own)
        self._presence.cite(cell, pointed(t for told in by_node.values() for t in told), root=True)
        for node, told in by_node.items():
            self._nodes[node] |= told

    def _finish(self) -> None:
        """Add the things that come, go or change, and the description of the graph."""
        for iri, triples in self._presence.settled(self._touched.things).items():
            self._touched.nodes.add(iri)
            for triple in triples:
                self._nodes[triple.subject.value].add(triple)  # type: ignore[union-attr]
        self._nodes[self._world.iris.facts_graph] = set(
            description_triples(self._index.made(), self._world.iris)
        )
        for node in self._touched.nodes - self._nodes.keys():
            self._nodes[node] = set()
