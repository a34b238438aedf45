"""A calendar small enough for Google, and the rest by years."""

from collections.abc import Callable
from datetime import date, timedelta

from exporters.dated import Listing, listings
from exporters.ics.calendar import write_events
from exporters.window import MAX_OCTETS, window, years
from tests.builders import first_reading
from tests.exporters.calendars import INFO

AROUND = date(2025, 9, 1)


def spread(count: int, step: int) -> list[Listing]:
    """Events every `step` days, as many before `AROUND` as after."""
    rows = [
        (f"حدث رقم {number}", (AROUND + timedelta(days=step * number)).isoformat())
        for number in range(-count, count + 1)
    ]
    return listings([first_reading(rows)], INFO.base_url)


def roomy(
    events: list[Listing], keep: timedelta | None, octets: Callable[[Listing], int]
) -> list[Listing]:
    return window(events, around=AROUND, keep=keep, touches=lambda one: one.touches, octets=octets)


def days(events: list[Listing]) -> list[int]:
    return sorted((listing.days.first - AROUND).days for listing in events)


def test_small_calendar_is_left_whole() -> None:
    """No window where none is needed."""
    events = spread(10, 30)
    assert len(roomy(events, None, lambda _: 100)) == len(events)


def test_past_events_go_after_their_term() -> None:
    """Those still to come stay, however far."""
    left = roomy(spread(10, 30), timedelta(days=60), lambda _: 1)
    assert days(left) == list(range(-60, 301, 30))


def test_what_is_nearest_in_time_stays_when_there_is_no_room() -> None:
    """Subscribers look at these weeks, not at the oldest or the farthest."""
    left = roomy(spread(10, 30), None, lambda _: MAX_OCTETS // 8)
    assert days(left) == [-90, -60, -30, 0, 30, 60, 90]


def test_written_window_is_no_larger_than_google_takes() -> None:
    """With all that the calendar says of itself."""
    events = spread(1_300, 1)
    size = len(write_events(INFO, events))
    assert size > MAX_OCTETS
    left = roomy(events, None, lambda _: size // len(events) + 1)
    assert MAX_OCTETS * 0.9 < len(write_events(INFO, left)) <= MAX_OCTETS


def test_years_hold_every_event_once() -> None:
    """By the year in which it starts, in order."""
    by_year = years(spread(400, 1))
    assert list(by_year) == [2024, 2025, 2026]
    assert sum(map(len, by_year.values())) == 801
    assert {listing.days.first.year for listing in by_year[2026]} == {2026}
