"""When sources run: one tick of APScheduler that starts what is due, and publishes after it.

APScheduler 3.11 keeps the time; its defaults would lose runs (a misfire is dropped after a second)
and its `shutdown` cancels what is running, so both are set aside here. Runs go on side by side, a
few at a time, and what they change is published by one after the other. Only this module and the
command line read the clock.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.base import STATE_RUNNING

from ruznama.errors import StoreError
from ruznama.logs import Trouble
from ruznama.schedule import TICK_S, EverySecond, Schedule
from ruznama.store.database.engine import is_away
from ruznama.store.runs import WORKERS
from ruznama.utc import utc_now

DRAIN_S = 10

_LAST_S = 3  # for what changed at the end to be published
_DRIFT_S = 2.0
_TICK_JOB = "tick"
_REST_S = 0.6  # until a file that was just saved is believed
_TURN_S = 0.2  # until whoever is publishing may have ended

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Work(Protocol):
    """What the clock puts to work; every call may take long, and comes from a thread."""

    def now(self) -> datetime:
        """The time, of the store."""

    def begin(self) -> bool:
        """Whether this process may run sources now; called until it may."""

    def run(self, name: str) -> bool:
        """Runs a source; whether something of it was still being written."""

    def publish(self) -> bool:
        """Publishes what changed; whether that is done, by whomever."""

    def follow(self) -> bool:
        """Serves what another process has published; whether more waits to be published."""

    def mend(self) -> None:
        """Opens the store anew, where it is gone."""


# Runs jobs, of whatever node: by a way to run one, for so many seconds after it is cancelled.
Worker = Callable[
    [Callable[[str], Awaitable[None]], float, Callable[[Exception], None]],
    Coroutine[Any, Any, None],
]
# Tells of what others publish or save, by a way to be told, until it is cancelled.
Listen = Callable[[Callable[[], None]], Coroutine[Any, Any, None]]
# Tells which source has changed before it is due, by a way to be told, until it is cancelled.
Watching = Callable[[Callable[[str], None]], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How a clock comes by what happens.

    Attributes:
        worker: runs jobs; without one, what is due is run here.
        listen: tells when another process has published.
        watch: tells which source has changed before it is due.
        poll_s: after which it is looked whether another process has published.
        works: whether sources are run at all.
    """

    worker: Worker | None = None
    listen: Listen | None = None
    watch: Watching | None = None
    poll_s: float = TICK_S
    works: bool = True


class Clock:
    """Ticks inside a running event loop; the work itself runs in threads."""

    def __init__(self, schedule: Schedule, work: Work, ways: Ways = Ways()) -> None:
        self._schedule = schedule
        self._work = work
        self._ways = ways
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._pool = ThreadPoolExecutor(WORKERS + 2, thread_name_prefix="source")
        self._running: dict[str, asyncio.Task[None]] = {}
        self._soon: set[str] = set()
        self._changed = asyncio.Event()
        self._told = asyncio.Event()
        self._helpers: list[asyncio.Task[None]] = []
        self._worker: asyncio.Task[None] | None = None
        self._working = False
        self._ticked = time.monotonic()
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
        self._help(self._watch_for_jumps())
        self._help(self._follow_others())
        if self._ways.listen is not None:
            self._help(self._ways.listen(self._told.set))

    def _help(self, helper: Coroutine[Any, Any, None]) -> None:
        self._helpers.append(asyncio.create_task(helper))

    async def stop(self) -> None:
        """Stops ticking and lets what is under way finish, for at most DRAIN_S seconds.

        What is under way after that may end with the process: a start makes up for it.
        """
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running.values(), timeout=DRAIN_S)
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.wait([self._worker], timeout=DRAIN_S + 1)
        for helper in self._helpers:
            helper.cancel()
        await asyncio.gather(*self._helpers, return_exceptions=True)
        if self._changed.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._guarded(self._work.publish), _LAST_S)
        self._scheduler.shutdown(wait=False)
        self._pool.shutdown(wait=False, cancel_futures=True)
        await asyncio.sleep(0)  # shutdown acts at the next turn of the loop

    async def _tick(self) -> None:
        """Starts what is due, as far as hands are free."""
        try:
            if self._ways.works and not self._working and await self._in_thread(self._work.begin):
                self._begin()
            names = await self._in_thread(self._take if self._working else self._look)
        except Exception as error:  # noqa: BLE001  the border: a store that is away ends no clock
            self._tell(error)
            await self._guarded(self._work.mend)
            return
        self._ticked = time.monotonic()
        self._away.over()
        for name in names:
            self._running[name] = asyncio.create_task(self._run_own(name))

    def _begin(self) -> None:
        """From now on sources are run, and published."""
        self._working = True
        self._changed.set()  # an earlier process may have ended before it published
        self._help(self._publish_changes())
        if self._ways.watch is not None:
            self._help(self._ways.watch(self._hasten_soon))
        if self._ways.worker is not None:
            work = self._ways.worker(self._run_one, DRAIN_S, self._tell)
            self._worker = asyncio.create_task(work)

    def _take(self) -> list[str]:
        free = WORKERS - len(self._running)
        return self._schedule.take(self._work.now(), self._running.keys(), free)

    def _look(self) -> list[str]:
        self._work.follow()
        return []

    async def _run_own(self, name: str) -> None:
        try:
            await self._run_one(name)
        finally:
            del self._running[name]

    async def _run_one(self, name: str) -> None:
        if await self._guarded(lambda: self._work.run(name)):
            self._hasten_soon(name)
        self._changed.set()

    def _hasten_soon(self, name: str) -> None:
        """Runs a source as soon as what was just saved has rested."""
        if name not in self._soon:
            loop = asyncio.get_running_loop()
            self._soon.add(name)
            loop.call_later(_REST_S, lambda: loop.create_task(self._hasten(name)))

    async def _hasten(self, name: str) -> None:
        self._soon.discard(name)
        if self._scheduler.state != STATE_RUNNING:
            return
        await self._guarded(lambda: self._schedule.hasten(name, self._work.now()))
        self._tick_now()

    def _tick_now(self) -> None:
        self._scheduler.modify_job(_TICK_JOB, next_run_time=utc_now())

    async def _follow_others(self) -> None:
        """Serves what others publish, when it is told, and now and then without being told."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), self._ways.poll_s)
            self._told.clear()
            if await self._guarded(self._work.follow):
                self._changed.set()

    async def _publish_changes(self) -> None:
        """Publishes after runs; what changes meanwhile is published together the next time."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            began = time.monotonic()
            if await self._guarded(self._work.publish) is False:
                self._changed.set()
                await asyncio.sleep(_TURN_S)
            await asyncio.sleep(time.monotonic() - began)  # half of the time is left for others

    async def _in_thread(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def _guarded(self, work: Callable[[], _T]) -> _T | None:
        try:
            return await self._in_thread(work)
        except Exception as error:  # noqa: BLE001  the border: a fault of a run ends no clock
            self._tell(error)
            return None

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
                    self._tick_now()
                offset = now
