"""What the words of one date say, before it is asked which day that is."""

from dataclasses import dataclass
from typing import Literal

from articles.model import CalendarSystem

MentionKind = Literal[
    "date",  # a day of a month
    "month",
    "year",
    "weekday",
    "nth weekday",  # the last Friday of a month
    "nth week",
    "relative day",  # from the day of writing
    "next day",  # from the day that was told last
    "day of month",  # of this, the next, the same month
    "unit",  # last week, this month, next year
    "amount",  # three days ago
    "stretch",  # the last three days
    "month days",  # so many days at the beginning or the end of a month
    "offset",  # so long before or after a day that is told
    "fraction",  # a quarter or half of a year, a half of a month
    "clock",
    "range",
    "list",
    "duration",
    "double",  # one day in two calendars
    "recurrence",  # every Tuesday
    "exception",  # but for Fridays
    "length",  # a length of time that begins on no day
]
Bounds = Literal["within", "since", "till"]
Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
Unit = Literal["day", "week", "month", "year", "hour", "minute"]
PartOfMonth = Literal["early", "middle", "late"]
_WEEK = 7
LAST = -1  # the last day of a month, the last one of several


@dataclass(slots=True)
class TimeOfDay:
    """A time of day.

    Attributes:
        hour: 0 to 23, or 1 to 12 while `half` is to be applied.
        minute: None where it is not told.
        second: None where it is not told.
        half: which part of the day is told: "am", "noon", "pm", "night".
        zone: an IANA name, an offset, "local", or None.
        sure: whether its words can mean nothing but a time of day.
    """

    hour: int
    minute: int | None = None
    second: int | None = None
    half: str | None = None
    zone: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Repeat:
    """How something comes again, in the terms of RFC 5545, 3.3.10.

    Attributes:
        frequency: FREQ.
        interval: INTERVAL.
        weekdays: BYDAY; Monday is 0.
        nth: which of these weekdays of a month; LAST for the last.
        day: BYMONTHDAY.
        month: BYMONTH.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    day: int | None = None
    month: int | None = None

    @staticmethod
    def between(first: int, last: int) -> "Repeat":
        """Weekly, from one weekday to another."""
        days = range((last - first) % _WEEK + 1)
        return Repeat("WEEKLY", weekdays=tuple((first + day) % _WEEK for day in days))


@dataclass(slots=True)
class Mention:
    """The words of one date.

    Attributes:
        kind: what they tell.
        first: the first token.
        last: the last token.
        day: of the month; LAST for its last.
        year: as written, in `calendar`.
        weekday: Monday is 0.
        step: what an adjective says of the whole: steps from now.
        week_step: likewise of the weekday.
        year_step: likewise of the year.
        same: whether month or year are those told before.
        nth: which one of several; LAST for the last.
        unit: of `amount`, `step` or `nth`.
        amount: how many units.
        part: of the month or year.
        ambiguous: whether day and month could be the other way round.
        numeric: whether month and day are told by numbers alone.
        marked: whether words beside a bare number make it a date.
        month_first: whether the day stands after the month.
        parts: of a range, list, duration or double date, in order.
        half: the part of the day, as of `TimeOfDay`.
        clock: a time of day on it.
        until: when that time ends.
        repeat: of a recurrence.
        bounds: what the first of `parts` is to a recurrence.
    """

    kind: MentionKind
    first: int = 0
    last: int = 0
    calendar: CalendarSystem = "gregorian"
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    step: int | None = None
    week_step: int | None = None
    year_step: int | None = None
    same: bool = False
    nth: int | None = None
    unit: Unit | None = None
    amount: int | None = None
    part: PartOfMonth | None = None
    ambiguous: bool = False
    numeric: bool = False
    marked: bool = True
    month_first: bool = False
    parts: tuple["Mention", ...] = ()
    half: str | None = None
    clock: TimeOfDay | None = None
    until: TimeOfDay | None = None
    repeat: Repeat | None = None
    bounds: Bounds | None = None
