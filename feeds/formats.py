"""The formats of a feed, a row each: how it is named, served, written and read back.

A new format is a row here and a writer beside `feeds.rss`; everything that publishes, links, gates
or serves feeds asks this table. A feed is what stands around its entries and the entries between,
each written once and joined wherever it is shown.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from xml.etree import ElementTree  # nosec B405  our own bytes

from feeds.atom import write_atom
from feeds.elements import ATOM
from feeds.items import Frame, Write, xml_frame, xml_items
from feeds.jsonfeed import JOINT, json_frame, json_items
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
        frame: what stands before the entries of a channel, and after them.
        items: the bytes of each of some entries in a channel; of the channel they show no more than
            who wrote an entry that names nobody. The same entry gives the same bytes.
        joint: what stands between two entries.
        read_back: the entries that a parser which did not write them finds; raises ValueError,
            KeyError, TypeError or AttributeError where it cannot read the bytes.
    """

    suffix: str
    content_type: str
    frame: Callable[[Channel], Frame]
    items: Callable[[Channel, Sequence[Entry]], list[bytes]]
    read_back: Callable[[bytes], list[ToldEntry]]
    joint: bytes = b""

    @property
    def media_type(self) -> str:
        """The type without parameters."""
        return self.content_type.partition(";")[0]

    def write(self, channel: Channel) -> bytes:
        """The bytes of a channel; the same channel gives the same bytes."""
        return self.joined(channel, self.items(channel, channel.entries))

    def joined(self, channel: Channel, items: Sequence[bytes]) -> bytes:
        """The bytes of a channel whose entries are written."""
        head, tail = self.frame(channel)
        return head + self.joint.join(items) + tail


def feed_fault(form: FeedFormat, content: bytes, entries: Sequence[Entry]) -> str | None:
    """What is wrong with the bytes of a feed; None where they hold exactly these entries."""
    try:
        told = form.read_back(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"cannot be read back: {error!r}"
    return _difference(told, list(map(_told, entries)))


def _read_rss(content: bytes) -> list[ToldEntry]:
    channel = _parsed(content).find("channel")
    items = [] if channel is None else channel.findall("item")
    return [_told_in(item, "guid", f"{{{ATOM}}}updated") for item in items]


def _read_atom(content: bytes) -> list[ToldEntry]:
    entries = _parsed(content).findall(f"{{{ATOM}}}entry")
    return [_told_in(entry, f"{{{ATOM}}}id", f"{{{ATOM}}}updated") for entry in entries]


def _parsed(content: bytes) -> ElementTree.Element:
    """By expat; feeds are written by libxml2."""
    try:
        return ElementTree.fromstring(content)  # noqa: S314  # nosec B314  our own bytes
    except ElementTree.ParseError as error:
        raise ValueError(*error.args) from error


def _told_in(entry: ElementTree.Element, name: str, moment: str) -> ToldEntry:
    told = datetime.fromisoformat(entry.findtext(moment, ""))
    return entry.findtext(name, ""), int(told.timestamp())


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


def _xml(
    write: Write, suffix: str, tag: str, read_back: Callable[[bytes], list[ToldEntry]]
) -> FeedFormat:
    return FeedFormat(
        suffix=suffix,
        content_type=f"application/{suffix}+xml; charset=utf-8",
        frame=partial(xml_frame, write, tag),
        items=partial(xml_items, write, tag),
        read_back=read_back,
    )


FORMATS = (
    _xml(write_rss, "rss", "item", _read_rss),
    _xml(write_atom, "atom", "entry", _read_atom),
    FeedFormat(
        suffix="json",
        content_type="application/feed+json",
        frame=json_frame,
        items=json_items,
        joint=JOINT,
        read_back=_read_json,
    ),
)
