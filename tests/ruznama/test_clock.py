"""When sources run: due once, made up once, stalled by no clock."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruznama.clock import Clock, Schedule, trigger

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def every(**minutes: float) -> Schedule:
    return Schedule(
        {name: trigger(timedelta(minutes=count), None) for name, count in minutes.items()}, NOW
    )


def test_every_source_is_due_at_first() -> None:
    """A start reads everything at once."""
    assert every(a=1, b=60).due(NOW) == ["a", "b"]


def test_a_source_is_due_again_after_its_interval_only() -> None:
    """`every` is kept per source."""
    schedule = every(a=1, b=60)
    schedule.due(NOW)
    assert schedule.due(NOW + MINUTE / 2) == []
    assert schedule.due(NOW + MINUTE) == ["a"]
    assert schedule.due(NOW + 60 * MINUTE) == ["a", "b"]


def test_missed_runs_are_made_up_once() -> None:
    """A laptop that slept for a day runs once, not 1,440 times."""
    schedule = every(a=1)
    schedule.due(NOW)
    late = NOW + timedelta(days=1)
    assert schedule.due(late) == ["a"]
    assert schedule.due(late) == []


@given(st.lists(st.floats(-90, 90), max_size=20))
def test_a_clock_that_is_set_stalls_no_source(jumps: list[float]) -> None:
    """However the wall clock jumps, a source is due within one interval of its new time."""
    schedule, now = every(a=5), NOW
    for jump in jumps:
        now += timedelta(minutes=jump)
        schedule.due(now)
    assert schedule.due(now + 5 * MINUTE) == ["a"]


def test_a_cron_line_is_kept_in_utc() -> None:
    """Six in the morning is 06:00 UTC on every night of the year."""
    schedule = Schedule({"a": trigger(MINUTE, "0 6 * * *")}, NOW)
    schedule.due(NOW)
    assert schedule.due(datetime(2026, 3, 2, 5, 59, tzinfo=UTC)) == []
    assert schedule.due(datetime(2026, 3, 2, 6, 0, tzinfo=UTC)) == ["a"]


def test_runs_never_overlap_and_a_stop_lets_a_run_finish() -> None:
    """A run that is longer than its interval is not started twice, nor cut off."""
    running, most, finished = 0, 0, 0

    async def scenario() -> None:
        started = asyncio.Event()
        loop = asyncio.get_running_loop()

        def run(names: list[str]) -> None:
            nonlocal running, most, finished
            assert names == ["a"]
            running += 1
            most = max(most, running)
            loop.call_soon_threadsafe(started.set)
            asyncio.run(asyncio.sleep(1.5))
            running -= 1
            finished += 1

        schedule = Schedule({"a": trigger(timedelta(seconds=0.5), None)}, NOW)
        clock = Clock(schedule, run)
        clock.start()
        await started.wait()
        await clock.stop()

    asyncio.run(scenario())
    assert (most, running, finished) == (1, 0, 1)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_run_that_fails_does_not_end_the_clock(caplog: pytest.LogCaptureFixture) -> None:
    """The next run comes whatever happened in this one."""

    async def scenario() -> int:
        runs = 0
        twice = asyncio.Event()
        loop = asyncio.get_running_loop()

        def run(_: list[str]) -> None:
            nonlocal runs
            runs += 1
            if runs > 1:
                loop.call_soon_threadsafe(twice.set)
            raise RuntimeError("broken")

        clock = Clock(Schedule({"a": trigger(timedelta(seconds=0.2), None)}, NOW), run)
        clock.start()
        await asyncio.wait_for(twice.wait(), 60)
        await clock.stop()
        return runs

    assert asyncio.run(scenario()) >= 2
    assert "what was published stays" in caplog.text
