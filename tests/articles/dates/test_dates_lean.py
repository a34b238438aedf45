"""What a date may lean on: the date before it in its sentence or list, or the head of a table."""

import pytest

from articles.dates import DateContext
from tests.articles.dates.reading import found, time, times

_THAT_YEAR, _THIS_YEAR = "2024-06-07", "2026-06-07"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("افتتح في 5 مايو 2024 وأغلق في 7 يونيو", _THAT_YEAR),
        ("افتتح في 5 مايو 2024، وكلف 3.5 مليون، وأغلق في 7 يونيو", _THAT_YEAR),
        ("افتتح في 5 مايو 2024 وجدد في 6 مايو وأغلق في 7 يونيو", _THAT_YEAR),
        ("افتتح في 5 مايو 2024. وأغلق في 7 يونيو", _THIS_YEAR),
        ("افتتح في 5 مايو 2024؛ أغلق في 7 يونيو", _THIS_YEAR),
        ("افتتح في 5 مايو وأغلق في 7 يونيو", _THIS_YEAR),
        ("- 5 مايو 2024 افتتح\n- 7 يونيو أغلق", _THAT_YEAR),
        ("5 مايو 2024 افتتح\n7 يونيو أغلق", _THAT_YEAR),
        ("| 5 مايو 2024 | افتتح |\n| 7 يونيو | أغلق |", _THAT_YEAR),
        ("تسلسل الأحداث كما يلي\n   • 5 مايو 2024 افتتح\n   • 7 يونيو أغلق", _THAT_YEAR),
        ("- افتتح في 5 مايو 2024\n- 7 يونيو أغلق", _THIS_YEAR),
        ("- 5 مايو 2024 افتتح\n- وأغلق في 7 يونيو", _THIS_YEAR),
        ("و 5 مايو 2024 افتتح\n- 7 يونيو أغلق", _THIS_YEAR),
    ],
)
def test_year_is_that_of_the_date_before_in_its_sentence_or_list(text: str, day: str) -> None:
    """News tells a year once; the next sentence may tell of another time."""
    assert time(text) == day


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("افتتح في 5 مايو 2024 وجدد في 6 مايو وأغلق في 7 يونيو", 0.92),
        ("افتتح في 5 مايو وأغلق في 7 يونيو", 0.91),
        ("افتتح في 5 مايو وجدد في 6 مايو وأغلق في 7 يونيو", 0.91),
        ("صرفوا 2024 دينارا وأغلقوا في 7 يونيو", 0.91),
    ],
)
def test_date_that_leans_is_surer_than_one_that_does_not(text: str, confidence: float) -> None:
    """One that was inferred itself gives nothing to lean on."""
    assert found(text).confidence == confidence


@pytest.mark.parametrize(
    ("text", "month", "wanted", "flags"),
    [
        ("17", 9, ["2025-09-17"], ()),
        ("يوم 17", 9, ["2025-09-17"], ()),
        ("الأربعاء 17", 9, ["2025-09-17"], ()),
        ("الأربعاء، 17.", 9, ["2025-09-17"], ()),
        ("الجمعة 17", 9, ["2025-09-17"], ("weekday",)),
        ("الاثنين 17", 11, ["2025-11-17"], ()),
        ("الاثنين 17", 10, ["2025-10-17"], ("weekday",)),
        ("31", 9, [], ()),
        ("17 كتابا", 9, [], ()),
        ("17", None, [], ()),
    ],
)
def test_number_alone_is_a_day_of_the_month_of_its_table(
    text: str, month: int | None, wanted: list[str], flags: tuple[str, ...]
) -> None:
    """Beside another word it counts something."""
    context = DateContext(year=2025, month=month)
    assert times(text, context=context) == wanted
    assert not wanted or found(text, context=context).flags == flags


@pytest.mark.parametrize(
    ("text", "year", "wanted"),
    [
        ("3/4", 2025, ["2025-04-03"]),
        ("3/4", None, []),
        ("نحو 3/4", 2025, []),
        ("3/4 السكان", 2025, []),
        ("يوم 3/4", 2025, ["2025-04-03"]),
        ("يوم 3/4", None, ["2026-04-03"]),
    ],
)
def test_bare_fraction_is_a_day_only_where_its_table_tells_the_year(
    text: str, year: int | None, wanted: list[str]
) -> None:
    """Three quarters, as a rule."""
    assert times(text, context=DateContext(year=year)) == wanted
