"""A publication to a snapshot: every path that is served; the same values give the same bytes."""

import hashlib
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from importlib.metadata import version
from types import MappingProxyType
from urllib.parse import parse_qsl, quote

from articles.document import write_article
from articles.model import Article, Note
from articles.revisions import Revision
from exporters.choices import Choices, choose
from exporters.listings import Listing
from feeds.choices import parse_feed_choices
from feeds.model import Entry
from feeds.opml import write_opml
from ruznama.calendars import CALENDAR_TYPE, Calendars
from ruznama.channels import Channels
from ruznama.pages import Pages
from ruznama.pictures import Painter
from ruznama.publication import Publication
from ruznama.site import Site
from ruznama.snapshot import MISSING, Body, KeptBodies, Selection, Snapshot, body

_log = logging.getLogger(__name__)

_UNFIT = re.compile(r"[^\w .-]")  # for a file's name on every system
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_NAME = 60
_LATEST, _FEW = 12, 5  # articles on a page
_MOST_FOUND = 30  # articles, and events, on the page of a search
SEARCH = "/search"
_HTML = "text/html; charset=utf-8"
_OPEN_TO_ALL = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified, Link"),
)

Find = Callable[[str], list[tuple[str, Entry]]]
_Headers = tuple[tuple[str, str], ...]
_Output = tuple[str, bytes, str, _Headers]


class Publisher:
    """Makes snapshots, one after the other; keeps what the next one can use again."""

    def __init__(self, site: Site, *, served: bool = True) -> None:
        self._site = site
        self._served = served
        self._channels = Channels(site)
        self._calendars = Calendars(site)
        self._pages = Pages(site, served=served)
        self._painter = Painter.found()
        self._articles: dict[str, tuple[object, list[_Output]]] = {}
        self._last: Mapping[str, Body] = {}

    @property
    def form(self) -> str:
        """Tells the way in which this publisher writes from every other: site and version."""
        return hashlib.sha256(f"{self._site!r}\n{version('ruznama')}".encode()).hexdigest()

    def publish(self, publication: Publication) -> Snapshot:
        """Everything that is served from now on."""
        changed = publication.changed
        bodies: dict[str, Body] = {}
        for path, content, content_type, headers in self._outputs(publication):
            previous = self._last.get(path)
            made = body(content, content_type, changed=changed, previous=previous, headers=headers)
            if made is previous or self._is_sound(path, made):
                bodies[path] = made
            elif previous is not None:
                bodies[path] = previous
        self._calendars.forget_unused()
        for path in self._site.retired:
            bodies.pop(path, None)
        self._last = bodies
        withdrawn = (article_paths(tombstone.id) for tombstone in publication.tombstones)
        gone = {path for paths in withdrawn for path in paths}
        kept = KeptBodies()
        selections = {
            **dict(self._channels.selections(changed, kept)),
            **dict(self._calendars.selections(kept)),
            **dict(self._own_selections(publication)),
        }
        return Snapshot(
            bodies=MappingProxyType(bodies),
            gone=frozenset({*gone, *self._site.retired} - bodies.keys()),
            max_age_s=int(self._site.refresh.total_seconds()),
            selections={path: each for path, each in selections.items() if path in bodies},
            deltas=dict(self._channels.deltas(changed, kept)),
            feeds=self._channels.paths(),
            pictures=dict(self._pictures(publication, kept)),
        )

    def _own_selections(self, publication: Publication) -> Iterator[tuple[str, Selection]]:
        """What answers a search, and a request for one event of an article."""
        if self._served:
            find, every = self._channels.finder(), self._calendars.every
            yield SEARCH, partial(self._search, find, every, publication.changed)
        for revision in publication.revisions:
            page, _, calendar = article_paths(revision.id)
            yield calendar, self._calendars.event_selection(revision, calendar, page)

    def _search(
        self, find: Find, every: Sequence[Listing], changed: datetime, query: str, today: date
    ) -> Body:
        words = parse_feed_choices(parse_qsl(query)).words
        found = choose(every, Choices(words=words), today) if words else []
        articles = find(words) if words else []
        page = self._pages.search(words or "", found, articles, _MOST_FOUND)
        return body(page, _HTML, changed=changed)

    def _pictures(
        self, publication: Publication, kept: KeptBodies
    ) -> Iterator[tuple[str, Callable[[], Body]]]:
        if self._painter is None:
            return
        for revision in publication.revisions:
            path = picture_path(revision.id)
            draw = partial(self._picture, self._painter, revision, publication.changed)
            yield path, partial(kept.get, path, draw)

    def _picture(self, painter: Painter, revision: Revision, changed: datetime) -> Body:
        told = self._pages.told(revision)
        drawn = painter.draw(revision.article.title, self._site.title, told)
        return body(drawn, "image/png", changed=changed)

    def _is_sound(self, path: str, made: Body) -> bool:
        """Whether a new body says what it should, read by others; said loudly where it does not."""
        fault = self._channels.fault(path, made.content, made.content_type)
        fault = fault or self._calendars.fault(path, made.content)
        if fault:
            _log.error("%s is not published: it %s; the last good one stays", path, fault)
        return fault is None

    def _outputs(self, publication: Publication) -> Iterator[_Output]:
        """Path, content, type and headers of each body."""
        site, changed = self._site, publication.changed
        for path, content, content_type, link in self._channels.outputs(publication):
            yield path, content, content_type, (*_OPEN_TO_ALL, ("Link", link))
        for path, content, content_type in self._calendars.outputs(publication):
            headers = _file_headers(path.rpartition("/")[2], site.title)
            yield path, content, content_type, headers
        opml = write_opml(site.title, self._channels.channels(), modified=changed)
        yield "/opml.xml", opml, "text/x-opml; charset=utf-8", _OPEN_TO_ALL
        yield "/robots.txt", b"User-agent: *\nAllow: /\n", "text/plain; charset=utf-8", ()
        for path, content, content_type in self._pages.assets():
            yield path, content, content_type, ()
        yield from self._overviews(publication)
        yield from self._article_outputs(publication)

    def _overviews(self, publication: Publication) -> Iterator[_Output]:
        """The front page, the pages of months, a page for each slice, one for what is nowhere."""
        entries = {one.id: self._channels.entry(one.id) for one in publication.revisions}
        latest = sorted(entries.items(), key=lambda one: (one[1].published, one[0]), reverse=True)
        every, pages = self._calendars.every, self._pages
        yield "/", pages.index(publication, every, latest[:_LATEST]), _HTML, ()
        yield "/feeds/", pages.feeds(publication), _HTML, ()
        yield MISSING, pages.missing(latest[:_FEW]), _HTML, ()
        if self._served:
            yield SEARCH, pages.search("", [], [], 0), _HTML, ()
        for path, page in pages.calendars(every):
            yield path, page, _HTML, ()
        for part in publication.slices:
            mine = [one for one in latest if one[0] in part.ids][:_LATEST]
            page = pages.slice(part, publication, every, mine)
            yield f"/feeds/{part.slug}/", page, _HTML, ()

    def _article_outputs(self, publication: Publication) -> Iterator[_Output]:
        titles = {one.id: one.article.title for one in publication.revisions}
        before, self._articles = self._articles, {}
        for revision in publication.revisions:
            alike = [(each, titles[each]) for each in publication.alike.get(revision.id, ())]
            key = (revision, alike)
            known, outputs = before.get(revision.id, (None, []))
            if known != key:
                outputs = list(self._article(revision, alike))
            self._articles[revision.id] = (key, outputs)
            yield from outputs

    def _article(self, revision: Revision, alike: list[tuple[str, str]]) -> Iterator[_Output]:
        page, document, calendar = article_paths(revision.id)
        entry = self._channels.entry(revision.id)
        picture = None
        if self._painter:
            picture = f"{self._site.base_url}{picture_path(revision.id).lstrip('/')}"
        yield page, self._pages.article(revision, entry, alike, picture), _HTML, ()
        article = write_article(_with_notes(revision.article, alike))
        yield document, article, "application/json", _OPEN_TO_ALL
        content = self._calendars.of_article(revision, calendar, page)
        headers = _file_headers(f"{revision.id}.ics", revision.article.title)
        yield calendar, content, CALENDAR_TYPE, headers


def _with_notes(article: Article, alike: list[tuple[str, str]]) -> Article:
    """The article with a note on each that says nearly the same."""
    told = (
        Note(code="duplicate", text=f"{title!r} ({other}) says nearly the same")
        for other, title in alike
    )
    return replace(article, notes=(*article.notes, *told)) if alike else article


def article_paths(article_id: str) -> tuple[str, str, str]:
    """The paths of an article's page, document and calendar."""
    stem = f"/articles/{article_id}"
    return f"{stem}/", f"{stem}.json", f"{stem}.ics"


def picture_path(article_id: str) -> str:
    """The path of the picture that stands for an article where a link to it is shared."""
    return f"/articles/{article_id}.png"


def _file_headers(name: str, title: str) -> tuple[tuple[str, str], ...]:
    """What a saved file is called: its title where the program knows RFC 8187, else `name`.

    A header holds ASCII alone (RFC 9110, 5.5), and RFC 6266, 4.3 asks for a plain name beside.
    """
    stem, _, suffix = name.rpartition(".")
    plain = stem if _PLAIN_NAME.fullmatch(stem) else "calendar"
    called = quote(f"{_UNFIT.sub(' ', title)[:_LONGEST_NAME].strip()}.{suffix}", safe="")
    disposition = f"inline; filename=\"{plain}.{suffix}\"; filename*=UTF-8''{called}"
    return (*_OPEN_TO_ALL, ("Content-Disposition", disposition))
