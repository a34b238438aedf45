"""One event as a VEVENT (RFC 5545 3.6.1, RFC 7986), written so that every client reads the same.

What clients make of each property, and why some are left out, is told in docs/.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from icalendar import Event as VEvent
from icalendar import Parameters, vDDDTypes, vText, vUri

from articles.revisions.known import EventRevision
from exporters.arabic import description, summary
from exporters.dated import Listing, Told
from exporters.ics.contentlines import add, categories, text
from exporters.ics.rrules import altered_times, recurrence_id, rule_properties
from exporters.ics.timestyle import TimeStyle, clock_at, clock_of
from exporters.links import event_anchor, short_path, uri
from exporters.recurrence_words import repeats
from exporters.times import DaySpan, Span, Time

_DAY = timedelta(days=1)
_WHOLE_LETTERS, _HEADLINE_LETTERS = 24, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What all events of a calendar share.

    Attributes:
        timezone: IANA name of the zone in which the days of changes are told.
        language: BCP 47; of Arabic ones the region chooses the names of the months.
        mark_cancelled: whether a cancelled event says so in its title; some clients hide or strike
            it out by its STATUS alone.
        local: whether hours are told by the clocks of their place, and not in UTC.
        base_url: of the site whose short addresses lead to events; None where there is none.
    """

    timezone: str
    language: str
    mark_cancelled: bool = True
    local: bool = False
    base_url: str | None = None


def vevents(listing: Listing, style: Style) -> list[VEvent]:
    """The event as components: itself, and each of its times that is not as its rule has it.

    The same values give the same components.
    """
    clock = clock_of(listing, local=style.local)
    altered = (_altered(listing, time, clock, style) for time in altered_times(listing))
    return [_whole(listing, clock, style), *altered]


def _whole(listing: Listing, clock: TimeStyle, style: Style) -> VEvent:
    """The event as a component.

    It says nothing twice, as a file of more than a megabyte is refused: its address is in
    DESCRIPTION, which every client shows, and in URL only where that is another.

    DTSTAMP is LAST-MODIFIED: without a METHOD it tells when the information was last revised
    (RFC 5545 3.8.7.2), and clients compare it to see what changed.
    """
    known, told = listing.known, listing.tellings[0].teller
    title = summary(known, mark_cancelled=style.mark_cancelled)
    component = VEvent()
    add(component, _dates(listing.span, clock))
    add(component, rule_properties(listing, clock))
    add(component, _record(known))
    add(
        component,
        {
            "summary": text(title, told.language),
            **_place_and_text(listing, style),
            "url": _own_address(listing),
            "categories": categories(names, told.language)
            if (names := listing.categories)
            else None,
            "image": _image(told.image),
            "related-to": [_sibling(uid) for uid in listing.related] or None,
            "status": vText(known.status.upper()),
            "transp": vText("TRANSPARENT"),
        },
    )
    return component


def _sibling(uid: str) -> vText:
    """An event that is perhaps this one."""
    made = vText(uid)
    made.params = Parameters({"RELTYPE": "SIBLING"})
    return made


def _altered(listing: Listing, time: Time, clock: TimeStyle, style: Style) -> VEvent:
    """One time that is off or moved, under the UID of the event (RFC 5545 3.8.4.4)."""
    known, told = listing.known, listing.tellings[0].teller
    one = replace(known, status="cancelled" if known.status == "cancelled" else time.status)
    record = _record(known)
    component = VEvent()
    add(component, _dates(time.span, clock_at(clock, time.span)))
    add(component, {"recurrence-id": recurrence_id(listing, time, clock)})
    add(component, {name: record[name] for name in ("uid", "dtstamp", "last-modified", "sequence")})
    title = summary(one, mark_cancelled=style.mark_cancelled)
    add(component, {"summary": text(title, told.language)})
    if one.status != "cancelled":
        add(component, _place_and_text(replace(listing, comes=None), style))
    add(component, {"status": vText(one.status.upper()), "transp": vText("TRANSPARENT")})
    return component


def _place_and_text(listing: Listing, style: Style) -> dict[str, object | None]:
    words = partial(text, language=listing.tellings[0].teller.language)
    place = listing.known.event.place
    return {
        "description": words("\n".join(_description(listing, style))),
        "location": words(place) if place else None,
    }


def _dates(when: Span, clock: TimeStyle) -> dict[str, object | None]:
    if isinstance(when, DaySpan):
        end = exclusive_end(when)
        return {"dtstart": clock.property(when.first), "dtend": end and clock.property(end)}
    return {
        "dtstart": clock.property(when.start),
        "dtend": when.end and clock.property(when.end),
    }


def exclusive_end(days: DaySpan) -> date | None:
    """The DTEND of whole days: the day after the last.

    9999-12-31 has no day after it: such an event has no DTEND, which for a date means one day, and
    a range up to it ends a day early.

    Source: RFC 5545 3.6.1, 3.8.2.2 (the end is not part of the event).
    """
    if days.last < date.max:
        return days.last + _DAY
    return date.max if days.first < date.max else None


def _record(known: EventRevision) -> dict[str, object | None]:
    return {
        "uid": known.uid,
        "dtstamp": known.last_modified,
        "last-modified": known.last_modified,
        # Nothing twice: it says the same as LAST-MODIFIED until something changes.
        "created": known.created if known.created != known.last_modified else None,
        "sequence": known.sequence,
        "x-previous-dtstart": _previous_start(known),
    }


def _previous_start(known: EventRevision) -> vDDDTypes | None:
    """The date that the last move left, for programs; people read it in DESCRIPTION."""
    before = known.moved_from
    if before is None or before.day is None:
        return None
    try:
        made = vDDDTypes(before.instant or before.day)
    except OverflowError:
        return None
    if not before.is_clock:
        made.params = Parameters({"VALUE": "DATE"})
    return made


def _description(listing: Listing, style: Style) -> Iterator[str]:
    if listing.comes is not None:
        recurrence = listing.known.event.recurrence
        told_end = recurrence is not None and recurrence.until is not None
        yield from repeats(listing.comes, style.language, told_end=told_end)
    yield from description(listing.known, style.timezone, style.language)
    for telling in listing.tellings:
        teller = telling.teller
        publisher = f" ({teller.publisher})" if teller.publisher else ""
        yield f"{_headline(teller.title)}{publisher}"
        yield _link(telling, style)


def _link(telling: Told, style: Style) -> str:
    """The address of an event on the page of an article."""
    if style.base_url is not None:
        return uri(style.base_url.rstrip("/") + short_path(telling.uid))
    return f"{uri(telling.teller.page)}#{event_anchor(telling.uid)}"


def _headline(title: str) -> str:
    """The first words of an article's title: what it is known by beside its link."""
    if len(title) <= _WHOLE_LETTERS:
        return title
    return title[:_HEADLINE_LETTERS].rsplit(" ", 1)[0] + "…"


def _own_address(listing: Listing) -> vUri | None:
    """The address of the event, else that of the article, where it has one of its own."""
    told, event = listing.tellings[0].teller, listing.known.event
    address = uri(event.url) if event.url else told.link
    return vUri(address) if address != uri(told.page) else None


def _image(address: str | None) -> vUri | None:
    return vUri(address, params={"VALUE": "URI", "DISPLAY": "BADGE"}) if address else None
