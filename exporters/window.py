"""A calendar small enough for every client, and its years.

Google refuses a calendar of more than a megabyte. The window is laid around a day on the record
(when the calendar last changed), not around today: the same events give the same bytes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import accumulate

from exporters.dated import Listing, sort_key

MAX_OCTETS = 1_000_000
# What a calendar says of itself, with long Arabic texts.
_HEAD_OCTETS = 20_000
ROOM = MAX_OCTETS - _HEAD_OCTETS  # octets of the events of one calendar


def window(
    events: Iterable[Listing],
    *,
    around: date,
    keep: timedelta | None,
    octets: Callable[[Listing], int],
) -> list[Listing]:
    """The events that are not over for longer than `keep`, as many as a megabyte holds.

    Args:
        events: all of them.
        around: the day around which the window is laid; nearer events go before farther ones.
        keep: how long past events stay; None for ever.
        octets: how long an event is in the file.
    """
    recent = [
        listing
        for listing in sorted(events, key=sort_key)
        if keep is None or around - listing.reach.last <= keep
    ]
    recent.sort(key=lambda listing: _distance(listing, around))
    sizes = accumulate(octets(listing) for listing in recent)
    return [listing for listing, size in zip(recent, sizes, strict=True) if size <= ROOM]


def years(events: Iterable[Listing]) -> dict[int, list[Listing]]:
    """All events by the year in which they start, the earliest first."""
    by_year: defaultdict[int, list[Listing]] = defaultdict(list)
    for listing in sorted(events, key=sort_key):
        by_year[listing.days.first.year].append(listing)
    return dict(by_year)


def _distance(listing: Listing, day: date) -> timedelta:
    """How far it is from a day, at its nearest time."""
    touched = listing.touches
    return max(min(max(days.first - day, day - days.last) for days in touched), timedelta())
