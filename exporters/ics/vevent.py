"""One event as a VEVENT (RFC 5545 3.6.1, RFC 7986), written so that every client reads the same.

What clients make of each property, and why some are left out, is told in docs/.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from icalendar import Event as VEvent
from icalendar import Parameters, vDDDTypes, vText, vUri

from articles.revisions.known import EventRevision
from exporters.arabic import description, summary
from exporters.dated import DaySpan, Listing, Span
from exporters.ics.contentlines import add, categories, text
from exporters.links import event_anchor, uri

_DAY = timedelta(days=1)
_HEADLINE_LETTERS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What all events of a calendar share.

    Attributes:
        timezone: IANA name of the zone in which the days of changes are told.
        language: BCP 47; of Arabic ones the region chooses the names of the months.
        mark_cancelled: whether a cancelled event says so in its title; some clients hide or strike
            it out by its STATUS alone.
    """

    timezone: str
    language: str
    mark_cancelled: bool = True


def vevent(listing: Listing, style: Style) -> VEvent:
    """The event as a component; the same values give the same component.

    It says nothing twice, as a file of more than a megabyte is refused: its address is in
    DESCRIPTION, which every client shows, and in URL only where that is another.

    DTSTAMP is LAST-MODIFIED: without a METHOD it tells when the information was last revised
    (RFC 5545 3.8.7.2), and clients compare it to see what changed.
    """
    known, told = listing.known, listing.tellings[0].teller
    when = listing.span
    words = partial(text, language=told.language)
    title = summary(known, mark_cancelled=style.mark_cancelled)
    component = VEvent()
    add(component, _dates(when))
    add(component, _record(known))
    add(
        component,
        {
            "summary": words(title),
            "description": words("\n".join(_description(listing, style))),
            "location": words(known.event.place) if known.event.place else None,
            "url": _own_address(listing),
            "categories": categories(names, told.language)
            if (names := listing.categories)
            else None,
            "image": _image(told.image),
            "status": vText(known.status.upper()),
            "transp": vText("TRANSPARENT"),
        },
    )
    return component


def _dates(when: Span) -> dict[str, object | None]:
    if isinstance(when, DaySpan):
        return {"dtstart": when.first, "dtend": exclusive_end(when)}
    return {"dtstart": when.start, "dtend": when.end}


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
        "created": known.created,
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
    yield from description(listing.known, style.timezone, style.language)
    for telling in listing.tellings:
        teller = telling.teller
        publisher = f" ({teller.publisher})" if teller.publisher else ""
        yield f"{_headline(teller.title)}{publisher}"
        yield f"{uri(teller.page)}#{event_anchor(telling.uid)}"


def _headline(title: str) -> str:
    """The first words of an article's title: what it is known by beside its link."""
    if len(title) <= _HEADLINE_LETTERS:
        return title
    return title[:_HEADLINE_LETTERS].rsplit(" ", 1)[0] + "…"


def _own_address(listing: Listing) -> vUri | None:
    """The address of the event, else that of the article, where it has one of its own."""
    told, event = listing.tellings[0].teller, listing.known.event
    address = uri(event.url) if event.url else told.link
    return vUri(address) if address != uri(told.page) else None


def _image(address: str | None) -> vUri | None:
    return vUri(address, params={"VALUE": "URI", "DISPLAY": "BADGE"}) if address else None
