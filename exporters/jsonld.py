"""Events as schema.org describes them, for search engines that read an article's page."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from articles.model import Recurrence, When
from articles.text import Letters
from exporters.dated import Listing, sort_key

# Inside a script element: no end tag, no comment, and no line ends that old JavaScript breaks on.
_script_safe = Letters({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


_WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}


def events_data(events: Iterable[Listing]) -> list[dict[str, Any]]:
    """The events as schema.org Event, sorted as in the calendar."""
    return [_event(listing) for listing in sorted(events, key=sort_key)]


def script_json(data: dict[str, Any]) -> str:
    """JSON-LD, fit to stand in a `<script type="application/ld+json">`."""
    return _script_safe(json.dumps(data, ensure_ascii=False))


def _event(listing: Listing) -> dict[str, Any]:
    event = listing.known.event
    tellers = [telling.teller for telling in listing.tellings]
    place = {"@type": "Place", "name": event.place, "address": event.place} if event.place else None
    described: dict[str, Any] = {
        "@type": "Event",
        "identifier": listing.known.uid,
        "name": event.title,
        "startDate": _iso(event.start),
        "endDate": _iso(event.end) if event.end else None,
        "eventSchedule": _schedule(listing, listing.comes) if listing.comes else None,
        "eventStatus": _status(listing),
        "previousStartDate": _iso(before) if (before := listing.known.moved_from) else None,
        "location": place,
        "description": event.description,
        "url": event.url or tellers[0].link,
        "image": tellers[0].image,
        "inLanguage": tellers[0].language,
        "subjectOf": [
            {"@type": "NewsArticle", "headline": teller.title, "url": teller.link}
            for teller in tellers
        ],
    }
    return {name: value for name, value in described.items() if value is not None}


def _schedule(listing: Listing, comes: Recurrence) -> dict[str, Any]:
    """How it comes again."""
    told = dict(part.split("=", 1) for part in comes.rule.split(";"))
    start, end = listing.known.event.start, listing.known.event.end
    off = [one.day for one in comes.altered if one.status == "cancelled"]
    schedule: dict[str, Any] = {
        "@type": "Schedule",
        "repeatFrequency": f"P{told.get('INTERVAL', '1')}{told['FREQ'][0]}",
        "byDay": _by_day(told),
        "byMonth": int(told["BYMONTH"]) if "BYMONTH" in told else None,
        "byMonthDay": int(told["BYMONTHDAY"]) if "BYMONTHDAY" in told else None,
        "startDate": start.value[:10],
        "endDate": comes.until,
        "startTime": start.value[11:] or None,
        "endTime": (end.value[11:] or None) if end else None,
        "scheduleTimezone": start.timezone,
        "exceptDate": sorted({*comes.without, *off}) or None,
    }
    return {name: value for name, value in schedule.items() if value is not None}


def _by_day(told: Mapping[str, str]) -> list[str] | None:
    """Weekdays as schema.org names them; those of a month as iCalendar does."""
    days = told["BYDAY"].split(",") if "BYDAY" in told else []
    named = [f"https://schema.org/{_WEEKDAYS[day]}" if day in _WEEKDAYS else day for day in days]
    return named or None


def _iso(when: When) -> str:
    """A day, or a moment with its offset from UTC."""
    local = when.local
    return local.isoformat() if local else when.value


def _status(listing: Listing) -> str:
    if listing.known.status == "cancelled":
        return "https://schema.org/EventCancelled"
    if listing.known.moved_from:
        return "https://schema.org/EventRescheduled"
    return "https://schema.org/EventScheduled"
