"""The calendar as jCal (RFC 7265): iCalendar's own values in JSON."""

import json

from icalendar import Calendar


def write_jcal(calendar: bytes) -> bytes:
    """The jCal of an iCalendar file of ours; read from its bytes, so it cannot differ."""
    return json.dumps(
        Calendar.from_ical(calendar).to_jcal(), ensure_ascii=False, separators=(",", ":")
    ).encode()
