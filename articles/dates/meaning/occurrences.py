"""What comes again: its rule in the terms of RFC 5545, and the first day where one is told."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from articles.dates.meaning.around import WEEK, Around
from articles.dates.meaning.periods import Period, add_months, month_end
from articles.dates.meaning.ranges import members
from articles.dates.mention import LAST, Mention, Repeat

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LENGTHS = {
    "day": "P{}D",
    "week": "P{}W",
    "month": "P{}M",
    "year": "P{}Y",
    "hour": "PT{}H",
    "minute": "PT{}M",
}
_DAY = timedelta(days=1)
_REACH = 5 * 366  # days in which every rule comes once: 29 February


class Repetition(NamedTuple):
    """How something comes again.

    Attributes:
        last: the last day on which it may; None where it goes on.
        without: days on which it does not come.
    """

    repeat: Repeat
    last: date | None = None
    without: tuple[date, ...] = ()


def of_recurrence(around: Around, mention: Mention) -> tuple[Period | None, Repetition]:
    """Its first occurrence, None where nothing tells from when it counts, and its rule.

    What comes every day from one day to another is that range.

    Raises:
        ValueError: it comes on no day between its bounds.
    """
    first, repetition = _of_rule(around, mention)
    around.last = first or around.last
    left_out = (around.period(one).first for each in mention.without for one in members(each))
    return first, repetition._replace(without=tuple(left_out))


def _of_rule(around: Around, mention: Mention) -> tuple[Period | None, Repetition]:
    assert mention.repeat is not None  # noqa: S101  the mark of its kind
    if not mention.parts:
        return None, Repetition(mention.repeat)
    if mention.bounds == "till":
        return None, Repetition(mention.repeat, _end_ahead(around, mention.parts[0]).last_day)
    bound = around.period(mention.parts[0])
    last = bound.last_day if mention.bounds == "within" else _end_of(mention, bound.first)
    repetition = Repetition(mention.repeat, last)
    if mention.repeat == Repeat("DAILY") and mention.bounds == "within":
        return bound._replace(last=last, grain="day"), repetition
    first = _first_from(mention.repeat, bound.first, last)
    return bound._replace(first=first, last=None, grain="day"), repetition


def _end_ahead(around: Around, bound: Mention) -> Period:
    """The end of what goes on: it lies ahead, where its words leave the year open."""
    told = around.reference
    if told.prefer == "nearest":
        around.reference = replace(told, prefer="future")
    try:
        return around.period(bound)
    finally:
        around.reference = told


def _end_of(mention: Mention, first: date) -> date | None:
    """The last day of so long a time."""
    if mention.amount is None:
        return None
    match mention.unit:
        case "day":
            return first + timedelta(days=mention.amount - 1)
        case "week":
            return first + timedelta(days=WEEK * mention.amount - 1)
        case "month":
            return add_months(first, mention.amount) - _DAY
        case _:
            return add_months(first, 12 * mention.amount) - _DAY


def _first_from(repeat: Repeat, first: date, last: date | None) -> date:
    """The first day from `first` to `last` on which it comes."""
    reach = _REACH if last is None else min(_REACH, (last - first).days + 1)
    for ahead in range(reach):
        day = first + timedelta(days=ahead)
        if _comes_on(repeat, day):
            return day
    raise ValueError(repeat)


def _comes_on(repeat: Repeat, day: date) -> bool:
    if repeat.month not in {None, day.month}:
        return False
    if repeat.weekdays and day.weekday() not in repeat.weekdays:
        return False
    if repeat.nth == LAST:
        return month_end(day) - day < timedelta(days=WEEK)
    if repeat.nth is not None:
        return (day.day - 1) // WEEK + 1 == repeat.nth
    if repeat.day == LAST:
        return day == month_end(day)
    return repeat.day in {None, day.day}


def rule_text(repetition: Repetition, until: str | None) -> str:
    """The parts of an RRULE (RFC 5545, 3.3.10); `until` is that of its last day."""
    repeat = repetition.repeat
    nth = "" if repeat.nth is None else str(repeat.nth)
    parts = {
        "FREQ": repeat.frequency,
        "INTERVAL": str(repeat.interval) if repeat.interval > 1 else "",
        "BYMONTH": str(repeat.month or ""),
        "BYMONTHDAY": str(repeat.day or ""),
        "BYDAY": ",".join(nth + _NAMES[day] for day in repeat.weekdays),
        "UNTIL": until or "",
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def length_text(mention: Mention) -> str | None:
    """The length of time that a mention tells, in ISO 8601: "P3D"."""
    lasting = mention.kind in {"duration", "length", "recurrence", "stretch"}
    if not lasting or mention.amount is None or mention.unit is None:
        return None
    return _LENGTHS[mention.unit].format(mention.amount)
