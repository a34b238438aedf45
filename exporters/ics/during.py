"""Which events happen in a span of time, as CalDAV asks for them (RFC 4791, 9.9)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar, Event

BEGINNING = datetime(2, 1, 1, tzinfo=UTC)  # no zone takes these out of what a date can be
END = datetime(9998, 1, 1, tzinfo=UTC)


def happens_during(content: bytes, start: datetime, end: datetime) -> bool:
    """Whether an event of a calendar object, or one time of a recurrence, overlaps a span.

    What has no zone, days too, is taken as of UTC.
    """
    events = Calendar.from_ical(content).walk("VEVENT")
    return any(_overlaps(event, start, end) for event in events if isinstance(event, Event))


def _overlaps(event: Event, start: datetime, end: datetime) -> bool:
    length = event.duration
    return any(
        here < end and (here + length > start or (not length and here >= start))
        for here in _starts(event, end)
    )


def _starts(event: Event, end: datetime) -> Iterator[datetime]:
    """When an event begins, each time of a recurrence until the end of a span."""
    begin = _moment(event.DTSTART)
    times = rruleset()
    times.rdate(begin.replace(tzinfo=None))
    for rule in event.rrules:
        text = rule.to_ical().decode()
        times.rrule(rrulestr(text, dtstart=begin.replace(tzinfo=None), ignoretz=True))
    for come, _ in event.rdates:
        times.rdate(_moment(come).astimezone(begin.tzinfo).replace(tzinfo=None))
    for gone in event.exdates:
        times.exdate(_moment(gone).astimezone(begin.tzinfo).replace(tzinfo=None))
    for here in times:
        moment = here.replace(tzinfo=begin.tzinfo)
        if moment >= end:
            return
        yield moment


def _moment(told: date | datetime | None) -> datetime:
    if not isinstance(told, datetime):
        told = datetime.combine(told or date.max, time())
    return told if told.tzinfo else told.replace(tzinfo=UTC)
