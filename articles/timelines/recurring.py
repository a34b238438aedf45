"""What comes again in rows and items: from when on, until when, at which hours."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.dates import DateContext, FoundDate, Undated, find_times
from articles.expansion import BEGUN, by_rule
from articles.model import Recurrence, When

_SURE = 0.94  # that it does
_DAILY = "FREQ=DAILY"
_MIDNIGHT = "24:"
_DAY = timedelta(days=1)
_REACH = timedelta(days=5 * 366)  # in which every rule comes once: 29 February
# Without one of these it is a pace ("500 a day"), and no date.
_TELLING = ("BYDAY", "BYMONTH", "UNTIL")

Times = tuple[When, When | None, Recurrence | None]


def find_told(
    text: str, at: datetime, context: DateContext = DateContext()
) -> tuple[FoundDate, ...]:
    """The dates in a text; what comes again without a beginning comes from `at` on.

    Raises:
        TypeError: `at` is neither a date nor a datetime.
    """
    told = (
        _begun(one, at, context) if isinstance(one, Undated) else one
        for one in find_times(text, at, context)
    )
    return tuple(filter(None, told))


def is_begun(found: FoundDate) -> bool:
    """Whether the words tell no beginning."""
    return BEGUN in found.inferred


def times_of(found: FoundDate) -> Times:
    """When an event starts and ends that stands beside a date, and how it comes again."""
    if not found.rrule and not found.hours:
        return found.starts, found.ends, None
    rule, until = _parted(found.rrule or _DAILY, found.timezone)
    start, end = found.starts, found.ends
    if found.hours or (end and end.day):
        start, end, until = _of_each_day(found, until)
    comes = Recurrence(rule=rule, until=until, without=found.exdates, also=found.rdates)
    return (found.starts, found.ends, None) if _is_range(found, comes) else (start, end, comes)


def _is_range(found: FoundDate, comes: Recurrence) -> bool:
    """Whether it is only so many whole days."""
    plain = comes.rule == _DAILY and not (comes.without or comes.also)
    return plain and found.hours is None and found.end is not None


def _of_each_day(found: FoundDate, until: str | None) -> tuple[When, When | None, str | None]:
    """The first of many days with its hours, and the last day."""
    whens = found._replace(end=None)
    if found.grain == "day" and found.end:
        until = found.end
    if not found.hours:
        return whens.starts, found.ends if found.starts.is_clock else None, until
    first, _, last = found.hours.partition("/")
    begin = _on(found.start[:10], first)
    end = _on(found.start[:10], last) if last else None
    if end and end < begin:
        end = _on(_next(found.start[:10]), last)
    told = found._replace(start=begin, end=end, grain="minute")
    return told.starts, told.ends, until


def _on(day: str, clock: str) -> str:
    if clock.startswith(_MIDNIGHT):
        return f"{_next(day)}T00:{clock[3:]}"
    return f"{day}T{clock}"


def _next(day: str) -> str:
    return (date.fromisoformat(day) + _DAY).isoformat()


def _parted(rrule: str, timezone: str | None) -> tuple[str, str | None]:
    """A rule without its UNTIL, and that as the day at the place."""
    parts = rrule.split(";")
    until = next((part[6:] for part in parts if part.startswith("UNTIL=")), None)
    rule = ";".join(part for part in parts if not part.startswith("UNTIL="))
    return rule, until and _local_day(until, timezone)


def _local_day(until: str, timezone: str | None) -> str:
    moment = datetime.fromisoformat(until)
    if moment.tzinfo and timezone:
        moment = moment.astimezone(_zone(timezone))
    return moment.date().isoformat()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _begun(told: Undated, at: datetime, context: DateContext) -> FoundDate | None:
    """What comes again, from the first time on after the day of writing; None where it does not."""
    rrule = told.rrule or ""
    if not told.hours and not any(part in rrule for part in _TELLING):
        return None
    rule, until = _parted(rrule, told.timezone) if rrule else ("", None)
    if not rule:
        return None
    first = _from(at, context)
    if until is None and first.year < at.year:  # of a year that is over
        rrule = f"{rule};UNTIL={first.year}1231"
        until = f"{first.year}-12-31"
    day = _first_day(rule, until, first)
    if day is None:
        return None
    found = FoundDate(
        text=told.text,
        span=told.span,
        start=day.isoformat(),
        end=None,
        grain="day",
        calendar="gregorian",
        confidence=_SURE,
        inferred=(BEGUN,),
        timezone=told.timezone or context.timezone,
        rrule=rrule,
        exdates=told.exdates,
        rdates=told.rdates,
    )
    if not told.hours:
        return found
    start, end, _ = _of_each_day(found._replace(hours=told.hours), None)
    return found._replace(start=start.value, end=end.value if end else None, grain="minute")


def _first_day(rule: str, until: str | None, first: date) -> date | None:
    comes = Recurrence(rule=rule, until=until)
    return next(by_rule(comes, first, first + _REACH), None)


def _from(at: datetime, context: DateContext) -> date:
    """The day of writing; in the year and month that stand over it where those are others."""
    if at.tzinfo and context.timezone:
        at = at.astimezone(_zone(context.timezone))
    year, month = context.year or at.year, context.month
    if year == at.year and month in {None, at.month}:
        return at.date()
    return date(year, month or 1, 1)
