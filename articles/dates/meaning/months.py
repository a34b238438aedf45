"""Mentions of months, years and their parts, and of weekdays and weeks within a month."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from articles.dates.meaning.around import (
    BY_CONTEXT,
    BY_STEP,
    CARRIED,
    NAMED,
    WEEK,
    Around,
    inferred_year,
)
from articles.dates.meaning.calendars import month_of, part_of, year_in, year_of
from articles.dates.meaning.periods import Period, add_months, week_of
from articles.dates.meaning.years import with_year
from articles.dates.mention import Mention

_MONTHS = 12
_MIDDLE = 15
_FRACTIONS = {15: 3, 20: 4, 30: 6}  # value of the word: months


def of_month(around: Around, mention: Mention) -> Period:
    """A month, or a part of it."""
    if mention.month is None:
        raise ValueError(mention)
    period = with_year(around, mention, partial(month_of, mention.calendar, mention.month))
    return part_of(period, mention.part)


def of_year(around: Around, mention: Mention) -> Period:
    """A year, or a part of it."""
    today, calendar = around.reference.today, mention.calendar
    if mention.year is None:
        year = year_in(calendar, today) + (mention.year_step or 0)
        return inferred_year(year_of(calendar, year), BY_STEP)
    period = year_of(calendar, mention.year)._replace(year_told=True)
    if not mention.marked:
        return period._replace(confidence=NAMED, year_told=False)
    return period._replace(confidence=min(period.confidence, BY_CONTEXT))


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
        first = add_months(base.replace(day=1), step)
        inferred = ("year", "month")
        period = Period(first=first, grain="month", confidence=confidence, inferred=inferred)
        return part_of(period, mention.part)
    first = date(base.year + step, 1, 1)
    return Period(first=first, grain="year", confidence=confidence, inferred=("year",))


def of_fraction(around: Around, mention: Mention) -> Period:
    """Halves of a month; quarters, thirds and halves of a year."""
    nth, size = mention.nth or 1, _FRACTIONS[mention.amount or 0]
    if mention.unit == "month":
        month = of_month(around, mention)
        first, last = month.first, month.last or month.last_day
        middle = first + timedelta(days=_MIDDLE - 1)
        halves = ((first, middle), (middle + timedelta(days=1), last))
        begins, ends = halves[nth - 1 if nth > 0 else -1]
        return month._replace(first=begins, last=ends, grain="day")
    year = of_year(around, mention)
    count = _MONTHS // size
    index = nth - 1 if nth > 0 else count - 1
    if index >= count or year.grain != "year":
        raise ValueError(mention)
    first = add_months(year.first, index * size)
    return year._replace(first=first, last=add_months(first, size - 1), grain="month")


def of_weekday_in_month(around: Around, mention: Mention) -> Period:
    """So: the first Sunday, the last Friday of a month."""
    month = of_month(around, _of_this_year(replace(mention, weekday=None)))
    first, last = month.first, month.last or month.last_day
    nth = mention.nth or 1
    if nth < 0:
        day = last - timedelta(days=(last.weekday() - (mention.weekday or 0)) % WEEK)
    else:
        ahead = ((mention.weekday or 0) - first.weekday()) % WEEK
        day = first + timedelta(days=ahead + WEEK * (nth - 1))
    if not first <= day <= last:
        raise ValueError(mention)
    return month._replace(first=day, last=None, grain="day")


def of_week_in_month(around: Around, mention: Mention) -> Period:
    """A week that lies in the month as a whole; they begin on Mondays (ISO 8601)."""
    month = of_month(around, _of_this_year(mention))
    nth = mention.nth or 1
    if nth < 0:
        first = week_of(month.last_day + timedelta(days=1)) - timedelta(days=WEEK)
    else:
        first = week_of(month.first + timedelta(days=WEEK - 1)) + timedelta(days=WEEK * (nth - 1))
    if not month.first <= first <= month.last_day:
        raise ValueError(mention)
    return month._replace(first=first, last=None, grain="week")


def _of_this_year(mention: Mention) -> Mention:
    """So: "The last Friday of February" without a year is one of this year's."""
    told = mention.year is not None or mention.same or mention.year_step is not None
    return mention if told or mention.step is not None else replace(mention, year_step=0)
