"""What comes again is one event in every form, and its times are what the article tells."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from articles.dates import find_times
from articles.expansion import BEGUN
from articles.model import Altered, Event, Recurrence, When
from articles.revisions.revise import revise
from exporters.choices import Choices, choose
from exporters.dated import Listing, listings
from exporters.ics.grammar import event_fault
from exporters.ics.readback import event_jcal, uids
from exporters.jsonld import events_data
from exporters.merging import are_one, meeting_points
from exporters.recurrence_words import rule_words
from exporters.table import COLUMNS, table_row
from exporters.timelinejs import timelinejs_slide
from tests.builders import DAY, START, TUESDAYS, article, event, first_reading, weekly
from tests.exporters.calendars import INFO, by_uid, events, value, values, written

MOVED = Altered(
    day="2026-05-19",
    start=When(value="2026-05-21T18:00", grain="minute", timezone="Africa/Cairo"),
)
FULL = Recurrence(
    rule="FREQ=WEEKLY;BYDAY=TU",
    until="2026-06-30",
    without=("2026-05-05",),
    also=("2026-05-10",),
    altered=(Altered(day="2026-05-12", status="cancelled"), MOVED),
)


def _listing(told: Event, **fields: object) -> Listing:
    (listing,) = listings([first_reading([told], **fields)], INFO.base_url)
    return listing


def test_rule_is_told_by_the_clocks_of_its_place() -> None:
    """In UTC it would shift by an hour with the summer time of Cairo (RFC 5545 3.3.10)."""
    calendar = written(first_reading([weekly(FULL)]))
    whole, off, moved = events(calendar)
    assert sorted(line for line in whole if line.startswith(("DTSTART", "RR", "EX", "RD"))) == [
        "DTSTART;TZID=Africa/Cairo:20260428T180000",
        "EXDATE;TZID=Africa/Cairo:20260505T180000",
        "RDATE;TZID=Africa/Cairo:20260510T180000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T150000Z",
    ]
    assert "RECURRENCE-ID;TZID=Africa/Cairo:20260512T180000" in off
    assert (value(off, "STATUS"), value(off, "UID")) == ("CANCELLED", value(whole, "UID"))
    assert "RECURRENCE-ID;TZID=Africa/Cairo:20260519T180000" in moved
    assert value(moved, "DTSTART") == "20260521T180000"
    assert b"\r\nTZID:Africa/Cairo\r\n" in calendar
    assert b"RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=-1FR\r\n" in calendar


def test_lines_of_an_event_and_its_times_are_read_back_as_one() -> None:
    """They share a UID, and another event among them is a fault."""
    calendar = written(first_reading([weekly(FULL)]))
    (uid,) = by_uid(calendar)
    assert uids(calendar) == [uid]
    body = calendar[calendar.index(b"BEGIN:VEVENT") : calendar.index(b"END:VCALENDAR")]
    assert event_fault(body, uid) is None
    other = body.replace(b"RECURRENCE-ID;TZID=Africa/Cairo:20260512T180000\r\n", b"")
    assert event_fault(other, uid) == "has a second event, not one of its times"
    told = json.loads(f"[{event_jcal(body)}]")
    assert [kind for kind, _, _ in told] == ["vevent"] * 3


def test_whole_days_come_again_as_days() -> None:
    """A rule, its end and what is left out are dates where DTSTART is one."""
    comes = Recurrence(
        rule="FREQ=MONTHLY;BYMONTHDAY=1", until="2026-12-31", without=("2026-07-01",)
    )
    told = replace(event("اجتماع المجلس", "2026-05-01"), recurrence=comes)
    (whole,) = events(written(first_reading([told])))
    assert sorted(line for line in whole if line.startswith(("DTSTART", "RR", "EX", "RD"))) == [
        "DTSTART;VALUE=DATE:20260501",
        "EXDATE;VALUE=DATE:20260701",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261231",
    ]


def test_without_an_end_it_ends_at_the_horizon_and_says_so() -> None:
    """No endless event is published; the horizon counts from when it was first seen."""
    endless = replace(TUESDAYS, until=None)
    calendar = written(first_reading([weekly(endless)]), horizon=timedelta(days=30))
    (told,) = events(calendar)
    assert value(told, "RRULE") == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20260528T150000Z"
    said = value(told, "DESCRIPTION")
    assert "يتكرر كل ثلاثاء\\n" in said
    assert "لم يُذكر موعد لانتهائه، ومواعيده هنا حتى الخميس 28 مايو 2026" in said


def test_what_is_left_out_added_off_and_moved_is_told() -> None:
    """For people whose program shows one time of it."""
    said = value(events(written(first_reading([weekly(FULL)])))[0], "DESCRIPTION")
    for words in (
        "يتكرر كل ثلاثاء حتى الثلاثاء 30 يونيو 2026",
        "عدا الثلاثاء 5 مايو 2026",
        "إضافة إلى الأحد 10 مايو 2026",
        "أُلغي موعد الثلاثاء 12 مايو 2026",
        "نُقل موعد الثلاثاء 19 مايو 2026 إلى الخميس 21 مايو 2026",
    ):
        assert words in said


def test_times_are_those_that_are_told() -> None:
    """Each by the clocks of its place: it is 15:00 in UTC in summer, 16:00 before."""
    comes = replace(FULL, until="2026-05-26")
    listing = _listing(weekly(comes, start="2026-04-21"))
    told = [(time.span.start, time.status) for time in listing.times]  # type: ignore[union-attr]
    assert [f"{start:%m-%dT%H} {status}" for start, status in told] == [
        "04-21T16 confirmed",
        "04-28T15 confirmed",
        "05-10T15 confirmed",
        "05-12T15 cancelled",
        "05-21T15 confirmed",
        "05-26T15 confirmed",
    ]
    assert (listing.reach.first, listing.reach.last) == (date(2026, 4, 21), date(2026, 5, 26))


@pytest.mark.parametrize(
    ("since", "until", "wanted"),
    [
        (date(2026, 6, 1), None, True),
        (date(2026, 7, 1), None, False),
        (date(2026, 6, 3), date(2026, 6, 8), False),
        (date(2026, 5, 12), date(2026, 5, 12), False),
        (None, date(2026, 4, 28), True),
        (None, date(2026, 4, 27), False),
    ],
)
def test_window_holds_what_has_a_time_in_it(
    since: date | None, until: date | None, *, wanted: bool
) -> None:
    """Not what begins before it and ends after it, nor a time that is off."""
    listing = _listing(weekly(FULL))
    chosen = choose([listing], Choices(since=since, until=until), date(2026, 1, 1))
    assert bool(chosen) is wanted


def test_next_time_is_the_one_from_a_day_on() -> None:
    """Else the last one."""
    listing = _listing(weekly(FULL))
    for day, first in (("05-01", "05-10"), ("05-12", "05-21"), ("12-01", "06-30")):
        shown = listing.at_its_next(date.fromisoformat(f"2026-{day}"))
        assert shown.days.first == date.fromisoformat(f"2026-{first}")


def test_table_slide_and_page_data_tell_the_rule() -> None:
    """CSV, TimelineJS and schema.org, each in its own way."""
    listing = _listing(weekly(FULL))
    row = table_row(listing).decode()
    assert COLUMNS[-1] == "recurrence"
    assert row.endswith(
        '"RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630\n'
        'EXDATE:2026-05-05\nEXDATE:2026-05-12\nRDATE:2026-05-10"\r\n'
    )
    slide = json.loads(timelinejs_slide(listing, "ar"))
    assert slide["end_date"] == {"year": 2026, "month": 6, "day": 30}
    assert slide["display_date"] == "يتكرر كل ثلاثاء حتى الثلاثاء 30 يونيو 2026"
    (data,) = events_data([listing])
    assert data["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Tuesday"],
        "startDate": "2026-04-28",
        "endDate": "2026-06-30",
        "startTime": "18:00",
        "scheduleTimezone": "Africa/Cairo",
        "exceptDate": ["2026-05-05", "2026-05-12"],
    }


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=TU,TH",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU",
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=3",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=1SU",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25",
    ],
)
def test_words_of_a_rule_are_read_as_that_rule(rule: str) -> None:
    """What we say of a recurrence means the same to our reader."""
    (found,) = find_times(rule_words(rule, "ar"), START)
    assert found.rrule == rule


def test_another_rule_says_how_it_came_again_before() -> None:
    """With the day on which the change was seen."""
    known = first_reading([weekly()])
    until = replace(TUESDAYS, rule="FREQ=WEEKLY;BYDAY=WE")
    changed = revise(known, article([weekly(until)]), START + DAY)
    (told,) = events(written(changed))
    assert "كان يتكرر كل ثلاثاء حتى الثلاثاء 30 يونيو 2026 (تغيّر" in value(told, "DESCRIPTION")
    assert values(told, "SEQUENCE") == ["1"]


def test_what_comes_again_is_one_where_its_times_are() -> None:
    """Who tells no beginning, or no end, tells the same; another rule, hour or end does not."""
    whole = _listing(weekly())
    begun = weekly(replace(TUESDAYS, until=None), start="2026-05-19")
    begun = replace(begun, start=replace(begun.start, inferred=(BEGUN,)))
    for other, same in (
        (weekly(), True),
        (begun, True),
        (weekly(start="2026-05-05"), False),
        (weekly(replace(TUESDAYS, until="2026-05-26")), False),
        (weekly(replace(TUESDAYS, rule="FREQ=WEEKLY;BYDAY=TU,TH")), False),
        (weekly(timezone="Asia/Riyadh"), False),
        (event("أمسية شعرية", "2026-04-28"), False),
    ):
        two = _listing(other, id="other")
        assert are_one(whole, two) is same
        assert not same or set(meeting_points(whole)) & set(meeting_points(two))
