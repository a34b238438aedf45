"""Names and numbers that look like dates, names of events, and weekdays to come."""

import pytest

from tests.articles.dates.reading import found, time, times


@pytest.mark.parametrize(
    "text",
    [
        "ملعب 5 يوليو",
        "بملعب 5 يوليو",
        "وبملعب 5 يوليو",
        "وفقا للقرار 5/6/2024",
        "القرار 3/2024",
        "القانون 15 لسنة 2024",
        "القرار رقم 15 لسنة 2024",
        "الصفحة 2024م",
        "رؤية 2030م",
        "خلال رؤية 2030م",
        "خطة 2020-2022م",
    ],
)
def test_name_or_number_of_a_thing_is_no_date(text: str) -> None:
    """With prefixes and without."""
    assert times(f"تحدثوا عن {text} طويلا") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("كتاب 5 يوليو", "2026-07-05"),
        ("تكتل باسم 5 يوليو", "2026-07-05"),
        ("صدر القرار 5 مايو 2024", "2024-05-05"),
        ("صدر 5/6/2024", "2024-06-05"),
        ("صدر 3/2024", "2024-03"),
        ("القانون الجديد لسنة 2024", "2024"),
        ("وصل 15 في سنة 2024", "2024"),
        ("شارك 15 عام 2024", "2024"),
        ("نتائج 2024م", "2024"),
        ("رؤية عام 2030م", "2030"),
        ("رؤية مايو 2030", "2030-05"),
        ("نتائج 2020-2022م", "2020/2022"),
    ],
)
def test_words_that_only_look_like_a_name_leave_the_date(text: str, wanted: str) -> None:
    """A day with its year is a date, whatever stands before it."""
    assert times(f"تحدثوا عن {text} طويلا") == [wanted]


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("ثورة 25 يناير", 0.3),
        ("بثورة 25 يناير", 0.3),
        ("وبثورة 25 يناير", 0.3),
        ("للثورة 25 يناير", 0.3),
        ("ثورة 25 يناير 2011", 1.0),
        ("حديقة الثورة، 25 يناير", 0.91),
        ("زوار 25 يناير", 0.91),
    ],
)
def test_day_in_the_name_of_an_event_is_hardly_one_of_this_year(
    text: str, confidence: float
) -> None:
    """Unless it tells its year."""
    assert found(text).confidence == confidence


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ("وصل الوفد", "2026-03-05"),
        ("سيصل الوفد", "2026-03-12"),
        ("وسيصل الوفد", "2026-03-12"),
        ("الموعد", "2026-03-12"),
        ("من المقرر أن تدفع 3.5 مليون", "2026-03-12"),
        ("انتهى الموعد. وصل الوفد", "2026-03-05"),
        ("متى الموعد؟ وصل الوفد", "2026-03-05"),
        ("الموعد\nوصل الوفد", "2026-03-05"),
    ],
)
def test_weekday_is_to_come_where_its_clause_says_so(before: str, day: str) -> None:
    """The sentence before it may speak of another."""
    assert time(f"{before} الخميس") == day


@pytest.mark.parametrize(("apart", "day"), [(120, "2026-03-12"), (121, "2026-03-05")])
def test_verb_far_before_a_weekday_is_not_its_verb(apart: int, day: str) -> None:
    """After so many characters another verb is likelier to have come between."""
    words = "سوف ".ljust(apart - 1, "ه")
    assert time(f"{words} الخميس") == day
