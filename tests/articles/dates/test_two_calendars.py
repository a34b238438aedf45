"""One time told in two calendars: the Gregorian wins, the other completes it."""

import pytest

from tests.articles.dates.reading import found, time, times


@pytest.mark.parametrize(
    ("hijri", "flags"),
    [
        ("24 شوال 1445هـ", ("calendars",)),
        ("25 شوال 1445هـ", ()),
        ("26 شوال 1445هـ", ()),
        ("27 شوال 1445هـ", ()),
        ("28 شوال 1445هـ", ("calendars",)),
        ("28 شوال", ()),
        ("31 شوال 1445هـ", ()),
        ("شوال 1445هـ", ()),
    ],
)
def test_days_further_apart_than_a_day_are_flagged(hijri: str, flags: tuple[str, ...]) -> None:
    """Countries that sight the moon differ by a day; without a year nothing contradicts."""
    one = found(f"{hijri} الموافق 5 مايو 2024")
    assert (one.start, one.flags) == ("2024-05-05", flags)
    assert one.confidence == (0.8 if flags else 1.0)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("26 شوال 1445هـ الموافق 5 مايو", "2024-05-05"),
        ("26 شوال 1445هـ الموافق 5 مايو 2023", "2023-05-05"),
        ("10 رجب 1446هـ الموافق 10 يناير", "2025-01-10"),
        ("20 جمادى الآخرة 1446هـ الموافق 21 ديسمبر", "2024-12-21"),
        ("1 رجب 1446هـ الموافق 31 ديسمبر", "2024-12-31"),
        ("29 جمادى الآخرة 1446هـ الموافق 1 يناير", "2025-01-01"),
        ("19 شعبان 1445هـ الموافق 29 فبراير", "2024-02-29"),
        ("رمضان 1446هـ الموافق شهر مارس", "2025-03"),
        ("رجب 1446هـ الموافق شهر يناير", "2025-01"),
        ("جمادى الآخرة 1446هـ الموافق شهر ديسمبر", "2024-12"),
        ("شوال 1445هـ الموافق أبريل 2024", "2024-04"),
        ("عام 1446هـ الموافق 2024م", "2024"),
    ],
)
def test_other_calendar_tells_the_year_that_the_gregorian_leaves_out(
    text: str, wanted: str
) -> None:
    """Also beside the new year, where the two days could be of different years."""
    assert times(text) == [wanted]


@pytest.mark.parametrize("text", ["شوال 1445هـ الموافق مايو 2024", "عام 1446هـ الموافق 2024م"])
def test_months_and_years_of_two_calendars_contradict_nothing(text: str) -> None:
    """They never begin on one day."""
    one = found(text)
    assert (one.flags, one.confidence) == ((), 0.97)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("الأحد 26 شوال 1445هـ الموافق 5 مايو 2024", ()),
        ("الاثنين 26 شوال 1445هـ الموافق 5 مايو 2024", ("weekday",)),
        ("26 شوال 1445هـ الموافق الأحد 5 مايو 2024", ()),
        ("26 شوال 1445هـ الموافق الاثنين 5 مايو 2024", ("weekday",)),
        ("الأحد 27 شوال 1445هـ الموافق 5 مايو 2024", ()),
        ("الأحد 26 شوال 1445هـ الموافق الاثنين 6 مايو 2024", ()),
    ],
)
def test_weekday_on_either_side_is_that_of_the_gregorian_day(
    text: str, flags: tuple[str, ...]
) -> None:
    """Its own where both have one."""
    assert found(text).flags == flags


@pytest.mark.parametrize(
    ("text", "wanted", "flags"),
    [
        ("من 5 مايو إلى 10 مايو 2024 الموافق 2 ذي القعدة 1445هـ", "2024-05-05/2024-05-10", ()),
        ("من 5 مايو إلى 10 مايو 2024 الموافق 1 ذي القعدة 1445هـ", "2024-05-05/2024-05-10", ()),
        (
            "من 5 مايو إلى 10 مايو 2024 الموافق 29 شوال 1445هـ",
            "2024-05-05/2024-05-10",
            ("calendars",),
        ),
        ("من 5 إلى 10 مايو الموافق 2 ذي القعدة 1445هـ", "2024-05-05/2024-05-10", ()),
        ("من 5 إلى 10 مايو 2024 الموافق 26 شوال 1445هـ", "2024-05-05/2024-05-10", ()),
        ("من 5 إلى 10 مايو 2024 الموافق 27 شوال 1445هـ", "2024-05-05/2024-05-10", ()),
        ("من 5 إلى 10 مايو 2024 الموافق 28 شوال 1445هـ", "2024-05-05/2024-05-10", ("calendars",)),
        ("من 20 إلى 25 شوال 1445هـ الموافق 4 مايو 2024", "2024-04-29/2024-05-04", ()),
        ("من 20 إلى 25 شوال 1445هـ الموافق 5 مايو 2024", "2024-04-30/2024-05-05", ()),
        ("من 20 إلى 25 شوال 1445هـ الموافق 6 مايو 2024", "2024-05-06", ("calendars",)),
        ("من 20 إلى 25 شوال 1445هـ الموافق 28 أبريل 2024", "2024-04-28/2024-05-03", ()),
        ("من 20 إلى 25 شوال 1445هـ الموافق 31 أبريل 2024", "2024-04-29/2024-05-04", ()),
    ],
)
def test_range_with_one_day_told_twice_lies_where_the_gregorian_day_is(
    text: str, wanted: str, flags: tuple[str, ...]
) -> None:
    """Its first day or its last may be the one that is told twice."""
    assert (times(text), found(text).flags) == ([wanted], flags)


def test_day_told_twice_begins_a_range() -> None:
    """Its end is the first such day after it, not the one nearest to the day of writing."""
    assert time("من 26 شوال 1445هـ الموافق 5 مايو 2024 إلى 10 مايو") == "2024-05-05/2024-05-10"
