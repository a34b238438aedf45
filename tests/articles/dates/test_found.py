"""What `find_dates` tells of a date: its words, grain, time of day, where it stands."""

from datetime import date

import pytest

from articles.dates import DateContext, FoundDate, find_dates

_AT = date(2026, 3, 11)


def one(text: str) -> FoundDate:
    (found,) = find_dates(text, _AT)
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وصل أمس (الثلاثاء) وغادر", "أمس (الثلاثاء)"),
        ("وصل الوفد (5 مايو 2020) وغادر", "5 مايو 2020"),
        ("وصل الوفد (أمس الثلاثاء) وغادر", "أمس الثلاثاء"),
        ("وصل في فبراير (شباط) 2020 وغادر", "فبراير (شباط) 2020"),
    ],
)
def test_brackets_of_a_date_are_whole(text: str, words: str) -> None:
    """One that opens before a date is not closed within it."""
    assert one(text).text == words


@pytest.mark.parametrize(
    ("text", "start", "end", "grain"),
    [
        ("عام 2020", "2020", None, "year"),
        ("مايو 2020", "2020-05", None, "month"),
        ("الأسبوع الأول من يناير 2025", "2025-01-06", None, "week"),
        ("من 5 إلى 7 مايو 2020", "2020-05-05", "2020-05-07", "day"),
        ("من مايو إلى يوليو 2020", "2020-05", "2020-07", "month"),
        ("بين عامي 2019 و2022", "2019", "2022", "year"),
        ("الساعة 9 صباحا", "2026-03-11T09", None, "hour"),
        ("الساعة 9:05 صباحا", "2026-03-11T09:05", None, "minute"),
        ("الساعة 9:05:07 صباحا", "2026-03-11T09:05:07", None, "second"),
        ("من 9 إلى 10:30 صباحا", "2026-03-11T09:00", "2026-03-11T10:30", "minute"),
        (
            "من 9:05:07 صباحا إلى 10:30 صباحا",
            "2026-03-11T09:05:07",
            "2026-03-11T10:30:00",
            "second",
        ),
    ],
)
def test_start_and_end_are_cut_to_the_grain(
    text: str, start: str, end: str | None, grain: str
) -> None:
    """What was not told is not made up, but an end is told as finely as its start."""
    found = one(text)
    assert (found.start, found.end, found.grain) == (start, end, grain)
    assert found.starts.grain == grain
    assert (found.ends.value if found.ends else None) == end


def test_dates_of_a_long_text_stand_in_their_places() -> None:
    """Words without dates are passed over; their letters are counted."""
    parts = [
        "5 مايو 2020",
        "قال المتحدث باسم اللجنة إن العمل سيبدأ قريبا",
        "غدا",
        "ثم تحدث",
        "الخميس المقبل",
        "عن الطريق الجديد بين القريتين وعن الجسر",
        "مطلع الشهر المقبل",
    ]
    text = "  ".join(parts)
    found = find_dates(text, _AT)
    assert [one.text for one in found] == parts[::2]
    assert [text.index(part) for part in parts[::2]] == [one.span[0] for one in found]


@pytest.mark.parametrize("between", ["و", "ويستمر", "ويستمر العمل فيه", "وبعده بقليل يبدأ لقاء"])
def test_dates_are_apart_or_together_by_the_words_between(between: str) -> None:
    """Each is told once, however near the next stands."""
    text = f"اللقاء 5 مايو 2020 {between} 9/9/2021 مساء"
    assert [one.start for one in find_dates(text, _AT)] == ["2020-05-05", "2021-09-09"]


def test_one_word_may_stand_between_a_day_and_its_length() -> None:
    """So: "on 5 May and goes on for three days"."""
    found = one("يبدأ في 5 مايو 2020 ويستمر لمدة ثلاثة أيام")
    assert (found.start, found.end) == ("2020-05-05", "2020-05-07")


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("تبدأ المباراة الثامنة بتوقيت مكة المكرمة", "2026-03-11T08"),
        ("تبدأ المباراة الثامنة مساء", "2026-03-11T20"),
        ("تبدأ المباراة 20:15 في الملعب", None),
        ("تبدأ المباراة الثامنة في الملعب", None),
    ],
)
def test_hour_is_told_by_what_stands_beside_it(text: str, start: str | None) -> None:
    """A part of the day or a zone; an ordinal alone may be the eighth of anything."""
    assert [one.start for one in find_dates(text, _AT)] == ([start] if start else [])


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("الساعة 9:00", "Asia/Amman"),
        ("الساعة 9:00 بالتوقيت المحلي", "Asia/Amman"),
        ("الساعة 9:00 بتوقيت القاهرة", "Africa/Cairo"),
        ("5 مايو 2020", None),
        ("2025-09-23T10:00:00Z", "UTC"),
        ("2025-09-23T10:00:00+03:00", "+03:00"),
    ],
)
def test_zone_is_the_one_told_or_that_of_the_context(text: str, zone: str | None) -> None:
    """A day has none."""
    (found,) = find_dates(text, _AT, DateContext(timezone="Asia/Amman"))
    assert found.timezone == zone


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("ملعب 5 يوليو", []),
        ("1- 5 سبتمبر", ["2026-09-05"]),
        ("1-5 سبتمبر", ["2026-09-01"]),
        ("1 - 5 سبتمبر", ["2026-09-01"]),
    ],
)
def test_first_word_of_a_text_counts(text: str, starts: list[str]) -> None:
    """The name of a place, or the number of a point in a list."""
    assert [one.start for one in find_dates(text, _AT)] == starts
