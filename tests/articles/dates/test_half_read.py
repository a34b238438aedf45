"""Half a construction is no date: what stands beside it unread changes what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.dates.reading import WEDNESDAY, found, time, times

_DAY = "2024-05-15"


@pytest.mark.parametrize(
    "before",
    [
        "اليوم الأول – ",
        "اليوم الثاني - ",
        "المرحلة الثانية - ",
        "الجلسة الأولى: ",
        "الجلسة الأولى – ",
        "الدورة الحادية عشرة - ",
        "الأسبوع الثالث - ",
        "الشهر الأول – ",
        "اللقاء الرابع - ",
        "العدد 12 - ",
        "الحلقة 3 – ",
        "المحاضرة 7 - ",
        "العدد 20 - ",
        "للمجموعة 4 - ",
        "الثانية - ",
    ],
)
def test_number_of_a_thing_is_no_first_day_of_a_range(before: str) -> None:
    """A programme numbers its days and sessions; the date after the dash stands alone."""
    assert times(f"{before}15 مايو 2024") == [_DAY]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("من الثاني إلى الخامس من مايو 2024", "2024-05-02/2024-05-05"),
        ("معرض الكتاب 2 - 5 مايو 2024", "2024-05-02/2024-05-05"),
        ("الثاني - الخامس من مايو 2024", "2024-05-02/2024-05-05"),
        ("في الفترة من 2 ـ 5 مايو 2024", "2024-05-02/2024-05-05"),
        ("2ـ5 مايو 2024", "2024-05-02/2024-05-05"),
        ("من الحادي والعشرين إلى الخامس والعشرين من مايو 2024", "2024-05-21/2024-05-25"),
        ("بين (2) و(5) مايو 2024", "2024-05-02/2024-05-05"),
        ("2 ـ 5 ـ 2024", "2024-05-02"),
        ("بين 2011ـ 2016", "2011/2016"),
        ("1447 ه\u0640", "2025-06-26/2026-06-15"),
    ],
)
def test_range_of_days_is_still_one(text: str, wanted: str) -> None:
    """Tatweel between numbers is a dash; brackets around a number change nothing."""
    assert time(text, "2025-09-20T12:00") == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "confidence"),
    [
        ("معرض 15 - 5 مايو 2024", "2024-05-05", 0.4),
        ("معرض 5 - 15 مايو 2024", "2024-05-05/2024-05-15", 1.0),
    ],
)
def test_number_that_is_no_day_before_leaves_doubt(
    text: str, wanted: str, confidence: float
) -> None:
    """What it says of the date is not known."""
    one = found(text)
    assert ("/".join(filter(None, (one.start, one.end))), one.confidence) == (wanted, confidence)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("30/455/1436هـ", []),
        ("455/1436هـ", []),
        ("معاملة 12/455/2024", []),
        ("في 1436هـ", ["2014-10-25/2015-10-13"]),
        ("سنة 2023 / 1444هـ", ["2023"]),
        ("بعد عام على الحرب", []),
        ("بعد أربع سنوات على الغياب", []),
        ("بعد عامين من الغياب", []),
        ("غادر بعد ثلاثة أيام", []),
        ("لم يعد إلا بعد ثلاثة أيام", []),
        ("سيعود بعد ثلاثة أيام", ["2026-03-14"]),
        ("غادر قبل ثلاثة أيام", ["2026-03-08"]),
        ("قبل  3  أيام", ["2026-03-08"]),
        ("قبل\u00a03\u00a0أيام", ["2026-03-08"]),
        ("بعد يومين من الآن", ["2026-03-13"]),
        ("بعد ثلاثة أيام من 5 مايو 2024", ["2024-05-08"]),
        ("قبل يومين من 5 مايو 2024", ["2024-05-03"]),
        ("قبل يوم من 5 مايو 2024", ["2024-05-04"]),
        ("بعد أسبوعين من 5 مايو 2024", ["2024-05-19"]),
        ("بعد شهر من 5 مايو 2024", ["2024-06-05"]),
        ("بعد سنتين من 29 فبراير 2024", ["2026-02-28"]),
        ("منذ عام من 5 مايو 2024", ["2024-05-05"]),
        ("من 5 مايو حتى اليوم", ["2025-05-05/2026-03-11"]),
        ("من 5 يناير حتى اليوم", ["2026-01-05/2026-03-11"]),
        ("من 11 مارس حتى اليوم", ["2026-03-11"]),
        ("7 أو 8 مارس 2024", ["2024-03-07", "2024-03-08"]),
        ("يومي 5 وال7 من مايو 2024", ["2024-05-05", "2024-05-07"]),
        ("5 مايو 2024 (الأحد)", ["2024-05-05"]),
        ("5 مايو 2024، الأحد", ["2024-05-05"]),
        ("5 مايو 2024 - الأحد المقبل", ["2024-05-05/2026-03-15"]),
        ("مايو (5/5/2024)", ["2024-05-05"]),
        ("يونيو (5/5/2024)", ["2026-06", "2024-05-05"]),
        ("مايو 2023 (5/5/2024)", ["2023-05", "2024-05-05"]),
    ],
)
def test_whole_construction_is_read_or_none_of_it(text: str, wanted: list[str]) -> None:
    """A part of it alone would be another date."""
    assert times(text) == wanted


def test_weekday_behind_its_date_is_checked_like_one_before() -> None:
    """An editor learns of the contradiction."""
    assert found("5 مايو 2024 (الجمعة)").flags == ("weekday",)
    assert found("5 مايو 2024 (الأحد)").flags == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("نشرته «الوادي اليوم» في صفحتها", []),
        ("نشرته «اليوم» في صفحتها", []),
        ('نشرته "الوادي اليوم" في صفحتها', []),
        ("قال: «وصل الوفد كله اليوم»", [WEDNESDAY[:10]]),
        ("بصحيفة اليوم", []),
        ("وصل إلى الوادي اليوم", [WEDNESDAY[:10]]),
        ("وصل شباط متأخرا", []),
        ("وصل في شباط", ["2026-02"]),
        ("قرر الاثنان البقاء", []),
        ("يوم الاثنين", ["2026-03-09"]),
        ("الواحد والعشرين من مايو 2024", ["2024-05-21"]),
        ("المركز الثانية مايو 2024", ["2024-05"]),
        ("5 كانون 2 2024", ["2024-01-05"]),
        ("5 تشرين 1 2024", ["2024-10-05"]),
    ],
)
def test_names_and_numbers_are_told_apart(text: str, wanted: list[str]) -> None:
    """Newspapers, men and things have names that are also days."""
    assert times(text) == wanted


_PARTS = st.lists(st.sampled_from(["{}", "«{}»", '"{}"', "“{}”", "({})"]), min_size=3, max_size=3)
_BLANKS = st.sampled_from([" ", "  ", "\u00a0", " \u200f"])
_LEADS = st.sampled_from(["", "و", "ف", "ب", "ل", "ك"])


@given(_PARTS, _BLANKS, _LEADS)
def test_quotes_brackets_blanks_and_prefixes_change_no_date(
    marks: list[str], blank: str, lead: str
) -> None:
    """Of a date, any part may be marked, and letters may stand before it."""
    weekday, day, year = marks
    parts = [weekday.format(f"{lead}الأحد".replace("لال", "لل")), day.format("5"), "مايو"]
    text = blank.join([*parts, year.format("2024")])
    one = found(f"وصل الوفد {text} إلى البلدة")
    assert (one.start, one.flags) == ("2024-05-05", ())
