"""The HTML pages, readable without a script. Made at publication, like every body.

Templates are Jinja2 with autoescape; what is shown of an article's text comes ready and safe from
`feeds.html.content`. A page holds no more than fits into `MAX_OCTETS`: what is longer is cut, and
says where the rest is.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from importlib.resources import files
from itertools import accumulate
from urllib.parse import quote, urlencode, urlsplit

import segno
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from articles.revisions.revise import Revision
from exporters.dated import Listing, listings, sort_key
from exporters.jsonld import events_data, script_json
from feeds.model import Entry
from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.edition.slices import Slice
from ruznama.pages.excerpts import fitting
from ruznama.pages.tables import month, months
from ruznama.pages.occasions import around, occasions, shortened
from ruznama.pages.scale import Drawn, drawn
from ruznama.pages.wording import Wording
from ruznama.store.runs import SourceStatus

MAX_OCTETS = 100_000

_BEFORE, _AFTER = 4, 10  # events of an overview around the day of the last change
_MOST_OF_AN_ARTICLE = 60
_TEXT_OCTETS, _DATA_OCTETS = 30_000, 10_000
_LONGEST_HEADING = 1_000
_PARTS_OCTETS, _ALL_PARTS_OCTETS = 8_000, 60_000
_MOST_ALIKE, _MOST_AUTHORS = 10, 5
_MOST_SOURCES = 100
_MOST_CHANGES = 5
_LONGEST_SUMMARY = 300
_LONGEST_NAME = 100
_PART_OCTETS = 50

Shown = tuple[str, Entry]
Addresses = Mapping[str, str]
# The path of a page, what makes it, and what it is made from where that is cheap to compare.
MonthPage = tuple[str, Callable[[], bytes], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teaser:
    """An article in a list."""

    id: str
    title: str
    summary: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    """A month or year in a list."""

    name: str
    href: str
    count: int


class Pages:
    """The pages of a site; `served` tells those of a service from files, which cannot search."""

    def __init__(self, site: Site, *, served: bool = True) -> None:
        self._site = site
        self._wording = Wording(site.language, site.timezone, site.digits, site.week_start)
        self._root = urlsplit(site.base_url).path
        self._assets = dict(_assets())
        self._environment = Environment(
            loader=PackageLoader("ruznama.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.install_gettext_translations(  # type: ignore[attr-defined]  # by i18n
            self._wording.translations, newstyle=True
        )
        self._environment.globals.update(
            site=site,
            served=served,
            root=self._root,
            wording=self._wording,
            digits=self._wording.digits,
            moment=self._wording.moment,
            style=self._address_of(".css"),
            script=self._address_of(".js"),
        )

    def assets(self) -> Iterator[tuple[str, bytes, str]]:
        """The path, bytes and type of what the pages load."""
        for path, (content, content_type) in self._assets.items():
            yield path, content, content_type

    def index(
        self, publication: Publication, every: Sequence[Listing], latest: Sequence[Shown]
    ) -> bytes:
        """The front page: the events around the last change, the latest articles.

        Args:
            publication: what is published.
            every: all events.
            latest: the newest articles, the newest first: id and entry.
        """
        return self._render(
            "index.html",
            shown=self._around(every, publication.changed.date()),
            latest=_teasers(latest),
            changed=publication.changed,
            slices=_parts(publication.slices, _PARTS_OCTETS),
            **self._everything(),
        )

    def feeds(self, publication: Publication) -> bytes:
        """The page of all that one can subscribe to."""
        parts = _parts(publication.slices, _ALL_PARTS_OCTETS)
        return self._render("feeds.html", slices=parts, **self._everything())

    def slice(
        self,
        part: Slice,
        publication: Publication,
        every: Sequence[Listing],
        latest: Sequence[Shown],
    ) -> bytes:
        """The page of a slice: what it holds, and how to subscribe to it."""
        mine = [one for one in every if any(each.teller.id in part.ids for each in one.tellings)]
        base = self._site.base_url
        return self._render(
            "slice.html",
            name=shortened(part.name),
            article_count=len(part.ids),
            event_count=len(mine),
            shown=self._around(mine, publication.changed.date()),
            latest=_teasers(latest),
            **_subscriptions(
                f"{base}feeds/{quote(part.slug)}", f"{base}calendars/{quote(part.slug)}.ics"
            ),
        )

    def article(
        self,
        revision: Revision,
        entry: Entry,
        alike: Sequence[tuple[str, str]] = (),
        picture: str | None = None,
    ) -> bytes:
        """The page of one article: its text as published, and its timeline beside it.

        Args:
            revision: the article.
            entry: its entry.
            alike: ids and titles of articles that say nearly the same.
            picture: the address of its picture, for who shares a link to it.
        """
        site, article = self._site, revision.article
        told = self._timeline(revision)
        content, cut = fitting(article, site.base_url, _TEXT_OCTETS)
        return self._render(
            "article.html",
            id=revision.id,
            article=article,
            heading=shortened(article.title, _LONGEST_HEADING),
            title=shortened(article.title),
            published=entry.published,
            summary=shortened(article.summary or article.title, _LONGEST_SUMMARY),
            shown=self._draw(told[:_MOST_OF_AN_ARTICLE], more=len(told) - _MOST_OF_AN_ARTICLE),
            content=self._scrolling(content),
            cut=cut,
            calendar=subscription(f"{site.base_url}articles/{revision.id}.ics"),
            document=f"{self._root}articles/{revision.id}.json",
            linked_data=_linked_data(revision, entry, told[:_MOST_OF_AN_ARTICLE]),
            alike=[(other, _short(title)) for other, title in alike[:_MOST_ALIKE]],
            authors=[_short(one.name) for one in article.authors[:_MOST_AUTHORS]],
            changes=self._changes(revision),
            picture=picture,
        )

    def calendars(self, every: Sequence[Listing]) -> Iterator[MonthPage]:
        """The page of each month with events, of each year, and of all years."""
        by_month = months(every)
        firsts = list(by_month)
        for index, first in enumerate(firsts):
            around = (firsts[index - 1 : index], firsts[index + 1 : index + 2])
            key = (by_month[first], around)
            yield f"/events/{_path(first)}/", partial(self._month, first, key), key
        yield from self._years(by_month)

    def search(
        self, words: str, found: Sequence[Listing], articles: Sequence[Shown], most: int
    ) -> bytes:
        """The page of what holds some words; `most` of each kind are shown."""
        query = urlencode({"q": words})
        base = self._site.base_url
        return self._render(
            "search.html",
            words=words,
            event_count=len(found),
            article_count=len(articles),
            shown=self._draw(sorted(found, key=sort_key)[:most], more=len(found) - most),
            latest=_teasers(articles[:most]),
            feed=f"{base}feed.rss?{query}",
            calendar=subscription(f"{base}calendar.ics?{query}"),
        )

    def missing(self, latest: Sequence[Shown]) -> bytes:
        """The page of an address where nothing is."""
        return self._render("missing.html", latest=_teasers(latest))

    def status(self, sources: Sequence[SourceStatus], now: datetime, left_out: int = 0) -> bytes:
        """The page on how the sources fare, those that fail first; of a failure no details.

        `left_out` counts what could not be published.
        """
        ordered = sorted(sources, key=lambda source: -source.run.failures)
        return self._render(
            "status.html",
            sources=ordered[:_MOST_SOURCES],
            more=max(0, len(ordered) - _MOST_SOURCES),
            now=now,
            left_out=left_out,
        )

    def told(self, revision: Revision) -> Drawn:
        """The timeline of an article as it is drawn."""
        return self._draw(self._timeline(revision), more=0)

    def _timeline(self, revision: Revision) -> list[Listing]:
        return sorted(listings([revision], self._site.base_url), key=sort_key)

    def _draw(self, told: Sequence[Listing], *, more: int) -> Drawn:
        return drawn(occasions(told, self._wording, self._root), self._wording, more=more)

    def _around(self, every: Sequence[Listing], day: date) -> Drawn:
        near = around(every, day, before=_BEFORE, after=_AFTER)
        return self._draw(near, more=len(every) - len(near))

    def _month(
        self, first: date, key: tuple[Sequence[Listing], tuple[list[date], list[date]]]
    ) -> bytes:
        told, (before, after) = key
        shown = occasions(told, self._wording, self._root)
        return self._render(
            "month.html",
            month=month(first, shown, self._wording),
            weekdays=self._wording.weekdays(),
            kinds={one.kind for one in shown},
            before=self._period(before[0]) if before else None,
            after=self._period(after[0]) if after else None,
        )

    def _years(self, by_month: Mapping[date, Sequence[Listing]]) -> Iterator[MonthPage]:
        years: dict[int, list[_Period]] = {}
        for first, told in by_month.items():
            years.setdefault(first.year, []).append(self._period(first, len(told)))
        listed = []
        for year, periods in years.items():
            path, name = f"events/{year}/", self._wording.digits(year)
            count = sum(period.count for period in periods)
            listed.append(_Period(name=name, href=self._root + path, count=count))
            address = f"{self._site.base_url}calendars/{year}.ics"
            make = partial(self._periods, name, periods, up=True, calendar=address)
            yield f"/{path}", make, None
        heading = self._wording.say("Dates by month")
        address = f"{self._site.base_url}calendar.ics"
        yield "/events/", partial(self._periods, heading, listed, up=False, calendar=address), None

    def _periods(
        self, heading: str, periods: Sequence[_Period], *, up: bool, calendar: str
    ) -> bytes:
        return self._render(
            "months.html",
            heading=heading,
            listed=periods,
            up=up,
            calendar=subscription(calendar) if periods else None,
        )

    def _period(self, first: date, count: int = 0) -> _Period:
        name = self._wording.day(first, "LLLL y")
        return _Period(name=name, href=f"{self._root}events/{_path(first)}/", count=count)

    def _everything(self) -> dict[str, object]:
        base = self._site.base_url
        return _subscriptions(f"{base}feed", f"{base}calendar.ics")

    def _changes(self, revision: Revision) -> list[str]:
        """The last changes of its dates, the newest first."""
        say, moment = self._wording.say, self._wording.moment
        changes = sorted(
            ((change.at, known) for known in revision.events for change in known.changes),
            key=lambda one: one[0],
            reverse=True,
        )
        return [
            say(
                "%(title)s: changed on %(day)s",
                title=_short(known.event.title),
                day=moment(at),
            )
            for at, known in changes[:_MOST_CHANGES]
        ]

    def _scrolling(self, content: str) -> Markup:
        """The text with each table in a box that scrolls where the table is wider than a phone."""
        label = escape(self._wording.say("Table"))
        box = f'<div class="wide" role="group" tabindex="0" aria-label="{label}">'
        boxed = content.replace("<table ", f"{box}<table ").replace("</table>", "</table></div>")
        return Markup(boxed)  # noqa: S704  # nosec B704  made safe by nh3

    def _render(self, template: str, **values: object) -> bytes:
        return self._environment.get_template(template).render(values).encode()

    def _address_of(self, suffix: str) -> str:
        """The address of the one style or script of the pages."""
        path = next(each for each in self._assets if each.endswith(suffix) and "-" in each)
        return self._root + path.lstrip("/")


def subscription(url: str) -> Addresses:
    """The addresses by which programs subscribe to a calendar."""
    webcal = f"webcal://{url.partition('://')[2]}"
    quoted = quote(url, safe="")
    return {
        "https": url,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}",
        "outlook": f"https://outlook.live.com/calendar/0/addfromweb?url={quoted}",
        "office": f"https://outlook.office.com/calendar/0/addfromweb?url={quoted}",
    }


def feed_subscription(stem: str) -> Addresses:
    """The addresses by which readers subscribe to a feed; `stem` is its own without the format."""
    url = f"{stem}.rss"
    quoted = quote(url, safe="")
    return {
        "stem": stem,
        "feed": f"feed:{url}",
        "feedly": f"https://feedly.com/i/subscription/feed%2F{quoted}",
        "inoreader": f"https://www.inoreader.com/feed/{quoted}",
        "newsblur": f"https://www.newsblur.com/?url={quoted}",
    }


def _subscriptions(stem: str, calendar: str) -> dict[str, object]:
    addresses = subscription(calendar)
    return {
        "feed": feed_subscription(stem),
        "feed_code": _qr(f"{stem}.rss"),
        "calendar": addresses,
        "calendar_code": _qr(addresses["webcal"]),
    }


@lru_cache(maxsize=2048)
def _qr(address: str) -> Markup:
    """The address as a QR code, drawn as SVG."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=4, border=4, light="#fff", dark="#000", svgclass="code")
    return Markup(drawn)  # noqa: S704  # nosec B704  numbers only


def _assets() -> Iterator[tuple[str, tuple[bytes, str]]]:
    """What pages load, by path; a style or script has its digest in its name."""
    templates = files(__package__).joinpath("templates")
    for name, content_type in (("style.css", "text/css"), ("script.js", "text/javascript")):
        content = templates.joinpath(name).read_bytes()
        stem, suffix = name.split(".")
        path = f"/{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"
        yield path, (content, f"{content_type}; charset=utf-8")
    for path, name, content_type in (
        ("/feed.css", "feed.css", "text/css; charset=utf-8"),
        ("/favicon.svg", "icon.svg", "image/svg+xml"),
        ("/icon.png", "icon.png", "image/png"),
    ):
        yield path, (templates.joinpath(name).read_bytes(), content_type)


def _teasers(latest: Sequence[Shown]) -> list[_Teaser]:
    return [
        _Teaser(
            id=article_id,
            title=shortened(entry.title),
            summary=shortened(entry.summary or "", _LONGEST_SUMMARY),
            published=entry.published,
        )
        for article_id, entry in latest
    ]


def _short(name: str) -> str:
    return shortened(name, _LONGEST_NAME)


def _parts(slices: Sequence[Slice], octets: int) -> list[tuple[str, str]]:
    """The address and name of each slice that holds something, as many as a page has room for."""
    parts = [(quote(one.slug), _short(one.name)) for one in slices if one.ids]
    sizes = accumulate(_PART_OCTETS + len(path) + len(name.encode()) for path, name in parts)
    return [part for part, size in zip(parts, sizes, strict=True) if size <= octets]


def _path(first: date) -> str:
    return f"{first.year}/{first.month:02}"


def _linked_data(revision: Revision, entry: Entry, told: Sequence[Listing]) -> Markup:
    """schema.org NewsArticle with its events, safe inside a script element."""
    article = revision.article
    events = events_data(told)
    sizes = accumulate(len(script_json(event).encode()) for event in events)
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": shortened(article.title),
        "inLanguage": article.language,
        "url": entry.url,
        "datePublished": entry.published.isoformat(),
        "dateModified": entry.updated.isoformat(),
        "author": [
            {"@type": "Person", "name": _short(person.name)}
            for person in article.authors[:_MOST_AUTHORS]
        ],
        "about": [event for event, size in zip(events, sizes, strict=True) if size <= _DATA_OCTETS],
    }
    return Markup(script_json(data))  # noqa: S704  # nosec B704  cannot end it
