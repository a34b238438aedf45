"""A calendar small enough for every client, and its years.

Google refuses a calendar of more than a megabyte. The window is laid around a day on the record
(when the calendar last changed), not around today: the same events give the same bytes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import TypeVar

from exporters.dated import Listing, sort_key
from exporters.times import DaySpan

MAX_OCTETS = 1_000_000
_Event = TypeVar("_Event")
# What a calendar says of itself, with long Arabic texts.
_HEAD_OCTETS = 20_000
ROOM = MAX_OCTETS - _HEAD_OCTETS  # octets of the events of one calendar


def window(
    events: Iterable[_Event],
    *,
    around: date,
    keep: timedelta | None,
    touches: Callable[[_Event], Sequence[DaySpan]],
    octets: Callable[[_Event], int],
) -> list[_Event]:
    """The events that are not over for longer than `keep`, as many as a megabyte holds.

    The nearest first; of those that are equally near the first.

    Args:
        events: all of them, in their order.
        around: the day around which the window is laid; nearer events go before farther ones.
        keep: how long past events stay; None for ever.
        touches: the days that an event touches, at each of its times.
        octets: how long an event is in the file.
    """
    recent = [each for each in events if keep is None or around - _last(touches(each)) <= keep]
    recent.sort(key=lambda each: _distance(touches(each), around))
    sizes = accumulate(map(octets, recent))
    return [each for each, size in zip(recent, sizes, strict=True) if size <= ROOM]


def years(events: Iterable[Listing]) -> dict[int, list[Listing]]:
    """All events by the year in which they start, the earliest first."""
    by_year: defaultdict[int, list[Listing]] = defaultdict(list)
    for listing in sorted(events, key=sort_key):
        by_year[listing.days.first.year].append(listing)
    return dict(by_year)


def _last(touched: Sequence[DaySpan]) -> date:
    return max(days.last for days in touched)


def _distance(touched: Sequence[DaySpan], day: date) -> timedelta:
    """How far an event is from a day, at its nearest time."""
    return max(min(max(days.first - day, day - days.last) for days in touched), timedelta())
