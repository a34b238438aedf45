"""Days, months and years as values: what a mention is resolved to."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from articles.model import CalendarSystem, Grain

_MONTHS = 12
_WEEK = 7


class Period(NamedTuple):
    """A time, from its first to its last day.

    Attributes:
        first: its first day.
        last: the first day of its last unit, for a range; None for one point.
        grain: how exactly it is told.
        calendar: in which it was told.
        confidence: from 0 to 1.
        inferred: what was not told.
        flags: what an editor should look at.
        year_told: whether its year was told, so that what follows may lean on it.
    """

    first: date
    last: date | None = None
    grain: Grain = "day"
    calendar: CalendarSystem = "gregorian"
    confidence: float = 1.0
    inferred: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    year_told: bool = False

    @property
    def last_day(self) -> date:
        """Its last day."""
        end = self.last or self.first
        if self.grain == "month":
            return month_end(end)
        if self.grain == "year":
            return end.replace(month=_MONTHS, day=31)
        return end + timedelta(days=_WEEK - 1) if self.grain == "week" else end


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the month's last day where it has no such day.

    Raises:
        ValueError: a year before 1 or after 9999.
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_start(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def week_of(day: date) -> date:
    """The Monday of a day's week (ISO 8601)."""
    return day - timedelta(days=day.weekday())
