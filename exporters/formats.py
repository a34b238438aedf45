"""The forms of a calendar, a row each: how it is named, served, written and read back.

A new form is a row here and a writer beside `exporters.table`; everything that publishes, gates or
serves the events of all articles asks this table. A calendar is what stands around its events and
the events between, each written once and joined wherever it is shown.
"""

import csv
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from io import StringIO

from exporters.dated import Listing
from exporters.ics.calendar import CalendarInfo, calendar_frame
from exporters.ics.readback import event_jcal, frame_jcal, uids
from exporters.table import table_head, table_row
from exporters.timelinejs import timelinejs_frame, timelinejs_slide

Frame = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFormat:
    """One form of a calendar.

    Attributes:
        name: of the file that holds all events, such as "calendar.ics".
        content_type: with charset, where the type has one.
        frame: what stands before the events of a calendar and after them; of one without events
            where the second argument says so.
        event: the bytes of an event: of what is listed, its content lines (RFC 5545) and the
            language of the calendar; None where they are those content lines. The same values give
            the same bytes.
        joint: what stands between two events.
        read_back: the UIDs that a parser which did not write them finds; raises ValueError,
            KeyError, IndexError or TypeError where it cannot read the bytes.
    """

    name: str
    content_type: str
    frame: Callable[[CalendarInfo, bool], Frame]
    read_back: Callable[[bytes], list[str]]
    event: Callable[[Listing, bytes, str], bytes] | None = None
    joint: bytes = b""


def calendar_fault(form: CalendarFormat, content: bytes, wanted: Collection[str]) -> str | None:
    """What is wrong with the bytes of a calendar; None where they hold exactly these UIDs."""
    try:
        told = sorted(form.read_back(content))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        return f"cannot be read back: {error!r}"
    if told == sorted(wanted):
        return None
    if len(told) != len(wanted):
        return f"has {len(told)} events, not {len(wanted)}"
    return "has other events than were written"


def _ics_frame(info: CalendarInfo, is_empty: bool) -> Frame:  # noqa: FBT001  a row's common shape
    return calendar_frame(info, is_empty=is_empty)


def _jcal_frame(info: CalendarInfo, is_empty: bool) -> Frame:  # noqa: FBT001  likewise
    head, tail = frame_jcal(b"".join(calendar_frame(info, is_empty=is_empty)))
    return head.removesuffix(",").encode(), tail.encode()


def _timelinejs_frame(info: CalendarInfo, _: bool) -> Frame:  # noqa: FBT001  likewise
    return timelinejs_frame(info.title)


def _read_jcal(content: bytes) -> list[str]:
    components = json.loads(content)[2]
    events = [
        {name: told for name, _, _, told, *_ in properties}
        for kind, properties, _ in components
        if kind == "vevent"
    ]
    return [each["uid"] for each in events if "recurrence-id" not in each]


def _read_csv(content: bytes) -> list[str]:
    return [row["uid"] for row in csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))]


def _read_timelinejs(content: bytes) -> list[str]:
    return [slide["unique_id"] for slide in json.loads(content)["events"]]


ICS = CalendarFormat(
    name="calendar.ics",
    content_type="text/calendar; charset=utf-8",
    frame=_ics_frame,
    read_back=uids,
)
FORMATS = (
    ICS,
    CalendarFormat(
        name="calendar.jcal",
        content_type="application/calendar+json",
        frame=_jcal_frame,
        event=lambda _, lines, __: event_jcal(lines).encode(),
        joint=b",",
        read_back=_read_jcal,
    ),
    CalendarFormat(
        name="calendar.csv",
        content_type="text/csv; charset=utf-8; header=present",
        frame=lambda _, __: (table_head(), b""),
        event=lambda listing, _, __: table_row(listing),
        read_back=_read_csv,
    ),
    CalendarFormat(
        name="timeline.json",
        content_type="application/json",
        frame=_timelinejs_frame,
        event=lambda listing, _, language: timelinejs_slide(listing, language),
        joint=b",",
        read_back=_read_timelinejs,
    ),
)
