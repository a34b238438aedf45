"""Whether the content lines of one event are what RFC 5545 allows, told without a library.

The library that reads iCalendar is also the one that writes it, takes much for granted, and needs a
hundred times as long.
"""

import re
from collections import Counter
from itertools import pairwise

# RFC 5545, 3.1: contentline = name *(";" param) ":" value CRLF; no control characters but HTAB.
_LINE = re.compile(
    r'(?P<name>[A-Z0-9-]+)(?:;[A-Z0-9-]+=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
    r'(?:,(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*))*)*'
    r":(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)"
)
_MAX_OCTETS = 75
_ONCE = ("UID", "DTSTAMP", "DTSTART", "BEGIN", "END")  # 3.6.1; and no component within it
_AT_MOST_ONCE = (
    *("DTEND", "SUMMARY", "DESCRIPTION", "SEQUENCE", "STATUS", "LOCATION", "URL"),
    *("RRULE", "RECURRENCE-ID"),
)


def event_fault(lines: bytes, uid: str) -> str | None:
    """What is wrong with the content lines of an event; None where they are one with this UID.

    Behind it may stand its times that are not as its rule has them, under the same UID.
    """
    if not lines.startswith(b"BEGIN:VEVENT\r\n") or not lines.endswith(b"\r\nEND:VEVENT\r\n"):
        return "is no VEVENT"
    if any(len(line) > _MAX_OCTETS for line in lines.split(b"\r\n")):
        return "has a line of more than 75 octets"
    try:
        whole = lines.replace(b"\r\n ", b"").decode()
    except UnicodeDecodeError as error:
        return f"is no UTF-8: {error.reason}"
    found = [_LINE.fullmatch(line) for line in whole.removesuffix("\r\n").split("\r\n")]
    if None in found:
        return f"has a line that is none: {whole.splitlines()[found.index(None)]!r}"
    properties = [(each["name"], each["value"]) for each in found if each]
    begins = [at for at, told in enumerate(properties) if told == ("BEGIN", "VEVENT")]
    for first, after in pairwise((*begins, len(properties))):
        fault = _properties_fault(properties[first:after], uid)
        if fault or ("RECURRENCE-ID" in dict(properties[first:after])) != (first > 0):
            return fault or "has a second event, not one of its times"
    return None


def _properties_fault(properties: list[tuple[str, str]], uid: str) -> str | None:
    count = Counter(name for name, _ in properties)
    wrong = [name for name in _ONCE if count[name] != 1]
    wrong += [name for name in _AT_MOST_ONCE if count[name] > 1]
    if wrong:
        return f"has {wrong[0]} {count[wrong[0]]} times"
    told = dict(properties)["UID"]
    return None if told == uid else f"is the event {told} when it is read back"
