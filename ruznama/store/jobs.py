"""Runs of sources as jobs of procrastinate, in the database of the store: one run for all nodes.

A job is deferred in the transaction that moves the time when its source is due, so that a slot is
deferred once. The engine tells jobs to workers, keeps two of one source apart, and knows by
heartbeats whose worker has died; such a job is run again. Times are the database's.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from zlib import crc32

import psycopg
from procrastinate import (
    App,
    BaseRetryStrategy,
    PsycopgConnector,
    RetryDecision,
    SyncPsycopgConnector,
)
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from psycopg_pool import PoolTimeout
from sqlalchemy import Connection

from ruznama.errors import StoreError
from ruznama.store.database.postgres import conninfo

_TASK = "ruznama.run"
_QUEUE = "ruznama"
_HEARTBEAT_S = 5
_STALLED_S = 20  # without a heartbeat, after which a worker is taken for dead
_AGAIN_S = 3  # until a worker that lost the database tries again
_LANES = 2  # sources of one host at a time, whichever node runs them
_AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)  # for every database, whatever our clock says

Run = Callable[[str], Awaitable[None]]

_log = logging.getLogger(__name__)
for _other in ("procrastinate", "psycopg"):  # a line a job; what goes wrong is told once, by us
    logging.getLogger(_other).setLevel(logging.CRITICAL)


class _Again(BaseRetryStrategy):
    """What a node could not end before it stopped is for another."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        del job
        if isinstance(exception, asyncio.CancelledError):
            return RetryDecision(retry_at=_AT_ONCE)
        return None


def defer(connection: Connection, source: str, host: str | None) -> None:
    """Makes the run of a source a job, with the transaction of `connection`.

    Where one waits already, that is it.
    """
    driver = connection.connection.driver_connection
    job = _deferring.configure_task(
        _TASK,
        queue=_QUEUE,
        lock=f"{host} {crc32(source.encode()) % _LANES}" if host else source,
        queueing_lock=source,
        connection=driver,
    )
    with suppress(AlreadyEnqueued), connection.begin_nested():
        job.defer(source=source)


_deferring = App(connector=SyncPsycopgConnector())


async def work(
    url: str, most: int, run: Run, drain_s: float, met: Callable[[Exception], None]
) -> None:
    """Runs jobs, of whatever node deferred them, until it is cancelled.

    A database that is away is waited for.

    Args:
        url: of the store.
        most: how many run at a time.
        run: runs a source.
        drain_s: after it is cancelled, how long what is under way may take to end.
        met: is told of what goes wrong.
    """

    async def run_source(source: str) -> None:
        await run(source)

    while True:
        app = App(connector=PsycopgConnector(conninfo=conninfo(url), min_size=1, max_size=4))
        app.task(name=_TASK, queue=_QUEUE, retry=_Again())(run_source)
        try:
            async with app.open_async():
                await _work(app, most, drain_s)
        except (ConnectorException, psycopg.Error, PoolTimeout) as error:
            met(StoreError("[store] url", f"gives no jobs: {error}", "They are asked for again"))
        await asyncio.sleep(_AGAIN_S)


async def _work(app: App, most: int, drain_s: float) -> None:
    reaping = asyncio.create_task(_take_over(app.job_manager))
    try:
        await app.run_worker_async(
            queues=[_QUEUE],
            concurrency=most,
            install_signal_handlers=False,
            delete_jobs="always",
            update_heartbeat_interval=_HEARTBEAT_S,
            stalled_worker_timeout=_STALLED_S,
            shutdown_graceful_timeout=drain_s,
        )
    finally:
        reaping.cancel()


async def _take_over(jobs: JobManager) -> None:
    """Gives the jobs of workers that have died to others.

    Where a newer job of the same source waits already, that one is enough: two could not wait.
    """
    while True:
        with suppress(ConnectorException):
            for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=_STALLED_S):
                try:
                    await jobs.retry_job(job, retry_at=_AT_ONCE)
                    _log.info("the run of a node that died is taken over", extra=job.task_kwargs)
                except UniqueViolation:
                    await jobs.finish_job(job, Status.FAILED, delete_job=True)
        await asyncio.sleep(_HEARTBEAT_S)
