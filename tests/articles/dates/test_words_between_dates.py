"""What stands between two dates: which of it makes them a range, or one day in two calendars."""

import pytest

from tests.articles.dates.reading import found, times


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("الجمعة - السبت", "2026-03-06/2026-03-07"),
        ("الخميس - 7 مايو 2026", "2026-05-07"),
        ("الأربعاء إلى 7 مايو 2026", "2026-05-06/2026-05-07"),
        ("الأربعاء - 7 مايو 2026", "2026-05-07"),
        ("مايو - يونيو 2024", "2024-05/2024-06"),
    ],
)
def test_dash_after_a_weekday_is_of_its_date(text: str, wanted: str) -> None:
    """Bylines put one there; between weekdays and between months it is "to"."""
    assert times(text) == [wanted]


def test_weekday_before_a_dash_is_checked() -> None:
    """As one that stands before its day without a dash."""
    assert found("الخميس - 7 مايو 2026").flags == ()
    assert found("الأربعاء - 7 مايو 2026").flags == ("weekday",)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1-5 سبتمبر", "2026-09-01/2026-09-05"),
        ("1 - 5 سبتمبر", "2026-09-01/2026-09-05"),
        ("1 -5 سبتمبر", "2026-09-01/2026-09-05"),
        ("1- 5 سبتمبر", "2026-09-05"),
        ("البنود\n1- 5 سبتمبر", "2026-09-05"),
        ("انعقد 1- 5 سبتمبر", "2026-09-01/2026-09-05"),
        ("يوم 1- 5 سبتمبر", "2026-09-01/2026-09-05"),
        ("من 1- 5 سبتمبر", "2026-09-01/2026-09-05"),
    ],
)
def test_number_of_a_list_begins_no_range(text: str, wanted: str) -> None:
    """It opens its line, and a blank parts its dash from the date alone."""
    assert times(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("من مايو إلى 5 يونيو", ["2026-05", "2026-06-05"]),
        ("من 5 مايو إلى يونيو", ["2026-05-05", "2026-06"]),
        ("من 5 إلى مايو", ["2026-05"]),
        ("من 5 إلى الخميس", ["2026-03-05"]),
        ("من هذا الشهر إلى الشهر المقبل", ["2026-03/2026-04"]),
        ("من هذا الأسبوع إلى الأسبوع المقبل", ["2026-03-09/2026-03-16"]),
        ("من هذا الأسبوع إلى الشهر المقبل", ["2026-03-09", "2026-04"]),
        ("من الشهر المقبل إلى مايو", ["2026-04", "2026-05"]),
    ],
)
def test_ends_of_a_range_are_of_a_size(text: str, wanted: list[str]) -> None:
    """Else each stands for itself."""
    assert times(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("مايو 5 - 7", ["2026-05-05/2026-05-07"]),
        ("May 5-7, 2024", ["2026-05-05/2026-05-07"]),
        ("مايو 5، 2024 - 7", ["2024-05-05/2024-05-07"]),
        ("5 مايو - 7", ["2026-05-05"]),
    ],
)
def test_number_after_a_day_ends_its_range_where_the_month_stands_first(
    text: str, wanted: list[str]
) -> None:
    """After "5 May" it may be anything."""
    assert times(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "6 إلى 10 ربيع الآخر الموافق 28 سبتمبر إلى 2 أكتوبر 2025",
            ["2025-09-28/2025-10-02"],
        ),
        (
            "6 ربيع الآخر إلى 10 ربيع الآخر الموافق 28 سبتمبر إلى 2 أكتوبر 2025",
            ["2025-09-28/2025-10-02"],
        ),
        (
            "من 28 سبتمبر إلى 2 أكتوبر 2025 الموافق 6 إلى 10 ربيع الآخر",
            ["2025-09-28/2025-10-02"],
        ),
        ("5 مايو إلى 7 مايو 2024 إلى 9 مايو", ["2024-05-05/2024-05-07", "2024-05-09"]),
        (
            "سبتمبر إلى 2 أكتوبر 2025 الموافق 10 ربيع الآخر إلى 12 ربيع الآخر",
            ["2026-09", "2025-10-02/2025-10-04"],
        ),
    ],
)
def test_range_in_two_calendars_is_one(text: str, wanted: list[str]) -> None:
    """In either order; in one calendar they are two."""
    assert times(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("15 رجب 1446هـ، 15 يناير 2025", ["2025-01-15"]),
        ("15 يناير 2025، 15 رجب 1446هـ", ["2025-01-15"]),
        ("2 رجب 1447هـ، 22 ديسمبر 2025", ["2025-12-22"]),
        ("5 محرم 1446هـ، 11 يوليو 2024", ["2024-07-11"]),
        ("15 رجب 1400هـ، 30 مايو 1980", ["1980-05-30"]),
        ("15 رجب 1445هـ، 15 يناير 2025", ["2024-01-27", "2025-01-15"]),
        ("15 رجب، 15 يناير 2025", ["2026-01-04", "2025-01-15"]),
        ("15 رجب 1446هـ، 15 يناير", ["2025-01-15", "2025-01-15"]),
        ("5 مهر 1403، 26 سبتمبر 2024", ["2024-09-26"]),
        ("15 دي 1403، 4 يناير 2025", ["2025-01-04"]),
        ("4 يناير 2025، 15 دي 1403", ["2025-01-04"]),
        ("15 دي 1402، 4 يناير 2025", ["2024-01-05", "2025-01-04"]),
        ("15 دي 1404، 4 يناير 2024", ["2026-01-05", "2024-01-04"]),
    ],
)
def test_comma_joins_two_calendars_whose_years_fit(text: str, wanted: list[str]) -> None:
    """Else it parts two days, as it does in one calendar."""
    assert times(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("15 رجب 1445هـ - 15 يناير 2025", ["2025-01-15"]),
        ("15 رجب (15 يناير 2025)", ["2025-01-15"]),
        ("15 يناير 2025 (16 فبراير 2025)", ["2025-01-15", "2025-02-16"]),
        ("15 رجب 1446هـ (16 شعبان 1446هـ)", ["2025-01-15", "2025-02-15"]),
        ("15 رجب 1446هـ (15 دي 1403)", ["2025-01-15", "2025-01-04"]),
        ("يناير 2025 (رجب 1446هـ)", ["2025-01"]),
        ("رجب 1446هـ (يناير 2025)", ["2025-01"]),
    ],
)
def test_other_marks_join_any_two_calendars_of_which_one_is_gregorian(
    text: str, wanted: list[str]
) -> None:
    """Two days of one calendar are two, and none but the Gregorian tells for sure which day."""
    assert times(text) == wanted
