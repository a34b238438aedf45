"""Mentions of months, years and their parts, and of weekdays and weeks within a month."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

from articles.dates.meaning.around import (
    BY_CONTEXT,
    BY_NOUN,
    BY_STEP,
    CARRIED,
    EITHER_CALENDAR,
    NAMED,
    WEEK,
    Around,
    inferred_year,
)
from articles.dates.meaning.calendars import has_days, month_of, part_of, year_in, year_of
from articles.dates.meaning.periods import Period, add_months, month_start, week_of
from articles.dates.meaning.years import with_year
from articles.dates.mention import LAST, Mention
from articles.model import CalendarSystem

_MIDDLE = 15
_CENTURY, _LATEST = 100, 1600
_SHORTENED = range(-3, 3)  # years from now that are told by two digits
_NEAR_YEARS = range(-25, 4)  # in which a year without its era is likelier Hijri
# Value of the word: how many there are of so many months.
_FRACTIONS = {15: (4, 3), 20: (3, 4), 30: (2, 6)}


def of_month(around: Around, mention: Mention) -> Period:
    """A month, or a part of it."""
    if mention.month is None and mention.unit == "month":
        return of_unit(around, mention)
    if mention.month is None:
        raise ValueError(mention)
    month = mention.month

    def month_in(year: int) -> Period:
        return around.local(month_of(mention.calendar, month, year))

    period = with_year(around, mention, month_in)
    return part_of(period, mention.part)


def of_year(around: Around, mention: Mention) -> Period:
    """A year, or a part of it."""
    today, calendar = around.reference.today, mention.calendar
    if mention.year is None:
        year = year_in(calendar, today) + (mention.year_step or 0)
        return inferred_year(year_of(calendar, year), BY_STEP)
    if mention.ambiguous:
        calendar = _calendar_of_year(around, mention.year)
    told = _whole_year(around, mention)
    period = around.local(year_of(calendar, told))._replace(year_told=True)
    if mention.ambiguous or told != mention.year:
        return period._replace(confidence=min(period.confidence, EITHER_CALENDAR))
    if mention.numeric:
        return period._replace(confidence=BY_NOUN)
    if not mention.marked:
        return period._replace(confidence=NAMED, year_told=False)
    return period._replace(confidence=min(period.confidence, BY_CONTEXT))


def _whole_year(around: Around, mention: Mention) -> int:
    """The year that is told; "36هـ" is 1436 near that year."""
    year = cast("int", mention.year)
    if mention.calendar != "hijri" or year >= _CENTURY:
        return year
    near = [
        whole
        for whole in range(year, _LATEST, _CENTURY)
        if whole - year_in("hijri", around.reference.today) in _SHORTENED
    ]
    return near[0] if near else year


def _calendar_of_year(around: Around, year: int) -> CalendarSystem:
    """The calendar of a year that may be Hijri: that where it is near the time of writing."""
    reference = around.reference
    near = year - year_in("hijri", reference.today) in _NEAR_YEARS
    return "hijri" if near or reference.hijri_first else "gregorian"


def of_unit(around: Around, mention: Mention) -> Period:
    """This, the last, the next week, month or year."""
    if mention.same and around.last is None:
        raise ValueError(mention)
    base = around.last.first if mention.same and around.last else around.reference.today
    step = mention.step or 0
    confidence = CARRIED if mention.same else BY_STEP
    if mention.unit == "week":
        first = week_of(base) + timedelta(days=WEEK * step)
        return Period(first=first, grain="week", confidence=confidence, inferred=("year", "month"))
    if mention.unit == "month":
        first = add_months(month_start(base), step)
        inferred = ("year", "month")
        period = Period(first=first, grain="month", confidence=confidence, inferred=inferred)
        return part_of(period, mention.part)
    return inferred_year(year_of("gregorian", base.year + step), confidence)


def of_fraction(around: Around, mention: Mention) -> Period:
    """Halves of a month; quarters, thirds and halves of a year."""
    if mention.unit == "month":
        return _half_of(of_month(around, mention), mention)
    year = of_year(around, mention)
    count, size = _FRACTIONS[cast("int", mention.amount)]
    if year.grain != "year":
        raise ValueError(mention)
    first = add_months(year.first, size * _index(mention, count))
    return year._replace(first=first, last=add_months(first, size - 1), grain="month")


def _half_of(month: Period, mention: Mention) -> Period:
    """From the first or from the 16th day of a month."""
    second = _index(mention, 2)
    if not has_days(month):
        return month
    middle = month.first + timedelta(days=_MIDDLE)
    if second:
        return month._replace(first=middle, last=month.last_day, grain="day")
    return month._replace(last=middle - timedelta(days=1), grain="day")


def _index(mention: Mention, count: int) -> int:
    """Which of so many parts a mention means, from 0; ValueError for none."""
    nth = cast("int", mention.nth)
    if nth > count:
        raise ValueError(mention)
    return count - 1 if nth == LAST else nth - 1


def of_weekday_in_month(around: Around, mention: Mention) -> Period:
    """So: the first Sunday, the last Friday of a month."""
    month = of_month(around, _of_this_year(replace(mention, weekday=None)))
    nth, weekday = cast("int", mention.nth), cast("int", mention.weekday)
    if not has_days(month):
        return month
    if mention.day is not None:
        day = month.first + timedelta(days=mention.day - 1)
        if day.weekday() == weekday:
            return month._replace(first=day, last=None, grain="day")
    if nth == LAST:
        last = month.last_day
        day = last - timedelta(days=(last.weekday() - weekday) % WEEK)
    else:
        ahead = (weekday - month.first.weekday()) % WEEK
        day = month.first + timedelta(days=ahead + WEEK * (nth - 1))
    return _within(month, Period(first=day), mention)


def of_days_in_month(around: Around, mention: Mention) -> Period:
    """So many days from the first of a month on, or to its last."""
    month = of_month(around, mention)
    days = timedelta(days=cast("int", mention.amount) - 1)
    if not has_days(month):
        return month
    first = month.last_day - days if mention.nth == LAST else month.first
    if first < month.first:
        raise ValueError(mention)
    return month._replace(first=first, last=first + days, grain="day")


def of_week_in_month(around: Around, mention: Mention) -> Period:
    """A week that lies in the month as a whole; they begin on Mondays (ISO 8601)."""
    month = of_month(around, _of_this_year(mention))
    nth = cast("int", mention.nth)
    if not has_days(month):
        return month
    if nth == LAST:
        first = week_of(month.last_day + timedelta(days=1)) - timedelta(days=WEEK)
    else:
        first = week_of(month.first + timedelta(days=WEEK - 1)) + timedelta(days=WEEK * (nth - 1))
    return _within(month, Period(first=first, grain="week"), mention)


def _within(month: Period, one: Period, mention: Mention) -> Period:
    """A day or week of a month, as sure as the month; ValueError where it is of another month."""
    if one.first > month.last_day:
        raise ValueError(mention)
    return month._replace(first=one.first, last=None, grain=one.grain)


def _of_this_year(mention: Mention) -> Mention:
    """So: "The last Friday of February" without a year is one of this year's."""
    told = mention.year is not None or mention.same or mention.year_step is not None
    return mention if told or mention.step is not None else replace(mention, year_step=0)
