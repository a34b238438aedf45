"""The HTML pages: Arabic, right to left, without a script. Made at publication, like every body.

Templates are Jinja2 with autoescape; what is shown of an article's text comes ready and safe from
`feeds.content`.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from hijridate import Gregorian
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from articles.model import Event, When
from articles.revisions import Revision
from exporters.jsonld import events_data, script_json
from exporters.listings import Listing, listings
from feeds.content import html
from feeds.model import Entry
from ruznama.publication import Publication
from ruznama.runs import SourceStatus
from ruznama.site import Site
from ruznama.slices import Slice

_STATUS = {"tentative": "غير مؤكّد", "cancelled": "أُلغي"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """An event as a page draws it: its days in both calendars, and what is known of it."""

    iso: str
    gregorian: str
    hijri: str
    time: str
    title: str
    place: str | None
    status: str
    article: str
    href: str
    uid: str


class Pages:
    """The pages of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._style = files(__package__).joinpath("templates/style.css").read_bytes()
        environment = Environment(
            loader=PackageLoader("ruznama"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            site=site,
            style=self._style_path(),
            calendar=subscription(f"{site.base_url}calendar.ics"),
            day=lambda moment: _moment(moment, site),
        )
        self._environment = environment

    def assets(self) -> Iterator[tuple[str, bytes, str]]:
        """The path, bytes and type of what the pages load."""
        templates = files(__package__).joinpath("templates")
        yield self._style_path(), self._style, "text/css; charset=utf-8"
        yield "/feed.css", templates.joinpath("feed.css").read_bytes(), "text/css; charset=utf-8"
        yield "/favicon.svg", templates.joinpath("icon.svg").read_bytes(), "image/svg+xml"
        yield "/icon.png", templates.joinpath("icon.png").read_bytes(), "image/png"

    def index(self, publication: Publication, latest: Sequence[tuple[str, Entry]]) -> bytes:
        """The front page: the timeline of all events, the latest articles, how to subscribe.

        Args:
            publication: what is published.
            latest: the newest articles, the newest first: id and entry.
        """
        return self._render(
            "index.html",
            days=_days(publication.revisions, self._site),
            latest=latest,
            changed=publication.changed,
            slices=[(quote(part.slug), part.name) for part in publication.slices if part.ids],
        )

    def slice(
        self, part: Slice, publication: Publication, latest: Sequence[tuple[str, Entry]]
    ) -> bytes:
        """The page of a slice: what it holds, and how to subscribe to it."""
        path = quote(part.slug)
        mine = [one for one in publication.revisions if one.id in part.ids]
        return self._render(
            "slice.html",
            name=part.name,
            feed=f"{self._site.base_url}feeds/{path}",
            own_calendar=subscription(f"{self._site.base_url}calendars/{path}.ics"),
            days=_days(mine, self._site),
            latest=latest,
        )

    def article(
        self, revision: Revision, shown: Entry, alike: Sequence[tuple[str, str]] = ()
    ) -> bytes:
        """The page of one article: its timeline drawn, then its text as published.

        Args:
            revision: the article.
            shown: its entry.
            alike: ids and titles of articles that say nearly the same.
        """
        site = self._site
        content = html(revision.article, base_url=site.base_url)
        return self._render(
            "article.html",
            article=revision.article,
            published=shown.published,
            days=_days([revision], site),
            content=Markup(content),  # noqa: S704  # nosec B704  made safe by nh3
            own_calendar=subscription(f"{site.base_url}articles/{revision.id}.ics"),
            linked_data=_linked_data(revision, shown, site),
            alike=alike,
        )

    def status(self, sources: Sequence[SourceStatus], now: datetime) -> bytes:
        """The page on how the sources fare; of a failure only that there is one."""
        return self._render("status.html", sources=sources, now=now)

    def _render(self, template: str, **values: object) -> bytes:
        return self._environment.get_template(template).render(values).encode()

    def _style_path(self) -> str:
        return f"/style-{hashlib.sha256(self._style).hexdigest()[:10]}.css"


def subscription(url: str) -> dict[str, str]:
    """The addresses by which programs subscribe to a calendar."""
    webcal = f"webcal://{url.partition('://')[2]}"
    return {
        "https": url,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        "outlook": "https://outlook.live.com/calendar/0/addfromweb?url=" + quote(url, safe=""),
    }


def _days(revisions: Sequence[Revision], site: Site) -> list[Day]:
    days = [_day(listing, site) for listing in listings(revisions, site.base_url)]
    return sorted(days, key=lambda day: (day.iso, day.uid))


def _day(listing: Listing, site: Site) -> Day:
    event, days = listing.known.event, listing.days
    teller = listing.tellings[0].teller
    several = days.first != days.last
    return Day(
        iso=event.start.value,
        gregorian=_range(_gregorian(days.first), _gregorian(days.last) if several else ""),
        hijri=_range(_hijri(days.first), _hijri(days.last) if several else ""),
        time=_time(event),
        title=event.title,
        place=event.place,
        status=_STATUS.get(listing.known.status, ""),
        article=teller.title,
        href=f"{site.base_url}articles/{teller.id}/",
        uid=listing.known.uid,
    )


def _range(first: str, last: str) -> str:
    return f"{first} – {last}" if first and last else first


def _time(event: Event) -> str:
    if event.all_day or not event.start.is_clock:
        return ""
    return _range(_clock(event.start), _clock(event.end) if event.end else "")


def _clock(when: When) -> str:
    return when.value[11:16]


@lru_cache(maxsize=4096)
def _gregorian(day: date) -> str:
    return str(format_date(day, "EEEE d MMMM y", locale="ar"))


@lru_cache(maxsize=4096)
def _hijri(day: date) -> str:
    """The day in Umm al-Qura; "" outside the years that it is laid down for."""
    try:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return ""
    return f"{hijri.day} {hijri.month_name('ar')} {hijri.year} هـ"


def _moment(moment: datetime, site: Site) -> str:
    zone = ZoneInfo(site.timezone)
    return str(format_datetime(moment, "d MMMM y، HH:mm", tzinfo=zone, locale="ar"))


def _linked_data(revision: Revision, shown: Entry, site: Site) -> Markup:
    """schema.org NewsArticle with its events, safe inside a script element."""
    article = revision.article
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "inLanguage": article.language,
        "url": shown.url,
        "datePublished": shown.published.isoformat(),
        "dateModified": shown.updated.isoformat(),
        "author": [{"@type": "Person", "name": person.name} for person in article.authors],
        "about": events_data(listings([revision], site.base_url)),
    }
    return Markup(script_json(data))  # noqa: S704  # nosec B704  cannot end it
