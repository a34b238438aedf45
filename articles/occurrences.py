"""The days on which an event comes again, by its rule (RFC 5545, 3.8.5)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrulestr

from articles.model import Recurrence

MOST = 1_000  # times of one event: a daily one over almost three years


@lru_cache(maxsize=4096)
def days_of(recurrence: Recurrence, first: date, last: date) -> tuple[date, ...]:
    """The days on which it comes, from its first to a last one, in order.

    Times that are called off or moved stand on the day that the rule gives them.

    Args:
        recurrence: how it comes again.
        first: the day of its first time.
        last: no later day counts, whatever the recurrence tells.
    """
    without = {date.fromisoformat(day) for day in recurrence.without}
    also = map(date.fromisoformat, recurrence.also)
    days = {first, *by_rule(recurrence, first, last), *also} - without
    return tuple(islice((day for day in sorted(days) if day <= last), MOST))


def by_rule(recurrence: Recurrence, first: date, last: date) -> Iterator[date]:
    """The days that the rule alone gives, from one on up to a last one.

    Raises:
        ValueError: it is no rule.
    """
    until = min(last, date.fromisoformat(recurrence.until)) if recurrence.until else last
    rule = rrulestr(recurrence.rule, dtstart=datetime.combine(first, time.min))
    for moment in islice(rule, MOST):
        if moment.date() > until:
            return
        yield moment.date()


def comes_on(recurrence: Recurrence, first: date, day: date) -> bool:
    """Whether it comes on a day."""
    return day in days_of(recurrence, first, day)
