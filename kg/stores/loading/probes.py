"""Step load, probes: what a triplestore can do, found out by doing it and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from kg.errors import EndpointError, KgError, TimeLimitError, UsageError
from kg.stores.access import Access
from kg.stores.endpoint import Endpoint
from kg.stores.loading.bulk import BulkLoader
from kg.stores.loading.client import Client
from kg.stores.loading.target import Transport, Ways
from kg.stores.loading.there import There
from kg.stores.profiles import N_QUADS, Addresses
from kg.stores.retries import PassingError
from kg.vocabulary import RDFS

_N_TRIPLES = "application/n-triples"
_UPDATE = "application/sparql-update"
_WORDS = Literal('“ä”\n\t\\u0041 "😀 \u0634', language="en")


@dataclass(frozen=True, slots=True)
class Probe:
    """One way to write that was tried: the address, if there is one, and what came of it."""

    way: str
    address: str | None
    failure: KgError | None = None
    exact: bool = False  # what was read back is what was written, to the letter
    union: bool = False  # the default graph holds the named ones too

    @property
    def works(self) -> bool:
        """Return whether what was written was there."""
        return self.address is not None and self.failure is None


class Prober:
    """A triplestore that is tried out on a graph of its own, which is taken out again."""

    def __init__(
        self,
        endpoint: Endpoint,
        where: Addresses,
        client: Client,
        bulk: BulkLoader | None = None,
    ) -> None:
        self.loader = bulk
        self._there = There(endpoint)
        self._client = client
        self._where = where
        self.graph = endpoint.base + "graph/probe"
        node = NamedNode(self.graph)
        self._line = f"{node} {NamedNode(RDFS + 'label')} {_WORDS} "

    def update(self) -> Probe:
        """Try SPARQL Update."""
        url = self._where.update
        text = f"INSERT DATA {{ GRAPH <{self.graph}> {{ {self._line} }} }}"
        return self._tried("update", url, lambda to: self._send(to, text, _UPDATE))

    def graph_store(self) -> Probe:
        """Try to put a graph by the Graph Store protocol."""
        body = f"{self._line}.\n".encode()

        def put(url: str) -> None:
            self._client.send("PUT", url, body, _N_TRIPLES, graph=self.graph)

        return self._tried("graph store", self._where.graph_store, put)

    def anyone_updates(self) -> bool:
        """Return whether updates are taken from somebody who shows no credentials."""
        text = f"DROP SILENT GRAPH <{self.graph}>".encode()
        with Client(Access(timeout=self._client.access.timeout)) as nobody:
            try:
                nobody.send("POST", self._where.update or "", text, _UPDATE)
            except KgError:
                return False
        return True

    def dataset(self) -> Probe:
        """Try to add N-Quads."""
        media_type = self._where.profile.quads_type if self._where.profile else N_QUADS
        body = f"{self._line}<{self.graph}> .\n"
        url = self._where.dataset
        return self._tried("dataset", url, lambda to: self._send(to, body, media_type))

    def bulk(self) -> Probe:
        """Try Virtuoso's bulk loader."""
        if self.loader is None:
            return Probe("bulk loader", None)
        loader, quads = self.loader, f"{self._line}<{self.graph}> .\n".encode()
        return self._tried("bulk loader", loader.address, lambda _: loader.load(quads))

    def _send(self, url: str, text: str, media_type: str) -> None:
        self._client.send("POST", url, text.encode(), media_type)

    def _tried(self, way: str, url: str | None, write: Callable[[str], None]) -> Probe:
        """Return what came of WRITE, by which one statement enters the probe's graph.

        What can't be taken back, or read, is raised: nothing is to be left behind unsaid.
        """
        if url is None:
            return Probe(way, None)
        try:
            write(url)
        except UsageError:
            raise
        except (PassingError, TimeLimitError) as error:  # it may have been written all the same
            self.take_back()
            return Probe(way, url, error)
        except KgError as error:
            return Probe(way, url, error)
        try:
            found = self._there.objects(self.graph)
            union = self._there.in_default_graph(NamedNode(self.graph))
        finally:
            self.take_back()
        lost = None if len(found) == 1 else EndpointError(f"{url} took a statement and lost it")
        return Probe(way, url, lost, exact=found == [_WORDS], union=union)

    def take_back(self) -> None:
        """Take the probe's graph out again, by one way or the other."""
        if self._where.update:
            text = f"DROP SILENT GRAPH <{self.graph}>"
            try:
                self._send(self._where.update, text, _UPDATE)
            except KgError:
                if not self._where.graph_store:
                    raise
            else:
                return
        if self._where.graph_store:
            url = self._where.graph_store
            self._client.send("DELETE", url, graph=self.graph, missing=True)


def with_given(found: Addresses, access: Access) -> Addresses:
    """Return the addresses FOUND with those that the user gave."""
    return replace(
        found,
        update=access.update or found.update,
        graph_store=access.graph_store or found.graph_store,
    )


def ways(prober: Prober, where: Addresses, wanted: Transport | None) -> Ways:
    """Return the ways to write that work, as few as needed; WANTED before all others.

    Raises what the first of them failed with if none does, or if WANTED doesn't.
    """
    update, put = prober.update(), prober.graph_store()
    tried = {
        Transport.UPDATE: update,
        Transport.GRAPH_STORE: put,
        Transport.DATASET: prober.dataset() if wanted in (None, Transport.DATASET) else None,
        Transport.BULK: prober.bulk() if wanted is Transport.BULK else None,
    }
    probes = [probe for probe in tried.values() if probe]
    if not (update.works or put.works):
        raise next(
            (probe.failure for probe in probes if probe.failure), _unknown(where.query, "anything")
        )
    chosen = tried[wanted] if wanted else None
    if wanted and chosen and not chosen.works:
        raise chosen.failure or _unknown(where.query, f"what goes by {wanted}")
    dataset = tried[Transport.DATASET]
    return Ways(
        dataset=dataset.address if dataset and dataset.works else None,
        graph_store=put.address if put.works and wanted is not Transport.UPDATE else None,
        update=update.address if update.works else None,
        quads_type=where.profile.quads_type if where.profile else N_QUADS,
        update_size=where.profile.update_size if where.profile else 500,
        bulk=prober.loader if wanted is Transport.BULK else None,
    )


def _unknown(url: str, what: str) -> UsageError:
    return UsageError(
        f"can't tell from {url} where this triplestore takes {what}; give its Graph Store address "
        "(--graph-store) or where it takes updates (--update) as well"
    )
