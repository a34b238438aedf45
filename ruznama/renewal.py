"""Runs sources and publishes what changed: the one place where a run becomes what readers get.

The snapshot is swapped by one assignment, and only when the store's record of change has moved: a
run that finds nothing new wakes nobody. The last good snapshot stays whatever fails.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import quote

from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.publishing.found import KeptBodies, form_of, found_snapshot
from ruznama.publishing.snapshot import Snapshot
from ruznama.publishing.storing import StoredEdition
from ruznama.sources.fetch import Fetcher
from ruznama.sources.hosts import Outside
from ruznama.sources.reading import Here, Reading
from ruznama.sources.source import Failure, Means, NewsSource, SourceReport
from ruznama.store.kept import ChangeRecord
from ruznama.store.runs import WORKERS
from ruznama.store.store import Store
from ruznama.websub import Hub

if TYPE_CHECKING:
    from ruznama.publishing.publish import Publisher

_log = logging.getLogger(__name__)

_SWEPT_EVERY = 200  # changes, after which pieces that belong to nothing are forgotten
_KEPT_FOR = timedelta(days=7)  # an edition that nobody renews any more


@dataclass(slots=True)
class Seen:
    """What subscribers saw last, for as long as the process lives, whatever becomes of the store.

    Attributes:
        counter: of the edition that was published; `changed` is its time.
        sequence: the highest SEQUENCE of all events.
        was_lost: whether the store was since made anew or put back.
    """

    counter: int = 0
    changed: datetime | None = None
    sequence: int = 0
    was_lost: bool = False

    def publish(self, counter: int, changed: datetime, sequence: int) -> None:
        """Keeps what is now published."""
        self.counter, self.changed = counter, changed
        self.sequence, self.was_lost = max(self.sequence, sequence), False

    def is_behind(self, change: ChangeRecord | None) -> bool:
        """Whether a store with this record of change knows less than subscribers saw."""
        if self.was_lost or self.changed is None:
            return self.was_lost
        return change is None or change.counter < self.counter

    def after(self, now: datetime) -> datetime:
        """A time that is later than what was published."""
        return max(now, self.changed + timedelta(seconds=1)) if self.changed else now


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
    ) -> None:
        """`served` tells a service from files; of files pages name `pictures` only where asked."""
        self.snapshot: Snapshot | None = None
        self._site = site
        self._form = form_of(site)
        kind = "served" if served else "pictured" if pictures else "files"
        self._kept = StoredEdition(store.editions, self._form, kind)
        self._served, self._pictures = served, served or pictures
        self._found = KeptBodies(self._kept)
        self._publisher: Publisher | None = None
        self._sources = {source.name: source for source in sources}
        self._fetcher = fetcher
        self._reading = reading or Here()
        self._outside = Outside(fetcher)
        self._hub = Hub(site.hub, fetcher) if site.hub else None
        self.store = store
        self._published = -1
        self._seen = Seen()
        self._publishing = Lock()
        self._failures: dict[str, list[Failure]] = {}
        self._waited_for = set(self._sources)

    def restore(self, now: datetime) -> None:
        """Serves what the store keeps, before any source is read: the last good state."""
        self.store.join(_said(self._site))
        self._forget_removed_sources(now)
        self._agree(now)
        if self.store.agree_on_form(self._form, now):
            self._kept.forget()
        self.follow()
        last_good = self._kept.last_good() if self.snapshot is None else None
        if last_good is not None:
            self.snapshot = found_snapshot(KeptBodies(last_good), self._site, (), {}, lambda: None)
        if self.store.change() is not None:
            self._waited_for.clear()

    def follow(self) -> None:
        """Serves what another process, or an earlier one, has published, where one has."""
        self.store.stay()
        head = self._kept.head()
        if head is None or self._seen.is_behind(self.store.change()):
            return
        if head.counter > self._published:
            if self._publisher is None:
                gone = self.store.tombstones()
                self.snapshot = found_snapshot(
                    self._found, self._site, gone, head.left_out, self._whole
                )
            else:
                self.snapshot = self._publisher.follow(self._publication())
            self._published = head.counter
            self._seen.publish(head.counter, head.changed, head.sequence)
            _log.info("following", extra={"change": head.counter})

    def _whole(self) -> Snapshot | None:
        """What is published, with all that can be chosen from it."""
        with self._publishing:
            if self._publisher is None:
                self._ready()
            return self.snapshot

    def _ready(self) -> "Publisher":
        """The publisher, once something is to be made or chosen; it goes on from what is kept."""
        if self._publisher is None:
            from ruznama.publishing.publish import Publisher  # noqa: PLC0415  loads every writer

            publisher = Publisher(
                self._site, served=self._served, pictures=self._pictures, store=self._kept
            )
            if self._published >= 0:
                self.snapshot = publisher.follow(self._publication()) or self.snapshot
            self._publisher, self._found = publisher, KeptBodies(self._kept)
        return self._publisher

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
            problem=self.store.runs.problem(name),
            reading=self._reading,
        )
        report = self._sources[name].refresh(means)
        problem = report.failures[0].message if report.failures else None
        self.store.runs.finish(name, clock(), problem, report.try_at)
        self._tell(report)
        self._waited_for.discard(name)
        return report

    def publish(self, clock: Callable[[], datetime]) -> None:
        """Publishes if anything changed and every source has been heard.

        Where another process is publishing, that one does it, or the next call.
        """
        with self._publishing:
            if self._waited_for:
                return
            with self.store.publishing() as alone:
                if alone:
                    self._publish(clock())

    def mend(self, now: datetime) -> None:
        """Opens the store anew where it is corrupt or gone; everything is then read anew.

        What is published stays until every source has been heard.

        Raises:
            StoreError: it cannot be opened.
        """
        if self.store.is_sound():
            return
        with self._publishing:
            self.store.reopen()
            self._seen.was_lost = self._seen.is_behind(self.store.change())
            self._waited_for = set(self._sources)
            self._published = -1
            self._publisher, self._found = None, KeptBodies(self._kept)
            self._agree(now)

    def _agree(self, now: datetime) -> None:
        forms = {name: _form(source) for name, source in self._sources.items()}
        at_hand = [name for name, source in self._sources.items() if source.host is None]
        self.store.runs.agree(forms, at_hand, now)

    def close(self) -> None:
        """Closes the store and every connection."""
        self._reading.close()
        if self._hub is not None:
            self._hub.close()
        self.store.close()
        self._fetcher.close()

    def _forget_removed_sources(self, now: datetime) -> None:
        """Withdraws the articles of sources that the configuration no longer names."""
        for source in self.store.sources() - self._sources.keys():
            for known in self.store.known(source).values():
                self.store.withdraw(known.id, now)
            _log.info("source removed from the configuration", extra={"source": source})

    def _publish(self, now: datetime) -> None:
        if self.store.change() is None:
            self.store.touch(now)  # nothing to publish is something to publish
        self.store.name_form(self._form)
        if self._seen.is_behind(self.store.change()):
            _log.warning("the store knows less than subscribers saw: every SEQUENCE is raised")
            self._kept.forget()
            self._publisher, self._found, self._published = None, KeptBodies(self._kept), -1
            self.store.lift(self._seen.sequence, self._seen.after(now))
        self.follow()
        around = self._publication()
        if around.counter == self._published:
            return
        publisher, before = self._ready(), self.snapshot
        self.snapshot = publisher.publish(
            replace(
                around,
                revisions=self.store.revisions(self._published),
                places=self.store.places(self._published),
            )
        )
        self._published = around.counter
        self._seen.publish(around.counter, around.changed, publisher.sequence)
        self._tell_hub(before, self.snapshot)
        if around.counter % _SWEPT_EVERY == 0:
            self._kept.sweep(around.changed - _KEPT_FOR)
        paths = len(self.snapshot.bodies)
        _log.info("published", extra={"change": around.counter, "paths": paths})

    def _tell_hub(self, before: Snapshot | None, after: Snapshot) -> None:
        """Tells the hub of the feeds that have changed; none has where nothing was before."""
        if self._hub is None or before is None:
            return
        base_url = self._site.base_url.rstrip("/")
        topics = [
            f"{base_url}{quote(path)}"
            for path in after.feeds
            if path in before.bodies and before.bodies[path].digest != after.bodies[path].digest
        ]
        if topics:
            self._hub.tell(topics)

    def _publication(self) -> Publication:
        """What is known around the articles, and none of them."""
        change = self.store.change()
        assert change is not None  # noqa: S101  something is or was published
        return Publication(
            revisions=(),
            tombstones=self.store.tombstones(),
            counter=change.counter,
            changed=change.at,
            places={},
            numbered=change.numbered,
            withdrawn=change.withdrawn,
            revision=self.store.revision,
        )

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


def _said(site: Site) -> dict[str, str]:
    """What a node says of what it publishes: by field of the site, its value."""
    return {name: str(value) for name, value in asdict(site).items()}


def _form(source: NewsSource) -> str:
    """Tells one way of reading a source from every other."""
    return hashlib.sha256(repr(source).encode()).hexdigest()
