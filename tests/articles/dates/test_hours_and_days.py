"""A day, a part of the day and an hour in any order: one date, in the right half of the day."""

from datetime import date, datetime, time, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import find_dates
from tests.articles.dates.reading import times

_AT = datetime(2026, 3, 11, 10, 0)  # noqa: DTZ001  wall-clock time
_DAY = "2024-05-05"  # a Sunday


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("مساء الأحد 5 مايو 2024 الساعة 8", "T20"),
        ("مساء يوم 5 مايو 2024 في تمام الساعة الثامنة", "T20"),
        ("5 مايو 2024 مساءً الساعة 8", "T20"),
        ("5 مايو 2024 بعد الظهر، الساعة 4", "T16"),
        ("الساعة 8 من مساء الأحد 5 مايو 2024", "T20"),
        ("الثامنة والنصف من مساء 5 مايو 2024", "T20:30"),
        ("صباح الأحد 5 مايو 2024 من الساعة 9 إلى 11", "T09/T11"),
        ("مساء 5 مايو 2024 من الساعة 9 إلى الساعة 11", "T21/T23"),
        ("مساء 5 مايو 2024 الساعة 9 صباحا", "T09"),
        ("مساء 5 مايو 2024 الساعة 21", "T21"),
        ("الساعة الثالثة بعد ظهر الأحد 5 مايو 2024", "T15"),
        ("الرابعة بعد ظهر 5 مايو 2024", "T16"),
        ("الواحدة بعد منتصف ليل 5 مايو 2024", "T01"),
        ("الثانية بعد منتصف الليل يوم 5 مايو 2024", "T02"),
        ("الثانية عشرة بعد منتصف الليل يوم 5 مايو 2024", "T00"),
        ("5 مايو 2024 الحادية عشرة قبل منتصف الليل", "T23"),
        ("5 مايو 2024 الساعة الرابعة ونصف عصرا", "T16:30"),
        ("5 مايو 2024 الساعة الرابعة وربع عصرا", "T16:15"),
        ("5 مايو 2024 الساعة الرابعة إلا ربعًا عصرا", "T15:45"),
        ("5 مايو 2024 الساعة الرابعة إلا خمس دقائق عصرا", "T15:55"),
        ("5 مايو 2024 الساعة الرابعة والنصف إلا خمس دقائق عصرا", "T16:25"),
        ("5 مايو 2024 الساعة الرابعة والنصف وخمس دقائق عصرا", "T16:35"),
        ("5 مايو 2024 الساعة الرابعة وعشرين دقيقة عصرا", "T16:20"),
        ("5 مايو 2024 الساعة الرابعة وخمس وعشرين دقيقة عصرا", "T16:25"),
        ("5 مايو 2024 الساعة 20 و30 دقيقة", "T20:30"),
        ("5 مايو 2024 الساعة 11.15 صباحا", "T11:15"),
        ("5 مايو 2024، 11.15 مساءً", "T23:15"),
        ("5 مايو 2024 الساعة 11.60 صباحا", ""),
        ("5 مايو 2024 على الساعة 18h30", "T18:30"),
        ("5 مايو 2024 على الساعة 18 h 30", "T18"),
        ("5 مايو 2024، 18h", "T18"),
        ("5 مايو 2024، 18h3", ""),
        ("5 مايو 2024 س 18.30", "T18:30"),
        ("5 مايو 2024، 18س30", "T18:30"),
        ("5 مايو 2024 بداية من الساعة 10 صباحا", "T10"),
        ("5 مايو 2024 ابتداءً من العاشرة صباحا", "T10"),
        ("5 مايو 2024 حوالي الساعة 10 صباحا", "T10"),
        ("5 مايو 2024 في تمام العاشرة", "T10"),
        ("5 مايو 2024 في تمام العاشرة مساء", "T22"),
        ("الأحد 5 مايو 2024 - 8 م", "T20"),
        ("8 م الأحد 5 مايو 2024", "T20"),
        ("5 مايو 2024 في حدود 20 شخصا", ""),
        ("الأحد 5 مايو 2024 في قاعة البلدية الكبرى، الساعة 8 مساء", "T20"),
        ("الساعة 8 مساء في قاعة البلدية الكبرى، الأحد 5 مايو 2024", "T20"),
        ("مساء 5 مايو 2024 في قاعة البلدية الكبرى، الساعة 8", "T20"),
        ("5 مايو 2024. وفي قاعة البلدية الكبرى", ""),
    ],
)
def test_day_and_hour_are_one_date(text: str, hour: str) -> None:
    """Two events, one of them in the morning, would stand in the calendar."""
    first, _, last = hour.partition("/")
    assert times(text) == [f"{_DAY}{first}" + (f"/{_DAY}{last}" if last else "")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("الليلة الساعة 9", ["2026-03-11T21"]),
        ("الليلة الماضية الساعة 9", ["2026-03-10T21"]),
        ("مساء اليوم الساعة الثامنة", ["2026-03-11T20"]),
        ("غدا مساء الساعة 8", ["2026-03-12T20"]),
        ("من 5 إلى 7 مايو 2024 في قاعة البلدية الكبرى الساعة 8 مساء", ["2024-05-05/2024-05-07"]),
        (
            "من 5 مايو 2024 الساعة 8 مساء حتى 6 مايو 2024 الساعة 2 صباحا",
            ["2024-05-05T20/2024-05-06T02"],
        ),
        ("من 5 مايو 2024 الساعة 8 مساء حتى 7 مايو 2024", ["2024-05-05/2024-05-07"]),
        (
            "5 مايو 2024: الساعة 9 صباحا الافتتاح ثم الغداء الساعة 12 ظهرا",
            ["2024-05-05T09", "2024-05-05T12"],
        ),
        (
            "الأحد 5 مايو 2024\n10:00 - 11:00 الافتتاح\n11:30 الجلسة",
            ["2024-05-05", "2024-05-05T10:00/2024-05-05T11:00", "2024-05-05T11:30"],
        ),
        ("مايو 2024\n10:00 الافتتاح", ["2024-05"]),
        ("5 مايو 2024. وتعقد في القاعة الكبرى الساعة 8 مساء", ["2024-05-05", "2024-05-05T20"]),
        ("من مايو إلى يونيو 2024 في القاعة الكبرى", ["2024-05/2024-06"]),
        ("يوم الأحد ظهر اللاعب", ["2026-03-08"]),
    ],
)
def test_hours_belong_to_the_day_that_is_told(text: str, wanted: list[str]) -> None:
    """A programme tells its day once; hours after a range are those of each of its days."""
    assert times(text) == wanted


def test_part_of_the_day_is_of_the_words_of_its_day() -> None:
    """A verb that is written like it is left to its sentence."""
    (evening,) = find_dates("5 مايو 2024 مساءً", _AT)
    (verb,) = find_dates("5 مايو 2024 ظهر اللاعب", _AT)
    assert (evening.text, verb.text) == ("5 مايو 2024 مساءً", "5 مايو 2024")


_PARTS = {"صباح": range(1, 12), "مساء": range(13, 24)}
_days = st.dates(date(2000, 1, 1), date(2050, 12, 31))
_minutes = st.sampled_from([0, 15, 30, 45])


@given(
    _days,
    st.tuples(st.sampled_from(sorted(_PARTS)), st.integers(0, 10), _minutes),
    st.sampled_from(
        [
            "{part} {day} الساعة {hour}",
            "الساعة {hour} {part} {day}",
            "الساعة {hour} من {part} يوم {day}",
            "{day} في {part}ًا الساعة {hour}",
            "{day}، الساعة {hour} {part}ًا",
            "{day} ({hour} {part}ًا)",
            "{part} {day} في قاعة البلدية الكبرى الساعة {hour}",
            "{day} في قاعة البلدية الكبرى عند الساعة {hour} {part}ًا",
            "الساعة {hour} {part}ًا في قاعة البلدية الكبرى يوم {day}",
        ]
    ),
    st.sampled_from(["ar", "ar_MA", "ar_SY", "ar_DZ"]),
)
def test_day_part_and_hour_are_read_back_in_any_order(
    day: date, told: tuple[str, int, int], order: str, locale: str
) -> None:
    """Babel writes the day, and the words around it every newsroom in its own order."""
    part, index, minute = told
    hour = _PARTS[part][index]
    clock = f"{(hour - 1) % 12 + 1}:{minute:02}"
    written = order.format(day=format_date(day, "full", locale), part=part, hour=clock)
    (found,) = find_dates(f"يعقد الاجتماع {written} بحضور الجميع", _AT)
    assert found.start == datetime.combine(day, time(hour, minute)).isoformat(timespec="minutes")
    assert found.end is None


@given(_days, st.integers(0, 23), st.integers(1, 23))
def test_hours_over_midnight_end_on_the_day_after(day: date, hour: int, length: int) -> None:
    """Whatever hours a night has, its end comes after its beginning."""
    start = datetime.combine(day, time(hour))
    end = start + timedelta(hours=length)
    if hour <= 12 and end.date() > day:
        return  # "10:00 to 2:00" is an afternoon
    text = f"يوم {day:%d/%m/%Y} من {start:%H:%M} إلى {end:%H:%M}"
    (found,) = find_dates(text, _AT)
    assert (found.start, found.end) == (f"{start:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}")
