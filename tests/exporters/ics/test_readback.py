"""Calendars are read back event by event, and yet as if they had been read whole."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from exporters.ics.readback import ReadBack
from tests.builders import first_reading
from tests.exporters.calendars import edited, written


def test_reading_by_events_says_what_reading_whole_says() -> None:
    """Zones, times of day, cancelled and moved events."""
    calendar = written(edited())
    whole, read_back = Calendar.from_ical(calendar), ReadBack()
    for _ in range(2):
        assert json.loads(read_back.jcal(calendar)) == whole.to_jcal()
        assert read_back.uids(calendar) == [str(each["UID"]) for each in whole.walk("VEVENT")]
        read_back.forget_unused()


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=3))
@settings(max_examples=50)
def test_no_title_leads_it_astray(titles: list[str]) -> None:
    """Even one that says where an event begins or ends."""
    rows = [(f"END:VEVENT\r\n{title}\r\nBEGIN:VEVENT", "2025-09-23") for title in titles]
    calendar = written(first_reading(rows))
    assert json.loads(ReadBack().jcal(calendar)) == Calendar.from_ical(calendar).to_jcal()


def test_an_event_is_read_once_for_as_long_as_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is what it is for."""
    read: list[bytes] = []
    from_ical = Event.from_ical

    def counting(lines: bytes) -> object:
        read.append(lines)
        return from_ical(lines)

    monkeypatch.setattr(Event, "from_ical", counting)
    read_back, calendar = ReadBack(), written(edited())
    events = calendar.count(b"BEGIN:VEVENT")
    for _ in range(3):
        read_back.uids(calendar)
        read_back.jcal(calendar)
        read_back.forget_unused()
    assert len(read) == events
    read_back.forget_unused()
    read_back.uids(calendar)
    assert len(read) == 2 * events
