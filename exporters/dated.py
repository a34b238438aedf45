"""The events that calendars and tables list: which they are, when they are, and who tells them.

Every export starts from `listings`, so all of them hold the same events.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain

from articles.model import Article, Event
from articles.revisions.known import EventRevision, Revision
from exporters.links import article_link, uri

# A calendar needs an end, and news tell when a thing begins.
DEFAULT_LENGTH = timedelta(hours=1)


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
class DaySpan:
    """Whole days; `last` is inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSpan:
    """Moments in UTC, `end` exclusive, and the days that they touch where the event is."""

    start: datetime
    end: datetime
    days: DaySpan


Span = DaySpan | ClockSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An event as calendars list it.

    Attributes:
        known: its record.
        span: when it is.
        tellings: the articles that tell it, the one of the record first.
        withdrawn: whether none of these articles is there any more.
    """

    known: EventRevision
    span: Span
    tellings: tuple[Told, ...]
    withdrawn: bool = False

    @property
    def days(self) -> DaySpan:
        """The days that it touches, as its place tells them."""
        return self.span if isinstance(self.span, DaySpan) else self.span.days

    @property
    def categories(self) -> list[str]:
        """The tags of all its articles, each once."""
        told = (telling.teller.categories for telling in self.tellings)
        return list(dict.fromkeys(chain.from_iterable(told)))


def listings(revisions: Iterable[Revision], base_url: str) -> list[Listing]:
    """The events that can stand in a calendar, article by article.

    Left out are events of which only a week, month or year is known (where a day was told before,
    the event is cancelled there), those whose end precedes their start, and moments that fall
    outside the years 1 to 9999 in UTC.
    """
    return [listing for revision in revisions for listing in _of_revision(revision, base_url)]


def sort_key(listing: Listing) -> tuple[str, str]:
    """Orders events by start, whole days before times of that day, then by UID."""
    when = listing.span
    start = when.first if isinstance(when, DaySpan) else when.start
    return (start.isoformat(), listing.known.uid)


def span(event: Event) -> Span | None:
    """When the event is; None where it cannot stand in a calendar.

    A time of day at one end only cannot be told in iCalendar (RFC 5545 3.8.2.2: both ends have the
    same type), so such an event takes its whole days.
    """
    first = event.start.day
    last = event.end.day if event.end else first
    if first is None or last is None or event.backwards:
        return None
    days = DaySpan(first=first, last=last)
    if not event.start.is_clock or (event.end and not event.end.is_clock):
        return days
    try:
        return _clock_span(event, days)
    except OverflowError:
        return None


def _clock_span(event: Event, days: DaySpan) -> ClockSpan | None:
    start, end = event.start.instant, event.end and event.end.instant
    if start is None:
        return None
    end = end if end and end > start else start + DEFAULT_LENGTH
    return ClockSpan(start=start, end=end, days=days)


def _of_revision(revision: Revision, base_url: str) -> Iterator[Listing]:
    teller = _teller(revision.article, revision.id, base_url)
    for known in map(_on_its_last_day, revision.events):
        when = span(known.event)
        if when is not None:
            telling = Told(teller=teller, title=known.event.title, uid=known.uid)
            yield Listing(known=known, span=when, tellings=(telling,))


def _on_its_last_day(known: EventRevision) -> EventRevision:
    """An event whose day is told no more, cancelled on the day that its subscribers have."""
    before = known.moved_from
    if known.event.start.day is not None or before is None or before.day is None:
        return known
    event = replace(known.event, start=before, end=None, all_day=not before.is_clock)
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
