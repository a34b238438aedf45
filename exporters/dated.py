"""The events that calendars and tables list: which they are, when they are, and who tells them.

Every export starts from `listings`, so all of them hold the same events.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from articles.model import Article, Event, Recurrence
from articles.revisions.known import EventRevision, Revision
from exporters.links import article_link, uri
from exporters.times import DaySpan, Span, Time, days_touched, span_of, times_of

# How long something comes again whose end nobody tells, where nothing else is asked for.
HORIZON = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What an event shows of an article that tells it.

    Attributes:
        id: the article's id.
        link: its own address, else that of its page on the site; ASCII.
        page: the address of its page on the site.
        image: the address of its picture; ASCII.
    """

    id: str
    title: str
    link: str
    page: str
    language: str
    publisher: str | None
    categories: tuple[str, ...]
    image: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article's words for an event, and its UID there."""

    teller: Teller
    title: str
    uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An event as calendars list it.

    Attributes:
        known: its record.
        span: when it is.
        tellings: the articles that tell it, the one of the record first.
        withdrawn: whether none of these articles is there any more.
        comes: how it comes again, always with an end; None where it does not.
        related: the UIDs of events that are perhaps the same.
    """

    known: EventRevision
    span: Span
    tellings: tuple[Told, ...]
    withdrawn: bool = False
    comes: Recurrence | None = None
    related: tuple[str, ...] = ()

    @property
    def days(self) -> DaySpan:
        """The days that it touches for the first time, as its place tells them."""
        return days_touched(self.span)

    @property
    def times(self) -> tuple[Time, ...]:
        """All its times that are known of one that comes again; else none."""
        return times_of(self.known.event, self.comes) if self.comes else ()

    @property
    def touches(self) -> list[DaySpan]:
        """The days of each of its times that are not called off."""
        told = [days_touched(time.span) for time in self.times if time.status != "cancelled"]
        return told or [self.days]

    @property
    def reach(self) -> DaySpan:
        """From the first of its days to the last."""
        touched = self.touches
        first, last = min(one.first for one in touched), max(one.last for one in touched)
        return DaySpan(first=first, last=last)

    def at_its_next(self, day: date) -> "Listing":
        """It as it is at its first time from a day on, else at its last one."""
        if self.comes is None:
            return self
        times = list(self.within(date.min, date.max)) or [replace(self, comes=None)]
        return next((each for each in times if each.days.last >= day), times[-1])

    def within(self, first: date, last: date) -> Iterator["Listing"]:
        """It as it is at each of its times between two days; itself where it comes once."""
        for time in self.times:
            days = days_touched(time.span)
            if time.status != "cancelled" and days.first <= last and days.last >= first:
                yield replace(self, span=time.span, comes=None)
        if self.comes is None and self.days.first <= last and self.days.last >= first:
            yield self

    @property
    def categories(self) -> list[str]:
        """The tags of all its articles, each once."""
        told = (telling.teller.categories for telling in self.tellings)
        return list(dict.fromkeys(chain.from_iterable(told)))


def listings(
    revisions: Iterable[Revision], base_url: str, horizon: timedelta = HORIZON
) -> list[Listing]:
    """The events that can stand in a calendar, article by article.

    What comes again without an end that is told comes for the length of `horizon`, from its first
    day or the day on which it was first seen.

    Left out are events of which only a week, month or year is known (where a day was told before,
    the event is cancelled there), those whose end precedes their start, and moments that fall
    outside the years 1 to 9999 in UTC.
    """
    return [
        listing for revision in revisions for listing in _of_revision(revision, base_url, horizon)
    ]


def sort_key(listing: Listing) -> tuple[str, str]:
    """Orders events by start, whole days before times of that day, then by UID."""
    when = listing.span
    start = when.first if isinstance(when, DaySpan) else when.start
    return (start.isoformat(), listing.known.uid)


def span(event: Event) -> Span | None:
    """When the event is, for the first time; None where it cannot stand in a calendar."""
    return None if event.backwards else span_of(event.start, event.end)


def _of_revision(revision: Revision, base_url: str, horizon: timedelta) -> Iterator[Listing]:
    teller = _teller(revision.article, revision.id, base_url)
    for known in map(_on_its_last_day, revision.events):
        when = span(known.event)
        if when is not None:
            telling = Told(teller=teller, title=known.event.title, uid=known.uid)
            comes = _with_an_end(known, horizon)
            listing = Listing(known=known, span=when, tellings=(telling,), comes=comes)
            if comes is None or listing.times:
                yield listing


def _with_an_end(known: EventRevision, horizon: timedelta) -> Recurrence | None:
    """How an event comes again, within the horizon where no end is told."""
    comes, first = known.event.recurrence, known.event.start.day
    if comes is None or first is None or comes.until is not None:
        return comes
    begun = max(first, known.created.date())
    return replace(comes, until=(begun + min(horizon, date.max - begun)).isoformat())


def _on_its_last_day(known: EventRevision) -> EventRevision:
    """An event whose day is told no more, cancelled on the day that its subscribers have."""
    before = known.moved_from
    if known.event.start.day is not None or before is None or before.day is None:
        return known
    event = replace(
        known.event, start=before, end=None, all_day=not before.is_clock, recurrence=None
    )
    return replace(known, event=event, status="cancelled")


def _teller(article: Article, article_id: str, base_url: str) -> Teller:
    section = (article.section,) if article.section else ()
    return Teller(
        id=article_id,
        title=article.title,
        link=article_link(article, article_id, base_url),
        page=f"{base_url}articles/{article_id}/",
        language=article.language,
        publisher=article.publisher,
        categories=article.tags or section,
        image=uri(article.image.url) if article.image else None,
    )
