"""Runs of sources as jobs on PostgreSQL: each once, and those of a node that died again."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from procrastinate import App, PsycopgConnector
from sqlalchemy import create_engine, text

from ruznama.schedule import Schedule, timing
from ruznama.store.database.postgres import conninfo, listen
from ruznama.store.editions import EditionRow
from ruznama.store.jobs import defer, work
from ruznama.store.store import Store, open_store

pytestmark = pytest.mark.postgres

PATIENCE_S = 60
HOUR = timedelta(hours=1)


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    opened = open_store(postgres_url)
    yield opened
    opened.close()


def scheduled(store: Store, *names: str, host: str | None = None) -> Schedule:
    store.runs.agree(dict.fromkeys(names, "form"), (), store.now())
    return Schedule({name: timing(HOUR, None, host) for name in names}, store.runs, defer)


async def until(done: asyncio.Event, url: str, run: object, nodes: int = 1) -> None:
    """Lets some nodes work until something is done."""

    def met(error: Exception) -> None:
        raise error

    working = [
        asyncio.create_task(work(url, 4, run, 5, met))  # type: ignore[arg-type]
        for _ in range(nodes)
    ]
    try:
        await asyncio.wait_for(done.wait(), PATIENCE_S)
    finally:
        for one in working:
            one.cancel()
        await asyncio.gather(*working, return_exceptions=True)


def left(url: str) -> int:
    """How many jobs are kept."""
    engine = create_engine(url)
    with engine.connect() as connection:
        count = connection.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar_one()
    engine.dispose()
    return int(count)


def test_every_source_runs_once_whichever_nodes_defer_and_work(
    store: Store, postgres_url: str
) -> None:
    """Two nodes see that all are due, and two run them; what has run is not kept."""
    names = [f"s{number}" for number in range(8)]
    nodes = [scheduled(store, *names) for _ in range(2)]
    now = store.now()
    assert [node.take(now, frozenset(), 0) for node in nodes] == [[], []]
    ran: list[str] = []

    async def scenario() -> None:
        done = asyncio.Event()

        async def run(name: str) -> None:
            ran.append(name)
            if len(ran) == len(names):
                done.set()

        await until(done, postgres_url, run, nodes=2)

    asyncio.run(scenario())
    assert sorted(ran) == names
    assert left(postgres_url) == 0


@pytest.mark.parametrize("waits", [False, True])
def test_what_a_dead_node_was_running_is_run_again(
    store: Store,
    postgres_url: str,
    waits: bool,  # noqa: FBT001
) -> None:
    """Also where the source is due anew meanwhile: that job is enough, and is not held up."""
    schedule = scheduled(store, "a")
    schedule.take(store.now(), frozenset(), 0)
    ran: list[str] = []

    async def scenario() -> None:
        async with App(
            connector=PsycopgConnector(conninfo=conninfo(postgres_url))
        ).open_async() as app:
            dead = await app.job_manager.register_worker()
            assert await app.job_manager.fetch_job(None, dead)
            await app.connector.execute_query_async(
                "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
            )
        if waits:
            schedule.take(store.now() + 2 * HOUR, frozenset(), 0)
            assert left(postgres_url) == 2
        done = asyncio.Event()

        async def run(name: str) -> None:
            ran.append(name)
            done.set()

        await until(done, postgres_url, run)

    asyncio.run(scenario())
    assert ran == ["a"]
    assert left(postgres_url) == 0


def test_two_sources_of_a_host_run_at_a_time_on_all_nodes(store: Store, postgres_url: str) -> None:
    """Whichever nodes run them."""
    names = [f"s{number}" for number in range(8)]
    scheduled(store, *names, host="slow.example").take(store.now(), frozenset(), 0)
    running, most, ended = 0, 0, 0

    async def scenario() -> None:
        done = asyncio.Event()

        async def run(_: str) -> None:
            nonlocal running, most, ended
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running, ended = running - 1, ended + 1
            if ended == len(names):
                done.set()

        await until(done, postgres_url, run, nodes=2)

    asyncio.run(scenario())
    assert most <= 2


def test_a_host_has_one_rest_for_all_nodes(store: Store, postgres_url: str) -> None:
    """Who comes second waits until the rest that the first one left is over."""
    other = open_store(postgres_url)
    assert store.turns.take("slow.example", 1000) == 0
    assert 900 < other.turns.take("slow.example", 1000) <= 1000
    assert 1900 < store.turns.take("slow.example", 1000) <= 2000
    assert other.turns.take("other.example", 1000) == 0
    other.close()


def test_who_listens_is_told_of_an_edition(store: Store, postgres_url: str) -> None:
    """When it begins to listen, too: something may have been missed."""

    async def scenario() -> None:
        told = asyncio.Event()
        listening = asyncio.create_task(listen(postgres_url, told.set))
        for _ in range(2):
            await asyncio.wait_for(told.wait(), PATIENCE_S)
            told.clear()
            await asyncio.to_thread(_notify, store)
        listening.cancel()

    asyncio.run(scenario())


def _notify(store: Store) -> None:
    head = EditionRow(counter=1, changed=store.now(), sequence=0, left_out="{}")
    store.editions.keep(
        "form/served",
        head,
        changed={},
        moved={},
        words={},
        combined={},
        slices={},
        moves={},
        offered=(),
    )
