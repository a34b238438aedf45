"""libical, through its GObject binding."""

import sys
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402  its version comes first

UTC = ICalGLib.Timezone.get_utc_timezone()
VEVENT = ICalGLib.ComponentKind.VEVENT_COMPONENT


def moment(time: ICalGLib.Time) -> str:
    in_utc = time if time.is_date() or time.get_timezone() is None else time.convert_to_zone(UTC)
    return in_utc.as_ical_string()


calendar = ICalGLib.Component.new_from_string(Path(sys.argv[1]).read_bytes().decode())
event = calendar.get_first_component(VEVENT)
while event:
    ends = [moment(time) for time in (event.get_dtstart(), event.get_dtend())]
    print(event.get_uid(), *ends, event.get_summary(), sep="\t")
    event = calendar.get_next_component(VEVENT)
