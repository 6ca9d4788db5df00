"""Step load: a triplestore elsewhere made equal to the local store, and read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from kg.batches import batched
from kg.errors import EndpointError, TimeLimitError, UsageError
from kg.stores import PROFILES
from kg.stores.access import Access
from kg.stores.endpoint import Endpoint
from kg.stores.loading.bulk import Bulk, BulkLoader
from kg.stores.loading.changes import Change, Kind, batches, change
from kg.stores.loading.client import Client
from kg.stores.loading.here import Here
from kg.stores.loading.parallel import in_parallel
from kg.stores.loading.pieces import named
from kg.stores.loading.probes import Prober, ways, with_given
from kg.stores.loading.target import Target, Transport, Ways
from kg.stores.loading.there import There, superfluous
from kg.stores.local import LocalStore
from kg.stores.portions import NAMED
from kg.stores.profiles import Addresses, addresses

STATEMENTS = 40_000  # of a request, some eight megabytes
_OF_BULK = 20_000  # of a run of the bulk loader, after which the server writes all to the disk
_READY = 3  # runs of the bulk loader that wait for their turn
_SHOWN = 5  # graphs that an error names


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: graphs and triples that are there now, those sent, graphs taken out."""

    graphs: int
    triples: int
    sent_graphs: int
    sent_triples: int
    pruned: int
    transport: Transport | None  # None: nothing was sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a load goes: PRUNE takes out what is gone here, VERIFY reads every statement back.

    BULK is what Virtuoso's bulk loader needs. MARK tells the load from any other that may begin
    meanwhile; without one, nobody looks out.
    """

    prune: bool = False
    verify: bool = False
    transport: Transport | None = None
    parallel: int = 2
    mark: str = ""
    bulk: Bulk | None = None


def load_endpoint(
    store: LocalStore,
    url: str,
    access: Access | None = None,
    options: Options | None = None,
    *,
    progress: Callable[[Sequence[Change]], None] | None = None,
) -> Loaded:
    """Make the triplestore at URL hold what STORE does, sending what differs, and compare.

    Graphs that the store doesn't have are left alone; with `prune`, those under the store's base
    are taken out. `progress` is told the changes once they are made.
    Raises UsageError for an address from which none to write to follows; EndpointError if the
    triplestore refuses, fails, or holds something else afterwards; TimeLimitError. A load that
    broke off can be started again, and goes on.
    """
    with _Load(store, url, access or Access(), options or Options(), progress) as load:
        try:
            return load.run()
        except (EndpointError, TimeLimitError) as error:
            if not load.sent:
                raise
            raise type(error)(
                f"{error}; {sum(load.sent.values())} statements of {len(load.sent)} graphs were "
                "sent before, so run it again to go on"
            ) from error


def differences(
    store: LocalStore, url: str, access: Access | None = None, options: Options | None = None
) -> Iterator[Change]:
    """Yield what `load_endpoint` would change, and change nothing."""
    with _Load(store, url, access or Access(), options or Options(), None) as load:
        yield from load.changes(store.graph_names())
        if load.options.prune:
            yield from load.superfluous()


class _Load:
    """A load under way, and what has been sent: how many statements of each graph."""

    def __init__(
        self,
        store: LocalStore,
        url: str,
        access: Access,
        options: Options,
        progress: Callable[[Sequence[Change]], None] | None,
    ) -> None:
        self.store = store
        self.options = options
        self.where = with_given(addresses(url, PROFILES), access)
        self.endpoint = Endpoint(url, store.base, access)
        self.progress = progress
        self.there = There(self.endpoint, options.mark)
        self.sent: dict[str, int] = {}
        self.here = Here(store, self.there)
        self._bulk = _bulk_loader(self.where, access, options)
        self._client = Client(access)

    def run(self) -> Loaded:
        """Send what differs, take out what is gone, compare."""
        names = self.store.graph_names()
        self._send(self.changes(names))
        wrong = self.here.miscounted(self.sent)  # most are counted while others are still sent
        if wrong:  # a load that was killed, or somebody else, left what no hash tells of
            self._recorded = self._read_records()
            self._send(self._afresh(wrong))
            wrong = self.here.miscounted(self.sent)
        gone = list(self.superfluous()) if self.options.prune else []
        self._send(gone)
        self._compare(wrong)
        sent = {name: number for name, number in self.sent.items() if name in self.here.counts}
        return Loaded(
            graphs=len(names),
            triples=sum(self.here.counts.values()),
            sent_graphs=len(sent),
            sent_triples=sum(sent.values()),
            pruned=len(gone),
            transport=self.ways.transport if sent else None,
        )

    def changes(self, names: Iterable[str]) -> Iterator[Change]:
        """Yield how the graphs NAMES differ there."""
        for some in batched(names, NAMED):
            counts = self.there.counts(some)
            for name in some:
                records = self._recorded.get(name, {})
                pieces = self.here.pieces(name, as_before=records)
                found = change(name, pieces, records, counts.get(name, 0))
                if found:
                    yield found

    def superfluous(self) -> Iterator[Change]:
        """Yield the taking out of each graph there that the store doesn't have."""
        gone = set(superfluous(self.there, self.here.counts, self.store.base))
        for name in sorted(gone | (self._recorded.keys() - self.here.counts.keys())):
            yield Change(name, Kind.GONE, (), tuple(self._recorded.get(name, ())))

    @cached_property
    def ways(self) -> Ways:
        """Return how the triplestore takes what is written; tried out once it is needed."""
        prober = Prober(self.endpoint, self.where, self._client, self._bulk)
        return ways(prober, self.where, self.options.transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    @cached_property
    def _target(self) -> Target:
        records = {n: h for pieces in self._recorded.values() for n, h in pieces.items()}
        return Target(self._client, self.ways, self.there, records, self.options.mark)

    @cached_property
    def _recorded(self) -> Mapping[str, Mapping[str, str]]:
        """Return the hashes that were kept there: by graph, by piece."""
        return self._read_records()

    def _read_records(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, digest in self.there.records().items():
            found.setdefault(named(name).graph, {})[name] = digest
        return found

    def _send(self, changes: Iterable[Change]) -> None:
        """Make CHANGES, a few batches at a time."""
        work = batches(self._divided(changes), self._size)
        # One run of the bulk loader at a time, for Virtuoso's own locks want it so; and some ready
        # for it, or it would stand still while a large graph is cut into pieces.
        workers, waiting = (1, _READY) if self._bulk else (self.options.parallel, 1)
        for done in in_parallel(self._apply, work, workers, waiting):
            for one in done:
                self.sent[one.graph] = self.sent.get(one.graph, 0) + one.triples
            counts = self.here.counts
            self.here.miscounted(o.graph for o in done if o.triples == counts.get(o.graph))
            if self.progress:
                self.progress(done)

    @property
    def _size(self) -> int:
        """Return how many statements go at a time."""
        return _OF_BULK if self._bulk else STATEMENTS

    def _divided(self, changes: Iterable[Change]) -> Iterator[Change]:
        """Yield CHANGES, none larger than goes at a time."""
        for one in changes:
            yield from self._target.divided(self._possible(one), self._size)

    def _apply(self, changes: Sequence[Change]) -> None:
        self._target.apply(changes)

    def _possible(self, one: Change) -> Change:
        """Return ONE, or the whole graph in its place where no update can replace buckets."""
        if self.ways.update or not any(piece.bucket for piece in one.pieces):
            return one
        pieces = self.here.whole(one.graph)
        return Change(one.graph, Kind.REPLACED, pieces, tuple(self._recorded.get(one.graph, ())))

    def _afresh(self, names: Iterable[str]) -> Iterator[Change]:
        """Yield the replacement of graphs as a whole, whatever the hashes there say."""
        for name in names:
            pieces = self.here.pieces(name, {})
            yield Change(name, Kind.REPLACED, pieces, tuple(self._recorded.get(name, ())))

    def _compare(self, miscounted: Mapping[str, int]) -> None:
        """Raise EndpointError unless what is there is what is here, and nothing is MISCOUNTED.

        The hashes of other statements are taken out, so that the next load sends these again.
        """
        kept = self._read_records()
        wrong = self.here.differing(miscounted, verify=self.options.verify)
        stale = [Change(n, Kind.BUCKETS, (), tuple(kept.get(n, ()))) for n in sorted(wrong)]
        for name in self.here.unlike(kept):
            wrong.setdefault(name, "other hashes than were kept there")
        if not wrong:
            return
        if stale:
            self._target.apply(stale)
        shown = ", ".join(f"{name} ({wrong[name]})" for name in sorted(wrong)[:_SHOWN])
        more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise EndpointError(
            f"{self.endpoint.url} took the graphs, but does not hold what was sent: {shown}{more}; "
            "run it again to send these again"
        )


def _bulk_loader(where: Addresses, access: Access, options: Options) -> BulkLoader | None:
    """Return the bulk loader, if OPTIONS ask for it; raise UsageError where there is none."""
    if options.transport is not Transport.BULK:
        return None
    if where.profile and not where.profile.bulk:
        raise UsageError(
            f"{where.query} has no bulk loader that kg knows: by its address it is "
            f"{where.profile.name}"
        )
    if options.bulk is None:
        raise UsageError("the bulk loader reads files out of a folder: name one")
    return BulkLoader(options.bulk, where.query, access)
