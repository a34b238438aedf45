"""Points in time and events as the model tells them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from articles.model import When
from tests.builders import event, timed

HALF_PAST_SIX = datetime(2025, 9, 23, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "timezone"),
    [
        ("2025-09-23T21:30", "Asia/Riyadh"),
        ("2025-09-23T21:30", "+03:00"),
        ("2025-09-23T14:30", "-04:00"),
        ("2025-09-23T18:30", "UTC"),
        ("2025-09-23T18:30", None),
    ],
)
def test_a_time_of_day_is_one_moment(value: str, timezone: str | None) -> None:
    """By the name of its zone or its offset; without either it is taken as UTC."""
    when = When(value=value, grain="minute", timezone=timezone)
    assert when.instant == HALF_PAST_SIX
    assert when.local is not None
    assert when.local.replace(tzinfo=None) == datetime.fromisoformat(value)


def test_a_full_hour_is_a_moment() -> None:
    """Its value is cut after the hour."""
    when = When(value="2025-09-23T18", grain="hour", timezone="UTC")
    assert when.instant == HALF_PAST_SIX - timedelta(minutes=30)


@pytest.mark.parametrize(
    ("start", "end", "backwards"),
    [
        ("2025-09-23", None, False),
        ("2025-09-23", "2025-09-23", False),
        ("2025-09-23", "2025-09-22", True),
    ],
)
def test_an_end_before_the_start_is_backwards(
    start: str,
    end: str | None,
    backwards: bool,  # noqa: FBT001
) -> None:
    """One day may be both."""
    assert event("معرض", start, end).backwards is backwards


@pytest.mark.parametrize(("end", "backwards"), [("17:59", True), ("18:00", False)])
def test_ends_in_another_zone_are_compared_as_moments(
    end: str,
    backwards: bool,  # noqa: FBT001
) -> None:
    """A flight lands by the clock of its city, earlier than it left by that of the other."""
    landing = timed("وصول", f"2025-09-23T{end}", timezone="UTC").start
    flight = replace(timed("رحلة", "2025-09-23T21:00"), end=landing)
    assert flight.backwards is backwards
