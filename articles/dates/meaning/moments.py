"""Times of day on their days: over midnight, at its end, from one day to another."""

from dataclasses import replace
from datetime import timedelta

from articles.dates.meaning.periods import Period
from articles.dates.mention import Mention, TimeOfDay

_NOON, _MIDNIGHT = 12, 24
_DAY = timedelta(days=1)

Clock = TimeOfDay | None


def told_of(mention: Mention) -> tuple[Clock, Clock]:
    """From which time of day to which; of a range of days, those of its first and its last day."""
    if mention.kind != "range":
        return mention.clock, mention.until
    first, last = mention.parts
    if first.clock is None or last.clock is None:
        return None, None
    return first.clock, last.until or last.clock


def laid_on(period: Period, clock: Clock, until: Clock) -> tuple[Period, Clock, Clock]:
    """A time with its hours, which may end on the day after; 24:00 is 0:00 of that day."""
    if clock is None:
        return period, None, None
    last = period.last_day
    if until and period.last is None and _passes_midnight(clock, until):
        last += _DAY
    if until and until.hour == _MIDNIGHT:
        last, until = last + _DAY, replace(until, hour=0)
    first = period.first
    if clock.hour == _MIDNIGHT:
        first, clock = first + _DAY, replace(clock, hour=0)
    if until is None:
        return period._replace(first=first, last=None), clock, None
    return period._replace(first=first, last=last if last > first else None), clock, until


def _passes_midnight(clock: TimeOfDay, until: TimeOfDay) -> bool:
    """Whether hours end on the day after: "22:00 to 1:00"."""
    earlier = (until.hour, until.minute or 0) < (clock.hour, clock.minute or 0)
    return earlier and clock.hour > _NOON
