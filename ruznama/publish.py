"""Revisions to a snapshot: every path that is served; the same values give the same bytes."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from types import MappingProxyType
from urllib.parse import quote

from articles.document import write_article
from articles.revisions import Revision, Tombstone
from feeds.atom import write_atom
from feeds.entries import deleted_entry, entry, newest_first
from feeds.jsonfeed import write_json_feed
from feeds.model import FORMATS, Address, Channel, Entry, Format
from feeds.opml import write_opml
from feeds.rss import write_rss
from ruznama.calendars import CALENDAR_TYPE, COMBINED, Calendars
from ruznama.pages import Pages
from ruznama.site import Site
from ruznama.snapshot import Body, Snapshot, body

_FEEDS: dict[Format, tuple[str, Callable[[Channel], bytes]]] = {
    "rss": ("application/rss+xml; charset=utf-8", write_rss),
    "atom": ("application/atom+xml; charset=utf-8", write_atom),
    "json": ("application/feed+json", write_json_feed),
}
_UNFIT = re.compile(r"[^\w .-]")  # for a file's name on every system
_LONGEST_NAME = 60
_LATEST = 20  # articles on the front page
_HTML = "text/html; charset=utf-8"
_OPEN_TO_ALL = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Last-Modified, Link"),
)


class Publisher:
    """Makes snapshots, one after the other; keeps what the next one can use again."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._feed = Address(base_url=site.base_url)
        self._calendars = Calendars(site)
        self._pages = Pages(site)
        self._last: Mapping[str, Body] = {}

    @property
    def form(self) -> str:
        """Tells the way in which this publisher writes from every other: site and version."""
        return hashlib.sha256(f"{self._site!r}\n{version('ruznama')}".encode()).hexdigest()

    def publish(
        self, revisions: Sequence[Revision], tombstones: Sequence[Tombstone], changed: datetime
    ) -> Snapshot:
        """Everything that is served from now on.

        Args:
            revisions: every article.
            tombstones: every article that was withdrawn.
            changed: the newest time in the record of change.
        """
        bodies: dict[str, Body] = {}
        for path, content, content_type, headers in self._outputs(revisions, tombstones, changed):
            bodies[path] = body(
                content,
                content_type,
                changed=changed,
                previous=self._last.get(path),
                headers=headers,
            )
        self._calendars.forget_unused()
        for path in self._site.retired:
            bodies.pop(path, None)
        self._last = bodies
        gone = {path for tombstone in tombstones for path in article_paths(tombstone.id)}
        return Snapshot(
            bodies=MappingProxyType(bodies),
            gone=frozenset({*gone, *self._site.retired} - bodies.keys()),
            max_age_s=int(self._site.refresh.total_seconds()),
            selections={COMBINED: self._calendars.selection()} if COMBINED in bodies else {},
        )

    def _outputs(
        self, revisions: Sequence[Revision], tombstones: Sequence[Tombstone], changed: datetime
    ) -> Iterator[tuple[str, bytes, str, tuple[tuple[str, str], ...]]]:
        """Path, content, type and headers of each body."""
        entries = {one.id: entry(one, base_url=self._site.base_url) for one in revisions}
        channel = self._channel(entries.values(), tombstones, changed)
        for form in FORMATS:
            content_type, write = _FEEDS[form]
            link = ("Link", f'<{self._feed.url(form)}>; rel="self"')
            yield f"/feed.{form}", write(channel), content_type, (*_OPEN_TO_ALL, link)
        for path, content, content_type in self._calendars.outputs(revisions, changed):
            yield (
                path,
                content,
                content_type,
                _file_headers(path.rpartition("/")[2], self._site.title),
            )
        opml = write_opml(self._site.title, [channel], modified=changed)
        yield "/opml.xml", opml, "text/x-opml; charset=utf-8", _OPEN_TO_ALL
        yield "/robots.txt", b"User-agent: *\nAllow: /\n", "text/plain; charset=utf-8", ()
        for path, content, content_type in self._pages.assets():
            yield path, content, content_type, ()
        latest = sorted(entries.items(), key=lambda one: (one[1].published, one[0]), reverse=True)
        yield "/", self._pages.index(revisions, latest[:_LATEST], changed), _HTML, ()
        for revision in revisions:
            yield from self._article(revision, entries[revision.id])

    def _article(
        self, revision: Revision, shown: Entry
    ) -> Iterator[tuple[str, bytes, str, tuple[tuple[str, str], ...]]]:
        page, document, calendar = article_paths(revision.id)
        yield page, self._pages.article(revision, shown), _HTML, ()
        yield document, write_article(revision.article), "application/json", _OPEN_TO_ALL
        content = self._calendars.of_article(revision, calendar, page)
        yield (
            calendar,
            content,
            CALENDAR_TYPE,
            _file_headers(f"{revision.id}.ics", revision.article.title),
        )

    def _channel(
        self, entries: Iterable[Entry], tombstones: Sequence[Tombstone], changed: datetime
    ) -> Channel:
        site = self._site
        return Channel(
            title=site.title,
            description=site.description,
            language=site.language,
            home_url=site.base_url,
            address=self._feed,
            updated=changed,
            ttl=site.refresh,
            entries=newest_first(entries)[: site.feed_limit],
            deleted=tuple(map(deleted_entry, tombstones)),
        )


def article_paths(article_id: str) -> tuple[str, str, str]:
    """The paths of an article's page, document and calendar."""
    stem = f"/articles/{article_id}"
    return f"{stem}/", f"{stem}.json", f"{stem}.ics"


def _file_headers(name: str, title: str) -> tuple[tuple[str, str], ...]:
    """What a saved file is called: its title where the program knows RFC 6266, else `name`."""
    suffix = name.rpartition(".")[2]
    called = quote(f"{_UNFIT.sub(' ', title)[:_LONGEST_NAME].strip()}.{suffix}", safe="")
    disposition = f"inline; filename=\"{name}\"; filename*=UTF-8''{called}"
    return (*_OPEN_TO_ALL, ("Content-Disposition", disposition))
