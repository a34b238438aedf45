"""Months as calendar tables: the days of each week, and the events of each day."""

from calendar import Calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from exporters.times import DaySpan
from ruznama.pages.events import Occasion
from ruznama.pages.wording import Wording

_MOST_OF_A_DAY = 6
_MORE_THAN_A_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A cell of the table; `more` counts the events that it has no room for."""

    iso: str
    number: str
    hijri: str
    events: Sequence[Occasion]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month with something in it. `weeks` has None for days of other months."""

    first: date
    name: str
    hijri: str
    count: int
    weeks: Sequence[Sequence[Day | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallDay:
    """A day of a year: how many events it has."""

    iso: str
    name: str
    number: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMonth:
    """A month of a year.

    Attributes:
        href: the address of its page, where it has events.
        calendar: the address of its calendar, where it has one of its own.
    """

    first: date
    name: str
    count: int
    weeks: Sequence[Sequence[SmallDay | None]]
    href: str | None = None
    calendar: str | None = None


def small_month(
    first: date, told: Mapping[date, Sequence[DaySpan]], wording: Wording
) -> SmallMonth:
    """The month that begins on `first`; `told` has the days of events by months."""
    spans = told.get(first, ())
    counts = Counter(day for span in spans for day in _days_of(span, first))
    weeks = [
        [
            _small_day(day, counts[day], wording) if day.month == first.month else None
            for day in week
        ]
        for week in Calendar(wording.first_weekday).monthdatescalendar(first.year, first.month)
    ]
    return SmallMonth(first=first, name=wording.day(first, "LLLL"), count=len(spans), weeks=weeks)


def month(first: date, occasions: Sequence[Occasion], wording: Wording) -> Month:
    """The table of the month that begins on `first`.

    Args:
        first: its first day.
        occasions: those that touch it.
        wording: of the site.
    """
    by_day: defaultdict[date, list[Occasion]] = defaultdict(list)
    for one in occasions:
        for day in _days_of(one.days, first):
            by_day[day].append(one)
    weeks = [
        [
            _day(day, by_day.get(day, []), wording) if day.month == first.month else None
            for day in week
        ]
        for week in Calendar(wording.first_weekday).monthdatescalendar(first.year, first.month)
    ]
    last = last_of_month(first)
    return Month(
        first=first,
        name=wording.day(first, "LLLL y"),
        hijri=wording.hijri_months(first, last),
        count=len(occasions),
        weeks=weeks,
    )


def _days_of(days: DaySpan, first: date) -> Iterable[date]:
    begin, end = max(days.first, first), min(days.last, last_of_month(first))
    return (begin + timedelta(days=day) for day in range((end - begin).days + 1))


def last_of_month(first: date) -> date:
    """The last day of the month that begins on a day."""
    return (first + _MORE_THAN_A_MONTH).replace(day=1) - timedelta(days=1)


def _small_day(day: date, count: int, wording: Wording) -> SmallDay:
    name = wording.day(day, "d MMMM") if count else ""
    return SmallDay(iso=day.isoformat(), name=name, number=wording.digits(day.day), count=count)


def _day(day: date, events: Sequence[Occasion], wording: Wording) -> Day:
    return Day(
        iso=day.isoformat(),
        number=wording.digits(day.day),
        hijri=wording.hijri_day(day),
        events=events[:_MOST_OF_A_DAY],
        more=max(0, len(events) - _MOST_OF_A_DAY),
    )
