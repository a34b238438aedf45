"""Hours that end after midnight."""

import pytest

from tests.articles.dates.reading import time, times


@pytest.mark.parametrize(
    ("hours", "end"),
    [
        ("من الساعة 22:00 حتى الساعة 01:00", "2024-05-06T01:00"),
        ("من الساعة 22:00 حتى الساعة 21:59", "2024-05-06T21:59"),
        ("من الساعة 22:01 حتى الساعة 22:00", "2024-05-06T22:00"),
        ("من الساعة 22:00 حتى الساعة 22:00", "2024-05-05T22:00"),
        ("من الساعة 22:00 حتى الساعة 23:30", "2024-05-05T23:30"),
        ("من الساعة 13:00 حتى الساعة 02:00", "2024-05-06T02:00"),
        ("من 8 مساء إلى 12 ليلا", "2024-05-06T00"),
        ("من 10 مساء إلى 1 صباحا", "2024-05-06T01"),
        ("من 8 مساء إلى 11 مساء", "2024-05-05T23"),
    ],
)
def test_evening_that_ends_after_midnight_ends_on_the_day_after(hours: str, end: str) -> None:
    """Its event would end before it begins, and not be published."""
    assert time(f"يوم 5 مايو 2024 {hours}").split("/")[1] == end


@pytest.mark.parametrize(
    ("hours", "end"),
    [
        ("10:00 - 2:00", "2024-05-05T14:00"),
        ("12:00 - 2:00", "2024-05-05T14:00"),
        ("3:00 عصرا - 5:00", "2024-05-05T17:00"),
        ("من 11 صباحا إلى 2", "2024-05-05T14"),
        ("من 10 صباحا إلى 12", "2024-05-05T12"),
        ("من الساعة 8 إلى 8", "2024-05-05T08"),
        ("من 10 مساء إلى 2", "2024-05-06T02"),
        ("من 11:00 إلى 13:00", "2024-05-05T13:00"),
    ],
)
def test_end_without_its_half_of_the_day_comes_after_the_beginning(hours: str, end: str) -> None:
    """Who writes "10 to 2" of a working day leaves out what everybody knows."""
    assert time(f"يوم 5 مايو 2024 {hours}").split("/")[-1] == end


@pytest.mark.parametrize(
    ("hours", "wanted"),
    [
        ("الساعة 24", "2024-05-06T00"),
        ("الساعة 24:00", "2024-05-06T00:00"),
        ("من 20:00 إلى 24:00", "2024-05-05T20:00/2024-05-06T00:00"),
        ("الساعة 23:59", "2024-05-05T23:59"),
        ("الساعة 0:00", "2024-05-05T00:00"),
    ],
)
def test_twenty_four_is_the_end_of_its_day(hours: str, wanted: str) -> None:
    """ISO 8601 and timetables mean the midnight after, not the one before."""
    assert time(f"يوم 5 مايو 2024 {hours}") == wanted


def test_day_after_an_evening_is_counted_from_its_first_day() -> None:
    """Who tells of the day after means that after the evening, not after its small hours."""
    text = "يوم 5 مايو 2024 من الساعة 22:00 حتى الساعة 01:00 وفي اليوم التالي"
    assert times(text) == ["2024-05-05T22:00/2024-05-06T01:00", "2024-05-06"]
