"""When an event is: whole days or moments, once or again and again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from articles.expansion import days_of
from articles.model import Event, EventStatus, Recurrence, When


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpan:
    """Whole days; `last` is inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSpan:
    """Moments in UTC, `end` exclusive, and the days that they touch where the event is.

    Attributes:
        end: None where no end is told.
    """

    start: datetime
    end: datetime | None
    days: DaySpan


Span = DaySpan | ClockSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One time of an event that comes again.

    Attributes:
        day: on which the rule has it.
        status: cancelled, where this one time is.
        altered: whether it is not as the rule has it.
    """

    day: date
    span: Span
    status: EventStatus = "confirmed"
    altered: bool = False


def days_touched(span: Span) -> DaySpan:
    """The days that it touches, as its place tells them."""
    return span if isinstance(span, DaySpan) else span.days


def span_of(start: When, end: When | None) -> Span | None:
    """When something is; None where it cannot stand in a calendar.

    A time of day at one end only cannot be told in iCalendar (RFC 5545 3.8.2.2: both ends have the
    same type), so such an event takes its whole days.
    """
    first = start.day
    last = end.day if end else first
    if first is None or last is None:
        return None
    days = DaySpan(first=first, last=last)
    if not start.is_clock or (end and not end.is_clock):
        return days
    try:
        begin, finish = start.instant, end.instant if end else None
    except OverflowError:
        return None
    if begin is None:
        return None
    after = finish if finish and finish > begin else None
    return ClockSpan(start=begin, end=after, days=days)


def times_of(event: Event, comes: Recurrence) -> tuple[Time, ...]:
    """All times of an event that comes again, in order; those that are called off say so."""
    return _times(event.start, event.end, comes)


@lru_cache(maxsize=2048)
def _times(start: When, end: When | None, comes: Recurrence) -> tuple[Time, ...]:
    first = start.day
    assert first is not None  # noqa: S101  what comes again begins on a day
    last = date.fromisoformat(comes.until) if comes.until else date.max
    found = _each(start, end, comes, days_of(comes, first, last))
    return tuple(sorted(found, key=lambda time: (days_touched(time.span).first, time.day)))


def _each(
    start: When, end: When | None, comes: Recurrence, days: tuple[date, ...]
) -> Iterator[Time]:
    altered = {one.day: one for one in comes.altered}
    for day in days:
        one = altered.get(day.isoformat())
        usual = span_on(start, end, day)
        span = span_of(one.start, one.end or None) if one and one.start else usual
        if span is not None:
            status = one.status if one else "confirmed"
            yield Time(day=day, span=span, status=status, altered=one is not None)


def span_on(start: When, end: When | None, day: date) -> Span | None:
    """The same time on another day, as the clocks there show it."""
    first = start.day
    assert first is not None  # noqa: S101  likewise
    try:
        later = moved_by(end, day - first) if end else None
        return span_of(moved_by(start, day - first), later)
    except OverflowError:
        return None


def moved_by(when: When, days: timedelta) -> When:
    """The same time of day, some days later."""
    assert when.day is not None  # noqa: S101  likewise
    return replace(when, value=f"{(when.day + days).isoformat()}{when.value[10:]}")
