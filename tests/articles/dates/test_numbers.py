"""Numbers in digits and in words, as days, years and amounts."""

from datetime import date

import pytest

from articles.dates import DateContext, find_dates

_AT = date(2026, 3, 11)


def starts(text: str) -> list[str]:
    return [one.start for one in find_dates(text, _AT)]


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("واحد", 1),
        ("اثنين", 2),
        ("ثلاثة", 3),
        ("أربعة", 4),
        ("خمسة", 5),
        ("ستة", 6),
        ("سبعة", 7),
        ("ثمانية", 8),
        ("تسعة", 9),
        ("عشرة", 10),
        ("أحد عشر", 11),
        ("اثني عشر", 12),
        ("تسعة عشر", 19),
        ("عشرين", 20),
        ("ثلاثة وعشرين", 23),
        ("ثلاثة و عشرين", 23),
        ("ثلاثين", 30),
        ("الأول من", 1),
        ("الثاني من", 2),
        ("الثالث من", 3),
        ("الرابع من", 4),
        ("الخامس من", 5),
        ("السادس من", 6),
        ("السابع من", 7),
        ("الثامن من", 8),
        ("التاسع من", 9),
        ("العاشر من", 10),
        ("الحادي عشر من", 11),
        ("العشرين من", 20),
        ("الحادي والعشرين من", 21),
        ("الثلاثين من", 30),
        ("فاتح", 1),
        ("سلخ", 31),
    ],
)
def test_day_in_words_is_read(number: str, day: int) -> None:
    """Speeches and laws write their days out."""
    assert starts(f"افتتح المعرض في {number} مايو 2020 أمام الزوار") == [f"2020-05-{day:02}"]


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("ألف وتسعمئة", 1900),
        ("ألف وثمانمئة وثمانين", 1880),
        ("ألف وسبعمئة وسبعين", 1770),
        ("ألف وستمئة وستين", 1660),
        ("ألف وخمسمئة وخمسين", 1550),
        ("ألف وأربعمئة وعشرة", 1410),
        ("ألف وثلاثمئة وثلاثين", 1330),
        ("ألف ومئتين وتسعين", 1290),
        ("ألف ومئة واثنين", 1102),
        ("ألف وتسع مئة وسبعة وستين", 1967),
        ("ألفين", 2000),
        ("ألفين وستة", 2006),
        ("ألفين و ستة", 2006),
        ("ألفين ومئة", 2100),
        ("تسعة عشر تسعة وتسعين", 1999),
        ("تسعة عشر سبعة عشر", 1917),
    ],
)
def test_year_in_words_is_read(number: str, year: int) -> None:
    """Also by its century, as it is spoken."""
    assert starts(f"شيدت القلعة عام {number} فوق التل") == [str(year)]


@pytest.mark.parametrize(
    ("number", "days"),
    [
        ("7", 7),
        ("20", 20),
        ("100", 100),
        ("سبعين", 70),
        ("مئة", 100),
        ("مئة وعشرين", 120),
        ("ثلاث مئة", 300),
        ("ثلاثمئة", 300),
        ("ألف", 1000),
        ("ثلاثة ألف", 3000),
        ("ألفي", None),
        ("1000000", None),
        ("10000000000", None),
        ("9" * 5000, None),
    ],
)
def test_amount_is_counted_from_the_day_of_writing(number: str, days: int | None) -> None:
    """What leads out of the calendar is no date; a number of any length is read."""
    wanted = [] if days is None else [date.fromordinal(_AT.toordinal() - days).isoformat()]
    assert starts(f"وصلت الباخرة قبل {number} يوم إلى الميناء") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5 مايو 1000", ["1000-05-05"]),
        ("5 مايو 0999", ["2026-05-05"]),
        ("5 مايو 2999", ["2999-05-05"]),
        ("5 مايو 3000", ["2026-05-05"]),
        ("5 مايو 202", ["2026-05-05"]),
        ("5 مايو 20200", ["2026-05-05"]),
        ("5 مايو ألفين وتسعمئة", ["2900-05-05"]),
        ("12 مايو", ["2026-05-12"]),
        ("123 مايو 2020", ["2020-05"]),
        ("5.1.2020", ["2020-01-05"]),
        ("عرضت في ألف نسخة", []),
    ],
)
def test_number_is_a_day_or_a_year_by_its_digits(text: str, wanted: list[str]) -> None:
    """Years of four digits up to 2999; a thousand in words is an amount."""
    assert starts(text) == wanted


@pytest.mark.parametrize(
    ("number", "minutes"),
    [
        ("والنصف", "15:30"),
        ("والربع", "15:15"),
        ("والثلث", "15:20"),
        ("إلا ربعا", "14:45"),
        ("إلا ثلثا", "14:40"),
        ("وخمس دقائق", "15:05"),
    ],
)
def test_part_of_an_hour_is_read(number: str, minutes: str) -> None:
    """Hours are told in words more often than in digits."""
    assert starts(f"الساعة الثالثة {number} عصرا") == [f"2026-03-11T{minutes}"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("الربع الأول من 2020", ("2020-01", "2020-03")),
        ("الربع الرابع من 2020", ("2020-10", "2020-12")),
        ("الربع الأخير من 2020", ("2020-10", "2020-12")),
        ("الثلث الثاني من 2020", ("2020-05", "2020-08")),
        ("النصف الأول من 2020", ("2020-01", "2020-06")),
    ],
)
def test_part_of_a_year_is_read(text: str, wanted: tuple[str, str]) -> None:
    """Budgets and reports are told so."""
    (found,) = find_dates(f"ارتفع الإنتاج في {text} كثيرا", _AT)
    assert (found.start, found.end) == wanted


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("7", ("7", "2025-05-07")),
        ("يوم 7", ("يوم 7", "2025-05-07")),
        ("الأربعاء 7", ("الأربعاء 7", "2025-05-07")),
        ("الأربعاء ، يوم 7 .", ("الأربعاء ، يوم 7", "2025-05-07")),
    ],
)
def test_cell_of_a_day_alone_is_of_the_month_around_it(cell: str, told: tuple[str, str]) -> None:
    """Calendars name the month once, above."""
    (found,) = find_dates(cell, _AT, DateContext(year=2025, month=5))
    assert (found.text, found.start, found.flags) == (*told, ())


@pytest.mark.parametrize("cell", ["7 كتب", "كتاب 7", "7 8", "31 32", "عدد 7"])
def test_cell_with_more_than_a_day_is_none(cell: str) -> None:
    """A number that counts or names something else."""
    assert find_dates(cell, _AT, DateContext(year=2025, month=5)) == ()
