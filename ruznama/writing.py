"""Revisions in, feeds and calendars out: what `import ruznama` offers to other programs.

Pure: the same values give the same bytes. The service writes the same through its editions, which
keep what did not change.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from articles.revisions.known import Revision
from exporters.ics import calendar as ics
from feeds import atom, jsonfeed, rss
from feeds.entries import entry, newest_first
from feeds.formats import FORMATS
from feeds.model import Address, AtomLink, Channel

TITLE, BASE_URL = "روزنامة", "http://127.0.0.1:8000/"
_HOUR = timedelta(hours=1)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def write_rss(
    revisions: Iterable[Revision],
    *,
    title: str = TITLE,
    description: str | None = None,
    base_url: str = BASE_URL,
    language: str = "ar",
    refresh: timedelta = _HOUR,
) -> bytes:
    """An RSS 2.0 feed of these articles, the newest first.

    Args:
        revisions: the articles, as `revise` gives them.
        title: of the feed.
        description: what it holds, in a sentence; the title where nothing is said.
        base_url: the address of the site, with "/" at its end. The feed is at
            `<base_url>feed.rss`, and articles without an address of their own at
            `<base_url>articles/<id>/`.
        language: BCP 47.
        refresh: how often it is renewed.
    """
    told = _channel(
        revisions,
        title=title,
        description=description,
        base_url=base_url,
        language=language,
        refresh=refresh,
    )
    return rss.write_rss(told)


def write_atom(
    revisions: Iterable[Revision],
    *,
    title: str = TITLE,
    description: str | None = None,
    base_url: str = BASE_URL,
    language: str = "ar",
    refresh: timedelta = _HOUR,
) -> bytes:
    """An Atom 1.0 feed (RFC 4287), at `<base_url>feed.atom`; else as `write_rss`."""
    told = _channel(
        revisions,
        title=title,
        description=description,
        base_url=base_url,
        language=language,
        refresh=refresh,
    )
    return atom.write_atom(told)


def write_json_feed(
    revisions: Iterable[Revision],
    *,
    title: str = TITLE,
    description: str | None = None,
    base_url: str = BASE_URL,
    language: str = "ar",
    refresh: timedelta = _HOUR,
) -> bytes:
    """A JSON Feed 1.1, at `<base_url>feed.json`; else as `write_rss`."""
    told = _channel(
        revisions,
        title=title,
        description=description,
        base_url=base_url,
        language=language,
        refresh=refresh,
    )
    return jsonfeed.write_json_feed(told)


def write_icalendar(
    revisions: Iterable[Revision],
    *,
    title: str = TITLE,
    description: str | None = None,
    base_url: str = BASE_URL,
    language: str = "ar",
    refresh: timedelta = _HOUR,
    timezone: str = "UTC",
    color: str = "teal",
) -> bytes:
    """An iCalendar file (RFC 5545) of the events of these articles.

    Args:
        revisions: the articles, as `revise` gives them.
        title: of the calendar.
        description: what it holds, in a sentence.
        base_url: the address of the site, with "/" at its end. The calendar is at
            `<base_url>calendar.ics`.
        language: BCP 47.
        refresh: how often it is renewed.
        timezone: IANA name of the zone in which the day of a change is told. Events keep their
            own.
        color: a CSS color name (RFC 7986, 5.9).
    """
    info = ics.CalendarInfo(
        title=title,
        url=base_url,
        source=f"{base_url}calendar.ics",
        base_url=base_url,
        refresh=refresh,
        changed=_BEGINNING,
        description=description,
        language=language,
        timezone=timezone,
        color=color,
    )
    return ics.write_icalendar(info, list(revisions))


def _channel(
    revisions: Iterable[Revision],
    *,
    title: str,
    description: str | None,
    base_url: str,
    language: str,
    refresh: timedelta,
) -> Channel:
    entries = newest_first(entry(each, base_url=base_url) for each in revisions)
    calendar = f"{base_url}calendar.ics"
    return Channel(
        title=title,
        description=description or title,
        home_url=base_url,
        address=Address(base_url=base_url),
        updated=max((each.updated for each in entries), default=_BEGINNING),
        ttl=refresh,
        language=language,
        entries=entries,
        links=(AtomLink(rel="related", href=calendar, type="text/calendar", title=title),),
        alternates=tuple((form.suffix, form.media_type) for form in FORMATS),
    )
