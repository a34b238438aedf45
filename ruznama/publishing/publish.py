"""A publication to a snapshot: every path that is served; the same values give the same bytes."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from importlib.metadata import version
from types import MappingProxyType
from urllib.parse import parse_qsl

from articles.formats.document import write_article
from articles.model import Article, Note
from articles.revisions.known import Revision
from exporters.choices import Choices, choose
from exporters.dated import Listing
from exporters.formats import FORMATS as CALENDAR_FORMATS
from exporters.formats import CalendarFormat
from feeds.choices import parse_feed_choices
from feeds.formats import FORMATS as FEED_FORMATS
from feeds.formats import FeedFormat
from feeds.model import Entry
from feeds.opml import opml_fault, write_opml
from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.pages import overviews
from ruznama.pages.article import article_page, told
from ruznama.pages.canvas import Canvas
from ruznama.pages.months import month_pages
from ruznama.pages.pictures import Painter
from ruznama.publishing.calendars import Calendars
from ruznama.publishing.channels import Channels
from ruznama.publishing.outputs import OPEN_TO_ALL, Fence, Output
from ruznama.publishing.snapshot import MISSING, Body, Draw, KeptBodies, Selection, Snapshot, body

_LATEST, _FEW = 12, 5  # articles on a page
_MOST_FOUND = 30  # articles, and events, on the page of a search
SEARCH = "/search"
_HTML = "text/html; charset=utf-8"
Find = Callable[[str], list[tuple[str, Entry]]]


class Publisher:
    """Makes snapshots, one after the other; keeps what the next one can use again."""

    def __init__(
        self,
        site: Site,
        *,
        served: bool = True,
        feed_formats: Sequence[FeedFormat] = FEED_FORMATS,
        calendar_formats: Sequence[CalendarFormat] = CALENDAR_FORMATS,
    ) -> None:
        self._site = site
        self._served = served
        self._fence = Fence()
        self._channels = Channels(site, self._fence, feed_formats)
        self._calendars = Calendars(site, self._fence, calendar_formats)
        self._canvas = Canvas(site, served=served)
        self._painter = Painter.found()
        self._keys: dict[str, object] = {}
        self._last: Mapping[str, Body] = {}

    @property
    def form(self) -> str:
        """Tells the way in which this publisher writes from every other: site and version."""
        return hashlib.sha256(f"{self._site!r}\n{version('ruznama')}".encode()).hexdigest()

    def publish(self, publication: Publication) -> Snapshot:
        """Everything that is served from now on."""
        self._fence.begin()
        changed = publication.changed
        bodies: dict[str, Body] = {}
        keys: dict[str, object] = {}
        for output in self._outputs(publication):
            made = self._body(output, changed)
            if made is not None:
                bodies[output.path] = made
                keys[output.path] = output.key
        self._calendars.forget_unused()
        self._channels.remember(bodies)
        for path in self._site.retired:
            bodies.pop(path, None)
        self._last, self._keys = bodies, keys
        publication = self._sound(publication)
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
            left_out=MappingProxyType(dict(self._fence.left_out)),
        )

    def _body(self, output: Output, changed: datetime) -> Body | None:
        """The body of an output; the last good one where it cannot be made or read back."""
        previous = self._last.get(output.path)
        if previous and output.key is not None and self._keys.get(output.path) == output.key:
            return previous
        content = self._fence.tried(output.path, output.make)
        if content is None:
            return previous
        kind, headers = output.content_type, output.headers
        made = body(content, kind, changed=changed, previous=previous, headers=headers)
        fault = None if made is previous else output.fault(content)
        if fault:
            self._fence.leave_out(output.path, fault)
        return previous if fault else made

    def _sound(self, publication: Publication) -> Publication:
        """The publication without the articles of which no entry could be made."""
        sound = [one for one in publication.revisions if self._channels.has(one.id)]
        return replace(publication, revisions=sound)

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
        page = overviews.search(self._canvas, words or "", found, articles, _MOST_FOUND)
        return body(page, _HTML, changed=changed)

    def _pictures(self, publication: Publication, kept: KeptBodies) -> Iterator[tuple[str, Draw]]:
        if self._painter is None:
            return
        for revision in publication.revisions:
            path = picture_path(revision.id)
            draw = partial(self._picture, self._painter, revision, publication.changed)
            yield path, partial(kept.get, path, partial(self._fence.tried, path, draw))

    def _picture(self, painter: Painter, revision: Revision, changed: datetime) -> Body:
        timeline = told(self._canvas, revision)
        drawn = painter.draw(revision.article.title, self._site.title, timeline)
        return body(drawn, "image/png", changed=changed)

    def _outputs(self, publication: Publication) -> Iterator[Output]:
        """Each path, and how its body is made."""
        yield from self._channels.outputs(publication)
        publication = self._sound(publication)
        yield from self._calendars.outputs(publication)
        yield self._opml(publication)
        yield _plain("/robots.txt", b"User-agent: *\nAllow: /\n", "text/plain; charset=utf-8")
        for path, content, content_type in self._canvas.assets():
            yield _plain(path, content, content_type)
        yield from self._overviews(publication)
        titles = {one.id: one.article.title for one in publication.revisions}
        for revision in publication.revisions:
            others = publication.alike.get(revision.id, ())
            alike = [(each, titles[each]) for each in others if each in titles]
            yield from self._article(revision, alike)

    def _opml(self, publication: Publication) -> Output:
        channels = self._channels.channels()
        return Output(
            path="/opml.xml",
            make=partial(write_opml, self._site.title, channels, modified=publication.changed),
            content_type="text/x-opml; charset=utf-8",
            headers=OPEN_TO_ALL,
            fault=partial(opml_fault, channels),
        )

    def _overviews(self, publication: Publication) -> Iterator[Output]:
        """The front page, the pages of months, a page for each slice, one for what is nowhere."""
        entries = {one.id: self._channels.entry(one.id) for one in publication.revisions}
        latest = sorted(entries.items(), key=lambda one: (one[1].published, one[0]), reverse=True)
        every, canvas = self._calendars.every, self._canvas
        yield _page("/", partial(overviews.front, canvas, publication, every, latest[:_LATEST]))
        yield _page("/feeds/", partial(overviews.feeds, canvas, publication))
        yield _page(MISSING, partial(overviews.missing, canvas, latest[:_FEW]))
        if self._served:
            yield _page(SEARCH, partial(overviews.search, canvas, "", [], [], 0))
        for path, make, key in month_pages(canvas, every):
            yield _page(path, make, key)
        for part in publication.slices:
            mine = [one for one in latest if one[0] in part.ids][:_LATEST]
            make = partial(overviews.of_slice, canvas, part, publication, every, mine)
            yield _page(f"/feeds/{part.slug}/", make)

    def _article(self, revision: Revision, alike: list[tuple[str, str]]) -> Iterator[Output]:
        page, document, calendar = article_paths(revision.id)
        key = (revision, alike)
        entry = self._channels.entry(revision.id)
        picture = None
        if self._painter:
            picture = f"{self._site.base_url}{picture_path(revision.id).lstrip('/')}"
        yield _page(page, partial(article_page, self._canvas, revision, entry, alike, picture), key)
        article = _with_notes(revision.article, alike)
        yield Output(
            path=document,
            make=partial(write_article, article),
            content_type="application/json",
            headers=OPEN_TO_ALL,
            key=key,
            fault=partial(_document_fault, article),
        )
        yield replace(self._calendars.of_article(revision, calendar, page), key=key)


def _plain(path: str, content: bytes, content_type: str) -> Output:
    return Output(path=path, make=lambda: content, content_type=content_type)


def _page(path: str, make: Callable[[], bytes], key: object = None) -> Output:
    return Output(path=path, make=make, content_type=_HTML, key=key)


def _document_fault(article: Article, content: bytes) -> str | None:
    """What is wrong with the bytes of a structured article; None where they are that article."""
    try:
        told = json.loads(content)
    except ValueError as error:
        return f"cannot be read back: {error!r}"
    same = (told["id"], told["title"]) == (article.id, article.title)
    return None if same else "is not the article that was written"


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
