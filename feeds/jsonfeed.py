"""JSON Feed 1.1, written by hand: what feedgen has no word for.

Source: https://www.jsonfeed.org/version/1.1/
"""

import json
from collections.abc import Sequence
from typing import Any

from articles.model import Person
from articles.text import one_line
from feeds.elements import rfc3339
from feeds.items import Frame
from feeds.model import Channel, Entry

VERSION = "https://jsonfeed.org/version/1.1"
JOINT = b","


def write_json_feed(channel: Channel) -> bytes:
    """The channel as JSON Feed 1.1 in UTF-8; the same channel gives the same bytes."""
    head, tail = json_frame(channel)
    return head + JOINT.join(json_items(channel, channel.entries)) + tail


def json_frame(channel: Channel) -> Frame:
    """What stands before the items, and after them."""
    feed = {
        "version": VERSION,
        "title": one_line(channel.title),
        "home_page_url": channel.home_url,
        "feed_url": channel.address.url("json"),
        "description": one_line(channel.description),
        "next_url": channel.prev_archive and channel.prev_archive.url("json"),
        "icon": channel.icon,
        "language": channel.language,
        "authors": [{"name": one_line(channel.title), "url": channel.home_url}],
        "hubs": [{"type": "WebSub", "url": channel.hub}] if channel.hub else None,
        "items": [],
    }
    return _json(_given(feed)).removesuffix(b"]}"), b"]}"


def json_items(channel: Channel, entries: Sequence[Entry]) -> list[bytes]:
    """Each entry as an item of the channel."""
    return [_json(_item(entry, channel.authors_of(entry))) for entry in entries]


def _item(entry: Entry, authors: Sequence[Person]) -> dict[str, Any]:
    return _given(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.content,
            "summary": entry.summary,
            "image": entry.image and entry.image.url,
            "date_published": rfc3339(entry.published),
            "date_modified": rfc3339(entry.updated),
            "authors": [_author(person) for person in authors],
            "tags": [category.term for category in entry.categories] or None,
            "language": entry.language,
            "attachments": [
                _given({"url": link.href, "mime_type": link.type, "title": link.title})
                for link in entry.links
            ]
            or None,
        }
    )


def _author(person: Person) -> dict[str, Any]:
    return _given({"name": person.name, "url": person.url})


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """`fields` without those that have no value: JSON Feed knows no null."""
    return {name: value for name, value in fields.items() if value is not None}


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
