"""How an event comes again, as iCalendar writes it: RRULE, EXDATE, RDATE, and its altered times.

Rules: RFC 5545 3.3.10, 3.8.4.4, 3.8.5; UNTIL is a day, or a moment in UTC, as DTSTART is.
"""

from datetime import UTC, date, datetime

from articles.model import Recurrence, When, zone_of
from exporters.dated import Listing
from exporters.ics.timestyle import Raw, TimeStyle, basic
from exporters.times import Time, span_on


def rule_properties(listing: Listing, clock: TimeStyle) -> dict[str, object | None]:
    """The properties that tell when an event comes again; none where it does not."""
    comes = listing.comes
    if comes is None:
        return {}
    until = f";UNTIL={_until(comes, listing.known.event.start, clock)}" if comes.until else ""
    return {
        "rrule": Raw(comes.rule + until),
        "exdate": _moments(listing, comes.without, clock),
        "rdate": _moments(listing, comes.also, clock),
    }


def altered_times(listing: Listing) -> list[Time]:
    """The times that are not as the rule has them, which are told one by one."""
    return [time for time in listing.times if time.altered]


def recurrence_id(listing: Listing, time: Time, clock: TimeStyle) -> Raw:
    """Which of its times one is: when the rule has it."""
    event = listing.known.event
    usual = span_on(event.start, event.end, time.day)
    return clock.property(clock.begin(usual or time.span))


def _moments(listing: Listing, days: tuple[str, ...], clock: TimeStyle) -> Raw | None:
    event = listing.known.event
    spans = (span_on(event.start, event.end, date.fromisoformat(day)) for day in days)
    moments = [clock.begin(span) for span in spans if span is not None]
    return clock.property(*moments) if moments else None


def _until(comes: Recurrence, start: When, clock: TimeStyle) -> str:
    assert comes.until is not None  # noqa: S101  the caller looked
    last = date.fromisoformat(comes.until)
    if clock.whole_days:
        return basic(last)
    local = start.local
    assert local is not None  # noqa: S101  an hour is told
    moment = datetime.combine(last, local.time(), zone_of(start.timezone))
    return f"{basic(moment.astimezone(UTC))}Z"
