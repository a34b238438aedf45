"""Days, months and years of each calendar, as periods of Gregorian days."""

from bisect import bisect_left
from datetime import date, timedelta

from articles.dates.meaning import hijri
from articles.dates.meaning.periods import Period, month_start
from articles.dates.mention import LAST
from articles.model import CalendarSystem

_EARLY_ENDS, _MIDDLE, _LATE_BEGINS = 10, 15, 21
_VAGUE = 0.9  # confidence in "early", "late"
_UNTABLED, _HIJRI, _MONTH_OR_YEAR = 0.9, 0.95, 0.97


def has_days(month: Period) -> bool:
    """Whether the days of a month are known; those of a Hijri month outside the table are not."""
    return month.calendar == "gregorian" or month.grain == "day"


def part_of(period: Period, part: str | None) -> Period:
    """The beginning, the middle or the end of a month."""
    if part is None or not has_days(period):
        return period
    first = period.first
    last = period.last_day
    confidence = min(period.confidence, _VAGUE)
    if part == "middle":
        day = first + timedelta(days=_MIDDLE - 1)
        return period._replace(first=day, last=None, grain="day", confidence=confidence)
    if part == "early":
        last = first + timedelta(days=_EARLY_ENDS - 1)
    else:
        first = first + timedelta(days=_LATE_BEGINS - 1)
    return period._replace(first=first, last=last, grain="day", confidence=confidence)


def day_of(calendar: CalendarSystem, month: int, day: int, year: int) -> Period:
    """A day; LAST is the last of its month. A Hijri day outside the table is only its month.

    Raises:
        ValueError: there is no such day.
    """
    if calendar == "hijri":
        return _hijri_day(month, day, year)
    if day == LAST:
        first = month_of(calendar, month, year).last_day
    elif calendar == "gregorian":
        first = date(year, month, day)
    else:
        first = hijri.persian_day(year, month, day)
    return Period(first=first, calendar=calendar)


def _hijri_day(month: int, day: int, year: int) -> Period:
    if day == LAST:
        found, beyond = hijri.hijri_month(year, month)[1], False
    else:
        found, beyond = hijri.hijri_day(year, month, day)
    if not hijri.is_tabled(year):
        first = month_start(found)
        return Period(first=first, grain="month", calendar="hijri", confidence=_UNTABLED)
    flags = ("day 30",) if beyond else ()
    return Period(first=found, calendar="hijri", confidence=_HIJRI, flags=flags)


def month_of(calendar: CalendarSystem, month: int, year: int) -> Period:
    """A month.

    Raises:
        ValueError: there is no such month.
    """
    if calendar == "gregorian":
        return Period(first=date(year, month, 1), grain="month", confidence=_MONTH_OR_YEAR)
    if calendar == "persian":
        first, last = hijri.persian_month(year, month)
    else:
        first, last = hijri.hijri_month(year, month)
    return _days(calendar, year, first, last)


def year_of(calendar: CalendarSystem, year: int) -> Period:
    """A year.

    Raises:
        ValueError: there is no such year.
    """
    if calendar == "gregorian":
        return Period(first=date(year, 1, 1), grain="year", confidence=_MONTH_OR_YEAR)
    first, last = hijri.persian_year(year) if calendar == "persian" else hijri.hijri_year(year)
    return _days(calendar, year, first, last)


def _days(calendar: CalendarSystem, year: int, first: date, last: date) -> Period:
    """A month or year of another calendar as days; as months where its days are not known."""
    if calendar == "hijri" and not hijri.is_tabled(year):
        begins, ends = month_start(first), month_start(last)
        return Period(
            first=begins,
            last=ends if ends > begins else None,
            grain="month",
            calendar=calendar,
            confidence=_UNTABLED,
        )
    return Period(first=first, last=last, calendar=calendar, confidence=_HIJRI)


def year_in(calendar: CalendarSystem, day: date) -> int:
    """The year of a calendar on a day."""
    if calendar == "gregorian":
        return day.year
    year_of = hijri.persian_year if calendar == "persian" else hijri.hijri_year
    return bisect_left(range(1, day.year), day, key=lambda year: year_of(year)[1]) + 1
