"""Events as pages show them: their words, what is uncertain of them, and where their links lead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal
from urllib.parse import quote, urlencode

from articles.blocks import At
from articles.model import Event
from exporters.dated import Listing, sort_key
from exporters.links import event_anchor
from exporters.recurrence_words import repeats
from exporters.times import DaySpan, Span
from feeds.html.content import anchor
from ruznama.pages.wording import Wording

Kind = Literal["sure", "unsure", "moved", "cancelled"]

_UNSURE = 0.93  # confidence below which a date is told as uncertain
_ASKED = timedelta(hours=1)  # forms that ask for an end are filled so, and can be changed
_LONGEST_TITLE = 300
_LONGEST_TEXT = 500
_MARKUP_OCTETS = 1_500
_LONGEST_LINKED = 60  # letters in an address, where each takes six


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """An event in the words of a page.

    What only some pages show of it is made when it is asked for.

    Attributes:
        listing: the event.
        kind: tells its mark apart.
        note: what its kind is in words; "" for a sure one.
        start: ISO 8601, for machines: a day, or a moment in UTC.
        again: how it comes again, a line each; none where it does not.
        moved_from: the day it was told for before.
        article: the title of the article that tells it.
        page: the address of that article's page, from the site's root.
        sentence: the address of what tells it there.
        anchor: its name on the page of its article.
        calendar: the address of a file with this event alone.
    """

    listing: Listing
    kind: Kind
    note: str
    days: DaySpan
    start: str
    gregorian: str
    hijri: str
    time: str
    time_place: str
    title: str
    place: str | None
    description: str | None
    again: tuple[str, ...]
    moved_from: date | None
    article: str
    page: str
    sentence: str
    anchor: str
    calendar: str

    @cached_property
    def google(self) -> str:
        """The address that puts it into a calendar at Google."""
        return _google(self.listing, self.listing.known.event)

    @cached_property
    def outlook(self) -> str:
        """Likewise at Outlook; "" where there is none."""
        return _outlook(self.listing, self.listing.known.event)

    @property
    def octets(self) -> int:
        """About how long it is on a page."""
        texts = (self.title, self.place, self.description, self.article, self.google, self.outlook)
        return _MARKUP_OCTETS + sum(len(text.encode()) for text in texts if text)


def occasions(listings: Iterable[Listing], wording: Wording, root: str) -> list[Occasion]:
    """The events in the order of their dates.

    Args:
        listings: what calendars list.
        wording: of the site.
        root: the path of the site, with "/" at its end.
    """
    return [_occasion(listing, wording, root) for listing in sorted(listings, key=sort_key)]


def around(listings: Sequence[Listing], day: date, *, before: int, after: int) -> list[Listing]:
    """The last events that begin before a day, and the first that begin on it or later."""
    ordered = sorted(listings, key=sort_key)
    past = [listing for listing in ordered if listing.days.first < day]
    ahead = [listing for listing in ordered if listing.days.first >= day]
    room = max(0, after - len(ahead))
    return past[max(0, len(past) - before - room) :] + ahead[: after + max(0, before - len(past))]


def shortened(text: str, longest: int = _LONGEST_TITLE) -> str:
    """A text that is no longer than a page can show."""
    return text if len(text) <= longest else text[:longest].rstrip() + "…"


def _occasion(listing: Listing, wording: Wording, root: str) -> Occasion:
    event, days, teller = listing.known.event, listing.days, listing.tellings[0].teller
    page = f"{root}articles/{teller.id}/"
    kind, note = _kind(listing, wording)
    clock = wording.clock(event)
    before = listing.known.moved_from
    return Occasion(
        listing=listing,
        kind=kind,
        note=note,
        days=listing.reach,
        start=_start(listing.span),
        gregorian=wording.days(days.first, days.last),
        hijri=wording.hijri_days(days.first, days.last),
        time=clock,
        time_place=wording.place_of_clock(event.start) if clock else "",
        title=shortened(event.title),
        place=event.place and shortened(event.place),
        description=event.description and shortened(event.description, _LONGEST_TEXT),
        again=_again(listing, wording),
        moved_from=before.day if before and kind == "moved" else None,
        article=shortened(teller.title),
        page=page,
        sentence=page + _fragment(event.at),
        anchor=event_anchor(listing.tellings[0].uid),
        calendar=f"{root}articles/{teller.id}.ics?{urlencode({'uid': listing.known.uid})}",
    )


def _start(span: Span) -> str:
    return span.first.isoformat() if isinstance(span, DaySpan) else span.start.isoformat()


def _again(listing: Listing, wording: Wording) -> tuple[str, ...]:
    """How it comes again; of one time of it the rule alone, not which other times are off."""
    told = listing.known.event.recurrence
    if told is None:
        return ()
    if not wording.is_arabic:
        until = (listing.comes or told).until
        day = wording.day(date.fromisoformat(until)) if until else ""
        say = wording.say("Comes again until %(day)s", day=day) if day else ""
        return (say or wording.say("Comes again"),)
    lines = tuple(repeats(listing.comes or told, wording.language, told_end=told.until is not None))
    return tuple(map(wording.digits, lines if listing.comes else lines[:1]))


def _kind(listing: Listing, wording: Wording) -> tuple[Kind, str]:
    """What is to be known of an event before its date; the gravest first."""
    known = listing.known
    if known.status == "cancelled":
        return "cancelled", wording.say("Cancelled")
    if known.status == "tentative":
        return "unsure", wording.say("Not confirmed")
    if known.event.start.confidence < _UNSURE:
        return "unsure", wording.say("Date not certain")
    before = known.moved_from
    if before and before.value != known.event.start.value:
        told = wording.day(before.day) if before.day else wording.digits(before.value)
        return "moved", wording.say("Moved, was on %(day)s", day=told)
    return "sure", ""


def _fragment(at: At) -> str:
    return "" if at.block is None else f"#{anchor(at.block, at.row or at.item)}"


def _google(listing: Listing, event: Event) -> str:
    span = listing.span
    if isinstance(span, DaySpan):
        dates = f"{span.first:%Y%m%d}/{span.last + timedelta(days=1):%Y%m%d}" if _fits(span) else ""
    else:
        dates = f"{_utc(span.start)}/{_utc(span.end or span.start + _ASKED)}"
    query = {
        "action": "TEMPLATE",
        "text": shortened(event.title, _LONGEST_LINKED),
        "dates": dates,
        "details": listing.tellings[0].teller.link,
        "location": event.place and shortened(event.place, _LONGEST_LINKED),
    }
    told = {name: value for name, value in query.items() if value}
    return f"https://calendar.google.com/calendar/render?{urlencode(told, quote_via=quote)}"


def _outlook(listing: Listing, event: Event) -> str:
    """Its form for a new event; like iCalendar's, its last day is the one after (RFC 5545)."""
    span = listing.span
    if not isinstance(span, DaySpan):
        after = span.end or span.start + _ASKED
        start, end = f"{span.start:%Y-%m-%dT%H:%M:%SZ}", f"{after:%Y-%m-%dT%H:%M:%SZ}"
    elif _fits(span):
        start, end = span.first.isoformat(), (span.last + timedelta(days=1)).isoformat()
    else:
        return ""
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": shortened(event.title, _LONGEST_LINKED),
        "startdt": start,
        "enddt": end,
        "allday": "true" if isinstance(span, DaySpan) else "",
        "body": listing.tellings[0].teller.link,
        "location": event.place and shortened(event.place, _LONGEST_LINKED),
    }
    told = {name: value for name, value in query.items() if value}
    return (
        f"https://outlook.live.com/calendar/0/deeplink/compose?{urlencode(told, quote_via=quote)}"
    )


def by_article(occasions: Iterable[Occasion]) -> list[list[Occasion]]:
    """The events of each article together; the article of the first event first."""
    told: dict[str, list[Occasion]] = {}
    for one in occasions:
        told.setdefault(one.page, []).append(one)
    return list(told.values())


def _fits(span: DaySpan) -> bool:
    return span.last < date.max


def _utc(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"
