"""Runs sources and publishes what changed: the one place where a run becomes what readers get.

The snapshot is swapped by one assignment, and only when the store's record of change has moved: a
run that finds nothing new wakes nobody. The last good snapshot stays whatever fails.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from ruznama.fetch import Fetcher
from ruznama.publish import Publisher
from ruznama.refresh import Failure, Folder, SourceReport, refresh_folder
from ruznama.remote import Outside, Remote, refresh_remote
from ruznama.site import Site
from ruznama.snapshot import Snapshot
from ruznama.store import ChangeRecord, Store

_log = logging.getLogger(__name__)


class Renewal:
    """The sources, the store and the snapshot that is being served.

    Runs come from one thread at a time; `snapshot` may be read from any. It is None until
    something was published: a store that was lost must not look to subscribers as if every event
    had been withdrawn.
    """

    def __init__(
        self,
        *,
        site: Site,
        sources: Sequence[Folder | Remote],
        store: Store,
        fetcher: Fetcher,
    ) -> None:
        self.snapshot: Snapshot | None = None
        self._publisher = Publisher(site)
        self._sources = {source.name: source for source in sources}
        self._fetcher = fetcher
        self._store = store
        self._published: ChangeRecord | None = None
        self._failures: dict[str, list[Failure]] = {}

    def restore(self, now: datetime) -> None:
        """Publishes what the store holds, before any source is read: the last good state."""
        self._forget_removed_sources(now)
        self._store.agree_on_form(self._publisher.form, now)
        self._publish()

    def run(self, names: Iterable[str], clock: Callable[[], datetime]) -> list[SourceReport]:
        """Runs the named sources in turn, then publishes if anything changed."""
        outside = Outside(self._fetcher)
        reports = [self._refresh(self._sources[name], outside, clock()) for name in names]
        for report in reports:
            self._tell(report)
        if self._store.change() is None:
            self._store.touch(clock())  # nothing to publish is something to publish
        self._store.agree_on_form(self._publisher.form, clock())
        self._publish()
        return reports

    def close(self) -> None:
        """Closes the store and every connection."""
        self._store.close()
        self._fetcher.close()

    def _refresh(self, source: Folder | Remote, outside: Outside, now: datetime) -> SourceReport:
        if isinstance(source, Remote):
            return refresh_remote(source, self._store, outside, now)
        return refresh_folder(source, self._store, now)

    def _forget_removed_sources(self, now: datetime) -> None:
        """Withdraws the articles of sources that the configuration no longer names."""
        for source in self._store.sources() - self._sources.keys():
            for known in self._store.known(source).values():
                self._store.withdraw(known.id, now)
            _log.info("source removed from the configuration", extra={"source": source})

    def _publish(self) -> None:
        change = self._store.change()
        if change is None or change == self._published:
            return
        self.snapshot = self._publisher.publish(
            self._store.revisions(), self._store.tombstones(), change.at
        )
        self._published = change
        _log.info("published", extra={"change": change.counter, "paths": len(self.snapshot.bodies)})

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
