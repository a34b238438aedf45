"""When sources run: due once, made up once, stalled by no clock, run by one process."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruznama.clock import Clock
from ruznama.schedule import EverySecond, Schedule, Timing, timing, trigger
from ruznama.store.runs import WORKERS, Runs
from ruznama.store.store import Store, open_store
from ruznama.utc import utc_now

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NONE: frozenset[str] = frozenset()
NUMBERS = count()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'ruznama.db'}"
    else:
        url = str(request.getfixturevalue("postgres_url"))
    opened = open_store(url)
    yield opened
    opened.close()


@dataclass
class Working:
    """What a clock puts to work in a test."""

    run: Callable[[str], bool]
    publish: Callable[[], bool] = lambda: True

    def now(self) -> datetime:
        return utc_now()

    def begin(self) -> bool:
        return True

    def follow(self) -> bool:
        return False

    def mend(self) -> None:
        pass


def every(runs: Runs, host: str | None = None, **minutes: float) -> Schedule:
    return scheduled(
        runs,
        {name: timing(timedelta(minutes=each), None, host) for name, each in minutes.items()},
    )


def scheduled(runs: Runs, timings: dict[str, Timing]) -> Schedule:
    runs.agree(dict.fromkeys(timings, "form"), (), NOW)
    return Schedule(timings, runs)


def ran(schedule: Schedule, runs: Runs, now: datetime) -> list[str]:
    """The sources that are due at a moment, run at once."""
    names = schedule.take(now, NONE, WORKERS)
    for name in names:
        runs.finish(name, now, None, None)
    return names


def test_every_source_is_due_at_first(store: Store) -> None:
    """A start reads everything."""
    assert ran(every(store.runs, a=1, b=60), store.runs, NOW) == ["a", "b"]


def test_a_source_is_due_again_after_its_interval_only(store: Store) -> None:
    """`every` is kept per source."""
    schedule = every(store.runs, a=1, b=60)
    ran(schedule, store.runs, NOW)
    assert ran(schedule, store.runs, NOW + MINUTE / 2) == []
    assert ran(schedule, store.runs, NOW + MINUTE) == ["a"]
    assert ran(schedule, store.runs, NOW + 60 * MINUTE) == ["a", "b"]


def test_missed_runs_are_made_up_once(store: Store) -> None:
    """A laptop that slept for a day runs once, not 1,440 times."""
    schedule = every(store.runs, a=1)
    ran(schedule, store.runs, NOW)
    late = NOW + timedelta(days=1)
    assert ran(schedule, store.runs, late) == ["a"]
    assert ran(schedule, store.runs, late) == []


def test_a_slot_that_was_seen_by_two_is_given_to_one(store: Store) -> None:
    """Two read the same row, and both try; what is to be done with it is done once."""
    every(store.runs, a=1)
    (seen,) = store.runs.all()
    done: list[object] = []
    taken = [store.runs.take(seen, NOW + MINUTE, done.append) for _ in range(2)]
    assert taken == [True, False]
    assert len(done) == 1


def test_a_source_that_is_running_is_not_started_again(store: Store) -> None:
    """It is due while it runs, and is started when it has ended."""
    schedule = every(store.runs, a=1)
    assert schedule.take(NOW, {"a"}, 1) == []
    assert schedule.take(NOW, NONE, 1) == ["a"]


def test_a_source_whose_file_was_saved_is_due_at_once(store: Store) -> None:
    """And after that when it would have been."""
    schedule = every(store.runs, a=60)
    ran(schedule, store.runs, NOW)
    schedule.hasten("a", NOW + MINUTE)
    assert ran(schedule, store.runs, NOW + MINUTE) == ["a"]
    assert ran(schedule, store.runs, NOW + 2 * MINUTE) == []


def test_few_sources_of_one_host_run_at_a_time(store: Store) -> None:
    """A host that hangs holds up its own sources only."""
    slow = {f"s{n}": timing(MINUTE, None, "slow.example") for n in range(9)}
    other = {"t": timing(MINUTE, None, "other.example")}
    schedule = scheduled(store.runs, slow | other)
    claimed = schedule.take(NOW, NONE, WORKERS)
    assert len(claimed) == 3
    assert "t" in claimed
    assert schedule.take(NOW, set(claimed), WORKERS) == []


def test_no_more_are_started_than_hands_are_free(store: Store) -> None:
    """A thousand sources are no burst."""
    timings = {f"s{n}": timing(MINUTE, None, f"h{n}.example") for n in range(1000)}
    assert len(scheduled(store.runs, timings).take(NOW, NONE, 5)) == 5


def test_sources_on_the_web_spread(store: Store) -> None:
    """What started together does not stay together."""
    timings = {f"s{n}": timing(60 * MINUTE, None, f"h{n}.example") for n in range(50)}
    ran(scheduled(store.runs, timings), store.runs, NOW)
    schedule = scheduled(store.runs, timings)
    schedule.take(NOW, NONE, 1000)
    due = {run.due for run in store.runs.all()}
    assert len(due) > 25
    assert all(NOW + 60 * MINUTE <= each <= NOW + 66 * MINUTE for each in due if each > NOW)


def test_a_source_that_failed_waits_as_long_as_it_was_told(store: Store) -> None:
    """And no longer after it was good again."""
    schedule = every(store.runs, a=1)
    schedule.take(NOW, NONE, 1)
    store.runs.finish("a", NOW, "answers with 503", NOW + 10 * MINUTE)
    assert schedule.take(NOW + 9 * MINUTE, NONE, 1) == []
    (run,) = store.runs.all()
    assert (run.failures, run.problem, run.good) == (1, "answers with 503", None)
    assert ran(schedule, store.runs, NOW + 10 * MINUTE) == ["a"]
    (run,) = store.runs.all()
    assert (run.failures, run.problem, run.good) == (0, None, NOW + 10 * MINUTE)


def test_a_source_that_failed_while_the_clock_was_ahead_waits_a_day_at_most(store: Store) -> None:
    """A clock that was a year ahead, and is set right, stalls nobody for a year."""
    schedule, ahead = every(store.runs, a=1), NOW + timedelta(days=365)
    assert schedule.take(ahead, NONE, 1) == ["a"]
    store.runs.finish("a", ahead, "answers with 503", ahead + 10 * MINUTE)
    assert schedule.take(NOW, NONE, 1) == []
    assert ran(schedule, store.runs, NOW + 2 * MINUTE) == ["a"]


def test_a_year_has_one_tick() -> None:
    """APScheduler asks for the next tick until it is later than now, and keeps all that it gets."""
    tick, begun = EverySecond(), NOW
    assert tick.get_next_fire_time(None, begun) == begun
    later = NOW + timedelta(days=365)
    assert tick.get_next_fire_time(begun, later) == later + timedelta(seconds=1)


def test_a_source_that_is_read_in_another_way_is_due(store: Store) -> None:
    """A configuration that changed is obeyed at the start; one that is gone is forgotten."""
    runs = store.runs
    ran(every(runs, a=60, b=60, c=60), runs, NOW)
    runs.agree({"a": "form", "b": "other", "c": "form"}, ["c"], NOW + MINUTE)
    assert [run.source for run in runs.all() if run.due <= NOW + MINUTE] == ["b", "c"]
    runs.agree({"a": "form"}, (), NOW)
    assert [run.source for run in runs.all()] == ["a"]


@pytest.fixture(scope="module")
def memory() -> Iterator[Store]:
    """A store for all examples of a property, each of which has a source of its own."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@given(st.lists(st.floats(-90, 90), max_size=20))
def test_a_clock_that_is_set_stalls_no_source(memory: Store, jumps: list[float]) -> None:
    """However the wall clock jumps, a source is due within one interval of its new time."""
    name, now = f"s{next(NUMBERS)}", NOW
    schedule = every(memory.runs, **{name: 5})
    for jump in jumps:
        now += timedelta(minutes=jump)
        ran(schedule, memory.runs, now)
        ran(schedule, memory.runs, now)
    assert ran(schedule, memory.runs, now + 5 * MINUTE) == [name]


def test_a_cron_line_is_kept_in_utc(store: Store) -> None:
    """Six in the morning is 06:00 UTC on every night of the year."""
    schedule = scheduled(store.runs, {"a": timing(MINUTE, "0 6 * * *", None)})
    ran(schedule, store.runs, NOW)
    assert ran(schedule, store.runs, datetime(2026, 3, 2, 5, 59, tzinfo=UTC)) == []
    assert ran(schedule, store.runs, datetime(2026, 3, 2, 6, 0, tzinfo=UTC)) == ["a"]


@pytest.mark.parametrize("zone", ["Africa/Cairo", "Asia/Beirut", "Europe/Berlin"])
def test_nights_that_are_an_hour_longer_or_shorter_change_nothing(
    store: Store, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run each half hour of UTC, whatever the machine's own zone does."""
    monkeypatch.setenv("TZ", zone)
    schedule = scheduled(store.runs, {"a": timing(MINUTE, "*/30 * * * *", None)})
    start = datetime(2026, 3, 20, tzinfo=UTC)
    runs = sum(
        bool(ran(schedule, store.runs, start + n * timedelta(minutes=10))) for n in range(6 * 24)
    )
    assert runs == 48


def test_runs_never_overlap_and_a_stop_lets_a_run_finish(store: Store) -> None:
    """A run that is longer than its interval is not started twice, nor cut off."""
    running, most, finished = 0, 0, 0

    async def scenario() -> None:
        started = asyncio.Event()
        loop = asyncio.get_running_loop()

        def run(name: str) -> bool:
            nonlocal running, most, finished
            assert name == "a"
            running += 1
            most = max(most, running)
            loop.call_soon_threadsafe(started.set)
            asyncio.run(asyncio.sleep(1.5))
            running -= 1
            finished += 1
            return False

        clock = Clock(every(store.runs, a=0.01), Working(run))
        clock.start()
        await started.wait()
        await clock.stop()

    asyncio.run(scenario())
    assert (most, running, finished) == (1, 0, 1)


def test_a_run_that_hangs_holds_up_no_other(store: Store) -> None:
    """Sources run side by side, and what one changed is published at once."""

    async def scenario() -> list[str]:
        loop = asyncio.get_running_loop()
        published = asyncio.Event()
        hangs = asyncio.Event()
        ended: list[str] = []

        def run(name: str) -> bool:
            if name == "a":
                asyncio.run_coroutine_threadsafe(hangs.wait(), loop).result()
            ended.append(name)
            return False

        def publish() -> bool:
            if ended:
                loop.call_soon_threadsafe(published.set)
            return True

        clock = Clock(every(store.runs, a=60, b=60), Working(run, publish))
        clock.start()
        await asyncio.wait_for(published.wait(), 60)
        seen = list(ended)
        hangs.set()
        await clock.stop()
        return seen

    assert asyncio.run(scenario()) == ["b"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_run_that_fails_does_not_end_the_clock(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """The next run comes whatever happened in this one."""

    async def scenario() -> int:
        runs = 0
        twice = asyncio.Event()
        loop = asyncio.get_running_loop()

        def run(name: str) -> bool:
            nonlocal runs
            runs += 1
            if runs > 1:
                loop.call_soon_threadsafe(twice.set)
            store.runs.finish(name, utc_now(), None, None)
            raise RuntimeError("broken")

        clock = Clock(every(store.runs, a=0.003), Working(run))
        clock.start()
        await asyncio.wait_for(twice.wait(), 60)
        await clock.stop()
        return runs

    assert asyncio.run(scenario()) >= 2
    assert "what was published stays" in caplog.text


def test_an_interval_is_kept_as_it_is_written() -> None:
    assert Timing(trigger=trigger(MINUTE, None)).after(NOW) == NOW + MINUTE
