"""iCalendar: revisions in, the bytes of a calendar that people subscribe to out.

Rules: RFC 5545, RFC 7986; what clients do with a subscribed calendar is told in docs/.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from icalendar import Alarm, Calendar, Component, Timezone, TimezoneStandard, vDuration, vText, vUri

from articles.revisions.known import Revision
from exporters.arabic import REMINDER
from exporters.dated import HORIZON, Listing, listings, sort_key
from exporters.ics.colors import COLORS
from exporters.ics.contentlines import add, serialize, text
from exporters.ics.timestyle import zones_of
from exporters.ics.vevent import Style, vevents
from exporters.ics.zones import vtimezone
from exporters.links import uri
from exporters.times import DaySpan

# Without our version, which would give every subscriber new bytes with each upgrade.
PRODID = "-//Ruznama//Ruznama//AR"
_END = b"END:VEVENT\r\n"
_OFF = b"\r\nSTATUS:CANCELLED\r\n"
# Gives the content lines of an event in a style.
Lines = Callable[[Listing, Style], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarInfo:
    """What a calendar says of itself.

    Attributes:
        title: its name in a subscriber's list.
        url: the page that people read it on; absolute.
        source: the address of this calendar file itself; absolute.
        base_url: the site, with "/" at its end: articles without an address of their own have
            their page at `<base_url>articles/<id>/`.
        refresh: how often it is renewed.
        changed: when something else last changed it (an article withdrawn, a new title); its
            LAST-MODIFIED is this, or that of its latest event.
        description: what it holds, in a sentence.
        language: BCP 47.
        timezone: IANA name of the zone in which days of changes are told.
        color: a CSS 3 colour name among `exporters.ics.colors.COLORS`.
        local: whether hours are told by the clocks of their place, and not in UTC.
        zones: those that its events are told in, with the first and the last year of each.
        horizon: how long something comes again whose end nobody tells.
        following: the address of the calendar that goes on where this one ends.
        short_links: whether short addresses of the site lead to its events.
    """

    title: str
    url: str
    source: str
    base_url: str
    refresh: timedelta
    changed: datetime
    description: str | None = None
    language: str = "ar"
    timezone: str = "UTC"
    color: str = "teal"
    local: bool = False
    zones: tuple[tuple[str, int, int], ...] = ()
    horizon: timedelta = HORIZON
    short_links: bool = False
    following: str | None = None


def event_lines(listing: Listing, style: Style) -> bytes:
    """The content lines of an event; the same values give the same bytes."""
    lines = (serialize(component) for component in vevents(listing, style))
    return b"".join(chain.from_iterable(lines))


def write_icalendar(calendar: CalendarInfo, revisions: Sequence[Revision]) -> bytes:
    """The calendar of all events of `revisions`, each article's for itself.

    The same values give the same bytes.
    """
    changed = last_modified(revisions, calendar.changed)
    events = listings(revisions, calendar.base_url, calendar.horizon)
    return write_events(replace(calendar, changed=changed), events)


def write_events(
    calendar: CalendarInfo,
    events: Iterable[Listing],
    *,
    alarms: Iterable[timedelta] = (),
    mark_cancelled: bool = True,
    lines: Lines = event_lines,
) -> bytes:
    """The calendar of these events, sorted by start and UID; never an empty VCALENDAR.

    Args:
        calendar: what it says of itself; `changed` is its LAST-MODIFIED.
        events: its events, in any order.
        alarms: reminders for each event that is not cancelled, so long before its start; a negative
            one is an hour of the day itself, for whole days.
        mark_cancelled: whether cancelled events say so in their title.
        lines: gives the content lines of an event, such as those that were written before.
    """
    style = style_of(calendar, mark_cancelled=mark_cancelled)
    written = {alarm: b"".join(serialize(_alarm(alarm))) for alarm in alarms}
    shown = sorted(events, key=sort_key)
    body = [_reminded(lines(listing, style), listing, written) for listing in shown]
    calendar = replace(calendar, zones=zones_of(shown, local=calendar.local))
    head, tail = calendar_frame(calendar, is_empty=not body)
    return head + b"".join(body) + tail


def _reminded(lines: bytes, listing: Listing, alarms: Mapping[timedelta, bytes]) -> bytes:
    """An event with those of the reminders that it can have; a time that is off has none."""
    if listing.known.status == "cancelled":
        return lines
    of_day = isinstance(listing.span, DaySpan)
    mine = b"".join(alarm for before, alarm in alarms.items() if of_day or before >= timedelta())
    parts = lines.split(_END)
    return _END.join(part if not part or _OFF in part else part + mine for part in parts)


def calendar_frame(calendar: CalendarInfo, *, is_empty: bool) -> tuple[bytes, bytes]:
    """What stands before the events of a calendar, and after them."""
    lines = serialize(_calendar(calendar))
    zones = [serialize(vtimezone(*each)) for each in calendar.zones]
    if is_empty and not zones:
        zones = [serialize(_utc())]
    return b"".join((*lines[:-1], *chain.from_iterable(zones))), lines[-1]


def style_of(calendar: CalendarInfo, *, mark_cancelled: bool = True) -> Style:
    """What the events of a calendar share."""
    return Style(
        timezone=calendar.timezone,
        language=calendar.language,
        mark_cancelled=mark_cancelled,
        local=calendar.local,
        base_url=calendar.base_url if calendar.short_links else None,
    )


def last_modified(revisions: Iterable[Revision], floor: datetime) -> datetime:
    """When an event of `revisions` last changed, came or was dropped; never before `floor`."""
    return max((floor, *(revision.events_updated for revision in revisions)))


def _calendar(calendar: CalendarInfo) -> Calendar:
    """The VCALENDAR without its events.

    No METHOD, which would make it an invitation and demand an ORGANIZER (RFC 5546 3.2.1); no UID
    of the calendar, under which vdirsyncer 0.19 stores all events as one.
    """
    component = Calendar()
    refresh = vDuration(calendar.refresh, params={"VALUE": "DURATION"})
    summary = calendar.description
    add(
        component,
        {
            "version": vText("2.0"),
            "prodid": vText(PRODID),
            "calscale": vText("GREGORIAN"),
            "name": text(calendar.title, calendar.language),
            "x-wr-calname": text(calendar.title),
            "description": text(summary, calendar.language) if summary else None,
            "x-wr-caldesc": text(summary) if summary else None,
            "refresh-interval": refresh,
            "x-published-ttl": vDuration(calendar.refresh),
            "source": vUri(uri(calendar.source), params={"VALUE": "URI"}),
            "url": vUri(uri(calendar.url)),
            "color": vText(calendar.color),
            "x-apple-calendar-color": vText(COLORS[calendar.color]),
            "last-modified": calendar.changed,
            "link": _link(calendar.following) if calendar.following else None,
        },
    )
    return component


def _link(following: str) -> vUri:
    """Where it goes on (RFC 9253 8.2, with the relation "next" of HTML)."""
    return vUri(uri(following), params={"LINKREL": "next", "VALUE": "URI"})


def _alarm(before: timedelta) -> Alarm:
    """A reminder; its text is the same for all events, which clients show by their titles."""
    component = Alarm()
    add(
        component,
        {
            "action": vText("DISPLAY"),
            "description": text(REMINDER),
            "trigger": vDuration(-before),
        },
    )
    return component


def _utc() -> Component:
    """A time zone, for a calendar without events: RFC 5545 3.6 wants one component at least."""
    standard = TimezoneStandard()
    add(
        standard,
        {
            "dtstart": datetime(1970, 1, 1),  # noqa: DTZ001  local time (RFC 5545 3.6.5)
            "tzoffsetfrom": timedelta(),
            "tzoffsetto": timedelta(),
            "tzname": vText("UTC"),
        },
    )
    zone = Timezone()
    add(zone, {"tzid": vText("Etc/UTC")})
    zone.add_component(standard)
    return zone
