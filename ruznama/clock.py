"""When sources run: one tick of APScheduler that starts what is due, in UTC.

APScheduler 3.11 keeps the time; its defaults would lose runs (a misfire is dropped after a second)
and its `shutdown` cancels what is running, so both are set aside here. Only this module and the
command line read the clock.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

TICK_S = 1
DRAIN_S = 20

_DRIFT_S = 2.0
_TICK_JOB = "tick"

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)  # noqa: TID251  this is the clock


def trigger(every: timedelta, cron: str | None) -> BaseTrigger:
    """The schedule of a source, in UTC, where no night is an hour longer."""
    if cron is not None:
        return CronTrigger.from_crontab(cron, timezone=UTC)
    return IntervalTrigger(seconds=every.total_seconds(), timezone=UTC)


@dataclass(slots=True)
class _Timer:
    """The schedule of one source and when it is due next."""

    trigger: BaseTrigger
    due: datetime

    def start(self, now: datetime) -> bool:
        """Whether the source is due; if so its next time is set, once for all that were missed."""
        following = self._after(now)
        self.due = min(self.due, following)  # a clock that was set back stalls nobody
        if self.due > now:
            return False
        self.due = following
        return True

    def _after(self, now: datetime) -> datetime:
        fire: datetime = self.trigger.get_next_fire_time(now, now + timedelta(microseconds=1))
        return fire


class Schedule:
    """Which sources are due. All are at first."""

    def __init__(self, triggers: Mapping[str, BaseTrigger], now: datetime) -> None:
        self._timers = {name: _Timer(each, now) for name, each in triggers.items()}

    def due(self, now: datetime) -> list[str]:
        """The sources that are due at `now`; each is due again by its trigger after that."""
        return [name for name, timer in self._timers.items() if timer.start(now)]


class Clock:
    """Ticks inside a running event loop; the work itself runs in a thread."""

    def __init__(self, schedule: Schedule, run: Callable[[list[str]], object]) -> None:
        self._schedule = schedule
        self._run = run
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: asyncio.Task[None] | None = None
        self._watch: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Starts ticking, at once."""
        self._scheduler.add_job(
            self._tick,
            IntervalTrigger(seconds=TICK_S, timezone=UTC),
            id=_TICK_JOB,
            next_run_time=utc_now(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()
        self._watch = asyncio.create_task(self._watch_for_jumps())

    async def stop(self) -> None:
        """Stops ticking and lets a run that is under way finish, for at most DRAIN_S seconds."""
        self._scheduler.pause()
        if self._watch is not None:
            self._watch.cancel()
        if self._running is not None and not self._running.done():
            await asyncio.wait([self._running], timeout=DRAIN_S)
        self._scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # shutdown acts at the next turn of the loop

    async def _tick(self) -> None:
        """Starts what is due, unless a run is still under way: then it is due at the next tick."""
        if self._running is not None and not self._running.done():
            return
        names = self._schedule.due(utc_now())
        if names:
            self._running = asyncio.create_task(self._guarded(names))

    async def _guarded(self, names: list[str]) -> None:
        try:
            await asyncio.to_thread(self._run, names)
        except Exception:  # noqa: BLE001  the border: a fault of one run must not end the clock
            _log.exception("a run failed; what was published stays")

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
