"""The only place that turns a configuration into objects and puts them to work."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruznama.clock import Clock, Watching
    from ruznama.pages.canvas import Canvas
    from ruznama.web.watch import Watch
from ruznama.config.model import Config
from ruznama.edition.site import Site
from ruznama.publishing.storage.static import Written, write_site
from ruznama.renewal.hooks import Hook
from ruznama.renewal.renewal import Renewal
from ruznama.sources.client.addresses import Allowed
from ruznama.sources.client.answers import Limits
from ruznama.sources.client.fetch import Fetcher, self_test
from ruznama.sources.reading import Apart
from ruznama.sources.source import SourceReport
from ruznama.store.runs import WORKERS, SourceStatus
from ruznama.store.store import open_store

_POLL_S = 10  # after which a node of several looks for what it was not told
_REST_S = 0.6  # until a file that was being written when it was listed is believed

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did: a report for each source, what was written, and what could not be."""

    sources: list[SourceReport]
    written: Written
    out: Path
    left_out: Mapping[str, str]

    @property
    def failed(self) -> bool:
        """Whether anything could not be read or published."""
        return bool(self.left_out) or any(report.is_partial for report in self.sources)

    def as_json(self) -> dict[str, object]:
        """The report for a program."""
        return {
            "sources": [
                {
                    "name": report.source,
                    "added": len(report.added),
                    "changed": len(report.changed),
                    "removed": len(report.removed),
                    "unchanged": report.unchanged,
                    "failures": [failure.message for failure in report.failures],
                }
                for report in self.sources
            ],
            "out": str(self.out),
            "written": self.written.changed,
            "same": self.written.same,
            "removed": self.written.removed,
            "left_out": dict(self.left_out),
        }


@dataclass(frozen=True, slots=True)
class RenewalWork:
    """What a clock puts to work: see `ruznama.clock.Work`."""

    renewal: Renewal

    def now(self) -> datetime:
        """The time, of the store."""
        return self.renewal.store.now()

    def begin(self) -> bool:
        """Whether this process may run sources now."""
        return self.renewal.begin(self.now())

    def run(self, name: str) -> bool:
        """Runs a source; whether something of it was still being written."""
        return self.renewal.refresh(name, self.now).left > 0

    def publish(self) -> bool:
        """Publishes what changed."""
        return self.renewal.publish(self.now)

    def follow(self) -> bool:
        """Serves what another process has published."""
        return self.renewal.follow()

    def mend(self) -> None:
        """Opens the store anew, where it is gone."""
        self.renewal.mend()


def open_renewal(config: Config, *, served: bool = True, pictures: bool = False) -> Renewal:
    """The store and the sources of a configuration, with the last good state published.

    `served` tells a service from files, which name `pictures` only where asked.

    Raises:
        StoreError: the store cannot be opened.
    """
    renewal = Renewal(
        site=_site(config),
        sources=[one.source(config.site.timezone, config.corrections) for one in config.sources],
        store=open_store(config.store.url, frugal=served),
        fetcher=_fetcher(config),
        served=served,
        pictures=pictures,
        reading=Apart(config.read.timeout.total_seconds()),
        hooks=[Hook(url=one.url, secret=one.secret) for one in config.hooks] if served else (),
    )
    renewal.open()
    return renewal


def source_statuses(config: Config) -> list[SourceStatus]:
    """How the sources of a configuration fared, by name; none that was never run."""
    store = open_store(config.store.url)
    try:
        from ruznama.web.watch import statuses  # noqa: PLC0415  only this asks for them

        return statuses(store, {source.name: source.name for source in config.sources})
    finally:
        store.close()


def build_site(
    config: Config,
    out: Path,
    progress: Callable[[SourceReport], None] = lambda _: None,
    *,
    pictures: bool = False,
) -> BuildReport:
    """Runs every source once and writes the static site below `out`.

    `progress` is told of each run that has ended; `pictures` draws one for each article.
    """
    renewal = open_renewal(config, served=False, pictures=pictures)
    try:
        now, names = renewal.store.now, [source.name for source in config.sources]
        renewal.begin(now())
        reports = renewal.run(names, now, progress)
        if any(report.left for report in reports):
            time.sleep(_REST_S)
            again = renewal.run([report.source for report in reports if report.left], now)
            reports = list({report.source: report for report in [*reports, *again]}.values())
        snapshot = renewal.snapshot
        assert snapshot is not None  # noqa: S101  a run always publishes
        written = write_site(snapshot, out)
        return BuildReport(sources=reports, written=written, out=out, left_out=snapshot.left_out)
    finally:
        renewal.close()


def make_clock(config: Config, renewal: Renewal, *, works: bool = True) -> "Clock":
    """The clock that runs the sources of a configuration; one that does not work follows others."""
    from ruznama.clock import Clock, Ways  # noqa: PLC0415  a build has no schedule
    from ruznama.schedule import Schedule, timing  # noqa: PLC0415

    timings = {
        source.name: timing(source.every, source.cron, source.host) for source in config.sources
    }
    runs, work, watch = renewal.store.runs, RenewalWork(renewal), _watch(config)
    if not renewal.store.is_shared:
        return Clock(Schedule(timings, runs), work, Ways(watch=watch, works=works))
    from ruznama.store import jobs  # noqa: PLC0415  needs its driver
    from ruznama.store.database import postgres  # noqa: PLC0415  needs its driver

    ways = Ways(
        worker=partial(jobs.work, config.store.url, WORKERS),
        listen=partial(postgres.listen, config.store.url),
        watch=watch,
        poll_s=_POLL_S,
        works=works,
    )
    return Clock(Schedule(timings, runs, jobs.defer), work, ways)


def _watch(config: Config) -> "Watching | None":
    """Tells which source has changed in its folder; None where no source has one."""
    from ruznama.sources.notices import tell_changes  # noqa: PLC0415  nor is anything watched

    told = {source.name: source.source().folder for source in config.sources}
    folders = {name: folder for name, folder in told.items() if folder is not None}
    return partial(tell_changes, folders) if folders else None


def make_watch(config: Config, renewal: Renewal, clock: "Clock") -> "Watch":
    """What looks at a service."""
    from ruznama.web.watch import Watch  # noqa: PLC0415  nor is it watched

    return Watch(
        renewal.store,
        {source.name: source.title or source.name for source in config.sources},
        is_published=lambda: renewal.snapshot is not None,
        left_out=lambda: renewal.snapshot.left_out if renewal.snapshot else {},
        idle_s=lambda: clock.idle_s,
    )


def make_canvas(config: Config) -> "Canvas":
    """What the pages of the site of a configuration are drawn on."""
    from ruznama.pages.canvas import Canvas  # noqa: PLC0415  a build may have no page to draw

    return Canvas(_site(config))


def _site(config: Config) -> Site:
    return Site(
        title=config.site.title,
        description=config.site.description,
        language=config.site.language,
        base_url=config.site.base_url,
        timezone=config.site.timezone,
        refresh=min(source.every for source in config.sources),
        color=config.calendar.color,
        feed_limit=config.feed.limit,
        hub=config.feed.hub,
        digits=config.site.digits,
        week_start=config.site.week_start,
        frames=config.site.frames,
        sources=tuple((source.name, source.title or source.name) for source in config.sources),
        merge_alike=config.feed.merge_duplicates,
        keep_events=config.calendar.keep,
        horizon=config.calendar.horizon,
        local_zones=config.calendar.zones == "local",
        merge_events=config.calendar.merge,
        merge_sources=config.calendar.merge_sources,
        retired=tuple(f"/{path.lstrip('/')}" for path in config.calendar.retired),
        renamed=tuple(
            (old, new) for new, names in config.feed.renamed_from.items() for old in names
        ),
    )


def _fetcher(config: Config) -> Fetcher:
    """The way out; proved to be guarded where a source uses it.

    Raises:
        FetchError: the guard is not in place.
    """
    if any(source.host is not None for source in config.sources):
        self_test()
    return Fetcher(
        allowed=Allowed(hosts=frozenset(host.lower() for host in config.fetch.allow_hosts)),
        limits=Limits(seconds=config.fetch.seconds),
        contact=config.fetch.contact,
    )
