"""What feeds and sitemaps list: the addresses of articles, when they are from, what they hold.

Bytes in, values out. Documents that declare entities are refused before any parser sees them:
expat alone takes seconds to give up on a bomb.
"""

import re
import zlib
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from ruznama.errors import SourceError

_MAX_OCTETS = 50 * 1024 * 1024
_MOST_URLS = 50_000
_ENTITY = re.compile(rb"<!ENTITY", re.I)
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.I)
_GZIP = b"\x1f\x8b"
_HEAD = 4096
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article that a feed or a sitemap tells."""

    url: str
    title: str = ""
    published: datetime | None = None
    content: str = ""

    @property
    def order(self) -> datetime:
        """For the newest first; what tells no time comes last."""
        return self.published or _EARLIEST

    def page(self) -> bytes:
        """What is told of the article as a page of its own, to be read like any other."""
        published = (
            f'<meta property="article:published_time" content="{self.published.isoformat()}">'
            if self.published
            else ""
        )
        return (
            f'<!doctype html><html lang="ar"><head><meta charset="utf-8">{published}'
            f"<title>{escape(self.title)}</title></head><body><article>"
            f"<h1>{escape(self.title)}</h1>{self.content}</article></body></html>"
        ).encode()


def read_feed(body: bytes, url: str, content_type: str | None) -> list[Listed]:
    """The items of RSS, Atom, RDF or JSON Feed that have an address.

    Raises:
        SourceError: it is no feed, or one that declares entities.
    """
    _refuse_entities(body, url)
    told = {"content-location": url, **({"content-type": content_type} if content_type else {})}
    import feedparser  # noqa: PLC0415  folders have no feed to read

    parsed = feedparser.parse(body, response_headers=told, sanitize_html=False)
    if not parsed.get("version"):
        remedy = 'Name the address of its feed, or set kind = "page"'
        raise SourceError(url, "is no feed", remedy)
    return [listed for entry in parsed.entries if (listed := _entry(entry, url)) is not None]


def read_sitemap(body: bytes, url: str) -> tuple[list[Listed], list[str]]:
    """The pages of a sitemap, and the sitemaps that it names if it is an index.

    Source: sitemaps.org protocol 0.9; Google's news extension.

    Raises:
        SourceError: it is no sitemap.
    """
    if body[:2] == _GZIP:
        body = _inflated(body, url)
    _refuse_entities(body, url)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        remedy = "Name the address of its sitemap"
        raise SourceError(url, f"is no sitemap: {error.msg}", remedy) from error
    pages = [
        Listed(url=urljoin(url, place), published=_time(_text(node, "lastmod", "publication_date")))
        for node in _children(root, "url")
        if (place := _text(node, "loc"))
    ]
    more = [
        urljoin(url, place) for node in _children(root, "sitemap") if (place := _text(node, "loc"))
    ]
    return pages[:_MOST_URLS], more


def _entry(entry: Any, url: str) -> Listed | None:
    link = entry.get("link")
    if not link:
        return None
    contents = [content.get("value", "") for content in entry.get("content", [])]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Listed(
        url=urljoin(url, link),
        title=entry.get("title", ""),
        published=datetime.fromtimestamp(timegm(moment), UTC) if moment else None,
        content=max([*contents, entry.get("summary", "")], key=len),
    )


def _refuse_entities(body: bytes, url: str) -> None:
    if _ENTITY.search(body) or (_DOCTYPE.search(body[:_HEAD]) and b"[" in body[:_HEAD]):
        raise SourceError(url, "declares entities of its own", "Such documents are not read")


def _inflated(body: bytes, url: str) -> bytes:
    try:
        inflater = zlib.decompressobj(31)
        content = inflater.decompress(body, _MAX_OCTETS)
    except zlib.error as error:
        raise SourceError(url, f"is no gzip: {error}", "Name its sitemap") from error
    if inflater.unconsumed_tail:
        raise SourceError(url, f"inflates to more than {_MAX_OCTETS:,} bytes", "Name a smaller one")
    return content


def _children(root: Any, name: str) -> Iterator[Any]:
    return (child for child in root if etree.QName(child).localname == name)


def _text(node: Any, *names: str) -> str:
    """The text of the first descendant with one of the names, in whatever namespace."""
    for name in names:
        for child in node.iter("{*}" + name):
            return (child.text or "").strip()
    return ""


def _time(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
