"""The forms of a calendar, a row each: how it is named, served, written and read back.

A new form is a row here and a writer beside `exporters.table`; everything that publishes, gates or
serves the events of all articles asks this table.
"""

import csv
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from io import StringIO

from exporters.dated import Listing
from exporters.ics.calendar import CalendarInfo, KeptEvents, write_events
from exporters.ics.readback import ReadBack
from exporters.table import write_table
from exporters.timelinejs import write_timelinejs


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The events of one calendar, and what is known of their bytes from before."""

    info: CalendarInfo
    events: Sequence[Listing]
    kept: KeptEvents = field(default_factory=KeptEvents)
    read_back: ReadBack = field(default_factory=ReadBack)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFormat:
    """One form of a calendar.

    Attributes:
        name: of the file that holds all events, such as "calendar.ics".
        content_type: with charset, where the type has one.
        write: the bytes of a sheet; the same sheet gives the same bytes.
        read_back: the UIDs that a parser which did not write them finds; raises ValueError,
            KeyError, IndexError or TypeError where it cannot read the bytes.
    """

    name: str
    content_type: str
    write: Callable[[Sheet], bytes]
    read_back: Callable[[bytes, ReadBack], list[str]]


def calendar_fault(
    form: CalendarFormat, content: bytes, uids: Collection[str], read_back: ReadBack
) -> str | None:
    """What is wrong with the bytes of a calendar; None where they hold exactly these events."""
    try:
        told = sorted(form.read_back(content, read_back))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        return f"cannot be read back: {error!r}"
    if told == sorted(uids):
        return None
    if len(told) != len(uids):
        return f"has {len(told)} events, not {len(uids)}"
    return "has other events than were written"


def _write_ics(sheet: Sheet) -> bytes:
    return write_events(sheet.info, sheet.events, kept=sheet.kept)


def _write_jcal(sheet: Sheet) -> bytes:
    return sheet.read_back.jcal(_write_ics(sheet))


def _write_timelinejs(sheet: Sheet) -> bytes:
    return write_timelinejs(sheet.info.title, sheet.events, sheet.info.language)


def _read_ics(content: bytes, read_back: ReadBack) -> list[str]:
    return read_back.uids(content)


def _read_jcal(content: bytes, _: ReadBack) -> list[str]:
    components = json.loads(content)[2]
    events = [properties for name, properties, _ in components if name == "vevent"]
    return [told[3] for each in events for told in each if told[0] == "uid"]


def _read_csv(content: bytes, _: ReadBack) -> list[str]:
    return [row["uid"] for row in csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))]


def _read_timelinejs(content: bytes, _: ReadBack) -> list[str]:
    return [slide["unique_id"] for slide in json.loads(content)["events"]]


ICS = CalendarFormat(
    name="calendar.ics",
    content_type="text/calendar; charset=utf-8",
    write=_write_ics,
    read_back=_read_ics,
)
FORMATS = (
    ICS,
    CalendarFormat(
        name="calendar.jcal",
        content_type="application/calendar+json",
        write=_write_jcal,
        read_back=_read_jcal,
    ),
    CalendarFormat(
        name="calendar.csv",
        content_type="text/csv; charset=utf-8; header=present",
        write=lambda sheet: write_table(sheet.events),
        read_back=_read_csv,
    ),
    CalendarFormat(
        name="timeline.json",
        content_type="application/json",
        write=_write_timelinejs,
        read_back=_read_timelinejs,
    ),
)
