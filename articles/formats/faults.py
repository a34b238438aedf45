"""What the types of the model cannot say about a structured article, checked value by value."""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from articles.expansion import by_rule
from articles.model import Article, Event, Grain, Recurrence, When

_Path = tuple[str | int, ...]

_ID = r"^[a-z0-9][a-z0-9_-]{0,63}$"
_VALUES: dict[Grain, str] = {
    "year": r"\d{4}",
    "month": r"\d{4}-\d{2}",
    "week": r"\d{4}-W\d{2}",
    "day": r"\d{4}-\d{2}-\d{2}",
    "hour": r"\d{4}-\d{2}-\d{2}T\d{2}",
    "minute": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}",
    "second": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}",
}
# What completes a value that is cut to its grain.
_COMPLETED = {"year": "-01-01", "month": "-01", "week": "-1"}
# What a recurrence may say (RFC 5545, 3.3.10): its end is told apart, its hours are the event's.
_RULE = (
    r"^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)"
    r"(?:;(?:INTERVAL=\d{1,3}|BY(?:DAY|MONTH|MONTHDAY|SETPOS)=[-+A-Z0-9,]{1,60}|WKST=[A-Z]{2}))*$"
)
_OFFSET = re.compile(r"[+-]\d{2}:\d{2}")
_WEB = ("http", "https")
_ADDRESSES = frozenset({"url", "href"})

# For the JSON Schema, by class and field.
PATTERNS: dict[tuple[str, str], dict[str, object]] = {
    ("Article", "id"): {"pattern": _ID},
    ("When", "value"): {"pattern": f"^(?:{'|'.join(_VALUES.values())})$"},
    ("When", "confidence"): {"minimum": 0, "maximum": 1},
    ("Recurrence", "rule"): {"pattern": _RULE},
    ("Recurrence", "until"): {"pattern": f"^{_VALUES['day']}$"},
    ("Altered", "day"): {"pattern": f"^{_VALUES['day']}$"},
}


def find_faults(article: Article) -> Iterator[tuple[str, str]]:
    """The place and the words of each fault, in the order of the document."""
    for path, value in _values(article, ()):
        problem = _fault(str(path[-1]) if path else "", value)
        if problem:
            where = [*path, "value"] if isinstance(value, When) else path
            yield place(where), problem


def grain_of(value: object) -> Grain | None:
    """The grain that an ISO 8601 value is cut to."""
    if not isinstance(value, str):
        return None
    return next((grain for grain, shape in _VALUES.items() if re.fullmatch(shape, value)), None)


def place(path: Iterable[str | int]) -> str:
    """A path as people write it: timelines[0].events[2].start.value."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".") or "the document"


def _values(value: object, path: _Path) -> Iterator[tuple[_Path, object]]:
    """Every value in a model, with its path, from the outside in."""
    yield path, value
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _values(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _values(each, (*path, index))


def _fault(name: str, value: object) -> str | None:
    match value:
        case When():
            return _when_fault(value)
        case Event():
            return _event_fault(value)
        case Recurrence():
            return _recurrence_fault(value)
        case str() if name in _ADDRESSES and not _is_web(value):
            return f"no address of the web: {value[:100]}"
        case str() if name == "id" and not re.match(_ID, value):
            return f"no id (small letters, digits, - and _, at most 64): {value[:100]}"
        case _:
            return None


def _event_fault(event: Event) -> str | None:
    if event.all_day is event.start.is_clock:
        return "all_day does not agree with the start"
    if event.recurrence and event.start.day is None:
        return "what comes again begins on a day"
    return None


def _when_fault(when: When) -> str | None:
    if grain_of(when.value) != when.grain:
        return f"no {when.grain} in ISO 8601: {when.value}"
    full = when.value + _COMPLETED.get(when.grain, "")
    try:
        date.fromisoformat(full[:10]) if not when.is_clock else datetime.fromisoformat(full)
    except ValueError:
        return f"there is no such date: {when.value}"
    if when.timezone and not _is_zone(when.timezone):
        return f"no time zone: {when.timezone}"
    if not 0 <= when.confidence <= 1:
        return f"confidence is not from 0 to 1: {when.confidence}"
    return None


def _recurrence_fault(told: Recurrence) -> str | None:
    days = (told.until, *told.without, *told.also, *(each.day for each in told.altered))
    wrong = next((day for day in days if day is not None and not _is_day(day)), None)
    if wrong is not None:
        return f"there is no such date: {wrong}"
    try:
        if re.match(_RULE, told.rule):
            next(by_rule(told, date(2000, 1, 1), date(2030, 1, 1)), None)
            return None
    except ValueError:
        pass
    return f"no rule of a recurrence, without UNTIL and COUNT: {told.rule[:100]}"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_zone(name: str) -> bool:
    if _OFFSET.fullmatch(name):
        return True
    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):  # unknown, a path, a folder of zones
        return False
    return True


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in _WEB and bool(parts.hostname)
