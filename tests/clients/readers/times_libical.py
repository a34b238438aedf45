"""All times of events between two days, by libical; what is told for one time goes first."""

import sys
from pathlib import Path

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402  its version comes first

UTC = ICalGLib.Timezone.get_utc_timezone()
VEVENT = ICalGLib.ComponentKind.VEVENT_COMPONENT
FILE, FIRST, LAST = sys.argv[1:]


def moment(time: ICalGLib.Time) -> str:
    in_utc = time if time.is_date() or time.get_timezone() is None else time.convert_to_zone(UTC)
    return in_utc.as_ical_string()


def tell(uid: str, start: str) -> None:
    if FIRST <= start[:8] <= LAST:
        print(uid, start, sep="\t")


def events(calendar: ICalGLib.Component) -> list[ICalGLib.Component]:
    found, event = [], calendar.get_first_component(VEVENT)
    while event:
        found.append(event)
        event = calendar.get_next_component(VEVENT)
    return found


def times(event: ICalGLib.Component) -> list[str]:
    """When it comes by its rule, with what is left out and added."""
    is_day = event.get_dtstart().is_date()
    found: list[str] = []

    def take(_: object, span: ICalGLib.TimeSpan, __: object) -> bool:
        start = ICalGLib.Time.new_from_timet_with_zone(span.get_start(), is_day, UTC)
        found.append(start.as_ical_string())
        return True

    bounds = [ICalGLib.Time.new_from_string(f"{day}T000000Z") for day in ("19700101", "20400101")]
    event.foreach_recurrence(*bounds, take, None)
    return found


calendar = ICalGLib.Component.new_from_string(Path(FILE).read_bytes().decode())
whole = events(calendar)
altered = {}
for event in whole:
    of = event.get_recurrenceid()
    if not of.is_null_time():
        of.set_timezone(event.get_dtstart().get_timezone())
        altered[(event.get_uid(), moment(of))] = event
        if event.get_status() != ICalGLib.PropertyStatus.CANCELLED:
            tell(event.get_uid(), moment(event.get_dtstart()))
for event in whole:
    if not event.get_recurrenceid().is_null_time():
        continue
    for start in times(event) if event.get_status() != ICalGLib.PropertyStatus.CANCELLED else []:
        if (event.get_uid(), start) not in altered:
            tell(event.get_uid(), start)
