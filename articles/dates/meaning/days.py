"""Mentions of one day: by its number, its weekday, or counted from the day of writing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast

from articles.dates.meaning.around import (
    BY_CONTEXT,
    BY_STEP,
    CARRIED,
    EVERYDAY,
    HALF_READ,
    NEAREST,
    WEEK,
    Around,
    checked_by_weekday,
    inferred_year,
)
from articles.dates.meaning.calendars import day_of, year_of
from articles.dates.meaning.periods import Period, add_months, month_end, month_start
from articles.dates.meaning.tense import names_beginning, tells_habit, tense_of
from articles.dates.meaning.years import with_year
from articles.dates.mention import LAST, Mention, TimeOfDay

_AMBIGUOUS = 0.88
_HOUR_ALONE = 0.5
_HOUR_SOMEWHERE = 0.45  # the time of day of a sentence that tells no day
_MONTHS = 12
_SHORTEST_WORDS = 8  # characters of words beside a mention that say nothing of it


def of_date(around: Around, mention: Mention) -> Period:
    """The day of a month that a mention names."""
    day, month = mention.day, mention.month
    if day is None or month is None:
        raise ValueError(mention)
    if around.reference.order == "mdy" and mention.numeric and _may_turn(mention, month):
        day, month = month, day

    def day_in(year: int) -> Period:
        return around.local(day_of(mention.calendar, month, day, year))

    period = with_year(around, mention, day_in)
    if not mention.ambiguous:
        return checked_by_weekday(period, mention)
    if mention.amount is not None and mention.year is None:
        return _day_or_score(around, mention, period)
    if _agrees(period, mention):
        return period
    turned = replace(mention, day=month, month=day, ambiguous=False)
    if mention.weekday is not None and mention.year is not None:
        other = of_date(around, turned)
        if _agrees(other, mention):
            return other
    period = period._replace(confidence=min(period.confidence, _AMBIGUOUS))
    return checked_by_weekday(period, mention)


def _agrees(period: Period, mention: Mention) -> bool:
    return mention.weekday is not None and period.first.weekday() == mention.weekday


def _day_or_score(around: Around, mention: Mention, period: Period) -> Period:
    """So: "أمس 9/3"; but in "فاز أمس 2/1" the numbers are a score."""
    told = of_relative_day(around, mention)
    return period if period.first == told.first else told


def _may_turn(mention: Mention, month: int) -> bool:
    """Whether what stands second may be the day, as in "4/22/2025"."""
    return mention.ambiguous or month > _MONTHS


def of_day_of_month(around: Around, mention: Mention) -> Period:
    """So: the fifth of this, the next, the same month."""
    if mention.same:
        if around.last is None:
            raise ValueError(mention)
        base = around.last.first
    else:
        base = add_months(month_start(around.reference.today), mention.step or 0)
    number = cast("int", mention.day)
    day = month_end(base) if number == LAST else base.replace(day=number)
    inferred = ("year", "month")
    period = Period(first=day, confidence=BY_STEP, inferred=inferred, year_told=True)
    return checked_by_weekday(period, mention)


def of_weekday(around: Around, mention: Mention) -> Period:
    """The weekday before or after the time of writing that a mention means."""
    today, weekday = around.reference.today, mention.weekday or 0
    inferred = ("year", "month", "day")
    if mention.step is not None:
        sunday = today - timedelta(days=(today.weekday() + 1) % WEEK)
        day = sunday + timedelta(days=WEEK * mention.step + (weekday + 1) % WEEK)
        return Period(first=day, confidence=BY_STEP, inferred=inferred)
    ahead = (weekday - today.weekday()) % WEEK
    step = mention.week_step
    told = _within_told(around, weekday) if step is None else None
    if told is not None:
        return Period(first=told, confidence=CARRIED, inferred=inferred)
    if step is None:
        days = ahead if _is_ahead(around, mention) else -(-ahead % WEEK)
        confidence = HALF_READ if _is_habit(around, mention) else CARRIED
        return Period(first=today + timedelta(days=days), confidence=confidence, inferred=inferred)
    if step > 0:
        days = (ahead or WEEK) + WEEK * (step - 1)
    else:
        days = WEEK * (step + 1) - ((-ahead % WEEK) or WEEK)
    return Period(first=today + timedelta(days=days), confidence=BY_STEP, inferred=inferred)


def _within_told(around: Around, weekday: int) -> date | None:
    """The day of a range told before: "من 23 إلى 26 سبتمبر … مساء الجمعة" is the 26th."""
    last = around.last
    if last is None or last.last is None or last.grain != "day":
        return None
    day = last.first + timedelta(days=(weekday - last.first.weekday()) % WEEK)
    short = last.last - last.first < timedelta(days=WEEK)  # each weekday comes once
    return day if short and day <= last.last else None


def _is_ahead(around: Around, mention: Mention) -> bool:
    assert around.passage is not None  # noqa: S101  set before any mention is resolved
    tense = tense_of(around.passage, mention)
    programme = around.reference.prefer == "future" or mention.clock is not None
    return tense == "coming" or (tense is None and programme)


def _is_habit(around: Around, mention: Mention) -> bool:
    assert around.passage is not None  # noqa: S101  set before any mention is resolved
    return tells_habit(around.passage, mention)


def of_relative_day(around: Around, mention: Mention) -> Period:
    """Yesterday, tomorrow and their like."""
    day = around.reference.today + timedelta(days=mention.amount or 0)
    confidence = EVERYDAY if mention.ambiguous else BY_CONTEXT
    period = Period(first=day, confidence=confidence, inferred=("year", "month", "day"))
    return checked_by_weekday(period, mention)


def of_clock(around: Around, mention: Mention) -> Period:
    """The day of a time of day that stands alone."""
    last = around.last if around.last and around.last.grain == "day" else None
    day = last.first if last else around.reference.today
    confidence = _HOUR_ALONE if last or _is_all(around, mention) else _HOUR_SOMEWHERE
    return Period(first=day, confidence=confidence, inferred=("year", "month", "day"))


def _is_all(around: Around, mention: Mention) -> bool:
    """Whether the text is a mention, and at most a word more."""
    assert around.passage is not None  # noqa: S101  set before any mention is resolved
    passage = around.passage
    told = passage.end(mention.last) - passage.start(mention.first)
    return len(passage.text) - told <= _SHORTEST_WORDS


def of_next_day(around: Around, mention: Mention) -> Period:
    """The day after, or before, the one that was told last."""
    if around.last is None:
        raise ValueError(mention)
    step = mention.step or 0
    base = around.last.last_day if step > 0 else around.last.first
    return around.last._replace(
        first=base + timedelta(days=step),
        last=None,
        grain="day",
        confidence=CARRIED,
        inferred=("year", "month", "day"),
        flags=(),
    )


def of_amount(around: Around, mention: Mention) -> Period:
    """So much before or after the time of writing; what was tells of something else's."""
    passage = around.passage
    assert passage is not None  # noqa: S101  set before any mention is resolved
    tense = tense_of(passage, mention) if mention.step == 1 else "past"
    if mention.step == 1 and tense == "past":
        raise ValueError(mention)
    period = _after_so_long(around, mention)
    generic = tense is None and not (_is_all(around, mention) or names_beginning(passage, mention))
    return period._replace(confidence=HALF_READ) if generic else period  # "يزول أثره بعد يومين"


def of_stretch(around: Around, mention: Mention) -> Period:
    """So long a time up to now, or from now on, where it ends or begins another."""
    today, other = around.reference.today, _after_so_long(around, mention).first
    first, last = sorted((today, other))
    inferred = ("year", "month", "day")
    return Period(first=first, last=last, confidence=HALF_READ, inferred=inferred)


def _after_so_long(around: Around, mention: Mention) -> Period:
    steps, today = _steps(mention), around.reference.today
    inferred = ("year", "month", "day")
    match mention.unit:
        case "month":
            first = add_months(month_start(today), steps)
            return Period(first=first, grain="month", confidence=NEAREST, inferred=inferred[:2])
        case "year":
            return inferred_year(year_of("gregorian", today.year + steps), NEAREST)
        case "hour" | "minute":
            first = _moment_after(around, mention).date()
        case "week":
            first = today + timedelta(weeks=steps)
        case _:
            first = today + timedelta(days=steps)
    return Period(first=first, confidence=BY_STEP, inferred=inferred)


def _steps(mention: Mention) -> int:
    return cast("int", mention.amount) * cast("int", mention.step)


def _moment_after(around: Around, mention: Mention) -> datetime:
    unit = timedelta(hours=1) if mention.unit == "hour" else timedelta(minutes=1)
    return around.reference.at + _steps(mention) * unit


def clock_after(around: Around, mention: Mention) -> TimeOfDay:
    """The time of day, so many hours or minutes from the time of writing."""
    moment = _moment_after(around, mention)
    return TimeOfDay(hour=moment.hour, minute=None if mention.unit == "hour" else moment.minute)
