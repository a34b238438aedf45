"""Calendars made for tests, and read back line by line."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from articles.revisions.known import Revision
from articles.revisions.revise import revise
from exporters.ics.calendar import CalendarInfo, write_icalendar
from tests.builders import DAY, ROWS, START, article, event, first_reading, timed

INFO = CalendarInfo(
    title="روزنامة الأخبار",
    description="مواعيد الأخبار، متجددة",
    url="https://almanac.example/",
    source="https://almanac.example/calendar.ics",
    base_url="https://almanac.example/",
    refresh=timedelta(hours=6),
    changed=START,
    timezone="Asia/Riyadh",
)


def edited() -> Revision:
    """One event moved, one reworded, one cancelled, one at a time of day with an end."""
    known = first_reading((*ROWS, timed("المؤتمر الصحفي", "2025-09-25T20:30", "2025-09-25T22:00")))
    rows = (
        event("وصول الوفود المشاركة إلى العاصمة", "2025-09-23", place="المطار، القاعة 2"),
        (ROWS[1][0], "2025-09-27"),
        ROWS[2],
        timed("المؤتمر الصحفي", "2025-09-25T21:00", "2025-09-25T22:00"),
    )
    for hour in (1, 2):
        known = revise(known, article(rows), START + hour * DAY)
    return known


def written(*revisions: Revision, **info: Any) -> bytes:
    """The calendar of these revisions."""
    return write_icalendar(replace(INFO, **info), revisions)


def lines(calendar: bytes) -> list[str]:
    """The content lines, unfolded."""
    return calendar.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def head(calendar: bytes) -> list[str]:
    """The calendar's own lines."""
    every = lines(calendar)
    return every[: next(at for at, line in enumerate(every) if at and line.startswith("BEGIN:"))]


def events(calendar: bytes) -> list[list[str]]:
    """The lines of each event."""
    return [
        block.split("\n")
        for block in re.findall(
            r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", "\n".join(lines(calendar)), flags=re.DOTALL
        )
    ]


def values(event: Sequence[str], name: str) -> list[str]:
    """The values of a property, parameters left out; the texts here hold no quoted parameters."""
    return [line.partition(":")[2] for line in event if re.match(rf"{re.escape(name)}[;:]", line)]


def value(event: Sequence[str], name: str) -> str:
    """The value of a property that stands once."""
    (found,) = values(event, name)
    return found


def by_uid(calendar: bytes) -> dict[str, list[str]]:
    """The events by UID."""
    return {value(event, "UID"): event for event in events(calendar)}
