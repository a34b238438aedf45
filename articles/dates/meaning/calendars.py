"""Days, months and years of each calendar, as periods of Gregorian days."""

from datetime import date, timedelta

from articles.dates.meaning import hijri
from articles.dates.meaning.periods import Period, month_end
from articles.model import CalendarSystem

_EARLY_ENDS, _MIDDLE, _LATE_BEGINS = 10, 15, 21
_VAGUE = 0.7  # confidence in "early", "late"
_UNTABLED, _HIJRI, _MONTH_OR_YEAR = 0.6, 0.9, 0.9


def part_of(period: Period, part: str | None) -> Period:
    """The beginning, the middle or the end of a month."""
    if part is None:
        return period
    first = period.first
    last = period.last or month_end(first)
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
    """A day; -1 is the last of its month. A Hijri day outside the table is only its month.

    Raises:
        ValueError: there is no such day.
    """
    if calendar == "gregorian":
        first = month_end(date(year, month, 1)) if day < 0 else date(year, month, day)
        return Period(first=first)
    if calendar == "persian":
        return Period(first=hijri.persian_day(year, month, day), calendar=calendar)
    if day < 0:
        return Period(first=hijri.hijri_month(year, month)[1], calendar=calendar, confidence=_HIJRI)
    found, beyond = hijri.hijri_day(year, month, day)
    if not hijri.is_tabled(year):
        return Period(
            first=found.replace(day=1), grain="month", calendar=calendar, confidence=_UNTABLED
        )
    flags = ("day 30",) if beyond else ()
    return Period(first=found, calendar=calendar, confidence=_HIJRI, flags=flags)


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
        begins, ends = first.replace(day=1), last.replace(day=1)
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
    year = day.year - 622 if calendar == "persian" else round((day.year - 622) * 1.0307)
    year = max(year, 1)
    while year_of(year)[1] < day:
        year += 1
    while year > 1 and year_of(year)[0] > day:
        year -= 1
    return year
