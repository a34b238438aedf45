"""Times of day: which hours there are, in which half of the day, in which zone."""

import pytest

from tests.articles.dates.reading import found, times

_DAY = "2026-03-11"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("الساعة 0:30", "00:30"),
        ("الساعة 23", "23"),
        ("الساعة 25", None),
        ("الساعة 23:59", "23:59"),
        ("الساعة 23:60", None),
        ("الساعة 24:01", None),
        ("الساعة 25:00", None),
        ("الساعة 20:30:59", "20:30:59"),
        ("الساعة 20:30:60", None),
        ("الساعة 8:05", "08:05"),
        ("الساعة 8:5", None),
        ("الساعة الواحدة إلا ربعا", "12:45"),
        ("الساعة الثانية إلا ثلثا", "01:40"),
        ("الساعة 13 إلا ربعا", "12:45"),
        ("الساعة الثالثة والنصف", "03:30"),
        ("الساعة الثالثة و20 دقيقة", "03:20"),
    ],
)
def test_hour_and_minute_are_those_of_a_clock(text: str, clock: str | None) -> None:
    """Scores and other numbers go beyond a clock; 24 is written for midnight."""
    assert times(text) == ([f"{_DAY}T{clock}"] if clock else [])


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("الساعة 1 صباحا", "01"),
        ("الساعة 12 صباحا", "00"),
        ("الساعة 1 مساء", "13"),
        ("الساعة 11 مساء", "23"),
        ("الساعة 12 مساء", "12"),
        ("الساعة 13 مساء", "13"),
        ("الساعة 4 ظهرا", "16"),
        ("الساعة 5 ظهرا", "05"),
        ("الساعة 11 ظهرا", "11"),
        ("الساعة 12 ظهرا", "12"),
        ("الساعة 12 ليلا", "00"),
        ("الساعة 5 ليلا", "05"),
        ("الساعة 6 ليلا", "18"),
        ("الساعة 8 م", "20"),
        ("الساعة 8 ص", "08"),
    ],
)
def test_part_of_day_tells_the_half_of_an_hour(text: str, hour: str) -> None:
    """Twelve belongs to the half that it begins; the night has hours of both."""
    assert times(text) == [f"{_DAY}T{hour}"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("الثامنة مساء", "20"),
        ("الثامن مساء", None),
        ("ثمانية مساء", "20"),
        ("الحادية عشرة مساء", "23"),
        ("8 مساء", "20"),
        ("8 م", None),
        ("8 pm", "20"),
        ("20:30", None),
        ("20:30 مساء", "20:30"),
        ("20:30 بتوقيت دمشق", "20:30"),
    ],
)
def test_hour_without_its_word_needs_a_part_of_day_or_a_zone(text: str, clock: str | None) -> None:
    """An hour is feminine, "م" after a number is also metres, and 20:30 also a score."""
    assert times(f"النتيجة {text} وبعدها") == ([f"{_DAY}T{clock}"] if clock else [])


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("20:30 بتوقيت القاهرة", "Africa/Cairo"),
        ("20:30 بالتوقيت المحلي القاهرة", "Africa/Cairo"),
        ("20:30 بتوقيت القاهرة المحلي", "Africa/Cairo"),
        ("20:30 بالتوقيت المحلي", None),
        ("20:30 GMT", "UTC"),
        ("20:30 مساء UTC", "UTC"),
        ("20:30 بتوقيت", None),
        ("الساعة 20:30", None),
        ("5 مايو 2024 الساعة 20:30، بتوقيت القاهرة", "Africa/Cairo"),
        ("20:30 يوم 5 مايو 2024 بتوقيت القاهرة", "Africa/Cairo"),
        ("20:30 بتوقيت مكة يوم 5 مايو 2024 بتوقيت القاهرة", "Asia/Riyadh"),
        ("5 مايو 2024 بتوقيت القاهرة", None),
        ("من 10 إلى الساعة 11 بتوقيت القاهرة", "Africa/Cairo"),
        ("20:30 بتوقيت مكة (17:30 بتوقيت غرينتش)", "Asia/Riyadh"),
    ],
)
def test_zone_is_the_first_place_that_is_named(text: str, zone: str | None) -> None:
    """ "Local" alone is the zone of whoever asks."""
    assert found(text).timezone == zone


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20:30 بتوقيت مكة (17:30 بتوقيت غرينتش)", ["T20:30"]),
        ("الساعة 20:30 (الساعة 17:30)", ["T20:30", "T17:30"]),
        ("الساعة 25:10 (17:30 بتوقيت غرينتش)", ["T17:30"]),
        ("17:30 بتوقيت غرينتش (25:10 بتوقيت مكة)", ["T17:30"]),
    ],
)
def test_one_time_in_two_zones_is_one(text: str, wanted: list[str]) -> None:
    """Two times in one zone are two."""
    assert times(text) == [_DAY + one for one in wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("من الساعة 8 إلى الساعة 10", "T08/T10"),
        ("من الساعة 8:15 إلى الساعة 10", "T08:15/T10:00"),
        ("من الساعة 8 إلى الساعة 10:15", "T08:00/T10:15"),
        ("من الساعة 8:15 إلى الساعة 10:20", "T08:15/T10:20"),
        ("من 8 إلى 9:30 مساء", "T20:00/T21:30"),
        ("من 8:15 إلى 9 مساء", "T20:15/T21:00"),
        ("من 9 صباحا إلى 5 مساء", "T09/T17"),
        ("من 10 صباحا إلى 11:30", "T10:00/T11:30"),
        ("بين 11 و1 ظهرا", "T11/T13"),
        ("من 9:05 إلى 9:06 مساء", "T21:05/T21:06"),
        ("من 9 إلى 9 مساء", "T09/T21"),
        ("من 9:00 إلى 9:01 مساء", "T21:00/T21:01"),
        ("من 9:06 إلى 9:05 مساء", "T09:06/T21:05"),
        ("من 8:59 إلى 9:00 مساء", "T20:59/T21:00"),
        ("من 23 إلى 23:30", "T23:00/T23:30"),
        ("من 22:50 إلى 23:10 بتوقيت مكة", "T22:50/T23:10"),
    ],
)
def test_hours_from_one_to_another_share_half_and_grain(text: str, wanted: str) -> None:
    """The first takes the half of the day of the second unless it would come after it."""
    first, last = wanted.split("/")
    assert times(text) == [f"{_DAY}{first}/{_DAY}{last}"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("من الساعة 25:10 إلى الساعة 11", []),
        ("من الساعة 10 إلى الساعة 25:10", ["T10"]),
        ("من 24 إلى الساعة 2:30", []),
    ],
)
def test_hours_that_no_clock_shows_join_no_others(text: str, wanted: list[str]) -> None:
    """The other time stands alone, but an end alone tells nothing."""
    assert times(text) == [_DAY + one for one in wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5 مايو 2024 الساعة 20:30", "2024-05-05T20:30"),
        ("5 مايو 2024، 20:30", "2024-05-05T20:30"),
        ("الساعة 8 مساء الخميس الماضي", "2026-03-05T20"),
        ("من 5 إلى 7 مايو 2024 الساعة 20:30", "2024-05-05/2024-05-07"),
        ("2024-05-05T20:30:00+03:00", "2024-05-05T20:30:00"),
        ("2024-05-05T25:30:00+03:00", "2024-05-05"),
    ],
)
def test_hour_beside_a_day_is_of_that_day(text: str, wanted: str) -> None:
    """Beside several days it is that of each, and the days stand."""
    assert times(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("بعد 3 أيام الساعة 20:30", ["2026-03-14", "2026-03-14T20:30"]),
        ("10:00، 5 مايو 2024 الساعة 20:30", ["2024-05-05T20:30"]),
    ],
)
def test_hour_beside_a_day_that_has_one_is_not_of_it(text: str, wanted: list[str]) -> None:
    """Nor is one beside so many days from now."""
    assert times(text) == wanted


@pytest.mark.parametrize(
    ("moment", "zone"),
    [
        ("2024-05-05T20:30:00+03:00", "+03:00"),
        ("2024-05-05T20:30:00-05:00", "-05:00"),
        ("2024-05-05T20:30:00Z", "UTC"),
        ("2024-05-05T20:30:00", None),
    ],
)
def test_moment_of_a_machine_has_its_offset(moment: str, zone: str | None) -> None:
    """ISO 8601, as bylines show it."""
    assert found(moment).timezone == zone
