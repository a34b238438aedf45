"""Tables, combined records and merging, where one step further would be another thing."""

import csv
from dataclasses import replace

import pytest

from articles.model import Event
from exporters.combined import together, withdrawn
from exporters.dated import Listing, listings
from exporters.ics.readback import uids
from exporters.merging import are_one
from exporters.sameness import same_happening
from exporters.table import table_row
from tests.builders import DAY, START, event, first_reading, timed
from tests.exporters.calendars import written

BASE = "https://almanac.example/"


def listed(*rows: Event, name: str = "summit") -> list[Listing]:
    return list(listings([first_reading(rows, id=name, title=f"خبر {name}")], BASE))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_begins_like_a_formula_is_text(start: str) -> None:
    """Spreadsheets run formulas; what holds such a sign elsewhere is as it was."""
    plain, formula = "لقاء 1+1=2", f"{start}1+1"
    (told,) = listed(event(formula, "2025-09-23", place=plain))
    (row,) = csv.reader([table_row(told).decode()])
    assert (row[1], row[6]) == (f"'{formula}", plain)


def test_who_cancels_an_event_is_not_named_where_another_tells_it() -> None:
    """Where all cancel it, all are."""
    (one,), (other,) = (listed(event("لقاء", "2025-09-23"), name=name) for name in "ab")
    gone = replace(other, known=replace(other.known, status="cancelled"))

    def named(*told: Listing) -> list[str]:
        return [telling.teller.title for telling in together(told).tellings]

    assert named(one, other) == ["خبر a", "خبر b"]
    assert named(one, gone) == ["خبر a"]
    assert named(replace(one, known=gone.known), gone) == ["خبر a", "خبر b"]


def test_an_event_is_cancelled_once() -> None:
    """Told by nobody a second time, it is as long over as before."""
    (shown,) = listed(event("لقاء", "2025-09-23"))
    once = withdrawn(shown, START + DAY)
    assert once.known.status == "cancelled"
    assert once.known.cancelled == START + DAY
    assert withdrawn(once, START + 2 * DAY).known.cancelled == START + DAY


def test_events_of_two_hours_of_a_day_are_two() -> None:
    """One without an hour is with either of them."""
    title = "القمة الثنائية بين كيم وشي"
    early, late = (timed(title, f"2025-09-25T{hour}:00") for hour in ("09", "11"))
    whole = event(title, "2025-09-25")
    (one,), (two,), (day,) = (
        listed(each, name=name) for each, name in zip((early, late, whole), "abc", strict=True)
    )
    assert not are_one(one, two)
    assert are_one(one, day)
    assert are_one(two, day)
    assert are_one(one, one)


def test_a_calendar_that_is_torn_is_not_read_back() -> None:
    """In its last line, or in an event: nothing of it is taken for whole."""
    whole = written(first_reading())
    assert len(uids(whole)) == 4
    for torn in (whole[:-4], whole.replace(b"END:VEVENT", b"END:VEVENX", 1)):
        with pytest.raises(ValueError, match=r"\w"):
            uids(torn)


def test_numbers_tell_happenings_apart() -> None:
    assert same_happening("الجلسة 12 من مؤتمر المياه", "الجلسة 13 من مؤتمر المياه") == "other"
    assert same_happening("الجلسة 12 من مؤتمر المياه", "الجلسة 12 من مؤتمر المياه") == "same"
