"""Dates that stand one under the other: what one leaves out, its neighbours tell."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from articles.dates import DateContext, FoundDate, find_dates
from articles.text import fold
from articles.timelines.recurring import find_told, is_begun

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_HALF_A_YEAR = timedelta(days=183)
_WITHOUT_DAY = 0.5  # the confidence of a time of day without its day


class DateSequence:
    """Reads the dates of one table or list in order.

    A year that is told once holds until another is told; where a row would then jump back or ahead
    by more than half a year, the turn of a year lies between it and the row before.
    """

    def __init__(self, at: datetime, context: DateContext) -> None:
        self._at = at
        self._context = context
        self._previous: date | None = None

    def learn(self, found: FoundDate) -> None:
        """Takes the year and month of a label that stands over what follows."""
        year, _, month = found.start.partition("-")
        told = int(month) if found.grain == "month" else None
        self._context = replace(self._context, year=int(year), month=told)
        self._previous = None

    def learn_year(self, year: int) -> None:
        """Takes a year that a label names among other words."""
        self._context = replace(self._context, year=year, month=None)
        self._previous = None

    def read(self, text: str) -> tuple[FoundDate, ...]:
        """The dates in `text`, days before all else, the year from before where it has none."""
        found = [one for one in find_told(text, self._at, self._context) if not is_hour(one)]
        told = tuple(one for one in found if "day" not in one.inferred)
        dates = tuple(one for one in told if one.starts.day) or told or tuple(found)
        if not dates or dates[0].starts.day is None or is_begun(dates[0]):
            return dates
        first = dates[0]
        if "year" in first.inferred and self._previous is not None:
            dates = self._across_new_year(text, dates)
        elif "year" not in first.inferred and first.calendar == "gregorian":
            self._context = replace(self._context, year=int(first.start[:4]))
        self._previous = dates[0].starts.day
        return dates

    def _across_new_year(self, text: str, dates: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
        day, previous = dates[0].starts.day, self._previous
        assert day is not None and previous is not None  # noqa: S101, PT018  the caller looked
        turn = (previous - day > _HALF_A_YEAR) - (day - previous > _HALF_A_YEAR)
        if not turn or self._context.year is None:
            return dates
        self._context = replace(self._context, year=self._context.year + turn)
        return find_dates(text, self._at, self._context)


def is_hour(found: FoundDate) -> bool:
    """Whether a date is a time of day alone, whose day the words do not tell at all."""
    unsure = found.confidence <= _WITHOUT_DAY and "day" in found.inferred
    return found.starts.is_clock and unsure


def stated_year(texts: Iterable[str]) -> int | None:
    """The year that the first of `texts` with exactly one year states."""
    for text in texts:
        years = {int(year) for year in _YEAR.findall(fold(text))}
        if len(years) == 1:
            return years.pop()
    return None


def stated_day(texts: Iterable[str], at: datetime) -> str | None:
    """The words of the day that the first of `texts` with exactly one whole date states."""
    for text in texts:
        days = [one for one in find_dates(text, at) if one.grain == "day" and one.end is None]
        if len(days) == 1 and "day" not in days[0].inferred:
            return days[0].text
    return None
