"""When sources run: one tick of APScheduler that claims what is due, in UTC.

APScheduler 3.11 keeps the time; its defaults would lose runs (a misfire is dropped after a second)
and its `shutdown` cancels what is running, so both are set aside here. Runs go on side by side, a
few at a time, and what they change is published by one after the other. Only this module and the
command line read the clock.
"""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from ruznama.errors import StoreError
from ruznama.logs import Trouble
from ruznama.store.engine import is_away
from ruznama.store.runs import MOST_WAIT, WORKERS, SourceRun
from ruznama.utc import utc_now

TICK_S = 1
DRAIN_S = 10

_LAST_S = 3  # for what changed at the end to be published
_DRIFT_S = 2.0
_TICK_JOB = "tick"
_HOLD_S = 10  # after which claims are renewed
_MOST_A_HOST = 2  # sources of one host at a time
_JITTER = 0.1  # of the interval of a source on the web, so that they spread

_log = logging.getLogger(__name__)


def trigger(every: timedelta, cron: str | None) -> BaseTrigger:
    """The schedule of a source, in UTC, where no night is an hour longer."""
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

    def claim(self, run: SourceRun, following: datetime, now: datetime) -> bool:
        """Whether the run is ours."""

    def advance(self, run: SourceRun, due: datetime) -> None:
        """Sets when a source is due."""

    def hold(self, sources: Iterable[str], now: datetime) -> None:
        """Renews claims."""


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

    def __init__(self, timings: Mapping[str, Timing], runs: RunStore) -> None:
        self._timings = timings
        self._runs = runs

    def claim(self, now: datetime, running: AbstractSet[str], free: int) -> list[str]:
        """At most `free` sources that are due and now ours to run.

        Each is due again by its trigger after `now`: runs that were missed are made up once.
        """
        hosts = Counter(self._timings[name].host for name in running)
        claimed: list[str] = []
        for run in self._runs.all():
            known = self._timings.get(run.source)
            if len(claimed) >= free or known is None:
                continue
            following = known.after(now)
            latest = max(following, now + MOST_WAIT) if run.failures else following
            if run.due > latest + known.jitter:
                self._runs.advance(run, following)  # a clock that was set back stalls nobody
            busy = known.host is not None and hosts[known.host] >= _MOST_A_HOST
            if run.due > now or run.is_claimed(now) or run.source in running or busy:
                continue
            spread = known.jitter * random.random()  # noqa: S311  no secret
            if self._runs.claim(run, following + spread, now):
                claimed.append(run.source)
                hosts[known.host] += 1
        return claimed

    def hold(self, running: Iterable[str], now: datetime) -> None:
        """Keeps others from what is running."""
        self._runs.hold(running, now)


class Clock:
    """Ticks inside a running event loop; the work itself runs in threads.

    Each tick follows what other processes have published. Where it fails, `mend` is run: the store
    may be gone.
    """

    def __init__(
        self,
        schedule: Schedule,
        run: Callable[[str], object],
        publish: Callable[[], object],
        mend: Callable[[], object] = lambda: None,
        follow: Callable[[], object] = lambda: None,
    ) -> None:
        self._schedule = schedule
        self._run = run
        self._publish = publish
        self._mend = mend
        self._follow = follow
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._pool = ThreadPoolExecutor(WORKERS + 1, thread_name_prefix="source")
        self._running: dict[str, asyncio.Task[None]] = {}
        self._changed = asyncio.Event()
        self._helpers: list[asyncio.Task[None]] = []
        self._ticked = time.monotonic()
        self._held = time.monotonic()
        self._away = Trouble(_log, "the store cannot be used, what was published stays")

    @property
    def idle_s(self) -> float:
        """The seconds since the last tick that went well."""
        return time.monotonic() - self._ticked

    def start(self) -> None:
        """Starts ticking, at once."""
        self._scheduler.add_job(
            self._tick,
            EverySecond(),
            id=_TICK_JOB,
            next_run_time=utc_now(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()
        self._helpers = [
            asyncio.create_task(self._watch_for_jumps()),
            asyncio.create_task(self._publish_changes()),
        ]

    def publish_soon(self) -> None:
        """Publishes what waits for it: an earlier process may have ended before it did."""
        self._changed.set()

    async def stop(self) -> None:
        """Stops ticking and lets what is under way finish, for at most DRAIN_S seconds.

        What is under way after that may end with the process: a start makes up for it.
        """
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running.values(), timeout=DRAIN_S)
        for helper in self._helpers:
            helper.cancel()
        await asyncio.gather(*self._helpers, return_exceptions=True)
        if self._changed.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._guarded(self._publish), _LAST_S)
        self._scheduler.shutdown(wait=False)
        self._pool.shutdown(wait=False, cancel_futures=True)
        await asyncio.sleep(0)  # shutdown acts at the next turn of the loop

    async def _tick(self) -> None:
        """Starts what is due, as far as hands are free."""
        loop = asyncio.get_running_loop()
        free = WORKERS - len(self._running)
        try:
            await loop.run_in_executor(self._pool, self._hold)
            await loop.run_in_executor(self._pool, self._follow)
            names = await loop.run_in_executor(
                self._pool, self._schedule.claim, utc_now(), self._running.keys(), free
            )
        except Exception as error:  # noqa: BLE001  the border: a store that is away ends no clock
            self._tell(error)
            await self._guarded(self._mend)
            return
        self._ticked = time.monotonic()
        self._away.over()
        for name in names:
            self._running[name] = asyncio.create_task(self._run_one(name))

    def _hold(self) -> None:
        if self._running and time.monotonic() - self._held > _HOLD_S:
            self._schedule.hold(list(self._running), utc_now())
            self._held = time.monotonic()

    async def _run_one(self, name: str) -> None:
        await self._guarded(lambda: self._run(name))
        del self._running[name]
        self._changed.set()

    async def _publish_changes(self) -> None:
        """Publishes after runs; what changes meanwhile is published together the next time."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            began = time.monotonic()
            await self._guarded(self._publish)
            await asyncio.sleep(time.monotonic() - began)  # half of the time is left for others

    async def _guarded(self, work: Callable[[], object]) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._pool, work)
        except Exception as error:  # noqa: BLE001  the border: a fault of a run ends no clock
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        if is_away(error) or isinstance(error, StoreError):
            self._away.met(error)
        else:
            _log.error("a run failed; what was published stays", exc_info=error)

    async def _watch_for_jumps(self) -> None:
        """Wakes the scheduler when the wall clock jumps: set back, it would sleep that long."""
        offset = time.time() - time.monotonic()
        with suppress(asyncio.CancelledError):
            while True:
                await asyncio.sleep(TICK_S)
                now = time.time() - time.monotonic()
                if abs(now - offset) > _DRIFT_S:
                    _log.warning("the clock jumped by %.0f s", now - offset)
                    self._scheduler.modify_job(_TICK_JOB, next_run_time=utc_now())
                offset = now
