"""Months by their names in the calendars of single countries, and by two names at once."""

from datetime import date

import pytest

from articles.dates import find_dates

_AT = date(2026, 3, 11)


def told(text: str) -> list[tuple[str, str]]:
    """The words of each date, and its start."""
    return [(one.text, one.start) for one in find_dates(text, _AT)]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("فروردين", "2021-03-21"),
        ("أرديبهشت", "2021-04-21"),
        ("خرداد", "2021-05-22"),
        ("تير", "2021-06-22"),
        ("مرداد", "2021-07-23"),
        ("أمرداد", "2021-07-23"),
        ("شهريور", "2021-08-23"),
        ("مهر", "2021-09-23"),
        ("آبان", "2021-10-23"),
        ("آذر", "2021-11-22"),
        ("دي", "2021-12-22"),
        ("بهمن", "2022-01-21"),
        ("إسفند", "2022-02-20"),
    ],
)
def test_month_of_the_iranian_year_is_read(name: str, start: str) -> None:
    """News from Tehran gives the days of its own calendar."""
    (found,) = find_dates(f"بدأ العمل بالنظام في 1 {name} 1400 في كل المدن", _AT)
    assert (found.start, found.calendar) == (start, "persian")


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("أي النار", 1),
        ("النوار", 2),
        ("الربيع", 3),
        ("الطير", 4),
        ("الماء", 5),
        ("الصيف", 6),
        ("ناصر", 7),
        ("هانيبال", 8),
        ("التمور", 10),
        ("الحرث", 11),
        ("الكانون", 12),
    ],
)
def test_libyan_month_is_read_between_a_day_and_a_year(name: str, month: int) -> None:
    """Elsewhere it is an everyday word: spring, summer, water."""
    assert [start for _, start in told(f"صدر العدد في 9 {name} 1990 في طرابلس")] == [
        f"1990-{month:02}-09"
    ]
    assert told(f"كتب عن {name} في قصيدته") == []


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("افتتح في شباط/فبراير 2020", [("شباط/فبراير 2020", "2020-02")]),
        ("افتتح في فبراير (شباط) 2020", [("فبراير (شباط) 2020", "2020-02")]),
        ("افتتح في النوار/فبراير 1990", [("النوار/فبراير 1990", "1990-02")]),
        ("بين شباط، مارس 2020", [("شباط", "2026-02"), ("مارس 2020", "2020-03")]),
        ("افتتح في النوار/مارس 1990", [("مارس 1990", "1990-03")]),
        ("حفل الربيع/الربيع 2020", []),
    ],
)
def test_two_names_are_one_month_only_if_they_are_of_one(
    text: str, dates: list[tuple[str, str]]
) -> None:
    """A slash also stands between two months; two everyday words make none."""
    assert told(text) == dates


@pytest.mark.parametrize(
    ("text", "date_of_it"),
    [
        ("انعقد اللقاء في 14 ك1 بحضور الوفد", ("14 ك1", "2025-12-14")),
        ("افتتح المعرض في 3 ت2 أمام الزوار", ("3 ت2", "2025-11-03")),
        ("ثم جاء 9 ك 2 وحده", ("9 ك 2", "2026-01-09")),
    ],
)
def test_short_name_of_a_month_needs_no_year(text: str, date_of_it: tuple[str, str]) -> None:
    """As Lebanese news have it: "ك1" is December."""
    assert told(text) == [date_of_it]
