"""From what words say to the days that they mean, mention by mention, in the order of a text."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from articles.dates.meaning import days, guards, moments, months, spans
from articles.dates.meaning.around import NAMED, Around, Reference
from articles.dates.meaning.occurrences import Repetition, of_recurrence
from articles.dates.meaning.pairing import SENTENCE_END, ends_only
from articles.dates.meaning.periods import Period
from articles.dates.meaning.ranges import members
from articles.dates.mention import Mention, TimeOfDay
from articles.dates.passage import Passage

_LINE_REACH = 20  # characters before a date in which its line may begin
_LINE_BEGINS = re.compile(r"^[\s|*•\-]*\Z", re.MULTILINE)
_LONE_DAY = re.compile(r"d?(?P<weekday>W)?,?d?(?P<day>n)[·,)]?")
_KINDS: dict[str, Callable[[Around, Mention], Period]] = {
    "date": days.of_date,
    "month": months.of_month,
    "year": months.of_year,
    "weekday": days.of_weekday,
    "nth weekday": months.of_weekday_in_month,
    "nth week": months.of_week_in_month,
    "relative day": days.of_relative_day,
    "next day": days.of_next_day,
    "day of month": days.of_day_of_month,
    "unit": months.of_unit,
    "amount": days.of_amount,
    "stretch": days.of_stretch,
    "month days": months.of_days_in_month,
    "fraction": months.of_fraction,
    "clock": days.of_clock,
    "range": spans.of_range,
    "duration": spans.of_duration,
    "offset": spans.of_offset,
    "double": spans.of_double,
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention and the time that it means, with its time of day, which may end a day later.

    Attributes:
        period: None for what tells no day.
        repetition: of a recurrence; its period is its first time.
        daily: whether the hours are those of each day of the period.
    """

    passage: Passage
    mention: Mention
    period: Period | None
    clock: TimeOfDay | None = None
    until: TimeOfDay | None = None
    repetition: Repetition | None = None
    daily: bool = False


class Resolver:
    """Resolves the mentions of one text, in order."""

    def __init__(self, reference: Reference) -> None:
        self._around = Around(reference=reference, period=self._period)
        self._last_mention: tuple[Passage, Mention] | None = None

    def resolve(self, passage: Passage) -> Iterator[Resolved]:
        """What each mention means; those that mean no possible time are left out.

        The passages of a text are handed in one after the other.
        """
        for mention in self._lone_day(passage) or passage.mentions:
            self._around.carries = self._leans(passage, mention)
            for one in members(mention):
                with suppress(ValueError, OverflowError):
                    yield self._resolved(passage, one)
            self._last_mention = passage, mention

    def _lone_day(self, passage: Passage) -> list[Mention]:
        """The mention of a text that is the number of a day alone, where its month is known."""
        if self._around.reference.month is None or not passage.alone:
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
                month=self._around.reference.month,
                numeric=True,
                weekday=None if weekday < 0 else int(values[weekday]),
            )
        ]

    def _resolved(self, passage: Passage, mention: Mention) -> Resolved:
        if mention.kind == "exception" or self._is_none(passage, mention):
            raise ValueError(mention)
        if mention.numeric and mention.year is None:
            mention = replace(mention, calendar=self._around.reference.calendar)
        self._around.passage = passage
        if mention.kind in {"length", "stretch"}:
            return Resolved(passage, mention, None)
        repeat = guards.opening_days(passage, mention)
        if repeat is not None:
            mention = replace(mention, kind="recurrence", repeat=repeat, parts=())
        if mention.kind == "recurrence":
            return self._recurring(passage, mention)
        period = self._period(mention)
        named = guards.names_event(passage.tokens, mention) and "year" in period.inferred
        if named or guards.is_famous(mention, self._around.reference.today):
            period = period._replace(confidence=NAMED)
        if mention.kind != "clock":
            self._around.last = period
        return self._with_hours(passage, mention, period)

    def _recurring(self, passage: Passage, mention: Mention) -> Resolved:
        """What comes again, from its first time on where that is told."""
        period, repetition = of_recurrence(self._around, mention)
        clock, until = mention.clock, mention.until
        self._around.last = period or self._around.last
        daily = period is not None and period.last is not None
        if period is not None and not daily:
            period, clock, until = moments.laid_on(period, clock, until)
        return Resolved(passage, mention, period, clock, until, repetition, daily=daily)

    def _with_hours(self, passage: Passage, mention: Mention, period: Period) -> Resolved:
        """A period with its time of day, where its day is known."""
        if period.grain != "day":
            return Resolved(passage, mention, period)
        if mention.kind == "range" and mention.clock:
            return Resolved(passage, mention, period, mention.clock, mention.until, daily=True)
        clock, until = moments.told_of(mention)
        if mention.kind == "amount" and mention.unit in {"hour", "minute"}:
            clock = days.clock_after(self._around, mention)
        return Resolved(passage, mention, *moments.laid_on(period, clock, until))

    def _is_none(self, passage: Passage, mention: Mention) -> bool:
        """Whether the words tell no date: a name, a bare "3/4", hours that may be a score."""
        if mention.kind == "clock" and (
            ends_only(passage, mention)
            or not (_is_sure(mention) or self._in_programme(passage, mention))
        ):
            return True
        whole = mention.first == 0 and mention.last == len(passage.tokens.kinds) - 1
        bare = not mention.marked and not (passage.alone and whole and self._around.reference.year)
        if guards.is_torn(passage.tokens, mention) or guards.is_title(passage, mention):
            return True
        if guards.is_bare_number(passage, mention):
            return True
        return guards.is_name(passage.tokens, mention) or (mention.kind == "date" and bare)

    def _in_programme(self, passage: Passage, mention: Mention) -> bool:
        """Whether a line begins with its hour, below a line with the day."""
        last = self._around.last
        return last is not None and last.grain == "day" and _begins_line(passage, mention)

    def _period(self, mention: Mention) -> Period:
        return _KINDS[mention.kind](self._around, mention)

    def _leans(self, passage: Passage, mention: Mention) -> bool:
        """Whether what is missing may be that of the date before: in its sentence or its list."""
        last_told = self._around.last
        if last_told is None or self._last_mention is None or not last_told.year_told:
            return False
        before, last = self._last_mention
        start, end = passage.start(mention.first), before.end(last.last)
        if not SENTENCE_END.search(passage.text, end, start):
            return True
        return _begins_line(passage, mention) and _begins_line(before, last)


def _begins_line(passage: Passage, mention: Mention) -> bool:
    start = passage.start(mention.first)
    return _LINE_BEGINS.search(passage.text, start - _LINE_REACH, start) is not None


def _is_sure(mention: Mention) -> bool:
    return mention.clock is not None and mention.clock.sure
