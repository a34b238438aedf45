"""What overlaps a span of time, as CalDAV counts (RFC 4791, 9.9)."""

from datetime import UTC, datetime

import pytest

from exporters.ics.during import BEGINNING, END, happens_during
from exporters.ics.objects import event_objects


def calendar(*lines: str) -> bytes:
    """A calendar of one event."""
    inner = "\r\n".join(("BEGIN:VEVENT", "UID:a", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{inner}\r\nEND:VCALENDAR\r\n".encode()


DAY = ("DTSTART;VALUE=DATE:20260301",)
HOURS = ("DTSTART:20260301T200000Z", "DTEND:20260301T213000Z")
OPEN = ("DTSTART:20260301T200000Z",)
WEEKLY = (
    *("DTSTART;TZID=Africa/Cairo:20260305T200000", "DURATION:PT1H"),
    *("RRULE:FREQ=WEEKLY;UNTIL=20260702T170000Z", "EXDATE;TZID=Africa/Cairo:20260312T200000"),
    "RDATE;TZID=Africa/Cairo:20260801T100000",
)
DAILY = ("DTSTART;VALUE=DATE:20260301", "RRULE:FREQ=DAILY;COUNT=3")


@pytest.mark.parametrize(
    ("lines", "start", "end", "holds"),
    [
        (DAY, "2026-03-01T23:59", "2026-03-03", True),
        (DAY, "2026-03-02", "2026-03-03", False),
        (DAY, "2026-02-27", "2026-03-01", False),
        (HOURS, "2026-03-01T21:00", "2026-03-01T22:00", True),
        (HOURS, "2026-03-01T21:30", "2026-03-01T22:00", False),
        (OPEN, "2026-03-01T20:00", "2026-03-01T20:01", True),
        (OPEN, "2026-03-01T20:01", "2026-03-02", False),
        (DAILY, "2026-03-03", "2026-03-04", True),
        (DAILY, "2026-03-04", "2026-03-05", False),
        (WEEKLY, "2026-03-12", "2026-03-13", False),
        (WEEKLY, "2026-03-19T18:30", "2026-03-19T18:45", True),  # winter: two hours from UTC
        (WEEKLY, "2026-06-04T17:30", "2026-06-04T17:45", True),  # summer: three
        (WEEKLY, "2026-06-04T18:30", "2026-06-04T18:45", False),
        (WEEKLY, "2026-07-09", "2026-07-10", False),
        (WEEKLY, "2026-08-01", "2026-08-02", True),
    ],
)
def test_an_event_overlaps_a_span(
    lines: tuple[str, ...], start: str, end: str, *, holds: bool
) -> None:
    """Ends are exclusive; of a recurrence each time counts, in its own zone."""
    first, last = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (start, end))
    assert happens_during(calendar(*lines), first, last) is holds
    assert happens_during(calendar(*lines), BEGINNING, END)


def test_a_recurrence_without_end_ends_with_the_span() -> None:
    """RRULE without UNTIL or COUNT."""
    lines = ("DTSTART;VALUE=DATE:20260301", "RRULE:FREQ=YEARLY")
    far = datetime(2990, 3, 2, tzinfo=UTC)
    assert not happens_during(calendar(*lines), far, far.replace(day=5))


def test_each_event_stands_alone_with_its_zone_and_its_exceptions() -> None:
    """Folded and escaped lines stay as they are; what the calendar says of itself goes."""
    zone = "BEGIN:VTIMEZONE\r\nTZID:Asia/Riyadh\r\nEND:VTIMEZONE\r\n"
    local = "DTSTART;TZID=Asia/Riyadh:20260301T200000\r\n"
    first = f"BEGIN:VEVENT\r\nUID:o\r\n ne\r\n{local}SUMMARY:x\\nBEGIN:VEVENT\r\nEND:VEVENT\r\n"
    moved = first.replace("SUMMARY", f"{local.replace('DTSTART', 'RECURRENCE-ID')}SUMMARY")
    other = "BEGIN:VEVENT\r\nUID:two\\,2\r\nDTSTART:20260301T200000Z\r\nEND:VEVENT\r\n"
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
    whole = f"{head}X-WR-CALNAME:خلاصة\r\n{zone}{first}{other}{moved}END:VCALENDAR\r\n".encode()
    assert event_objects(whole) == {
        "one": f"{head}{zone}{first}{moved}END:VCALENDAR\r\n".encode(),
        "two,2": f"{head}{other}END:VCALENDAR\r\n".encode(),
    }
