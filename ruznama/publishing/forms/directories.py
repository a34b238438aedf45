"""Lists of what there is: OPML for readers, a sitemap for search engines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import chain
from urllib.parse import quote

from lxml.etree import XMLSyntaxError, fromstring

from feeds.model import Channel
from feeds.opml import FeedGroup, opml_fault, write_opml
from ruznama.edition.card import Card, Piece
from ruznama.edition.index import Index
from ruznama.edition.site import Site
from ruznama.pages.months import month_path, year_path
from ruznama.publishing.forms.channels import FEED, Feed
from ruznama.publishing.forms.outputs import OPEN_TO_ALL, FaultError, Output
from ruznama.publishing.forms.paging import archive_path
from ruznama.publishing.paths import article_paths
from ruznama.publishing.storage.joining import Pieces

SITEMAP = "/sitemap.xml"
_OPML = "text/x-opml; charset=utf-8"
_SOURCES, _TERMS = "المصادر", "الأقسام والوسوم"
_MOST_ARTICLES = 1_000  # the newest; pages of the archive, which are all named, lead to the others
_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)
_TAIL = b"</urlset>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Makes lists of everything that is published."""

    site: Site
    pieces: Pieces

    def outputs(self, index: Index, feeds: Mapping[str, Feed]) -> Iterator[Output]:
        """All of them.

        Readers subscribe to whatever a list names, and each article is in the feed of everything
        and in others: so that is alone in one list, and all are in a second.
        """
        main = [feeds[FEED].channel]
        groups = [
            FeedGroup(title=title, channels=[feeds[f"feeds/{slug}"].channel for slug in slugs])
            for title, slugs in _groups(index)
        ]
        yield self._opml("/opml.xml", main, [])
        yield self._opml("/opml-all.xml", main, groups)
        make = partial(self._sitemap, index)
        yield Output(path=SITEMAP, make=make, content_type="application/xml")

    def _opml(self, path: str, main: list[Channel], groups: Sequence[FeedGroup]) -> Output:
        def make() -> list[Piece]:
            all_of_them = [*main, *chain.from_iterable(group.channels for group in groups)]
            modified = max(channel.updated for channel in all_of_them)
            content = write_opml(self.site.title, main, modified=modified, groups=groups)
            fault = opml_fault(all_of_them, content)
            if fault:
                raise FaultError(fault)
            return [self.pieces.put(content)]

        return Output(path=path, make=make, content_type=_OPML, headers=OPEN_TO_ALL)

    def _sitemap(self, index: Index) -> list[Piece]:
        """The sitemap (sitemaps.org): pages that list, and the newest articles."""
        newest = index.everything.articles.last(_MOST_ARTICLES)
        entries = [*map(self._page, _pages(index)), *map(self._article, newest)]
        content = b"".join((_HEAD, *entries, _TAIL))
        fault = _sitemap_fault(content, len(entries))
        if fault:
            raise FaultError(fault)
        return [self.pieces.put(content)]

    def _page(self, path: str) -> bytes:
        return f"<url><loc>{self._address(path)}</loc></url>\n".encode()

    def _article(self, card: Card) -> bytes:
        loc = self._address(article_paths(card.id)[0])
        moment = card.entry.updated.replace(microsecond=0).isoformat()
        return f"<url><loc>{loc}</loc><lastmod>{moment}</lastmod></url>\n".encode()

    def _address(self, path: str) -> str:
        return escape(f"{self.site.base_url}{quote(path.lstrip('/'))}")


def _sitemap_fault(content: bytes, count: int) -> str | None:
    """What is wrong with the bytes of a sitemap; None where they name so many pages."""
    try:
        told = len(fromstring(content))
    except XMLSyntaxError as error:
        return f"cannot be read back: {error!r}"
    return None if told == count else f"names {told} pages, not the {count} written"


def _groups(index: Index) -> list[tuple[str, list[str]]]:
    offered = index.slices.offered()
    return [
        (title, [part.slug for part in offered if part.of_source is of_source])
        for title, of_source in ((_SOURCES, True), (_TERMS, False))
    ]


def _pages(index: Index) -> Iterable[str]:
    """The pages that list."""
    months = sorted(index.months)
    yield from ("/", "/feeds/", "/events/", "/archive/")
    yield from (f"/feeds/{part.slug}/" for part in index.slices.offered())
    yield from map(year_path, dict.fromkeys(first.year for first in months))
    yield from map(month_path, months)
    yield from map(archive_path, sorted(index.pages))
