"""Hijri and Persian days, months and years are those of their calendars."""

import pytest

from tests.articles.dates.reading import found, time, times

_HIJRI = [
    ("محرم", "2024-07-07/2024-08-04"),
    ("صفر", "2024-08-05/2024-09-03"),
    ("ربيع الأول", "2024-09-04/2024-10-03"),
    ("ربيع الآخر", "2024-10-04/2024-11-02"),
    ("جمادى الأولى", "2024-11-03/2024-12-01"),
    ("جمادى الآخرة", "2024-12-02/2024-12-31"),
    ("رجب", "2025-01-01/2025-01-30"),
    ("شعبان", "2025-01-31/2025-02-28"),
    ("رمضان", "2025-03-01/2025-03-29"),
    ("شوال", "2025-03-30/2025-04-28"),
    ("ذو القعدة", "2025-04-29/2025-05-27"),
    ("ذو الحجة", "2025-05-28/2025-06-25"),
]


@pytest.mark.parametrize(("month", "days"), _HIJRI)
def test_hijri_month_goes_from_its_first_day_to_its_last(month: str, days: str) -> None:
    """Those of 1446, by the Umm al-Qura calendar."""
    first, last = days.split("/")
    assert time(f"طوال شهر {month} 1446هـ") == days
    assert time(f"غرة {month} 1446هـ") == first
    assert time(f"سلخ {month} 1446هـ") == last


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("عام 1446هـ", "2024-07-07/2025-06-25"),
        ("عام 1404 هـ.ش", "2025-03-21/2026-03-20"),
        ("عام 1403 هـ.ش", "2024-03-20/2025-03-20"),
    ],
)
def test_year_of_another_calendar_goes_from_its_first_day_to_its_last(text: str, days: str) -> None:
    """Readers want Gregorian days."""
    assert time(text) == days


_PERSIAN = [
    ("فروردين", "2024-03-20/2024-04-19"),
    ("أرديبهشت", "2024-04-20/2024-05-20"),
    ("خرداد", "2024-05-21/2024-06-20"),
    ("تير", "2024-06-21/2024-07-21"),
    ("مرداد", "2024-07-22/2024-08-21"),
    ("شهريور", "2024-08-22/2024-09-21"),
    ("مهر", "2024-09-22/2024-10-21"),
    ("آبان", "2024-10-22/2024-11-20"),
    ("آذر", "2024-11-21/2024-12-20"),
    ("دي", "2024-12-21/2025-01-19"),
    ("بهمن", "2025-01-20/2025-02-18"),
    ("إسفند", "2025-02-19/2025-03-20"),
]


@pytest.mark.parametrize(("month", "days"), _PERSIAN)
def test_persian_month_goes_from_its_first_day_to_its_last(month: str, days: str) -> None:
    """Six of 31 days, five of 30, and the last of 29, or of 30 in a leap year such as 1403."""
    first, last = days.split("/")
    assert time(f"طوال شهر {month} 1403") == days
    assert time(f"1 {month} 1403") == first
    assert time(f"سلخ {month} 1403") == last


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1357, "1978-03-21"),
        (1375, "1996-03-20"),
        (1376, "1997-03-21"),
        (1379, "2000-03-20"),
        (1387, "2008-03-20"),
        (1399, "2020-03-20"),
        (1400, "2021-03-21"),
        (1404, "2025-03-21"),
        (1408, "2029-03-20"),
        (1409, "2030-03-21"),
        (1410, "2031-03-21"),
    ],
)
def test_persian_year_begins_with_spring(year: int, day: str) -> None:
    """The leap years come every four years, sometimes every five."""
    assert time(f"1 فروردين {year}") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30/12/1403 هـ.ش", ["2025-03-20"]),
        ("30/12/1404 هـ.ش", []),
        ("31/6/1404 هـ.ش", ["2025-09-22"]),
        ("31/7/1404 هـ.ش", []),
        ("1/1/1404 هـ.ش", ["2025-03-21"]),
        ("0/1/1404 هـ.ش", []),
        ("1/0/1404 هـ.ش", []),
        ("1/13/1404 هـ.ش", []),
        ("30/9/1446هـ", ["2025-03-30"]),
        ("31/9/1446هـ", []),
        ("1/9/1446هـ", ["2025-03-01"]),
        ("0/9/1446هـ", []),
        ("1/0/1446هـ", []),
        ("1/13/1446هـ", []),
        ("0 يناير 2025", []),
        ("12 ربيع الأول 0هـ", []),
        ("شهر رمضان 0هـ", []),
    ],
)
def test_day_that_its_calendar_has_not_is_none(text: str, day: list[str]) -> None:
    """Better no date than one beside it."""
    assert times(text) == day


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("29 رمضان 1446هـ", ()),
        ("30 رمضان 1446هـ", ("day 30",)),
        ("29 شوال 1446هـ", ()),
        ("30 شوال 1446هـ", ()),
    ],
)
def test_day_thirty_of_a_short_hijri_month_is_flagged(text: str, flags: tuple[str, ...]) -> None:
    """Who saw the new moon a day later counts thirty days."""
    assert found(text).flags == flags


@pytest.mark.parametrize(
    ("text", "time_told", "grain"),
    [
        ("1 محرم 1343هـ", "1924-08-01", "day"),
        ("10 ذي الحجة 1342هـ", "1924-07", "month"),
        ("29 ذي الحجة 1500هـ", "2077-11-15", "day"),
        ("سلخ ذي الحجة 1500هـ", "2077-11-16", "day"),
        ("1 محرم 1501هـ", "2077-11", "month"),
        ("سلخ رمضان 1300هـ", "1883-08", "month"),
        ("5 رمضان 1300هـ الساعة 10 صباحا", "1883-07", "month"),
        ("شهر ذي الحجة 1500هـ", "2077-10-18/2077-11-16", "day"),
        ("عام 1500هـ", "2076-11-27/2077-11-16", "day"),
        ("عام 1343هـ", "1924-08-01/1925-07-22", "day"),
    ],
)
def test_hijri_days_are_sure_within_the_table_alone(text: str, time_told: str, grain: str) -> None:
    """From 1343 to 1500; before and after it only the month is told."""
    one = found(text)
    assert (time(text), one.grain) == (time_told, grain)
    assert (one.confidence == 0.9) is (grain == "month")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("شهر ربيع الأول 1هـ", "0622-09/0622-10"),
        ("شهر شعبان 1306هـ", "1889-04"),
        ("شهر ذي الحجة 1342هـ", "1924-07"),
        ("شهر محرم 1501هـ", "2077-11/2077-12"),
        ("شهر محرم 1502هـ", "2078-11/2078-12"),
        ("شهر ذي الحجة 1524هـ", "2101-01/2101-03"),
        ("عام 1250هـ", "1834-05/1835-04"),
    ],
)
def test_months_outside_the_hijri_table_are_reckoned(text: str, months: str) -> None:
    """By cycles of thirty years, eleven of them leap years."""
    assert time(text) == months


def test_weekday_beside_a_day_that_is_not_sure_is_no_contradiction() -> None:
    """Where only the month is told, no weekday can be wrong."""
    assert found("الاثنين 15 رمضان 1320هـ").flags == ()
    assert found("الجمعة 15 رمضان 1320هـ").flags == ()
