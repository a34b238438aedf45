"""What the texts of tests tell, short enough for tables."""

from datetime import datetime

from articles.dates import DateContext, FoundDate, find_dates

WEDNESDAY = "2026-03-11T10:00"
_ALONE = DateContext()


def found(text: str, at: str = WEDNESDAY, context: DateContext = _ALONE) -> FoundDate:
    """The last date of a text, which those before it may complete."""
    return find_dates(text, datetime.fromisoformat(at), context)[-1]


def times(text: str, at: str = WEDNESDAY, context: DateContext = _ALONE) -> list[str]:
    """All dates of a text: each a time of ISO 8601, or two of them with "/" between."""
    dates = find_dates(text, datetime.fromisoformat(at), context)
    return ["/".join(filter(None, (one.start, one.end))) for one in dates]


def time(text: str, at: str = WEDNESDAY, context: DateContext = _ALONE) -> str:
    """The last of them."""
    return times(text, at, context)[-1]
