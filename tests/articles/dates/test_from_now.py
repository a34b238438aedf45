"""Days, weeks, months and hours that are told from the day of writing, or from the day before."""

import pytest

from tests.articles.dates.reading import found, time, times

_TUESDAY, _WEDNESDAY, _SUNDAY = "2026-03-10T10:20", "2026-03-11T10:20", "2026-03-15T10:20"


@pytest.mark.parametrize(
    ("text", "at", "day"),
    [
        ("وصل الوفد الثلاثاء", _WEDNESDAY, "2026-03-10"),
        ("وصل الوفد الأربعاء", _WEDNESDAY, "2026-03-11"),
        ("وصل الوفد الخميس", _WEDNESDAY, "2026-03-05"),
        ("سيصل الوفد الثلاثاء", _WEDNESDAY, "2026-03-17"),
        ("سيصل الوفد الأربعاء", _WEDNESDAY, "2026-03-11"),
        ("سيصل الوفد الخميس", _WEDNESDAY, "2026-03-12"),
        ("سيصل الوفد الاثنين", _WEDNESDAY, "2026-03-16"),
        ("هذا الثلاثاء", _WEDNESDAY, "2026-03-17"),
        ("هذا الأربعاء", _WEDNESDAY, "2026-03-11"),
        ("هذا الخميس", _WEDNESDAY, "2026-03-12"),
        ("الثلاثاء المقبل", _WEDNESDAY, "2026-03-17"),
        ("الأربعاء المقبل", _WEDNESDAY, "2026-03-18"),
        ("الخميس المقبل", _WEDNESDAY, "2026-03-12"),
        ("الأربعاء بعد المقبل", _WEDNESDAY, "2026-03-25"),
        ("الخميس بعد المقبل", _WEDNESDAY, "2026-03-19"),
        ("الثلاثاء الماضي", _WEDNESDAY, "2026-03-10"),
        ("الأربعاء الماضي", _WEDNESDAY, "2026-03-04"),
        ("الخميس الماضي", _WEDNESDAY, "2026-03-05"),
        ("الثلاثاء قبل الماضي", _WEDNESDAY, "2026-03-03"),
        ("الأربعاء قبل الماضي", _WEDNESDAY, "2026-02-25"),
        ("الاثنين الماضي", _TUESDAY, "2026-03-09"),
        ("الاثنين المقبل", _TUESDAY, "2026-03-16"),
        ("الاثنين الماضي", "2026-03-09", "2026-03-02"),
        ("الاثنين المقبل", "2026-03-09", "2026-03-16"),
    ],
)
def test_weekday_is_the_one_before_or_after_today(text: str, at: str, day: str) -> None:
    """Today itself counts only where no adjective says past or to come."""
    assert time(text, at) == day


@pytest.mark.parametrize(
    ("text", "at", "day"),
    [
        ("السبت من الأسبوع الماضي", _WEDNESDAY, "2026-03-07"),
        ("الأحد من الأسبوع الجاري", _WEDNESDAY, "2026-03-08"),
        ("الاثنين من الأسبوع الجاري", _WEDNESDAY, "2026-03-09"),
        ("السبت من الأسبوع الجاري", _WEDNESDAY, "2026-03-14"),
        ("الأحد من الأسبوع المقبل", _WEDNESDAY, "2026-03-15"),
        ("السبت من الأسبوع الجاري", "2026-03-14", "2026-03-14"),
        ("الأحد من الأسبوع الجاري", _SUNDAY, "2026-03-15"),
        ("الأحد من الأسبوع الماضي", _SUNDAY, "2026-03-08"),
    ],
)
def test_week_of_people_begins_on_sunday(text: str, at: str, day: str) -> None:
    """Whatever ISO 8601 says, from which Arabic speakers differ."""
    assert time(text, at) == day


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أول أمس", "2026-03-09"),
        ("أمس", "2026-03-10"),
        ("اليوم", "2026-03-11"),
        ("غدا", "2026-03-12"),
        ("بعد غد", "2026-03-13"),
        ("قبل 3 أيام", "2026-03-08"),
        ("بعد 3 أيام", "2026-03-14"),
        ("منذ يومين", "2026-03-09"),
        ("قبل أسبوعين", "2026-02-25"),
        ("بعد أسبوع", "2026-03-18"),
        ("قبل شهرين", "2026-01"),
        ("قبل 3 أشهر", "2025-12"),
        ("بعد 9 أشهر", "2026-12"),
        ("بعد 10 أشهر", "2027-01"),
        ("قبل عامين", "2024"),
        ("بعد عام", "2027"),
        ("قبل 10 ساعات", "2026-03-11T00"),
        ("قبل 11 ساعة", "2026-03-10T23"),
        ("بعد 13 ساعة", "2026-03-11T23"),
        ("بعد 14 ساعة", "2026-03-12T00"),
        ("قبل دقيقتين", "2026-03-11T10:18"),
        ("بعد 50 دقيقة", "2026-03-11T11:10"),
        ("الأسبوع الماضي", "2026-03-02"),
        ("هذا الأسبوع", "2026-03-09"),
        ("الأسبوع المقبل", "2026-03-16"),
        ("الشهر الماضي", "2026-02"),
        ("هذا الشهر", "2026-03"),
        ("الشهر المقبل", "2026-04"),
        ("العام الماضي", "2025"),
        ("هذا العام", "2026"),
        ("العام المقبل", "2027"),
        ("مطلع الشهر المقبل", "2026-04-01/2026-04-10"),
        ("منتصف الشهر الجاري", "2026-03-15"),
        ("أواخر الشهر الماضي", "2026-02-21/2026-02-28"),
        ("20 من الشهر الماضي", "2026-02-20"),
        ("20 من الشهر الجاري", "2026-03-20"),
        ("20 من الشهر المقبل", "2026-04-20"),
        ("في 20 الجاري", "2026-03-20"),
    ],
)
def test_time_from_now_is_counted_from_the_time_of_writing(text: str, wanted: str) -> None:
    """As exactly as the words: months from now are months, hours hours."""
    assert time(text, _WEDNESDAY) == wanted


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        ("غدا", ("year", "month", "day")),
        ("الخميس المقبل", ("year", "month", "day")),
        ("الخميس من الأسبوع المقبل", ("year", "month", "day")),
        ("قبل 3 أيام", ("year", "month", "day")),
        ("قبل شهرين", ("year", "month")),
        ("قبل عامين", ("year",)),
        ("الأسبوع الماضي", ("year", "month")),
        ("الشهر الماضي", ("year", "month")),
        ("العام الماضي", ("year",)),
        ("20 من الشهر الجاري", ("year", "month")),
        ("5 مايو الماضي", ("year",)),
        ("5 مايو 2024", ()),
    ],
)
def test_what_words_left_out_is_named(text: str, inferred: tuple[str, ...]) -> None:
    """As far as the grain tells it: a month from now has no day."""
    assert found(text).inferred == inferred


@pytest.mark.parametrize("text", ["31 من الشهر الماضي", "20 من الشهر نفسه", "في اليوم التالي"])
def test_what_has_no_day_to_count_from_is_no_date(text: str) -> None:
    """February has no day 31; nothing was told before."""
    assert times(text) == []


@pytest.mark.parametrize("text", ["في الشهر نفسه", "في الأسبوع نفسه", "في العام نفسه"])
def test_the_same_time_as_none_is_no_date(text: str) -> None:
    """It would pass for the time of writing."""
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("أمس الثلاثاء", ()),
        ("أمس الاثنين", ("weekday",)),
        ("الجمعة 20 من الشهر الجاري", ()),
        ("الخميس 20 من الشهر الجاري", ("weekday",)),
    ],
)
def test_weekday_beside_a_day_from_now_is_checked(text: str, flags: tuple[str, ...]) -> None:
    """An old text that was not read on its day shows so."""
    assert found(text).flags == flags


@pytest.mark.parametrize(
    ("before", "text", "wanted"),
    [
        ("افتتح في 31 ديسمبر 2024", "وأغلق في اليوم التالي", "2025-01-01"),
        ("افتتح من 3 إلى 5 مايو 2024", "وأغلق في اليوم التالي", "2024-05-06"),
        ("افتتح من 3 إلى 5 مايو 2024", "وجرب في اليوم السابق", "2024-05-02"),
        ("افتتح في 3 مايو 2024", "وأغلق في اليوم نفسه", "2024-05-03"),
        ("افتتح من 3 إلى 5 مايو 2024", "وزاره الناس في اليوم نفسه", "2024-05-03"),
        ("انتهى شهر يوليو 2020", "وأغلق في اليوم التالي", "2020-08-01"),
        ("بدأ شهر يوليو 2020", "وأغلق في اليوم السابق", "2020-06-30"),
        ("انتهى عام 2020", "وأغلق في اليوم التالي", "2021-01-01"),
        ("بدأ عام 2020", "وأغلق في اليوم السابق", "2019-12-31"),
        ("انتهى الأسبوع الأول من يناير 2025", "وأغلق في اليوم التالي", "2025-01-13"),
        ("افتتح في 14 مايو 2024", "وأغلق في 20 منه", "2024-05-20"),
        ("افتتح في 14 مايو 2024", "وأغلق في الأسبوع نفسه", "2024-05-13"),
        ("افتتح في 14 مايو 2024", "وأغلق في الشهر نفسه", "2024-05"),
        ("افتتح في 14 مايو 2024", "وأغلق في العام نفسه", "2024"),
        ("افتتح في 14 مايو 2024", "وخرجوا عند الساعة 10 صباحا", "2024-05-14T10"),
        ("افتتح في مايو 2024", "وخرجوا عند الساعة 10 صباحا", "2026-03-11T10"),
    ],
)
def test_time_from_the_day_told_before_is_counted_from_it(
    before: str, text: str, wanted: str
) -> None:
    """The day after a time is after its last day, the day before it before its first."""
    assert time(f"{before} {text}", _WEDNESDAY) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("من الثلاثاء 22 إلى 25 سبتمبر، ويختتم مساء الجمعة", "2026-09-25"),
        ("من الثلاثاء 22 إلى 25 سبتمبر، ويختتم الأحد", "2026-03-15"),
        ("من 1 إلى 25 سبتمبر، ويختتم الجمعة", "2026-03-13"),
        ("من 22 إلى 25 سبتمبر، وعاد الجمعة الماضي", "2026-03-06"),
    ],
)
def test_weekday_after_a_short_range_is_the_day_of_that_range(text: str, wanted: str) -> None:
    """Where the range has it, and once; an adjective says otherwise."""
    assert time(f"يقام المعرض {text}") == wanted
