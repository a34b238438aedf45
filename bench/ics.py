"""What one changed event costs in a large calendar, beside writing it all through icalendar.

    python -m bench.ics

Prints, for 4,000 and 40,000 events: seconds to write all through icalendar, seconds for new bytes
after one event changed, the ratio, and the memory of the process.
"""

import resource
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

from exporters.dated import Listing, listings
from exporters.ics.calendar import CalendarInfo, KeptEvents, write_events
from tests.builders import DAY, HOUR, START, first_reading
from tests.exporters.calendars import INFO

_SIZES = (4_000, 40_000)
_ROWS = 500
_ROUNDS = 3


def _events(count: int) -> list[Listing]:
    """Events of many articles, a few on each day."""
    articles = [
        first_reading(
            [
                (f"الجلسة رقم {article * _ROWS + row} من المؤتمر", _day(article * _ROWS + row))
                for row in range(_ROWS)
            ],
            id=f"news-{article}",
            title=f"أخبار المؤتمر في يومه رقم {article}",
        )
        for article in range(count // _ROWS)
    ]
    return listings(articles, INFO.base_url)


def _day(number: int) -> str:
    return (START + number % 3_000 * DAY).date().isoformat()


def _changed(events: list[Listing], hours: int) -> list[Listing]:
    """The events with one of them changed."""
    middle = len(events) // 2
    one = events[middle]
    later = START + timedelta(hours=1) * hours
    known = replace(one.known, sequence=hours, last_modified=later)
    return [*events[:middle], replace(one, known=known), *events[middle + 1 :]]


def _best(info: CalendarInfo, versions: list[list[Listing]], kept: KeptEvents) -> float:
    """Seconds for a calendar in which one event changed, the best of several."""
    times: list[float] = []
    for events in versions:
        start = perf_counter()
        write_events(info, events, kept=kept)
        times.append(perf_counter() - start)
    return min(times)


def _measure(count: int) -> str:
    events = _events(count)
    kept = KeptEvents()
    start = perf_counter()
    content = write_events(INFO, events, kept=kept)
    whole = perf_counter() - start
    versions = [_changed(events, hours) for hours in range(1, _ROUNDS + 1)]
    part = _best(replace(INFO, changed=START + HOUR), versions, kept)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{count:>6} events, {len(content) / 1e6:.1f} MB: all through icalendar {whole:.2f} s, "
        f"one changed {part:.4f} s, {whole / part:.0f} times as fast, {memory} MB of memory"
    )


def main() -> None:
    """Prints a line for each size."""
    for count in _SIZES:
        print(_measure(count))


if __name__ == "__main__":
    main()
