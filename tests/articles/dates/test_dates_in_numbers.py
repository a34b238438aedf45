"""Days and months told by numbers alone: which numbers are dates, of which calendar and century."""

import pytest

from articles.dates import DateContext
from tests.articles.dates.reading import found, times

_YEAR_OF_TABLE = DateContext(year=2024)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/6/2024", "2024-06-05"),
        ("5-6-2024", "2024-06-05"),
        ("5.6.2024", "2024-06-05"),
        ("2024/6/5", "2024-06-05"),
        ("2024-06-05", "2024-06-05"),
        ("31/12/2024", "2024-12-31"),
        ("5/13/2024", None),
        ("32/12/2024", None),
        ("2024/13/5", None),
        ("5/6/00", "2000-06-05"),
        ("5/6/69", "2069-06-05"),
        ("5/6/70", "1970-06-05"),
        ("5/6/99", "1999-06-05"),
        ("05-06-24", "2024-06-05"),
        ("05.06.24", "2024-06-05"),
        ("5-06-24", None),
        ("05-6-24", None),
        ("5-6-24", None),
        ("5/6/7", None),
        ("05/06/7", None),
        ("05/6/7", None),
    ],
)
def test_day_stands_before_month_and_a_short_year_in_whole_dates(
    text: str, day: str | None
) -> None:
    """Short numbers with dashes or dots are also versions, phones and scores."""
    assert times(f"نشر {text} هناك") == ([day] if day else [])


@pytest.mark.parametrize(
    ("text", "start", "calendar"),
    [
        ("5/6/1299", "1299-06-05", "gregorian"),
        ("5/6/1300", "1883-04", "hijri"),
        ("5/6/1446", "2024-12-06", "hijri"),
        ("1446/6/5", "2024-12-06", "hijri"),
        ("5/6/1500", "2077-04-28", "hijri"),
        ("5/6/1501", "1501-06-05", "gregorian"),
        ("5/6/1446م", "1446-06-05", "gregorian"),
        ("6/1446", "2024-12-02", "hijri"),
    ],
)
def test_year_of_numbers_tells_their_calendar(text: str, start: str, calendar: str) -> None:
    """Where no era does."""
    one = found(text)
    assert (one.start, one.calendar) == (start, calendar)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("1/6/2024", 0.88),
        ("12/6/2024", 0.88),
        ("13/6/2024", 1.0),
        ("6/6/2024", 1.0),
        ("2024/6/5", 1.0),
        ("1/6", 0.88),
        ("12/6", 0.88),
        ("13/6", 0.97),
        ("6/6", 0.97),
    ],
)
def test_day_that_could_be_the_month_is_less_sure(text: str, confidence: float) -> None:
    """Some sites write the month first."""
    assert found(text, context=_YEAR_OF_TABLE).confidence == confidence


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("يوم 5/6", ["2026-06-05"]),
        ("الجمعة 5/6", ["2026-06-05"]),
        ("حصل على 5/6 من المقاعد", []),
        ("5/6", []),
    ],
)
def test_two_numbers_need_a_word_to_be_a_day(text: str, wanted: list[str]) -> None:
    """Else they are a fraction."""
    assert times(text) == wanted


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        ("1/6", "2024-05-05/2024-06-01"),
        ("31/12", "2024-05-05/2024-12-31"),
        ("32/12", "2024-05-05"),
        ("0/12", "2024-05-05"),
        ("5/13", "2024-05-05"),
        ("5/0", "2024-05-05"),
        ("6/1", "2024-05-05/2025-01-06"),
        ("31/12/25", "2024-05-05/2025-12-31"),
        ("32/12/25", "2024-05-05"),
        ("31/13/25", "2024-05-05"),
    ],
)
def test_numbers_of_no_day_end_no_range(end: str, wanted: str) -> None:
    """They are a score or a number of something, and the day before them stands."""
    assert times(f"من 5 مايو 2024 إلى {end}") == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1/2024", "2024-01"),
        ("12/2024", "2024-12"),
        ("2024/12", "2024-12"),
        ("2024-01", "2024-01"),
    ],
)
def test_month_and_year_are_a_month(text: str, wanted: str) -> None:
    """In either order."""
    assert times(text) == [wanted]


@pytest.mark.parametrize(
    ("end", "wanted"),
    [
        ("12/2024", "2024-05/2024-12"),
        ("13/2024", "2024-05"),
        ("0/2024", "2024-05"),
        ("2024/12", "2024-05/2024-12"),
        ("2024/13", "2024-05"),
    ],
)
def test_number_of_no_month_ends_no_range(end: str, wanted: str) -> None:
    """The month before it stands."""
    assert times(f"من مايو 2024 إلى {end}") == [wanted]
