"""Days and moments as iCalendar writes them: dates, UTC, or the clocks of a place.

What comes again at an hour is told by the clocks of its place, which may change over a year; its
rule would give other days in UTC (RFC 5545, 3.3.10).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from icalendar import Parameters, vText

from articles.model import zone_of
from exporters.dated import Listing
from exporters.times import ClockSpan, DaySpan, Span

UTC_NAMES = frozenset({None, "UTC", "Etc/UTC"})


class Raw(vText):
    """A value that is written as it is."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        """The value."""
        return self.encode()


@dataclass(frozen=True, slots=True)
class TimeStyle:
    """How the moments of an event are written.

    Attributes:
        zone: whose clocks tell them; None for UTC.
        whole_days: whether it has no hours.
    """

    zone: str | None
    whole_days: bool

    def value(self, moment: date | datetime) -> str:
        """A day, or a moment in UTC, as a value."""
        if not isinstance(moment, datetime):
            return basic(moment)
        if self.zone is None:
            return f"{basic(moment)}Z"
        return basic(moment.astimezone(zone_of(self.zone)))

    def property(self, *moments: date | datetime) -> Raw:
        """Days or moments as a property has them."""
        made = Raw(",".join(map(self.value, moments)))
        if self.whole_days:
            made.params = Parameters({"VALUE": "DATE"})
        elif self.zone is not None:
            made.params = Parameters({"TZID": tzid(self.zone)})
        return made

    def begin(self, span: Span) -> date | datetime:
        """When a span begins."""
        return span.first if isinstance(span, DaySpan) else span.start


def clock_of(listing: Listing, *, local: bool) -> TimeStyle:
    """How the moments of an event are written; `local` by the clocks of its place."""
    start = listing.known.event.start
    is_local = local or listing.comes is not None
    timed = isinstance(listing.span, ClockSpan)
    zone = start.timezone if timed and is_local and start.timezone not in UTC_NAMES else None
    return TimeStyle(zone=zone, whole_days=not timed)


def clock_at(clock: TimeStyle, span: Span) -> TimeStyle:
    """How the moments of one time are written, which may have hours where the others have none."""
    return replace(clock, whole_days=isinstance(span, DaySpan))


def zones_of(listings: Iterable[Listing], *, local: bool) -> tuple[tuple[str, int, int], ...]:
    """The zones that events are told in, with the first and the last year of each."""
    years: dict[str, list[int]] = {}
    for listing in listings:
        zone = clock_of(listing, local=local).zone
        if zone is not None:
            reach = listing.reach
            years.setdefault(zone, []).extend((listing.days.first.year, reach.last.year))
    return tuple((zone, min(told), max(told)) for zone, told in sorted(years.items()))


def basic(moment: date | datetime) -> str:
    """In the basic form of ISO 8601, without its offset; years have four digits."""
    if isinstance(moment, datetime):
        moment = moment.replace(tzinfo=None, microsecond=0)
    return moment.isoformat().replace("-", "").replace(":", "")


def tzid(zone: str) -> str:
    """The name of a zone in a calendar: an offset is none that may stand in a parameter."""
    return f"UTC{zone.replace(':', '')}" if zone[0] in "+-" else zone
