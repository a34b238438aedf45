"""The days on which an event comes again, by its rule (RFC 5545, 3.8.5)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrulestr

from articles.model import Recurrence

BEGUN = "start"  # inferred: that it begins when the article was published
MOST = 1_100  # times of one event: a daily one over three years


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


def recurrence_text(recurrence: Recurrence) -> str:
    """What a recurrence says, in a form to compare and to keep: its rule with its end first."""
    until = f";UNTIL={recurrence.until.replace('-', '')}" if recurrence.until else ""
    altered = (
        " ".join(filter(None, (one.day, one.status, one.start.value if one.start else "")))
        for one in recurrence.altered
    )
    without = (f"-{day}" for day in recurrence.without)
    also = (f"+{day}" for day in recurrence.also)
    return "\n".join((recurrence.rule + until, *without, *also, *altered))
