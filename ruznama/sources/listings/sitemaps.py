"""What sitemaps tell: the pages of one, or the sitemaps that an index names.

Bytes in, values out. Sources: sitemaps.org protocol 0.9; Google's news extension.
"""

import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from articles.text import one_line
from ruznama.errors import SourceError
from ruznama.sources.listings.listed import Listed, ListingPage
from ruznama.sources.listings.markup import xml_text

_MAX_OCTETS = 50 * 1024 * 1024
_MOST_URLS = 50_000
_GZIP = b"\x1f\x8b"
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_ENDS = re.compile(r"</(?:\w+:)?(?:urlset|sitemapindex)\s*>", re.I)


def read_sitemap(body: bytes, url: str) -> ListingPage:
    """The pages of a sitemap, and the sitemaps that it names if it is an index.

    Raises:
        SourceError: it is no sitemap, or declares entities.
    """
    if body[:2] == _GZIP:
        body = _inflated(body, url)
    text = xml_text(body, url, None)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(text.encode("utf-8", "replace"), parser) if text.strip() else None
    if root is None or etree.QName(root).localname not in {"urlset", "sitemapindex"}:
        raise SourceError(url, "is no sitemap", "Name the address of its sitemap")
    is_cut = not _ENDS.search(text[-2_000:])
    pages = [_listed(node, url) for node in _children(root, "url")]
    named = [
        (_time(_text(node, "lastmod")) or _EARLIEST, _text(node, "loc"))
        for node in _children(root, "sitemap")
    ]
    more = [
        urljoin(url, place)
        for _, place in sorted(named, key=lambda one: one[0], reverse=True)
        if place
    ]
    return ListingPage(
        items=tuple(page for page in pages if page.url)[:_MOST_URLS],
        more=tuple(dict.fromkeys(more)),
        is_cut=is_cut,
    )


def _listed(node: Any, url: str) -> Listed:
    place = _text(node, "loc")
    published = _time(_text(node, "publication_date"))
    return Listed(
        url=urljoin(url, place) if place else "",
        title=one_line(_text(node, "title")) if published else "",
        published=published,
        updated=_time(_text(node, "lastmod")),
    )


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
    return (child for child in root.iterchildren("{*}" + name))


def _text(node: Any, name: str) -> str:
    """The text of the first descendant of a name, in any namespace but of pictures."""
    for child in node.iter("{*}" + name):
        space = etree.QName(child).namespace or ""
        if "image" not in space and "video" not in space:
            return (child.text or "").strip()
    return ""


def _time(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
