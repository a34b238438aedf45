"""Feeds made for tests, and read back by parsers that are not ours."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from lxml import etree

from feeds.entries import entry
from feeds.formats import FORMATS
from feeds.model import Address, Channel, Entry
from tests.builders import START, first_reading

BASE = "https://news.example/"
WRITERS: dict[str, Callable[[Channel], bytes]] = {form.suffix: form.write for form in FORMATS}
PREFIXES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}


def an_entry(**fields: Any) -> Entry:
    """The entry of an article with these fields, as first seen at `START`."""
    return entry(first_reading((), **fields), base_url=BASE)


def a_channel(*entries: Entry, **fields: Any) -> Channel:
    """A feed of these entries, in this order."""
    given: dict[str, Any] = {
        "title": "روزنامة",
        "description": "مقالات ومواعيدها",
        "home_url": BASE,
        "address": Address(base_url=BASE),
        "updated": max((entry.updated for entry in entries), default=START),
        "ttl": timedelta(minutes=15),
        "entries": entries,
        "alternates": tuple((form.suffix, form.media_type) for form in FORMATS),
    }
    return Channel(**{**given, **fields})


def found(xml: bytes, path: str) -> list[Any]:
    """What an XPath finds; only well-formed XML is read."""
    result = etree.fromstring(xml).xpath(path, namespaces=PREFIXES)
    assert isinstance(result, list), path
    return result
