"""Which sources are due, in UTC, where no night is an hour longer."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Protocol

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from ruznama.store.runs import MOST_WAIT, SourceRun

TICK_S = 1

_MOST_A_HOST = 2  # sources of one host at a time
_JITTER = 0.1  # of the interval of a source on the web, so that they spread
_DEFERRED_A_TICK = 500


def trigger(every: timedelta, cron: str | None) -> BaseTrigger:
    """The schedule of a source."""
    if cron is not None:
        return CronTrigger.from_crontab(cron, timezone=UTC)
    return IntervalTrigger(seconds=every.total_seconds(), timezone=UTC)


class EverySecond(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """A tick after the other, from the time that it is.

    An interval of APScheduler counts what it has missed: 31 million ticks when the clock was set a
    year forward.
    """

    def get_next_fire_time(
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime | None:
        """A second from now."""
        return now if previous_fire_time is None else now + timedelta(seconds=TICK_S)


class RunStore(Protocol):
    """What the schedule needs of the store; see `ruznama.store.runs.Runs`."""

    def all(self) -> list[SourceRun]:
        """Every source, the longest overdue first."""

    def take(
        self, run: SourceRun, due: datetime, then: Callable[[Any], None] = lambda _: None
    ) -> bool:
        """Sets when a source is due next; whether nobody has done so in the meantime."""

    def hasten(self, source: str, now: datetime) -> None:
        """Makes a source due now."""


class Defer(Protocol):
    """Makes the run of a source a job, in the transaction of a connection."""

    def __call__(self, connection: Any, source: str, host: str | None) -> None:
        """Defers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When a source runs, and where.

    Attributes:
        trigger: its schedule.
        host: of a source on the web, of which few are run at a time.
        jitter: by how much a run may come later.
    """

    trigger: BaseTrigger
    host: str | None = None
    jitter: timedelta = timedelta()

    def after(self, now: datetime) -> datetime:
        """The next time after `now`."""
        fire: datetime = self.trigger.get_next_fire_time(now, now + timedelta(microseconds=1))
        return fire


def timing(every: timedelta, cron: str | None, host: str | None) -> Timing:
    """The timing of a source."""
    jitter = every * _JITTER if host and cron is None else timedelta()
    return Timing(trigger=trigger(every, cron), host=host, jitter=jitter)


class Schedule:
    """Which sources are due."""

    def __init__(
        self, timings: Mapping[str, Timing], runs: RunStore, defer: Defer | None = None
    ) -> None:
        """With `defer` runs are jobs, for whatever node; else they are this process's own."""
        self._timings = timings
        self._runs = runs
        self._defer = defer

    def take(self, now: datetime, running: AbstractSet[str], free: int) -> list[str]:
        """At most `free` sources that are due and now ours to run; none where they are jobs.

        Each is due again by its trigger after `now`: runs that were missed are made up once.
        """
        if self._defer is not None:
            for run, timing_of, following in self._due(now)[:_DEFERRED_A_TICK]:
                then = partial(self._defer, source=run.source, host=timing_of.host)
                self._runs.take(run, following, then)
            return []
        hosts = Counter(self._timings[name].host for name in running)
        taken: list[str] = []
        for run, timing_of, following in self._due(now):
            host = timing_of.host
            busy = host is not None and hosts[host] >= _MOST_A_HOST
            if len(taken) < free and run.source not in running and not busy:
                self._runs.take(run, following)
                taken.append(run.source)
                hosts[host] += 1
        return taken

    def hasten(self, source: str, now: datetime) -> None:
        """Makes a source due now."""
        self._runs.hasten(source, now)

    def _due(self, now: datetime) -> list[tuple[SourceRun, Timing, datetime]]:
        """What is due, with when it is due next; a clock that was set back stalls nobody."""
        due: list[tuple[SourceRun, Timing, datetime]] = []
        for run in self._runs.all():
            known = self._timings.get(run.source)
            if known is None:
                continue
            following = known.after(now)
            latest = max(following, now + MOST_WAIT) if run.failures else following
            if run.due > latest + known.jitter:
                self._runs.take(run, following)
            elif run.due <= now:
                spread = known.jitter * random.random()  # noqa: S311  no secret
                due.append((run, known, following + spread))
        return due
