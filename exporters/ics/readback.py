"""Calendars of ours, read back by a library that did not write them."""

import json
from typing import Any

from icalendar import Calendar, Event

from exporters.ics.objects import EVENT

_END = b"\r\nEND:VCALENDAR\r\n"


def uids(calendar: bytes) -> list[str]:
    """The UIDs of its events, in their order.

    Raises:
        ValueError, KeyError, IndexError: the library cannot read it.
    """
    _rest(calendar)
    return [str(Event.from_ical(found.group())["UID"]) for found in EVENT.finditer(calendar)]


def event_jcal(lines: bytes) -> str:
    """An event as jCal (RFC 7265): iCalendar's own values in JSON.

    Raises:
        ValueError, KeyError, IndexError: the library cannot read it.
    """
    return _json(Event.from_ical(lines).to_jcal())


def frame_jcal(calendar: bytes) -> tuple[str, str]:
    """What stands in jCal before the events of a calendar that has none, and after them.

    Raises:
        ValueError, KeyError, IndexError: the library cannot read it.
    """
    name, properties, components = _rest(calendar).to_jcal()
    inner = "".join(f"{_json(each)}," for each in components)
    return f"[{_json(name)},{_json(properties)},[{inner}", "]]"


def _rest(calendar: bytes) -> Calendar:
    """What is left of a calendar without its events.

    The library takes any END for the right one, and a file that is torn in its last line for whole.
    """
    left = Calendar.from_ical(EVENT.sub(b"", calendar))
    if not calendar.endswith(_END) or left.walk("VEVENT"):
        msg = "it is torn"
        raise ValueError(msg)
    return left


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
