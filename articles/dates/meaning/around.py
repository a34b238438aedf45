"""What stands around a date while it is resolved, and what several ways of resolving share.

The confidences are those of docs/reference/dates.md.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from articles.dates.meaning.calendars import year_in
from articles.dates.meaning.periods import Period
from articles.dates.mention import Mention
from articles.dates.passage import Passage
from articles.model import CalendarSystem, Preference

WEEK = 7
# How often dates of each kind are right in sentences of others (`bench/dates_confidence.py`).
BY_CONTEXT, BY_STEP, BY_NOUN, CARRIED, NEAREST = 0.97, 0.94, 0.92, 0.92, 0.91
EVERYDAY, CONTRADICTORY, EITHER_CALENDAR, HALF_READ, NAMED = 0.85, 0.8, 0.7, 0.4, 0.3
_CONTRADICTED = 0.3
_REACH = 4  # years looked at to both sides of the anchor


Order = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known around a text.

    Attributes:
        at: the time of writing, as the clocks there show it.
        year: that a table, list or heading tells.
        month: likewise.
        calendar: of a table's column.
        hijri_offset: by how many days Hijri months begin after those of Umm al-Qura.
        hijri_first: whether years of either calendar are Hijri.
        prefer: which day is meant where the words leave it open.
        order: of numbers where both orders can be.
    """

    at: datetime
    year: int | None = None
    month: int | None = None
    calendar: CalendarSystem = "gregorian"
    hijri_offset: int = 0
    hijri_first: bool = False
    prefer: Preference = "nearest"
    order: Order = "dmy"

    @property
    def today(self) -> date:
        """The day of writing."""
        return self.at.date()


@dataclass(slots=True)
class Around:
    """What stands around the mention that is being resolved.

    Attributes:
        reference: what is known around the text.
        period: resolves a mention of any kind, such as a part of this one.
        last: what the mention before it means.
        passage: that it stands in.
        carries: whether what it leaves out may be that of the mention before it.
    """

    reference: Reference
    period: Callable[[Mention], Period]
    last: Period | None = None
    passage: Passage | None = None
    carries: bool = False

    def local(self, period: Period) -> Period:
        """A period as the moon is sighted where the text was written."""
        offset = self.reference.hijri_offset
        if not offset or period.calendar != "hijri" or period.grain != "day":
            return period
        later = timedelta(days=offset)
        last = period.last and period.last + later
        return period._replace(first=period.first + later, last=last)


def checked_by_weekday(period: Period, mention: Mention) -> Period:
    """A weekday that contradicts its date is flagged; the date stands."""
    told = mention.weekday is not None and period.grain == "day"
    if not told or period.first.weekday() == mention.weekday:
        return period
    confidence = period.confidence - _CONTRADICTED
    return period._replace(flags=(*period.flags, "weekday"), confidence=confidence)


def years_around(
    calendar: CalendarSystem, anchor: date, day_in: Callable[[int], Period]
) -> list[Period]:
    """What `day_in` gives for the years around an anchor, in order, without impossible ones."""
    middle = year_in(calendar, anchor)
    found: list[Period] = []
    for year in range(middle - _REACH, middle + _REACH + 1):
        with suppress(ValueError, OverflowError):
            found.append(day_in(year))
    return found


def nearest_to(
    anchor: Period,
    candidates: Sequence[Period],
    mention: Mention,
    *,
    before: int = 1,
    after: int = 1,
) -> Period:
    """The one that begins within a period or nearest to it; ValueError for none.

    Days `before` and `after` the period count so many times.
    """

    def apart(one: Period) -> timedelta:
        earlier, later = anchor.first - one.first, one.first - anchor.last_day
        return max(before * earlier, after * later, timedelta())

    return first_of(sorted(candidates, key=apart), mention)


def first_of(candidates: Sequence[Period], mention: Mention) -> Period:
    """The first of them; ValueError for none."""
    if not candidates:
        raise ValueError(mention)
    return candidates[0]


def inferred_year(period: Period, confidence: float) -> Period:
    """A period whose year the words left out, at most so sure."""
    return period._replace(
        confidence=min(period.confidence, confidence), inferred=("year", *period.inferred)
    )
