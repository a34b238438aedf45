"""From what words say to the days that they mean, by the time of writing and what was told before.

A missing year is that of an adjective ("الماضي"), else that of the table or list, else one in which
the weekday agrees, else the one nearest to what stands before or to the time of writing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from articles.dates.meaning import guards
from articles.dates.meaning.calendars import day_of, month_of, part_of, year_in, year_of
from articles.dates.meaning.periods import Period, add_months, week_of
from articles.dates.meaning.ranges import anchored, completed, confirmed, joined
from articles.dates.mention import Clock, Mention
from articles.dates.passage import Passage
from articles.model import CalendarSystem

_WEEK, _MONTHS = 7, 12
_MIDDLE = 15
_FRACTIONS = {15: 3, 20: 4, 30: 6}  # value of the word: months
_WEEKDAY_REACH = timedelta(days=550)  # that a weekday may lead away from the anchor
_REACH = 4  # years looked at to both sides of the anchor
_NAMED, _NEAREST, _CARRIED, _BY_WEEKDAY, _BY_STEP, _BY_CONTEXT = 0.3, 0.6, 0.7, 0.8, 0.8, 0.9
_AMBIGUOUS, _CONTRADICTED = 0.7, 0.3
_SENTENCE_END = re.compile(r"[?!;؟؛۔\n]|\.(?!\d)")
_LINE_REACH = 20
_LINE_BEGINS = re.compile(r"(?:^|\n)[\s|*•\-]*$")
_LONE_DAY = re.compile(r"d?(?P<weekday>W)?,?d?(?P<day>n)[·,)]?")


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known around a text.

    Attributes:
        at: the time of writing, as the clocks there show it.
        year: that a table, list or heading tells.
        month: likewise.
        calendar: of a table's column.
    """

    at: datetime
    year: int | None = None
    month: int | None = None
    calendar: CalendarSystem = "gregorian"

    @property
    def today(self) -> date:
        """The day of writing."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention and the time that it means, with its time of day."""

    passage: Passage
    mention: Mention
    period: Period
    clock: Clock | None = None
    until: Clock | None = None


class Resolver:
    """Resolves the mentions of one text, in order."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._last: Period | None = None
        self._last_mention: tuple[Passage, Mention] | None = None
        self._passage: Passage | None = None
        self._carries = False
        self._kinds: dict[str, Callable[[Mention], Period]] = {
            "date": self._date,
            "month": self._month,
            "year": self._year,
            "weekday": self._weekday,
            "nth weekday": self._weekday_of_month,
            "nth week": self._week_of_month,
            "relative day": self._relative_day,
            "next day": self._next_day,
            "day of month": self._day_of_month,
            "unit": self._unit,
            "amount": self._amount,
            "fraction": self._fraction,
            "clock": self._today,
            "range": self._range,
            "duration": self._duration,
            "double": self._double,
        }

    def resolve(self, passage: Passage) -> Iterator[Resolved]:
        """What each mention means; those that mean no possible time are left out.

        The passages of a text are handed in one after the other.
        """
        for mention in self._lone_day(passage) or passage.mentions:
            self._carries = self._leans(passage, mention)
            for one in _listed(mention):
                with suppress(ValueError, OverflowError):
                    yield self._resolved(passage, one)
            self._last_mention = passage, mention

    def _lone_day(self, passage: Passage) -> list[Mention]:
        """The mention of a text that is the number of a day alone, where its month is known."""
        if self._reference.month is None or not passage.alone:
            return []
        day = _LONE_DAY.fullmatch(passage.tokens.kinds)
        if day is None:
            return []
        place = day.start("day")
        weekday = day.start("weekday")
        values = passage.tokens.values
        return [
            Mention(
                kind="date",
                last=place,
                day=int(values[place]),
                month=self._reference.month,
                numeric=True,
                weekday=None if weekday < 0 else int(values[weekday]),
            )
        ]

    def _resolved(self, passage: Passage, mention: Mention) -> Resolved:
        if self._is_none(passage, mention):
            raise ValueError(mention)
        if mention.numeric and mention.year is None:
            mention = replace(mention, calendar=self._reference.calendar)
        self._passage = passage
        period = self._period(mention)
        if guards.names_event(passage.tokens, mention) and "year" in period.inferred:
            period = period._replace(confidence=_NAMED)
        if mention.kind != "clock":
            self._last = period
        clock, until = mention.clock, mention.until
        if mention.kind == "amount" and mention.unit in {"hour", "minute"}:
            clock = self._clock_after(mention)
        return Resolved(passage, mention, period, clock, until)

    def _is_none(self, passage: Passage, mention: Mention) -> bool:
        """Whether the words tell no date: a name, a bare "3/4", hours that may be a score."""
        if mention.kind == "clock" and not _is_sure(mention):
            return True
        whole = mention.first == 0 and mention.last == len(passage.tokens.kinds) - 1
        bare = not mention.marked and not (passage.alone and whole and self._reference.year)
        return guards.is_name(passage.tokens, mention) or (mention.kind == "date" and bare)

    def _period(self, mention: Mention) -> Period:
        return self._kinds[mention.kind](mention)

    # what stands around

    def _leans(self, passage: Passage, mention: Mention) -> bool:
        """Whether what is missing may be that of the date before: in its sentence or its list."""
        if self._last is None or self._last_mention is None or not self._last.year_told:
            return False
        before, last = self._last_mention
        start, end = passage.start(mention.first), before.end(last.last)
        if not _SENTENCE_END.search(passage.text, end, start):
            return True
        return _begins_line(passage, mention) and _begins_line(before, last)

    # days

    def _date(self, mention: Mention) -> Period:
        day, month = mention.day, mention.month
        if day is None or month is None:
            raise ValueError(mention)
        period = self._with_year(mention, partial(day_of, mention.calendar, month, day))
        agrees = mention.weekday is not None and period.first.weekday() == mention.weekday
        if mention.ambiguous and not agrees:
            period = period._replace(confidence=min(period.confidence, _AMBIGUOUS))
        return _checked_by_weekday(period, mention)

    def _with_year(self, mention: Mention, day_in: Callable[[int], Period]) -> Period:
        """The period that `day_in` gives for the year that is told or must be inferred.

        Raises:
            ValueError: there is none.
        """
        year = self._told_year(mention)
        if mention.year is not None:
            return day_in(mention.year)._replace(year_told=True)
        if year is not None:
            return _inferred(day_in(year), _BY_STEP)
        if mention.step is not None:
            return _inferred(self._by_step(mention, day_in), _BY_STEP)
        if self._reference.year is not None:
            period = self._in_context(self._reference.year, mention, day_in)
            return _inferred(period, _BY_CONTEXT)._replace(year_told=True)
        return self._nearest(mention, day_in)

    def _told_year(self, mention: Mention) -> int | None:
        """The year that is told, or told by "the same", "last", "next"."""
        if mention.same:
            if self._last is None:
                raise ValueError(mention)
            return year_in(mention.calendar, self._last.first)
        if mention.year_step is not None:
            return year_in(mention.calendar, self._reference.today) + mention.year_step
        return mention.year

    def _in_context(self, year: int, mention: Mention, day_in: Callable[[int], Period]) -> Period:
        """In the year of the table or list, which counts in the calendar of its column."""
        if mention.calendar == self._reference.calendar:
            return day_in(year)
        candidates = _candidates(mention.calendar, date(year, 7, 1), day_in)
        return _first([one for one in candidates if one.first.year == year], mention)

    def _by_step(self, mention: Mention, day_in: Callable[[int], Period]) -> Period:
        """So: "15 أغسطس الماضي": the last one before today; "المقبل": the first one after."""
        today, step = self._reference.today, mention.step or 0
        candidates = _candidates(mention.calendar, today, day_in)
        if step == 0:
            return _nearest_to(today, candidates, mention)
        if step > 0:
            later = [one for one in candidates if one.first > today]
            return _first(later[step - 1 :], mention)
        earlier = [one for one in candidates if one.last_day < today]
        return _first(earlier[::-1][-step - 1 :], mention)

    def _nearest(self, mention: Mention, day_in: Callable[[int], Period]) -> Period:
        carried = self._last if self._carries else None
        anchor = carried.first if carried else self._reference.today
        candidates = _candidates(mention.calendar, anchor, day_in)
        if mention.weekday is not None:
            agreeing = [
                one
                for one in candidates
                if one.first.weekday() == mention.weekday
                and abs(one.first - anchor) <= _WEEKDAY_REACH
            ]
            if agreeing:
                return _inferred(_nearest_to(anchor, agreeing, mention), _BY_WEEKDAY)
        period = _nearest_to(anchor, candidates, mention)
        return _inferred(period, _CARRIED if carried else _NEAREST)._replace(
            year_told=carried is not None
        )

    def _day_of_month(self, mention: Mention) -> Period:
        if mention.same:
            if self._last is None:
                raise ValueError(mention)
            base = self._last.first
        else:
            base = add_months(self._reference.today.replace(day=1), mention.step or 0)
        day = base.replace(day=mention.day or 0)
        inferred = ("year", "month")
        period = Period(first=day, confidence=_BY_STEP, inferred=inferred, year_told=True)
        return _checked_by_weekday(period, mention)

    def _weekday(self, mention: Mention) -> Period:
        today, weekday = self._reference.today, mention.weekday or 0
        inferred = ("year", "month", "day")
        if mention.step is not None:
            sunday = today - timedelta(days=(today.weekday() + 1) % _WEEK)
            day = sunday + timedelta(days=_WEEK * mention.step + (weekday + 1) % _WEEK)
            return Period(first=day, confidence=_BY_STEP, inferred=inferred)
        ahead = (weekday - today.weekday()) % _WEEK
        step = mention.week_step
        if step is None:
            days = ahead if self._is_coming(mention) else -(-ahead % _WEEK)
            return Period(
                first=today + timedelta(days=days), confidence=_CARRIED, inferred=inferred
            )
        if step > 0:
            days = (ahead or _WEEK) + _WEEK * (step - 1)
        elif step < 0:
            days = -((-ahead % _WEEK) or _WEEK) + _WEEK * (step + 1)
        else:
            days = ahead
        return Period(first=today + timedelta(days=days), confidence=_BY_STEP, inferred=inferred)

    def _is_coming(self, mention: Mention) -> bool:
        assert self._passage is not None  # noqa: S101  set before any mention is resolved
        return guards.is_coming(self._passage, mention)

    def _relative_day(self, mention: Mention) -> Period:
        day = self._reference.today + timedelta(days=mention.amount or 0)
        period = Period(first=day, confidence=_BY_CONTEXT, inferred=("year", "month", "day"))
        return _checked_by_weekday(period, mention)

    def _today(self, _: Mention) -> Period:
        """The day of a time of day that stands alone."""
        last = self._last if self._last and self._last.grain == "day" else None
        day = last.first if last else self._reference.today
        return Period(first=day, confidence=0.5, inferred=("year", "month", "day"))

    def _next_day(self, mention: Mention) -> Period:
        if self._last is None:
            raise ValueError(mention)
        step = mention.step or 0
        base = self._last.last_day if step > 0 else self._last.first
        return self._last._replace(
            first=base + timedelta(days=step),
            last=None,
            grain="day",
            confidence=_CARRIED,
            inferred=("year", "month", "day"),
            flags=(),
        )

    def _amount(self, mention: Mention) -> Period:
        steps = (mention.amount or 0) * (mention.step or 0)
        today, inferred = self._reference.today, ("year", "month", "day")
        match mention.unit:
            case "month":
                first = add_months(today.replace(day=1), steps)
                return Period(
                    first=first, grain="month", confidence=_NEAREST, inferred=inferred[:2]
                )
            case "year":
                first = date(today.year + steps, 1, 1)
                return Period(first=first, grain="year", confidence=_NEAREST, inferred=inferred[:1])
            case "hour" | "minute":
                first = self._moment_after(mention).date()
            case "week":
                first = today + timedelta(weeks=steps)
            case _:
                first = today + timedelta(days=steps)
        return Period(first=first, confidence=_BY_STEP, inferred=inferred)

    def _moment_after(self, mention: Mention) -> datetime:
        steps = (mention.amount or 0) * (mention.step or 0)
        unit = timedelta(hours=1) if mention.unit == "hour" else timedelta(minutes=1)
        return self._reference.at + steps * unit

    def _clock_after(self, mention: Mention) -> Clock:
        moment = self._moment_after(mention)
        return Clock(hour=moment.hour, minute=None if mention.unit == "hour" else moment.minute)

    # months and years

    def _month(self, mention: Mention) -> Period:
        if mention.month is None:
            raise ValueError(mention)
        period = self._with_year(mention, partial(month_of, mention.calendar, mention.month))
        return part_of(period, mention.part)

    def _year(self, mention: Mention) -> Period:
        today, calendar = self._reference.today, mention.calendar
        if mention.year is None:
            year = year_in(calendar, today) + (mention.year_step or 0)
            return _inferred(year_of(calendar, year), _BY_STEP)
        period = year_of(calendar, mention.year)._replace(year_told=True)
        if not mention.marked:
            return period._replace(confidence=_NAMED, year_told=False)
        return period._replace(confidence=min(period.confidence, _BY_CONTEXT))

    def _unit(self, mention: Mention) -> Period:
        if mention.same and self._last is None:
            raise ValueError(mention)
        base = self._last.first if mention.same and self._last else self._reference.today
        step = mention.step or 0
        confidence = _CARRIED if mention.same else _BY_STEP
        if mention.unit == "week":
            first = week_of(base) + timedelta(days=_WEEK * step)
            return Period(
                first=first, grain="week", confidence=confidence, inferred=("year", "month")
            )
        if mention.unit == "month":
            first = add_months(base.replace(day=1), step)
            inferred = ("year", "month")
            period = Period(first=first, grain="month", confidence=confidence, inferred=inferred)
            return part_of(period, mention.part)
        first = date(base.year + step, 1, 1)
        return Period(first=first, grain="year", confidence=confidence, inferred=("year",))

    def _fraction(self, mention: Mention) -> Period:
        """Halves of a month; quarters, thirds and halves of a year."""
        nth, size = mention.nth or 1, _FRACTIONS[mention.amount or 0]
        if mention.unit == "month":
            month = self._month(mention)
            first, last = month.first, month.last or month.last_day
            middle = first + timedelta(days=_MIDDLE - 1)
            halves = ((first, middle), (middle + timedelta(days=1), last))
            begins, ends = halves[nth - 1 if nth > 0 else -1]
            return month._replace(first=begins, last=ends, grain="day")
        year = self._year(mention)
        count = _MONTHS // size
        index = nth - 1 if nth > 0 else count - 1
        if index >= count or year.grain != "year":
            raise ValueError(mention)
        first = add_months(year.first, index * size)
        return year._replace(first=first, last=add_months(first, size - 1), grain="month")

    def _weekday_of_month(self, mention: Mention) -> Period:
        month = self._month(_of_this_year(replace(mention, weekday=None)))
        first, last = month.first, month.last or month.last_day
        nth = mention.nth or 1
        if nth < 0:
            day = last - timedelta(days=(last.weekday() - (mention.weekday or 0)) % _WEEK)
        else:
            ahead = ((mention.weekday or 0) - first.weekday()) % _WEEK
            day = first + timedelta(days=ahead + _WEEK * (nth - 1))
        if not first <= day <= last:
            raise ValueError(mention)
        return month._replace(first=day, last=None, grain="day")

    def _week_of_month(self, mention: Mention) -> Period:
        """A week that lies in the month as a whole; they begin on Mondays (ISO 8601)."""
        month = self._month(_of_this_year(mention))
        nth = mention.nth or 1
        if nth < 0:
            first = week_of(month.last_day + timedelta(days=1)) - timedelta(days=_WEEK)
        else:
            first = week_of(month.first + timedelta(days=_WEEK - 1)) + timedelta(
                days=_WEEK * (nth - 1)
            )
        if not month.first <= first <= month.last_day:
            raise ValueError(mention)
        return month._replace(first=first, last=None, grain="week")

    # joined dates

    def _range(self, mention: Mention) -> Period:
        if mention.parts[1].kind == "double" and mention.parts[0].kind != "double":
            return self._range_told_twice(*mention.parts)
        left, right = completed(*mention.parts)
        if left.kind == "weekday":
            return self._weekday_range(left, right)
        if right.same:
            self._last = start = self._period(left)
            return joined(start, self._period(right))
        if left.year is None and right.year is None and left.kind in {"date", "month"}:
            start = self._period(left)
            end = self._after(start, right)
        else:
            start, end = self._period(left), self._period(right)
        return joined(start, end)

    def _range_told_twice(self, left: Mention, right: Mention) -> Period:
        """A range with one day of it in another calendar too: its first, as a rule, or its last."""
        near, beside = sorted(right.parts, key=lambda part: part.first)
        try:
            told = self._period(beside)
        except ValueError:
            return self._range(Mention(kind="range", parts=(left, near)))
        if near.year is None and beside.year is not None and near.calendar == "gregorian":
            near = _in_year_of(near, told.first)
        whole = self._range(Mention(kind="range", parts=(left, near)))
        return anchored(whole, told) if beside.calendar == "gregorian" else confirmed(whole, told)

    def _after(self, start: Period, right: Mention) -> Period:
        """The first time that `right` can mean from the start of a range on."""
        if right.step is not None or right.kind not in {"date", "month"}:
            return self._period(right)
        if right.month is None or (right.kind == "date" and right.day is None):
            raise ValueError(right)
        if right.kind == "date":
            day_in = partial(day_of, right.calendar, right.month, right.day or 0)
        else:
            day_in = partial(month_of, right.calendar, right.month)
        later = [
            one
            for one in _candidates(right.calendar, start.first, day_in)
            if one.first >= start.first
        ]
        return _first(later, right)._replace(inferred=start.inferred, confidence=start.confidence)

    def _weekday_range(self, left: Mention, right: Mention) -> Period:
        if right.kind == "weekday":
            start = self._period(left)
            days = ((right.weekday or 0) - start.first.weekday()) % _WEEK
            return joined(start, start._replace(first=start.first + timedelta(days=days)))
        end = self._period(right)
        back = (end.first.weekday() - (left.weekday or 0)) % _WEEK
        return joined(end._replace(first=end.first - timedelta(days=back)), end)

    def _duration(self, mention: Mention) -> Period:
        start = self._period(mention.parts[0])
        amount = mention.amount or 1
        match mention.unit:
            case "week":
                last = start.first + timedelta(days=_WEEK * amount - 1)
            case "month":
                last = add_months(start.first, amount) - timedelta(days=1)
            case "year":
                last = add_months(start.first, _MONTHS * amount) - timedelta(days=1)
            case _:
                last = start.first + timedelta(days=amount - 1)
        return start._replace(last=last if last > start.first else None)

    def _double(self, mention: Mention) -> Period:
        """The Gregorian date wins; the other helps where it leaves something out."""
        gregorian, other = mention.parts
        if gregorian.kind == "date" and other.kind == "date":
            weekday = gregorian.weekday if gregorian.weekday is not None else other.weekday
            gregorian, other = replace(gregorian, weekday=weekday), replace(other, weekday=None)
        try:
            told = self._period(other)
        except ValueError:
            return self._period(gregorian)
        if (
            gregorian.year is None
            and other.year is not None
            and gregorian.kind in {"date", "month"}
        ):
            gregorian = _in_year_of(gregorian, told.first)
        period = self._period(gregorian)
        apart = abs((period.first - told.first).days)
        if gregorian.kind == "date" and other.kind == "date" and other.year and apart > 1:
            return period._replace(flags=(*period.flags, "calendars"), confidence=_BY_STEP)
        return period


def _listed(mention: Mention) -> list[Mention]:
    """The members of a list, completed by what its last tells; else the mention itself."""
    if mention.kind != "list":
        return [mention]
    *items, last = mention.parts
    if last.kind == "double":  # it may be the first day that is told in another calendar too
        near = min(last.parts, key=lambda part: part.first)
        last = near if near.calendar == "gregorian" and near.year else last
    members = [completed(item, last)[0] for item in items]
    return [replace(one, first=mention.first, last=mention.last) for one in [*members, last]]


def _of_this_year(mention: Mention) -> Mention:
    """So: "The last Friday of February" without a year is one of this year's."""
    told = mention.year is not None or mention.same or mention.year_step is not None
    return mention if told or mention.step is not None else replace(mention, year_step=0)


def _begins_line(passage: Passage, mention: Mention) -> bool:
    start = passage.start(mention.first)
    before = passage.text[max(0, start - _LINE_REACH) : start]
    return _LINE_BEGINS.search(before) is not None and (start < _LINE_REACH or "\n" in before)


def _is_sure(mention: Mention) -> bool:
    return mention.clock is not None and mention.clock.sure


def _in_year_of(mention: Mention, day: date) -> Mention:
    """A Gregorian date without year, in the year that brings it nearest to a day."""
    years = (day.year - 1, day.year, day.year + 1)
    month, number = mention.month or 1, mention.day or 1
    near = {abs((date(year, month, 1) - day).days + number): year for year in years}
    return replace(mention, year=near[min(near)])


def _checked_by_weekday(period: Period, mention: Mention) -> Period:
    """A weekday that contradicts its date is flagged; the date stands."""
    if mention.weekday is None or period.first.weekday() == mention.weekday:
        return period
    confidence = max(period.confidence - _CONTRADICTED, 0.1)
    return period._replace(flags=(*period.flags, "weekday"), confidence=confidence)


def _candidates(
    calendar: CalendarSystem, anchor: date, day_in: Callable[[int], Period]
) -> list[Period]:
    """What `day_in` gives for the years around an anchor, in order, without impossible ones."""
    middle = year_in(calendar, anchor)
    found: list[Period] = []
    for year in range(middle - _REACH, middle + _REACH + 1):
        with suppress(ValueError, OverflowError):
            found.append(day_in(year))
    return found


def _nearest_to(anchor: date, candidates: Sequence[Period], mention: Mention) -> Period:
    return _first(sorted(candidates, key=lambda one: abs((one.first - anchor).days)), mention)


def _first(candidates: Sequence[Period], mention: Mention) -> Period:
    if not candidates:
        raise ValueError(mention)
    return candidates[0]


def _inferred(period: Period, confidence: float) -> Period:
    return period._replace(
        confidence=min(period.confidence, confidence), inferred=("year", *period.inferred)
    )
