"""What is served: the edition that is kept, followed, and renewed by what moved in the store.

The snapshot is swapped by one assignment, and only when the store's record of change has moved: a
run that finds nothing new wakes nobody. The last good snapshot stays whatever fails.
"""

import logging
import time
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING

from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.publishing.storage.found import KeptBodies, form_of, found_snapshot
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.publishing.storage.storing import KeptHead, StoredEdition
from ruznama.renewal.hooks import Hooks
from ruznama.renewal.others import Others
from ruznama.renewal.seen import Seen
from ruznama.renewal.websub import Hub
from ruznama.store.store import Store
from ruznama.utc import utc_now

if TYPE_CHECKING:
    from ruznama.publishing.publish import Publisher

_log = logging.getLogger(__name__)

_SWEPT_EVERY = 200  # changes, after which pieces that belong to nothing are forgotten
_SECOND = timedelta(seconds=1)
_KEPT_FOR = timedelta(days=7)  # an edition that nobody renews any more


class Served:
    """The edition of one configuration. Every call may come from any thread.

    Attributes:
        snapshot: what is served; None before the first.
    """

    def __init__(
        self,
        site: Site,
        store: Store,
        hub: Hub | None,
        *,
        served: bool,
        pictures: bool,
        hooks: Hooks | None = None,
    ) -> None:
        """`served` tells a service from files; of files pages name `pictures` only where asked."""
        self.snapshot: Snapshot | None = None
        self._site = site
        self._store = store
        self._others = Others(site.base_url, hub, hooks)
        self._form = form_of(site)
        kind = "served" if served else "pictured" if pictures else "files"
        self._kept = StoredEdition(store.editions, self._form, kind)
        self._served, self._pictures = served, served or pictures
        self._found = KeptBodies(self._kept)
        self._publisher: Publisher | None = None
        self._published = -1
        self._publishes = False
        self._other: KeptHead | None = None  # of the edition in another form that is served
        self._seen = Seen()
        self._lock = RLock()

    def join(self) -> None:
        """Says what this process publishes.

        Raises:
            StoreError: another node on this store publishes something else.
        """
        self._store.nodes.join(_said(self._site))

    def begin(self, now: datetime) -> None:
        """From now on this process publishes; what was kept in another form is made anew."""
        with self._lock:
            if self._store.record.agree_on_form(self._form, now):
                self._kept.forget()
            self._publishes = True
            self._follow()

    def lost(self) -> None:
        """Begins anew: the store was opened anew. What is served stays meanwhile."""
        with self._lock:
            self._seen.was_lost = self._seen.is_behind(self._store.change())
            self._begin_anew()

    def follow(self) -> bool:
        """Serves what another process, or an earlier one, has published, where one has.

        Where this one is publishing, there is nothing to follow.

        Returns:
            Whether more waits to be published.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            self._follow()
            change = self._store.change()
            return change is not None and change.counter > self._published
        finally:
            self._lock.release()

    def publish(self, now: datetime) -> bool:
        """Publishes what moved; whether that is done: another process may be publishing."""
        with self._lock, self._store.publishing() as alone:
            if alone:
                self._publish(now)
            return alone

    def _begin_anew(self) -> None:
        self._publisher, self._found, self._published = None, KeptBodies(self._kept), -1

    def _follow(self) -> None:
        self._store.nodes.stay()
        head = self._kept.head()
        if head is None or not (self._publishes or self._is_ours()):
            self._follow_other()
            return
        if self._seen.is_behind(self._store.change()):
            return
        if head.counter > self._published:
            if self._publisher is None:
                gone = self._store.tombstones()
                self.snapshot = found_snapshot(
                    self._found,
                    self._site,
                    gone,
                    head.left_out,
                    self._whole,
                    served=self._served,
                )
            else:
                self.snapshot = self._publisher.follow(self._publication())
            self._published = head.counter
            self._seen.publish(head.counter, head.changed, head.sequence)
            _log.info("following", extra={"change": head.counter})

    def _is_ours(self) -> bool:
        """Whether outputs are written in our form; an edition of ours may be old else."""
        return self._store.record.form() in {None, self._form}

    def _follow_other(self) -> None:
        """Serves what was published in another form, until there is an edition in ours."""
        last_good = None if self._publishes and self.snapshot else self._kept.last_good()
        head = last_good.head() if last_good else None
        if last_good is None or head is None or self._other == head:
            return
        self._other = head
        self.snapshot = found_snapshot(KeptBodies(last_good), self._site, (), {}, lambda: None)

    def _whole(self) -> Snapshot | None:
        """What is published, with all that can be chosen from it."""
        with self._lock:
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

    def _publish(self, now: datetime) -> None:
        if self._store.change() is None:
            self._store.touch(now)  # nothing to publish is something to publish
        self._store.record.name_form(self._form)
        if self._seen.is_behind(self._store.change()):
            _log.warning("the store knows less than subscribers saw: every SEQUENCE is raised")
            self._kept.forget()
            self._begin_anew()
            self._store.record.lift(self._seen.sequence, self._seen.after(now))
        self._follow()
        around = self._publication()
        if around.counter == self._published:
            return
        if around.changed in {self._seen.changed, self._other.changed if self._other else None}:
            self._store.touch(_next_second(around.changed))
            around = self._publication()
        publisher, before = self._ready(), self.snapshot
        moved = self._store.revisions(self._published)
        self.snapshot = publisher.publish(
            replace(around, revisions=moved, places=self._store.places(self._published))
        )
        self._published = around.counter
        self._seen.publish(around.counter, around.changed, publisher.sequence)
        self._others.tell(before, self.snapshot, moved, around)
        if around.counter % _SWEPT_EVERY == 0:
            self._kept.sweep(around.changed - _KEPT_FOR)
        paths = len(self.snapshot.bodies)
        _log.info("published", extra={"change": around.counter, "paths": paths})

    def _publication(self) -> Publication:
        """What is known around the articles, and none of them."""
        change = self._store.change()
        assert change is not None  # noqa: S101  something is or was published
        return Publication(
            revisions=(),
            tombstones=self._store.tombstones(),
            counter=change.counter,
            changed=change.at,
            places={},
            numbered=change.numbered,
            withdrawn=change.withdrawn,
            revision=self._store.revision,
        )


def _next_second(moment: datetime) -> datetime:
    """The second after one, once it has begun.

    What is published twice in one second is to have two dates, neither of them to come.
    """
    later = moment + _SECOND
    wait = later - utc_now()
    if wait <= _SECOND:
        time.sleep(max(0.0, wait.total_seconds()))
    return later


def _said(site: Site) -> dict[str, str]:
    """What a node says of what it publishes: by field of the site, its value."""
    return {name: str(value) for name, value in asdict(site).items()}
