"""What is about to be published, read back by parsers that did not write it.

A body that does not say what it should is not published: what was there before stays in its place.
"""

import json
from calendar import timegm
from collections.abc import Collection, Iterable
from datetime import datetime

import feedparser

from exporters.readback import ReadBack
from feeds.model import Channel, Entry

_Told = tuple[str, int]


def feed_fault(content: bytes, content_type: str, channel: Channel) -> str | None:
    """What is wrong with the bytes of a feed; None where they hold the entries of the channel."""
    try:
        if content_type.startswith("application/feed+json"):
            told = [_json_entry(item) for item in json.loads(content)["items"]]
        else:
            told = _xml_entries(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"cannot be read back: {error!r}"
    return _difference(told, [_entry(entry) for entry in channel.entries])


def calendar_fault(content: bytes, uids: Collection[str], read_back: ReadBack) -> str | None:
    """What is wrong with the bytes of a calendar; None where they hold exactly these events."""
    try:
        told = sorted(read_back.uids(content))
    except (ValueError, KeyError, IndexError) as error:
        return f"cannot be read back: {error!r}"
    return None if told == sorted(uids) else _count("events", told, uids)


def _xml_entries(content: bytes) -> list[_Told]:
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        raise ValueError(feed.bozo_exception)
    return [(entry.id, timegm(entry.updated_parsed)) for entry in feed.entries]


def _json_entry(item: dict[str, str]) -> _Told:
    return item["id"], int(datetime.fromisoformat(item["date_modified"]).timestamp())


def _entry(entry: Entry) -> _Told:
    return entry.id, int(entry.updated.timestamp())


def _difference(told: list[_Told], wanted: list[_Told]) -> str | None:
    if told == wanted:
        return None
    if len(told) != len(wanted):
        return _count("entries", told, wanted)
    first = next(pair for pair in zip(told, wanted, strict=True) if pair[0] != pair[1])
    return f"says {first[0]} where {first[1]} was written"


def _count(what: str, told: Iterable[object], wanted: Iterable[object]) -> str:
    return f"has {len(list(told))} {what}, not {len(list(wanted))}"
