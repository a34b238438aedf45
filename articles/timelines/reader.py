"""Dates that stand one under the other: what one leaves out, its neighbours tell."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from articles.dates import DateContext, FoundDate, find_dates
from articles.dates.shapes import tells_from_today
from articles.text import fold
from articles.timelines.leaning import leaning
from articles.timelines.recurring import find_told, is_begun
from articles.timelines.split import FindDates, is_hour

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_HALF_A_YEAR = timedelta(days=183)
_REACH = 90  # characters of a row in which its day is looked for


class DateSequence:
    """Reads the dates of one table or list in order.

    A year that is told once holds until another is told; where a row would then jump back or ahead
    by more than half a year, the turn of a year lies between it and the row before.
    """

    def __init__(self, at: datetime, context: DateContext, *, anchored: bool = True) -> None:
        """`anchored` tells whether `at` is the day from which "tomorrow" counts."""
        self._at = at
        self._context = context
        self._anchored = anchored
        self._previous: date | None = None
        self._below: datetime | None = None  # the first day with a year, until it is read

    def look_ahead(self, texts: Iterable[str]) -> None:
        """Takes what the first of the rows leave out from those below: their year, or their tense.

        In rows of which the dates go up, what stands over the first year is before it.
        """
        texts = list(texts)
        found = [next(iter(self._plain(text)), None) for text in texts]
        days = [
            one.starts.day if one is not None and "year" not in one.inferred else None
            for one in found
        ]
        told = [day for day in days if day is not None]
        if not told and self._context.year is None:
            rests = [text[one.span[1] :] for text, one in zip(texts, found, strict=True) if one]
            self._context = replace(self._context, prefer=leaning(rests))
        if not told or found[0] is None or days[0] is not None:
            return
        first = told[0]
        self._below = datetime(first.year, first.month, first.day, tzinfo=self._at.tzinfo)
        self._context = replace(self._context, year=first.year)
        above = next(iter(self._plain(texts[0], self._below)), None)
        goes_up = told == sorted(told)
        if above is not None and above.starts.day is not None and goes_up:
            late = above.starts.day > first
            self._context = replace(self._context, year=first.year - late)

    def _plain(self, text: str, at: datetime | None = None) -> list[FoundDate]:
        """The days in a text, hours left off."""
        found = find_dates(text[:_REACH], at or self._at, self._context)
        return [one for one in found if one.starts.day and not is_hour(one)]

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
        found = self._find(text, self._at)
        if self._below and found and {"year", "day"} & set(found[0].inferred) == {"year"}:
            found = self._find(text, self._below)
        told = tuple(one for one in found if "day" not in one.inferred)
        dates = tuple(one for one in told if one.starts.day) or told or tuple(found)
        if not dates or dates[0].starts.day is None or is_begun(dates[0]):
            return dates
        first = dates[0]
        if "year" in first.inferred and self._previous is not None:
            dates = self._across_new_year(text, dates)
        elif "year" not in first.inferred and first.calendar == "gregorian":
            self._context = replace(self._context, year=int(first.start[:4]))
            self._below = None
        self._previous = dates[0].starts.day
        return dates

    def _find(self, text: str, at: datetime) -> list[FoundDate]:
        return [one for one in find_told(text, at, self._context) if self._counts(one)]

    def _counts(self, found: FoundDate) -> bool:
        """Whether a date is one: no hour alone, no day that is told from one that is not known."""
        from_today = "day" in found.inferred and tells_from_today(found.text)
        return not is_hour(found) and (self._anchored or not from_today)

    def _across_new_year(self, text: str, dates: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
        day, previous = dates[0].starts.day, self._previous
        assert day is not None and previous is not None  # noqa: S101, PT018  the caller looked
        turn = (previous - day > _HALF_A_YEAR) - (day - previous > _HALF_A_YEAR)
        if not turn or self._context.year is None:
            return dates
        self._context = replace(self._context, year=self._context.year + turn)
        return find_dates(text, self._at, self._context)


def stated_year(texts: Iterable[str]) -> int | None:
    """The year that the first of `texts` with exactly one year states."""
    for text in texts:
        years = {int(year) for year in _YEAR.findall(fold(text))}
        if len(years) == 1:
            return years.pop()
    return None


def stated_day(texts: Iterable[str], find: FindDates) -> str | None:
    """The words of the day that the first of `texts` with exactly one whole date states."""
    for text in texts:
        days = [one for one in find(text) if one.grain == "day" and one.end is None]
        if len(days) == 1 and "day" not in days[0].inferred:
            return days[0].text
    return None
