"""iCalendar: revisions in, the bytes of a calendar that people subscribe to out.

Rules: RFC 5545, RFC 7986; what clients do with a subscribed calendar is told in docs/.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.revisions import Revision


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
        description: what it holds, in a sentence.
        language: BCP 47.
        timezone: IANA name of the zone that local times are told in.
        color: a CSS 3 colour name.
        color_hex: the same colour as "#rrggbb", for Apple.
        changed: when something else than a listed event last changed it (an article withdrawn);
            LAST-MODIFIED is never before it.
    """

    title: str
    url: str
    source: str
    base_url: str
    refresh: timedelta
    description: str | None = None
    language: str = "ar"
    timezone: str = "UTC"
    color: str = "teal"
    color_hex: str = "#008080"
    changed: datetime | None = None


class KeptEvents:
    """The bytes of events written before; `write_icalendar` writes anew only what changed.

    A publisher keeps one for as long as it runs and hands it to every call.
    """


def write_icalendar(
    calendar: CalendarInfo,
    revisions: Iterable[Revision],
    *,
    kept: KeptEvents | None = None,
) -> bytes:
    """The calendar of all events of `revisions`, sorted by start and UID; never an empty VCALENDAR.

    The same values give the same bytes, with or without `kept`.
    """
    raise NotImplementedError


def last_modified(revisions: Iterable[Revision], floor: datetime) -> datetime:
    """When the events of `revisions` last changed, and never before `floor`."""
    raise NotImplementedError
