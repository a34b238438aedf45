"""An event's content lines are held against RFC 5545 without the library that wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from articles.text import clean
from exporters.dated import listings
from exporters.ics.calendar import event_lines, style_of
from exporters.ics.grammar import event_fault
from tests.builders import first_reading
from tests.exporters.calendars import INFO, edited

UID = "87308146-3fbf-5ecc-9431-79b9db41f3e2"
GOOD = (
    b"BEGIN:VEVENT\r\nUID:87308146-3fbf-5ecc-9431-79b9db41f3e2\r\nDTSTAMP:20250901T060000Z\r\n"
    b'DTSTART;VALUE=DATE:20250923\r\nSUMMARY;ALTREP="http://a/;b":x\\, y\r\nEND:VEVENT\r\n'
)


def test_what_we_write_is_what_the_grammar_allows() -> None:
    """Moved, cancelled, timed; as the library reads it too."""
    for listing in listings([edited()], INFO.base_url):
        lines = event_lines(listing, style_of(INFO))
        assert event_fault(lines, listing.known.uid) is None
        assert str(Event.from_ical(lines)["UID"]) == listing.known.uid


@given(st.text(min_size=1, max_size=200).map(clean).filter(str.strip))
def test_whatever_a_title_says_is_a_value(title: str) -> None:
    (listing,) = listings([first_reading([(title, "2025-09-23")])], INFO.base_url)
    lines = event_lines(listing, style_of(INFO))
    assert event_fault(lines, listing.known.uid) is None


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (b"BEGIN:VEVENT\r\n", b"", "is no VEVENT"),
        (b"END:VEVENT\r\n", b"END:VEVENT", "is no VEVENT"),
        (b"\\, y", b"\\, y" + b"z" * 75, "75 octets"),
        (b"\\, y", b"\xd9", "no UTF-8"),
        (b"\\, y", b"\r\nATTENDEE", "a line that is none"),
        (b"\\, y", b"\x07", "a line that is none"),
        (b'"http://a/;b"', b'"http://a/', "a line that is none"),
        (b"\\, y", b"\r\nBEGIN:VALARM\r\nEND:VALARM", "BEGIN 2 times"),
        (b"\\, y", b"\r\nSUMMARY:z", "SUMMARY 2 times"),
        (b"DTSTART;VALUE=DATE:20250923\r\n", b"", "DTSTART 0 times"),
        (b"UID:8", b"UID:9", "is the event 9"),
    ],
)
def test_what_the_grammar_forbids_is_found(before: bytes, after: bytes, told: str) -> None:
    assert event_fault(GOOD, UID) is None
    assert GOOD.count(before) == 1
    assert told in str(event_fault(GOOD.replace(before, after), UID))


def test_a_line_of_75_octets_is_the_longest() -> None:
    """The line break is not counted (3.1)."""
    line = b"X-A:" + b"b" * 71 + b"\r\n"
    longest = GOOD.replace(b"END:VEVENT", line + b"END:VEVENT")
    assert event_fault(longest, UID) is None
    assert event_fault(longest.replace(b"X-A", b"X-AB"), UID)
