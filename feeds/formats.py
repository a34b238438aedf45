"""The formats of a feed, a row each: how it is named, served, written and read back.

A new format is a row here and a writer beside `feeds.rss`; everything that publishes, links, gates
or serves feeds asks this table.
"""

import json
from calendar import timegm
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import feedparser

from feeds.atom import write_atom
from feeds.jsonfeed import write_json_feed
from feeds.model import Channel, Entry
from feeds.rss import write_rss

# An entry as a reader takes it: its id, and when it was updated, in seconds of POSIX time.
ToldEntry = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFormat:
    """One format of a feed.

    Attributes:
        suffix: of its addresses, without the dot.
        content_type: with charset, where the type has one.
        write: the bytes of a channel; the same channel gives the same bytes.
        read_back: the entries that a parser which did not write them finds; raises ValueError,
            KeyError, TypeError or AttributeError where it cannot read the bytes.
        deltas: whether only what is new may be asked for (RFC 3229 knows it for XML feeds).
    """

    suffix: str
    content_type: str
    write: Callable[[Channel], bytes]
    read_back: Callable[[bytes], list[ToldEntry]]
    deltas: bool = True

    @property
    def media_type(self) -> str:
        """The type without parameters."""
        return self.content_type.partition(";")[0]


def feed_fault(form: FeedFormat, content: bytes, channel: Channel) -> str | None:
    """What is wrong with the bytes of a feed; None where they hold the entries of the channel."""
    try:
        told = form.read_back(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"cannot be read back: {error!r}"
    return _difference(told, [_told(entry) for entry in channel.entries])


def _read_xml(content: bytes) -> list[ToldEntry]:
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        raise ValueError(feed.bozo_exception)
    return [(entry.id, timegm(entry.updated_parsed)) for entry in feed.entries]


def _read_json(content: bytes) -> list[ToldEntry]:
    return [
        (item["id"], int(datetime.fromisoformat(item["date_modified"]).timestamp()))
        for item in json.loads(content)["items"]
    ]


def _told(entry: Entry) -> ToldEntry:
    return entry.id, int(entry.updated.timestamp())


def _difference(told: list[ToldEntry], wanted: list[ToldEntry]) -> str | None:
    if told == wanted:
        return None
    if len(told) != len(wanted):
        return f"has {len(told)} entries, not {len(wanted)}"
    first = next(pair for pair in zip(told, wanted, strict=True) if pair[0] != pair[1])
    return f"says {first[0]} where {first[1]} was written"


FORMATS = (
    FeedFormat(
        suffix="rss",
        content_type="application/rss+xml; charset=utf-8",
        write=write_rss,
        read_back=_read_xml,
    ),
    FeedFormat(
        suffix="atom",
        content_type="application/atom+xml; charset=utf-8",
        write=write_atom,
        read_back=_read_xml,
    ),
    FeedFormat(
        suffix="json",
        content_type="application/feed+json",
        write=write_json_feed,
        read_back=_read_json,
        deltas=False,
    ),
)
