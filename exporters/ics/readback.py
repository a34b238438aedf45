"""Calendars of ours, read back by a library that did not write them.

Reading a calendar takes a hundred times longer than joining its kept events, and nearly all of its
events stand in the last one already: each is read once for as long as its bytes stay.
"""

import json
import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from icalendar import Calendar, Event

_END = b"\r\nEND:VCALENDAR\r\n"
_EVENT = re.compile(rb"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Read:
    """An event as it was understood."""

    uid: str
    jcal: str


class ReadBack:
    """Reads calendars, one publication after the other."""

    def __init__(self) -> None:
        self._kept: dict[bytes, _Read] = {}
        self._used: dict[bytes, _Read] = {}

    def uids(self, calendar: bytes) -> list[str]:
        """The UIDs of its events, in their order.

        Raises:
            ValueError, KeyError, IndexError: the library cannot read it.
        """
        _rest(calendar)
        return [each.uid for each in self._events(calendar)]

    def jcal(self, calendar: bytes) -> bytes:
        """The calendar as jCal (RFC 7265): iCalendar's own values in JSON.

        Raises:
            ValueError, KeyError, IndexError: the library cannot read it.
        """
        name, properties, components = _rest(calendar).to_jcal()
        inner = [*map(_json, components), *(each.jcal for each in self._events(calendar))]
        return f"[{_json(name)},{_json(properties)},[{','.join(inner)}]]".encode()

    def forget_unused(self) -> None:
        """Forgets every event that was not read since the last call."""
        self._kept, self._used = self._used, {}

    def _events(self, calendar: bytes) -> list[_Read]:
        return [self._event(found.group()) for found in _EVENT.finditer(calendar)]

    def _event(self, lines: bytes) -> _Read:
        key = blake2b(lines, digest_size=16).digest()
        read = self._used.get(key) or self._kept.get(key)
        if read is None:
            event = Event.from_ical(lines)
            read = _Read(uid=str(event["UID"]), jcal=_json(event.to_jcal()))
        self._used[key] = read
        return read


def _rest(calendar: bytes) -> Calendar:
    """What is left of a calendar without its events.

    The library takes any END for the right one, and a file that is torn in its last line for whole.
    """
    left = Calendar.from_ical(_EVENT.sub(b"", calendar))
    if not calendar.endswith(_END) or left.walk("VEVENT"):
        msg = "it is torn"
        raise ValueError(msg)
    return left


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
