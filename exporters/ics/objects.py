"""The events of a calendar file as calendars of their own (RFC 4791, 4.1), by their bytes alone.

No library is asked: whoever synchronises looks at every event, and few have changed.
"""

import re

_START, _END = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"
# What is folded or escaped never stands at the beginning of a line.
EVENT = re.compile(rb"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", re.MULTILINE | re.DOTALL)
_ZONE = re.compile(rb"^BEGIN:VTIMEZONE\r\n.*?^END:VTIMEZONE\r\n", re.MULTILINE | re.DOTALL)
_LINE = rb"^%s[:;](?:[^\r\n]|\r\n[ \t])*\r\n"
_SHARED = re.compile(_LINE % rb"(?:VERSION|PRODID)", re.MULTILINE)
_UID = re.compile(_LINE % rb"UID", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")


def event_objects(calendar: bytes) -> dict[str, bytes]:
    """By UID, each event of a calendar with what it needs to stand alone.

    Of a recurrence, its exceptions are in the same object (RFC 4791, 4.1).
    """
    told: dict[str, list[bytes]] = {}
    for found in EVENT.finditer(calendar):
        told.setdefault(event_uid(found.group()), []).append(found.group())
    head = calendar.partition(b"BEGIN:VEVENT\r\n")[0]
    shared = _START + b"".join(_SHARED.findall(head))
    zones = b"".join(_ZONE.findall(head))
    return {
        uid: b"".join((shared, zones if b"TZID=" in lines else b"", lines, _END))
        for uid, events in told.items()
        for lines in (b"".join(events),)
    }


def event_uid(lines: bytes) -> str:
    """The UID of an event; "" where it has none."""
    found = _UID.search(lines)
    return _value(found.group()) if found else ""


def text_of(lines: bytes, name: str) -> str | None:
    """The text of the first property of a name; None where there is none."""
    found = re.search(_LINE % re.escape(name.encode()), lines, re.MULTILINE)
    return _value(found.group()) if found else None


def _value(line: bytes) -> str:
    """The value behind a name whose parameters hold no colon, such as those that we write."""
    unfolded = re.sub(rb"\r\n[ \t]", b"", line.removesuffix(b"\r\n")).decode()
    value = unfolded.partition(":")[2]
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
