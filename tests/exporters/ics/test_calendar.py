"""The calendar file: what it says of itself, and bytes that no client chokes on."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from articles.model import When
from articles.revisions.revise import revise
from articles.text import clean
from exporters.ics.calendar import last_modified
from tests.builders import (
    DAY,
    HOUR,
    ROWS,
    START,
    article,
    event,
    first_reading,
    timed,
)
from tests.exporters.calendars import (
    by_uid,
    edited,
    events,
    head,
    lines,
    value,
    values,
    written,
)
from tests.histories import Edit, edits, readings

CONTENT_LINE = re.compile(
    r'[A-Za-z0-9-]+(;[A-Za-z0-9-]+=("[^"]*"|[^";:,]*)(,("[^"]*"|[^";:,]*))*)*:.*', re.DOTALL
)


def test_calendar_names_itself_for_every_client() -> None:
    """Standard names for those that know them, the older ones for the rest."""
    assert head(written(first_reading())) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ruznama//Ruznama//AR",
        "CALSCALE:GREGORIAN",
        "DESCRIPTION;LANGUAGE=ar:مواعيد الأخبار، متجددة",
        "X-WR-CALDESC:مواعيد الأخبار، متجددة",
        "NAME;LANGUAGE=ar:روزنامة الأخبار",
        "X-WR-CALNAME:روزنامة الأخبار",
        "COLOR:teal",
        "LAST-MODIFIED:20250901T060000Z",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "SOURCE;VALUE=URI:https://almanac.example/calendar.ics",
        "URL:https://almanac.example/",
        "X-APPLE-CALENDAR-COLOR:#008080",
        "X-PUBLISHED-TTL:PT6H",
    ]


def test_calendar_without_events_holds_a_time_zone() -> None:
    """RFC 5545 3.6 wants one component at least, and vdirsyncer refuses a file without any."""
    calendar = Calendar.from_ical(written())
    assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE"]
    calendar.validate()


def test_last_modified_is_that_of_the_latest_event_or_of_the_calendar() -> None:
    """It moves when an article is withdrawn too, where no event is left to tell."""
    known = first_reading()
    after = revise(known, article(((ROWS[0][0], "2025-10-01"), *ROWS[1:])), START + DAY)
    other = first_reading(id="other")
    assert last_modified([known, after, other], START) == START + DAY
    assert last_modified([known], START + 2 * DAY) == START + 2 * DAY
    assert last_modified([], START) == START
    assert "LAST-MODIFIED:20250903T060000Z" in head(written(after, changed=START + 2 * DAY))


def test_dropped_event_moves_last_modified() -> None:
    """Clients that ask by date must not be told that nothing changed."""
    known = first_reading()
    for at in (START + HOUR, START + 2 * HOUR, START + 40 * DAY):
        known = revise(known, article(ROWS[:3]), at)
    assert last_modified([known], START) == START + 40 * DAY


def test_events_are_sorted_by_start_and_uid() -> None:
    """Whatever order the articles come in."""
    late = first_reading(ROWS[::-1])
    twins = first_reading((ROWS[1], ROWS[1], timed("مؤتمر", "2025-09-24T09:00")), id="other")
    calendar = written(late, twins)
    keys = [(value(event, "DTSTART"), value(event, "UID")) for event in events(calendar)]
    assert keys == sorted(keys)
    assert calendar == written(twins, late)


titles = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120).map(clean)


@given(st.lists(titles.filter(str.strip), min_size=1, max_size=5))
def test_any_text_makes_a_well_formed_file_and_comes_back(titles: list[str]) -> None:
    """Byte by byte what research found clients to need, and every title as it was."""
    rows = [(title, f"2025-09-{day:02}") for day, title in enumerate(titles, start=1)]
    calendar = written(first_reading(rows, title=titles[0], tags=tuple(titles), section=titles[0]))
    assert calendar.startswith(b"BEGIN:VCALENDAR\r\n")
    assert calendar.endswith(b"\r\nEND:VCALENDAR\r\n")
    physical = calendar.split(b"\r\n")[:-1]
    assert all(line and len(line) <= 75 for line in physical)
    assert all(b"\r" not in line and b"\n" not in line for line in physical)
    assert all(line.decode() for line in physical)
    assert all(CONTENT_LINE.fullmatch(line) for line in lines(calendar))
    read = Calendar.from_ical(calendar)
    assert [str(event["summary"]) for event in read.events] == titles
    assert all(not event.errors for event in read.events)


@settings(max_examples=30)
@given(edits)
def test_bytes_of_an_event_change_only_with_last_modified(edits: list[Edit]) -> None:
    """ICSx5 and Evolution look at LAST-MODIFIED alone: no change may hide behind an old one."""
    former: dict[str, list[str]] = {}
    for step in readings(edits):
        calendar = written(step.after)
        now = by_uid(calendar)
        for uid in now.keys() & former.keys():
            changed = now[uid] != former[uid]
            newer = value(now[uid], "LAST-MODIFIED") > value(former[uid], "LAST-MODIFIED")
            assert changed == newer
            assert int(value(now[uid], "SEQUENCE")) >= int(value(former[uid], "SEQUENCE"))
        former = now


@settings(max_examples=40)
@given(edits)
def test_calendar_last_modified_never_goes_back(edits: list[Edit]) -> None:
    """And moves with every change of bytes, deletions too."""
    bytes_before, modified_before = b"", START
    for step in readings(edits):
        calendar, modified = written(step.after), last_modified([step.after], START)
        assert modified >= modified_before
        if bytes_before:
            assert (calendar != bytes_before) == (modified > modified_before)
        bytes_before, modified_before = calendar, modified


def test_bytes_depend_on_no_process_zone_hash_seed_or_language() -> None:
    """Two nodes must publish the same file."""
    code = (
        "import sys, hashlib; from tests.exporters.calendars import written;"
        "from tests.builders import first_reading, timed, ROWS;"
        "rows = (*ROWS, timed('مؤتمر', '2025-09-24T09:00'));"
        "tags = tuple('سياسة آسيا قمم'.split());"
        "sys.stdout.buffer.write(written(first_reading(rows, tags=tags)))"
    )
    root = Path(__file__).resolve().parents[3]
    bodies = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            cwd=root,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(root)},
        ).stdout
        for seed, zone, locale in (("1", "UTC", "C"), ("2", "Asia/Riyadh", "ar_SA.UTF-8"))
    }
    assert len(bodies) == 1
    assert b"BEGIN:VEVENT" in bodies.pop()


def test_hostile_addresses_add_no_line() -> None:
    """A line break in an address must not become a property."""
    address = "https://example.org/a\r\nATTENDEE:mailto:x@example.org\r\nX:"
    known = first_reading((event("قمة", "2025-09-23", url=address),), url=address)
    calendar = written(known, source=address, url=address)
    assert not any(line.startswith(("ATTENDEE", "X:")) for line in lines(calendar))
    assert all(v.isascii() and " " not in v for e in events(calendar) for v in values(e, "URL"))


@pytest.mark.parametrize("grain", ["2025", "2025-09", "2025-W39"])
def test_dates_without_a_day_make_no_event(grain: str) -> None:
    """A calendar would put a month's event on one day of it."""
    grains = {4: "year", 7: "month", 8: "week"}
    vague = replace(event("قمة", "2025-09-23"), start=When(value=grain, grain=grains[len(grain)]))  # type: ignore[arg-type]
    assert len(events(written(first_reading((vague, *ROWS))))) == len(ROWS)


def test_day_that_is_taken_back_to_a_month_is_cancelled_there() -> None:
    """Its subscribers see that the day is off; told again, it is the same event."""
    known = first_reading()
    vague = replace(event(*ROWS[0]), start=When(value="2025-09", grain="month"))
    known = revise(known, article((vague, *ROWS[1:])), START + DAY)
    (found,) = (e for e in events(written(known)) if values(e, "STATUS") == ["CANCELLED"])
    assert "DTSTART;VALUE=DATE:20250923" in found
    assert values(found, "SEQUENCE") == ["1"]
    known = revise(known, article(((ROWS[0][0], "2025-09-28"), *ROWS[1:])), START + 2 * DAY)
    again = by_uid(written(known))[value(found, "UID")]
    assert "DTSTART;VALUE=DATE:20250928" in again
    assert values(again, "STATUS") == ["CONFIRMED"]


def test_refresh_follows_the_schedule() -> None:
    """Both hints say the same, in whole units."""
    lines = head(written(refresh=timedelta(minutes=1)))
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1M" in lines
    assert "X-PUBLISHED-TTL:PT1M" in lines


def test_golden_calendar_of_an_edited_article(golden: Callable[[Path, bytes], None]) -> None:
    """Moved, reworded, cancelled, timed: the whole file, to be read in review."""
    folder = Path(__file__).parents[2] / "golden" / "edited-timeline"
    golden(folder / "calendar.ics", written(edited()))
