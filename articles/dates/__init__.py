"""Dates in Arabic text: `find_dates` reads every convention of Arabic news.

Pure and deterministic: a text, a reference time and a context in, the dates found out.
"""

from dataclasses import dataclass
from datetime import datetime

from articles.model import CalendarSystem, Grain, When


@dataclass(frozen=True, slots=True, kw_only=True)
class DateContext:
    """What is known around a text, for what it leaves out.

    Attributes:
        year: the year that its table, list or heading states.
        month: the month likewise (1 to 12).
        calendar: the calendar that a table column or heading names.
        timezone: the IANA name that clock times without a zone are in.
    """

    year: int | None = None
    month: int | None = None
    calendar: CalendarSystem = "gregorian"
    timezone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """One date in a text.

    Attributes:
        text: the words, as written.
        span: where they stand, in code points.
        start: ISO 8601 cut to the grain.
        end: the last unit of a range, inclusive; None for one point.
        inferred: what the words left out ("year", "month", …).
        timezone: IANA name or offset of a clock time, where it is told or in the context.
        flags: what an editor should look at: "weekday" (contradicts the date), "calendars" (a Hijri
            and a Gregorian date more than a day apart), …
    """

    text: str
    span: tuple[int, int]
    start: str
    end: str | None
    grain: Grain
    calendar: CalendarSystem
    confidence: float
    inferred: tuple[str, ...] = ()
    timezone: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def starts(self) -> When:
        """The start as the model holds it."""
        return self._when(self.start)

    @property
    def ends(self) -> When | None:
        """The inclusive end as the model holds it."""
        return None if self.end is None else self._when(self.end)

    def _when(self, value: str) -> When:
        return When(
            value=value,
            grain=self.grain,
            timezone=self.timezone,
            calendar=self.calendar,
            raw=self.text,
            inferred=self.inferred,
            confidence=self.confidence,
        )


def find_dates(
    text: str, at: datetime, context: DateContext = DateContext()
) -> tuple[FoundDate, ...]:
    """The dates in `text`, in order, as read at the time `at` (when the text was published)."""
    raise NotImplementedError
