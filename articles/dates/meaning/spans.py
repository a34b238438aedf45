"""Mentions of two ends or two calendars: ranges, durations, one time told twice."""

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from articles.dates.meaning.around import (
    BY_STEP,
    CONTRADICTORY,
    HALF_READ,
    NEAREST,
    WEEK,
    Around,
    first_of,
    inferred_year,
    nearest_to,
    years_around,
)
from articles.dates.meaning.calendars import day_of, month_of
from articles.dates.meaning.periods import Period, add_months
from articles.dates.meaning.ranges import anchored, completed, confirmed, joined
from articles.dates.meaning.tense import tense_of
from articles.dates.mention import Mention

_MONTHS = 12


def of_range(around: Around, mention: Mention) -> Period:
    """From one end to the other."""
    if mention.parts[1].kind == "double" and mention.parts[0].kind != "double":
        return _told_twice(around, *mention.parts)
    left, right = completed(*mention.parts)
    if left.kind == "weekday":
        return _weekday_range(around, left, right)
    by_step = right.kind == left.kind and right.step is not None and left.step is None
    if (right.kind == "relative day" or by_step) and left.kind == "date" and left.year is None:
        return _until_relative(around, left, right)
    if right.same:
        around.last = start = around.period(left)
        return joined(start, around.period(right))
    if (left.year is None and right.year is None) or _follows(mention):
        start = around.period(left)
        end = _after(around, start, right)
        if left.kind == "month" and _is_still_to_come(around, mention, end):
            end = _last_before(around, right, around.reference.today)
            start = _last_before(around, left, end.first)
    else:
        start, end = around.period(left), around.period(right)
    try:
        return joined(start, end)
    except ValueError:
        if not mention.marked and mention.parts[0].month is None:
            return end._replace(confidence=HALF_READ)  # "العدد 15 - 5 أكتوبر"
        raise


def _is_still_to_come(around: Around, mention: Mention, end: Period) -> bool:
    """Whether months that a clause tells as past would end after now."""
    assert around.passage is not None  # noqa: S101  set before any mention is resolved
    late = end.first > around.reference.today
    return late and tense_of(around.passage, mention) == "past"


def _last_before(around: Around, mention: Mention, day: date) -> Period:
    """The last such month that began by a day."""
    past = [one for one in _in_years_around(around, day, mention) if one.first <= day]
    return inferred_year(first_of(past[::-1], mention), NEAREST)


def _follows(mention: Mention) -> bool:
    """Whether a range ends on a weekday after its start: "من 5 مايو إلى الأحد"."""
    return mention.marked and mention.parts[1].kind == "weekday"


def _until_relative(around: Around, left: Mention, right: Mention) -> Period:
    """So: "من 5 مايو حتى اليوم": the last such day before the end."""
    end = around.period(right)
    earlier = [one for one in _in_years_around(around, end.first, left) if one.first <= end.first]
    start = inferred_year(first_of(earlier[::-1], left), BY_STEP)
    return joined(start, end)


def of_offset(around: Around, mention: Mention) -> Period:
    """So long before or after the day that is told."""
    told = around.period(mention.parts[0])
    steps = cast("int", mention.amount) * cast("int", mention.step)
    match mention.unit:
        case "month":
            first = add_months(told.first, steps)
        case "year":
            first = add_months(told.first, _MONTHS * steps)
        case "week":
            first = told.first + timedelta(weeks=steps)
        case _:
            first = told.first + timedelta(days=steps)
    return told._replace(first=first, last=None, confidence=min(told.confidence, BY_STEP))


def _told_twice(around: Around, left: Mention, right: Mention) -> Period:
    """A range with one day of it in another calendar too: its first, as a rule, or its last."""
    near, beside = sorted(right.parts, key=lambda part: part.first)
    try:
        told = around.period(beside)
    except ValueError:
        return of_range(around, Mention(kind="range", parts=(left, near)))
    if near.year is None and beside.year is not None and near.calendar == "gregorian":
        near = _in_year_of(around, near, told.first)
    whole = of_range(around, Mention(kind="range", parts=(left, near)))
    return anchored(whole, told) if beside.calendar == "gregorian" else confirmed(whole, told)


def _after(around: Around, start: Period, right: Mention) -> Period:
    """The first time that `right` can mean from the start of a range on."""
    if right.kind == "weekday" and start.grain == "day":
        ahead = ((right.weekday or 0) - start.first.weekday()) % WEEK or WEEK
        return start._replace(first=start.first + timedelta(days=ahead), last=None)
    if right.step is not None or right.kind not in {"date", "month"}:
        return around.period(right)
    later = [
        one for one in _in_years_around(around, start.first, right) if one.first >= start.first
    ]
    return first_of(later, right)._replace(inferred=start.inferred, confidence=start.confidence)


def _in_years_around(around: Around, anchor: date, mention: Mention) -> list[Period]:
    """What a day or month can mean in the years around an anchor, in order."""
    calendar, month = mention.calendar, cast("int", mention.month)
    if mention.kind == "month":
        return years_around(
            calendar, anchor, lambda year: around.local(month_of(calendar, month, year))
        )
    day = cast("int", mention.day)
    return years_around(
        calendar, anchor, lambda year: around.local(day_of(calendar, month, day, year))
    )


def _weekday_range(around: Around, left: Mention, right: Mention) -> Period:
    if right.kind == "weekday":
        start = around.period(left)
        days = ((right.weekday or 0) - start.first.weekday()) % WEEK
        return joined(start, start._replace(first=start.first + timedelta(days=days)))
    end = around.period(right)
    if left.week_step is not None:
        return joined(around.period(left), end)
    back = (end.first.weekday() - (left.weekday or 0)) % WEEK
    return joined(end._replace(first=end.first - timedelta(days=back)), end)


def of_duration(around: Around, mention: Mention) -> Period:
    """So much time from its first day on."""
    start = around.period(mention.parts[0])
    amount = cast("int", mention.amount)
    match mention.unit:
        case "week":
            last = start.first + timedelta(days=WEEK * amount - 1)
        case "month":
            last = _before_months(start.first, amount)
        case "year":
            last = _before_months(start.first, _MONTHS * amount)
        case _:
            last = start.first + timedelta(days=amount - 1)
    return start._replace(last=last if last > start.first else None)


def _before_months(first: date, months: int) -> date:
    """The last day of so many months: where the month that follows has no such day, its last."""
    after = add_months(first, months)
    return after - timedelta(days=1) if after.day == first.day else after


def of_double(around: Around, mention: Mention) -> Period:
    """The Gregorian date wins; the other helps where it leaves something out."""
    gregorian, other = mention.parts
    days = gregorian.kind == "date" and other.kind == "date"
    if days:
        weekday = gregorian.weekday if gregorian.weekday is not None else other.weekday
        gregorian, other = replace(gregorian, weekday=weekday), replace(other, weekday=None)
    try:
        told = around.period(other)
    except ValueError:
        return around.period(gregorian)
    if gregorian.year is None and other.year is not None and gregorian.kind in {"date", "month"}:
        gregorian = _in_year_of(around, gregorian, told.first)
    period = around.period(gregorian)
    apart = abs((period.first - told.first).days)
    if days and other.year and apart > 1:
        return period._replace(flags=(*period.flags, "calendars"), confidence=CONTRADICTORY)
    return period


def _in_year_of(around: Around, mention: Mention, day: date) -> Mention:
    """A Gregorian date without year, in the year that brings it nearest to a day."""
    near = nearest_to(Period(first=day), _in_years_around(around, day, mention), mention)
    return replace(mention, year=near.first.year)
