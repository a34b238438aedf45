""" "Today", weekdays and "the year" inside names, and what only looks like a time from now."""

from datetime import datetime

import pytest

from articles.dates import FoundDate, find_times
from tests.articles.dates.reading import WEDNESDAY, times


@pytest.mark.parametrize(
    "text",
    [
        "التقى الأمين العام الحالي",
        "التقى بالأمين العام الحالي",
        "التقى كالأمين العام الحالي",
        "التقى والأمين العام الحالي",
        "وقال للأمين العام الحالي",
        "وبالأمين العام الحالي",
        "توجهوا إلى صلاة الجمعة",
        "توجهوا لصلاة الجمعة",
        "بعد المحاضرة وصلاة الجمعة",
        "أحيوا يوم الجمعة العظيمة",
        "كتبت صحيفة اليوم عنهم",
        "نشرته المصري اليوم أولا",
        "وفقا للمصري اليوم كذلك",
        "في اليوم العالمي للكتاب",
    ],
)
def test_name_with_a_time_word_is_no_time(text: str) -> None:
    """With whatever prefixes its article has."""
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("التقوا في العام الحالي", "2026"),
        ("التقى الأمين في الشهر الحالي", "2026-03"),
        ("التقى الأمين الشهر الحالي", "2026-03"),
        ("جاءت الحفلة الجمعة", "2026-03-06"),
        ("جاءوا الجمعة جميعا", "2026-03-06"),
        ("كتبت الوكالة اليوم عنهم", "2026-03-11"),
        ("كتبت صحيفة غدا عنهم", "2026-03-12"),
        ("وصل اليوم العاملون", "2026-03-11"),
    ],
)
def test_time_word_beside_other_words_is_a_time(text: str, wanted: str) -> None:
    """Only the words of the tables make a name of it."""
    assert times(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20 من هذا الشهر", "2026-03-20"),
        ("20 هذا الشهر", "2026-03-20"),
        ("20 من الشهر المقبل", "2026-04-20"),
        ("في 20 الجاري", "2026-03-20"),
        ("في 20 الماضي", "2026-02-20"),
        ("في 5 الماضية", None),
        ("في 5 الماضيين", None),
    ],
)
def test_number_before_an_adjective_of_a_month_is_a_day(text: str, wanted: str | None) -> None:
    """In the feminine or the plural it counts something."""
    assert times(text) == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قبل يوم", "2026-03-10"),
        ("قبل يومين", "2026-03-09"),
        ("قبل 3 أيام", "2026-03-08"),
        ("بعد أسبوع", "2026-03-18"),
        ("بعد أسبوعين", "2026-03-25"),
        ("3 أيام مضت", "2026-03-08"),
        ("يومين ماضيين", None),
        ("الأعوام الجارية", None),
        ("الأسبوعين الحاليين", None),
    ],
)
def test_amount_is_counted_back_or_forth_from_now(text: str, wanted: str | None) -> None:
    """A dual is two; "this" counts nothing."""
    assert times(text) == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("خلال اليومين الماضيين", "P2D"),
        ("في الأسبوعين المقبلين", "P2W"),
        ("خلال 3 أيام السابقة", "P3D"),
        ("طوال ال22 يوما الماضية", "P22D"),
    ],
)
def test_time_up_to_now_or_from_now_tells_none_of_its_days(text: str, length: str) -> None:
    """It is given as so long a time."""
    sentence = f"ارتفعت الأسعار {text} كثيرا"
    assert times(sentence) == []
    (found,) = find_times(sentence, datetime.fromisoformat(WEDNESDAY))
    assert (found.start if isinstance(found, FoundDate) else None, found.duration) == (None, length)
