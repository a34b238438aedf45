"""What feeds tell: RSS 0.9x to 2.0 and RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.

Bytes in, values out. Sources: rssboard.org/rss-specification, RFC 4287, jsonfeed.org/version/1.1.
"""

import html
import json
import re
from calendar import timegm
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urljoin

from articles.dates import find_dates
from articles.text import one_line
from ruznama.errors import SourceError
from ruznama.sources.listings.listed import Enclosure, Listed, ListingPage
from ruznama.sources.listings.markup import decoded, xml_text

_NO_FEED = 'Name the address of its feed, or set kind = "page"'
_INLINE = (
    "a|abbr|b|bdi|big|br|cite|code|em|font|i|img|mark|p|q|s|small|span|strike|strong|sub|sup|u"
)
_TAG = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.I)
# A guid that is no address is not one, though RSS lets it pass for a permalink.
_GUID = re.compile(r"<guid(?:\s+isPermaLink=[\"']true[\"'])?\s*>(?=\s*(?!https?:|<|\s))", re.I)
_ENDS = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF|channel)\s*>", re.I)
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def read_feed(body: bytes, url: str, content_type: str | None, zone: tzinfo = UTC) -> ListingPage:
    """The entries of a feed.

    Args:
        body: as it came.
        url: where it is.
        content_type: as HTTP told it.
        zone: of times that name none.

    Raises:
        SourceError: it is no feed, or one that declares entities.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _read_json(body, url)
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type or "", re.I)
    text = xml_text(body, url, charset[1] if charset else None)
    text = _GUID.sub('<guid isPermaLink="false">', text)
    import feedparser  # noqa: PLC0415  folders have no feed to read

    told = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    try:
        parsed = feedparser.parse(
            text.encode("utf-8", "replace"), response_headers=told, sanitize_html=False
        )
    except (ValueError, LookupError, AssertionError, TypeError, RecursionError) as error:
        raise SourceError(url, "is a feed that cannot be read", _NO_FEED) from error
    if not parsed.get("version"):
        raise SourceError(url, "is no feed", _NO_FEED)
    is_cut = not _ENDS.search(text[-2_000:])
    entries = parsed.entries[:-1] if is_cut and _ends_within_entry(text) else parsed.entries
    around = parsed.feed
    items = (_entry(entry, around, url, parsed.version, zone) for entry in entries)
    return ListingPage(items=tuple(_telling(items)), is_cut=is_cut)


def _ends_within_entry(text: str) -> bool:
    """Whether the last entry has no end."""
    tail = text[max(text.rfind("<item"), text.rfind("<entry"), 0) :]
    return "</item>" not in tail and "</entry>" not in tail


def _telling(items: Iterable[Listed]) -> Iterable[Listed]:
    """Those that say where or what they are."""
    return (item for item in items if item.url or (item.guid and item.says_something))


def _entry(entry: Any, around: Any, url: str, version: str, zone: tzinfo) -> Listed:
    contents = [content.get("value", "") for content in entry.get("content", [])]
    link = entry.get("link") or ""
    kind = entry.get("title_detail", {}).get("type", "")
    is_text = version.startswith("atom") and kind == "text/plain"
    people = entry.get("authors") or ([{"name": entry["author"]}] if entry.get("author") else [])
    return Listed(
        url=urljoin(url, link) if link else "",
        guid=entry.get("id") or "",
        title=_line(entry.get("title", ""), is_text=is_text),
        published=_moment(entry, "published", zone) or _moment(entry, "updated", zone),
        updated=_moment(entry, "updated", zone),
        content=max([*contents, entry.get("summary", "")], key=len),
        language=_language(entry, around),
        publisher=one_line(entry.get("source", {}).get("title", "")),
        authors=tuple(
            filter(None, (one_line(html.unescape(each.get("name") or "")) for each in people))
        ),
        categories=tuple(_terms(entry.get("tags", []))),
        enclosures=tuple(_enclosures(entry, url)),
    )


def _line(title: str, *, is_text: bool = False) -> str:
    """A title as one line of text: it is HTML, decoded once, unless it says that it is none."""
    return one_line(title if is_text else html.unescape(_TAG.sub("", title)))


def _terms(tags: Iterable[Any]) -> list[str]:
    terms = (tag.get("label") or tag.get("term") or "" for tag in tags)
    return list(dict.fromkeys(filter(None, (one_line(html.unescape(term)) for term in terms))))


def _language(entry: Any, around: Any) -> str:
    details = [*entry.get("content", []), entry.get("title_detail", {})]
    told = (detail.get("language") or "" for detail in details)
    return next(filter(None, told), around.get("language") or "").replace("_", "-")


def _enclosures(entry: Any, url: str) -> Iterable[Enclosure]:
    for each in entry.get("enclosures", []):
        if each.get("href"):
            yield Enclosure(url=urljoin(url, each["href"]), media_type=each.get("type") or "")
    for each in entry.get("media_content", []):
        kind = each.get("type") or each.get("medium") or ""
        if each.get("url"):
            yield Enclosure(url=urljoin(url, each["url"]), media_type=kind)


def _moment(entry: Any, name: str, zone: tzinfo) -> datetime | None:
    """A time as the standards write it, else as people do, in Arabic too."""
    if name not in entry:  # feedparser gives one for the other, with a warning
        return None
    parsed = entry.get(f"{name}_parsed")
    if parsed:
        try:
            return datetime.fromtimestamp(timegm(parsed), UTC)
        except (ValueError, OverflowError, OSError):
            return None
    return _worded(entry.get(name) or "", zone)


def _worded(text: str, zone: tzinfo) -> datetime | None:
    if not text.strip():
        return None
    for found in find_dates(text[:200], _ANY_DAY):
        if found.start and len(found.start) >= len("2025-09-20"):
            moment = datetime.fromisoformat(found.start)
            return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return None


def _read_json(body: bytes, url: str) -> ListingPage:
    try:
        told = json.loads(decoded(body, None))
    except (ValueError, RecursionError) as error:
        raise SourceError(url, "is no JSON Feed", _NO_FEED) from error
    if not isinstance(told, dict) or "jsonfeed.org" not in str(told.get("version")):
        raise SourceError(url, "is no feed", _NO_FEED)
    items = told.get("items")
    found = [
        _json_item(item, told, url)
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict)
    ]
    return ListingPage(items=tuple(_telling(found)))


def _json_item(item: dict[str, Any], feed: dict[str, Any], url: str) -> Listed:
    link = _text(item, "url") or _text(item, "external_url")
    plain = _text(item, "content_text")
    paragraphs = (
        "".join(f"<p>{html.escape(each)}</p>" for each in plain.split("\n\n")) if plain else ""
    )
    summary = _text(item, "summary")
    content = _text(item, "content_html") or paragraphs
    guid = item.get("id")
    attachments = [each for each in _list(item, "attachments") if isinstance(each, dict)]
    files = [
        Enclosure(url=urljoin(url, _text(each, "url")), media_type=_text(each, "mime_type"))
        for each in attachments
        if _text(each, "url")
    ]
    image = _text(item, "image") or _text(item, "banner_image")
    pictures = [Enclosure(url=urljoin(url, image), media_type="image")] if image else []
    people = [*_list(item, "authors"), item.get("author")]  # of 1.1, and of 1.0
    published = _iso(_text(item, "date_published"))
    return Listed(
        url=urljoin(url, link) if link else "",
        guid=str(guid) if isinstance(guid, (str, int)) else "",
        title=one_line(_text(item, "title")),
        published=published or _iso(_text(item, "date_modified")),
        updated=_iso(_text(item, "date_modified")),
        content=content or (f"<p>{html.escape(summary)}</p>" if summary else ""),
        language=_text(item, "language") or _text(feed, "language"),
        authors=tuple(
            one_line(_text(each, "name"))
            for each in people
            if isinstance(each, dict) and _text(each, "name")
        ),
        categories=tuple(one_line(each) for each in _list(item, "tags") if isinstance(each, str)),
        enclosures=(*pictures, *files),
    )


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _list(item: dict[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    return value if isinstance(value, list) else []


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return _worded(text, UTC)
