"""Calendars are read back event by event, and yet as if they had been read whole."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from articles.revisions.known import Revision
from exporters.dated import listings, sort_key
from exporters.formats import FORMATS
from exporters.ics.calendar import event_lines, style_of
from exporters.ics.readback import uids
from tests.builders import first_reading
from tests.exporters.calendars import INFO, edited, written

(JCAL,) = (form for form in FORMATS if form.name == "calendar.jcal")


def as_jcal(revision: Revision) -> object:
    """The calendar of an article as jCal, event by event."""
    assert JCAL.event is not None
    told = sorted(listings([revision], INFO.base_url), key=sort_key)
    style = style_of(INFO)
    events = [JCAL.event(each, event_lines(each, style), INFO.language) for each in told]
    head, tail = JCAL.frame(INFO, not events)
    return json.loads(head + JCAL.joint.join(events) + tail)


def test_reading_by_events_says_what_reading_whole_says() -> None:
    """Zones, times of day, cancelled and moved events."""
    calendar = written(edited())
    whole = Calendar.from_ical(calendar)
    name, properties, components = whole.to_jcal()
    made = as_jcal(edited())
    assert isinstance(made, list)
    assert (made[0], made[2]) == (name, components)
    assert {each[0] for each in made[1]} == {each[0] for each in properties}
    assert uids(calendar) == [str(each["UID"]) for each in whole.walk("VEVENT")]


def test_a_calendar_without_events_is_jcal_too() -> None:
    """It has a zone, as iCalendar wants one component."""
    made = as_jcal(first_reading([]))
    assert isinstance(made, list)
    assert [each[0] for each in made[2]] == ["vtimezone"]


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=3))
@settings(max_examples=50)
def test_no_title_leads_it_astray(titles: list[str]) -> None:
    """Even one that says where an event begins or ends."""
    rows = [(f"END:VEVENT\r\n{title}\r\nBEGIN:VEVENT", "2025-09-23") for title in titles]
    revision = first_reading(rows)
    assert sorted(uids(written(revision))) == sorted(known.uid for known in revision.events)
    made = as_jcal(revision)
    assert isinstance(made, list)
    assert made[2] == Calendar.from_ical(written(revision)).to_jcal()[2]
