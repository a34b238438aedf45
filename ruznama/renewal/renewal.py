"""Runs sources and publishes what changed: the one place where a run becomes what readers get.

The snapshot is swapped by one assignment, and only when the store's record of change has moved: a
run that finds nothing new wakes nobody. The last good snapshot stays whatever fails.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime

from ruznama.edition.site import Site
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.renewal.hooks import Hook, Hooks
from ruznama.renewal.served import Served
from ruznama.renewal.websub import Hub
from ruznama.sources.client.fetch import Fetcher
from ruznama.sources.client.hosts import Outside
from ruznama.sources.reading import Here, Reading
from ruznama.sources.source import Failure, Means, NewsSource, SourceReport
from ruznama.store.runs import WORKERS
from ruznama.store.store import Store

_log = logging.getLogger(__name__)


class Renewal:
    """The sources, the store and the snapshot that is being served.

    `refresh` may run in many threads, one a source; `snapshot` may be read from any. It is None
    until every source has been run: a store that was lost must not look to subscribers as if every
    event had been withdrawn.
    """

    def __init__(
        self,
        *,
        site: Site,
        sources: Sequence[NewsSource],
        store: Store,
        fetcher: Fetcher,
        served: bool = True,
        pictures: bool = False,
        reading: Reading | None = None,
        hooks: Sequence[Hook] = (),
    ) -> None:
        """`served` tells a service from files; of files pages name `pictures` only where asked."""
        self._sources = {source.name: source for source in sources}
        self._fetcher = fetcher
        self._reading = reading or Here()
        self._outside = Outside(fetcher, turn=store.turns.take)
        self._hub = Hub(site.hub, fetcher) if site.hub else None
        self._hooks = Hooks(hooks, fetcher) if hooks else None
        self.store = store
        self._served = Served(
            site, store, self._hub, served=served, pictures=pictures, hooks=self._hooks
        )
        self._failures: dict[str, list[Failure]] = {}
        self._waited_for = set(self._sources)
        self._writes = False
        self._is_service = served
        self._newcomers: set[str] = set()

    def open(self) -> None:
        """Serves what the store keeps, before any source is read: the last good state.

        Raises:
            StoreError: another node on this store publishes something else.
        """
        self._served.join()
        self._served.follow()

    def begin(self, now: datetime) -> bool:
        """Whether this process may run sources.

        On SQLite one service does, and others follow it; a build may beside it.
        """
        if self._is_service and not self.store.takes_writing():
            return False
        self._writes = True
        self._agree(now)
        self._forget_removed_sources(now)
        self._served.begin(now)
        if self.store.change() is not None:
            self._waited_for.clear()
        return True

    @property
    def snapshot(self) -> Snapshot | None:
        """What is served."""
        return self._served.snapshot

    def follow(self) -> bool:
        """Serves what another process has published; whether more waits to be published."""
        return self._served.follow()

    def run(
        self,
        names: Iterable[str],
        clock: Callable[[], datetime],
        progress: Callable[[SourceReport], None] = lambda _: None,
    ) -> list[SourceReport]:
        """Runs the named sources side by side, then publishes if anything changed.

        Args:
            names: of sources.
            clock: tells the time.
            progress: is told of each run that has ended, as they end.

        Returns:
            The reports in the order of the names.
        """
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="source") as pool:
            running = [pool.submit(self.refresh, name, clock) for name in names]
            for ended in as_completed(running):
                progress(ended.result())
            reports = [each.result() for each in running]
        self.publish(clock)
        return reports

    def refresh(self, name: str, clock: Callable[[], datetime]) -> SourceReport:
        """Runs one source and keeps how it fared."""
        means = Means(
            store=self.store,
            outside=self._outside,
            now=clock(),
            reading=self._reading,
            configured=frozenset(self._sources),
        )
        report = self._sources[name].refresh(means)
        self.store.runs.finish(name, clock(), report.problem, report.try_at)
        self._tell(report)
        self._waited_for.discard(name)
        if name in self._newcomers:
            self._forget_removed_sources(clock())
        return report

    def publish(self, clock: Callable[[], datetime]) -> bool:
        """Publishes if anything changed and every source has been heard.

        Returns:
            Whether that is done; not where another process is publishing.
        """
        if self._waited_for and self.store.change() is None:
            self._waited_for &= self.store.runs.unheard()  # another node may have heard them
        return bool(self._waited_for) or self._served.publish(clock())

    def mend(self) -> None:
        """Opens the store anew where it is corrupt or gone; everything is then read anew.

        What is published stays until every source has been heard.

        Raises:
            StoreError: it cannot be opened.
        """
        if self.store.is_sound():
            return
        self.store.reopen(writes=self._writes)
        self._served.lost()
        if self._writes:
            self._waited_for = set(self._sources)
            self._agree(self.store.now())

    def _agree(self, now: datetime) -> None:
        forms = {name: _form(source) for name, source in self._sources.items()}
        at_hand = [name for name, source in self._sources.items() if source.host is None]
        self.store.runs.agree(forms, at_hand, now)

    def close(self) -> None:
        """Closes the store and every connection."""
        self._reading.close()
        if self._hub is not None:
            self._hub.close()
        if self._hooks is not None:
            self._hooks.close()
        self.store.close()
        self._fetcher.close()

    def _forget_removed_sources(self, now: datetime) -> None:
        """Withdraws the articles of sources that the configuration no longer names.

        Not before each new source was once read well: it may be an old one under a new name.
        """
        read_well = {run.source for run in self.store.runs.all() if run.good is not None}
        self._newcomers = self._sources.keys() - read_well
        if self._newcomers:
            return
        for source in self.store.sources() - self._sources.keys():
            for known in self.store.locators.known(source).values():
                self.store.withdraw(known.id, now)
            _log.info("source removed from the configuration", extra={"source": source})

    def _tell(self, report: SourceReport) -> None:
        """Logs what a run did; a failure is told when it appears, changes and ends."""
        if report.moved:
            counts = {
                "source": report.source,
                "added": len(report.added),
                "changed": len(report.changed),
                "removed": len(report.removed),
            }
            _log.info("source read", extra=counts)
        before = self._failures.get(report.source, [])
        for failure in report.failures:
            if failure not in before:
                _log.warning(failure.message, extra={"source": report.source})
        if before and not report.failures:
            _log.info("source reads well again", extra={"source": report.source})
        self._failures[report.source] = report.failures


def _form(source: NewsSource) -> str:
    """Tells one way of reading a source from every other."""
    return hashlib.sha256(repr(source).encode()).hexdigest()
