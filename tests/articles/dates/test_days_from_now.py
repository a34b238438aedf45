"""Days, weeks, months and years told from the time of writing, a Wednesday."""

from datetime import date

import pytest

from articles.dates import find_dates

_AT = date(2026, 3, 11)


def starts(text: str) -> list[str]:
    return [one.start for one in find_dates(f"كلمة المتحدث {text} كاملة", _AT)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("أول أمس", "2026-03-09"),
        ("أمس الأول", "2026-03-09"),
        ("أمس", "2026-03-10"),
        ("البارحة", "2026-03-10"),
        ("اليوم", "2026-03-11"),
        ("الليلة", "2026-03-11"),
        ("غدا", "2026-03-12"),
        ("بعد غد", "2026-03-13"),
    ],
)
def test_day_near_today_is_read(words: str, day: str) -> None:
    """The commonest dates of news."""
    assert starts(words) == [day]


@pytest.mark.parametrize(
    ("adjective", "week", "month", "year"),
    [
        ("قبل الماضي", "2026-02-23", "2026-01", "2024"),
        ("ما قبل الماضي", "2026-02-23", "2026-01", "2024"),
        ("الماضي", "2026-03-02", "2026-02", "2025"),
        ("المنصرم", "2026-03-02", "2026-02", "2025"),
        ("الجاري", "2026-03-09", "2026-03", "2026"),
        ("المقبل", "2026-03-16", "2026-04", "2027"),
        ("بعد القادم", "2026-03-23", "2026-05", "2028"),
        ("بعد المقبل", "2026-03-23", "2026-05", "2028"),
    ],
)
def test_adjective_tells_how_many_steps_away_a_time_is(
    adjective: str, week: str, month: str, year: str
) -> None:
    """Weeks, months and years alike, two steps at most."""
    assert starts(f"في الأسبوع {adjective}") == [week]
    assert starts(f"في الشهر {adjective}") == [month]
    assert starts(f"في العام {adjective}") == [year]


@pytest.mark.parametrize(
    ("name", "last", "coming"),
    [
        ("اثنين", "2020-05-25", "2026-03-16"),
        ("ثلاثاء", "2020-05-26", "2026-03-17"),
        ("أربعاء", "2020-05-27", "2026-03-18"),
        ("خميس", "2020-05-28", "2026-03-12"),
        ("جمعة", "2020-05-29", "2026-03-13"),
        ("سبت", "2020-05-30", "2026-03-14"),
        ("أحد", "2020-05-31", "2026-03-15"),
    ],
)
def test_weekday_is_read_with_its_article_and_without(name: str, last: str, coming: str) -> None:
    """Without it only where nothing else can be meant."""
    assert starts(f"في آخر {name} من مايو 2020") == [last]
    assert starts(f"يوم ال{name} المقبل") == [coming]
    assert starts(f"عن {name} رآه") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("في 5 مايو 2020 وفي اليوم التالي", ["2020-05-05", "2020-05-06"]),
        ("في 5 مايو 2020 وفي اليوم السابق", ["2020-05-05", "2020-05-04"]),
        ("في 5 مايو 2020 وفي اليوم نفسه", ["2020-05-05", "2020-05-05"]),
        ("في 5 مايو 2020 و7 منه", ["2020-05-05", "2020-05-07"]),
        ("في 5 مايو 2020 وفي الشهر نفسه", ["2020-05-05", "2020-05"]),
    ],
)
def test_day_is_counted_from_the_one_told_last(text: str, wanted: list[str]) -> None:
    """So: the next day, the same day, the seventh of it."""
    assert starts(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("منذ يومين", "2026-03-09"),
        ("قبل ثلاثة أيام", "2026-03-08"),
        ("بعد أسبوعين", "2026-03-25"),
        ("بعد أسبوع", "2026-03-18"),
        ("قبل شهرين", "2026-01"),
        ("بعد عامين", "2028"),
        ("قبل عام", "2025"),
        ("بعد عشرة أيام", "2026-03-21"),
    ],
)
def test_amount_goes_back_or_ahead(text: str, wanted: str) -> None:
    """One or two of a unit need no number."""
    assert starts(text) == [wanted]
