"""Which year a date is of that tells none, and how sure that is."""

import pytest

from articles.dates import DateContext
from tests.articles.dates.reading import found, time, times


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("5 مايو 2024", 1.0),
        ("مايو 2024", 0.97),
        ("عام 2024", 0.97),
        ("5 رمضان 1446هـ", 0.95),
        ("سلخ رمضان 1446هـ", 0.95),
        ("رمضان 1446هـ", 0.95),
        ("عام 1446هـ", 0.95),
        ("أمس", 0.97),
        ("5 مايو الماضي", 0.94),
        ("5 مايو من العام الماضي", 0.94),
        ("العام الماضي", 0.94),
        ("الثلاثاء 5 مايو", 0.94),
        ("20 من الشهر الجاري", 0.94),
        ("قبل 3 أيام", 0.94),
        ("قبل أسبوعين", 0.94),
        ("قبل 5 ساعات", 0.94),
        ("الخميس الماضي", 0.94),
        ("الخميس من الأسبوع الماضي", 0.94),
        ("5 مايو 2024 الموافق 5 رمضان 1446هـ", 0.8),
        ("افتتح في 5 مايو 2024 وأغلق في 7 يونيو", 0.92),
        ("افتتح في 5 مايو 2024 وأغلق في اليوم التالي", 0.92),
        ("افتتح في 5 مايو 2024 وفي الشهر نفسه أغلق", 0.92),
        ("5/6/2024", 0.88),
        ("الأربعاء 5/6/2024", 1.0),
        ("الخميس", 0.92),
        ("مطلع مايو 2024", 0.9),
        ("5 مايو", 0.91),
        ("قبل شهرين", 0.91),
        ("قبل عامين", 0.91),
        ("5 رمضان 1300هـ", 0.9),
        ("رمضان 1300هـ", 0.9),
        ("الساعة 10 صباحا", 0.5),
        ("ثورة 25 يناير", 0.3),
        ("مونديال 2022", 0.3),
        ("الجمعة 5 مايو 2024", 0.7),
        ("الخميس 5/6/2024", 0.58),
        ("الجمعة 5 مايو", 0.61),
        ("أمس الخميس", 0.67),
    ],
)
def test_date_is_as_sure_as_its_words(text: str, confidence: float) -> None:
    """The table in docs/reference/dates.md."""
    assert found(text).confidence == confidence


@pytest.mark.parametrize(
    ("text", "at", "day"),
    [
        ("5 مايو", "2026-11-03", "2026-05-05"),
        ("5 مايو", "2026-11-05", "2027-05-05"),
        ("29 فبراير", "2026-01-01", "2024-02-29"),
        ("29 فبراير", "2026-02-28", "2024-02-29"),
        ("29 فبراير", "2026-03-01", "2028-02-29"),
        ("5 رمضان", "2026-03-11", "2026-02-22"),
    ],
)
def test_date_without_year_is_the_nearest(text: str, at: str, day: str) -> None:
    """What news leaves out is what its readers cannot mistake."""
    assert time(text, at) == day


@pytest.mark.parametrize(
    ("at", "day", "flags"),
    [
        ("2024-11-05", "2023-05-05", ()),
        ("2024-11-06", "2025-05-05", ("weekday",)),
        ("2021-11-01", "2023-05-05", ()),
        ("2021-10-31", "2021-05-05", ("weekday",)),
    ],
)
def test_weekday_leads_to_a_year_in_reach(at: str, day: str, flags: tuple[str, ...]) -> None:
    """A year and a half away; beyond it a slip of the weekday is more likely."""
    one = found("الجمعة 5 مايو", at)
    assert (one.start, one.flags) == (day, flags)


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("11 مارس الماضي", "2026-03-11", "2025-03-11"),
        ("10 مارس الماضي", "2026-03-11", "2026-03-10"),
        ("11 مارس المقبل", "2026-03-11", "2027-03-11"),
        ("12 مارس المقبل", "2026-03-11", "2026-03-12"),
        ("11 مارس الجاري", "2026-03-11", "2026-03-11"),
        ("5 ديسمبر الجاري", "2026-03-11", "2025-12-05"),
        ("مارس الماضي", "2026-03-31", "2025-03"),
        ("مارس الماضي", "2026-04-01", "2026-03"),
        ("مارس المقبل", "2026-03-01", "2027-03"),
        ("مايو بعد المقبل", "2026-03-11", "2027-05"),
        ("مايو قبل الماضي", "2026-03-11", "2024-05"),
        ("5 مايو من العام الماضي", "2026-03-11", "2025-05-05"),
        ("5 مايو من العام المقبل", "2026-03-11", "2027-05-05"),
        ("5 مايو من هذا العام", "2026-03-11", "2026-05-05"),
        ("5 رمضان من العام الماضي", "2026-03-11", "2025-03-05"),
        ("5 رمضان من هذا العام", "2026-06-15", "2026-02-22"),
        ("5 رمضان من هذا العام", "2026-06-16", "2027-02-12"),
        ("1 مارس 2020 ثم 5 مايو من العام نفسه", "2026-03-11", "2020-05-05"),
    ],
)
def test_adjective_counts_from_the_day_of_writing(text: str, at: str, wanted: str) -> None:
    """That day is neither past nor to come."""
    assert time(text, at) == wanted


def test_same_year_of_no_date_is_none() -> None:
    """Nothing was told that it could be the same as."""
    assert times("5 مايو من العام نفسه") == []


@pytest.mark.parametrize(
    ("text", "year", "calendar", "day"),
    [
        ("5 مايو", 2019, "gregorian", "2019-05-05"),
        ("5 رمضان", 2019, "gregorian", "2019-05-10"),
        ("1 محرم", 2008, "gregorian", "2008-01-10"),
        ("شهر رجب", 2011, "gregorian", "2011-06-03/2011-07-01"),
        ("5 رمضان", 1446, "hijri", "2025-03-05"),
        ("5/9", 1446, "hijri", "2025-03-05"),
        ("5 مايو", 1446, "hijri", "2025-05-05"),
        ("7 يوليو", 1446, "hijri", "2024-07-07"),
        ("6 يوليو", 1446, "hijri", None),
        ("25 يونيو", 1446, "hijri", "2025-06-25"),
        ("26 يونيو", 1446, "hijri", None),
    ],
)
def test_year_of_a_table_counts_in_its_calendar(
    text: str, year: int, calendar: str, day: str | None
) -> None:
    """A day in another calendar is the one within that year; a year may have none."""
    context = DateContext(year=year, calendar=calendar)  # type: ignore[arg-type]
    assert times(text, context=context) == ([day] if day else [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("شهد عام 2020 افتتاح المتحف في 5 نوفمبر", "2020-11-05"),
        ("شهد عام 2020 افتتاح المتحف في 1 يناير", "2020-01-01"),
        ("شهد عام 2020 إغلاق المتحف في 31 ديسمبر", "2020-12-31"),
        ("شهد عام 2020 إغلاق المتحف في ديسمبر", "2020-12"),
        ("شهد عام 2020 إغلاق المتحف يوم الخميس 5 نوفمبر", "2020-11-05"),
        ("شهد عام 1441هـ افتتاح المتحف في 1 رمضان", "2020-04-24"),
        ("افتتح في مايو 2020 وأغلق في 3 نوفمبر", "2020-11-03"),
        ("افتتح في 5 نوفمبر 2020 وأغلق في 3 فبراير", "2021-02-03"),
    ],
)
def test_year_told_before_holds_what_may_lie_in_it(text: str, day: str) -> None:
    """Nearest to its first day would be the end of the year before."""
    assert time(text) == day
