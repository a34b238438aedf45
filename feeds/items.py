"""The entries of an XML feed as bytes of their own, and what stands around them.

An entry is written once and joined into every feed that holds it: what feedgen writes of a whole
channel is cut where its entries begin and end. Markup in a text is escaped, so no text can look
like a tag of the feed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from feeds.model import Channel, Entry

# What stands before the entries of a feed, and after them.
Frame = tuple[bytes, bytes]
Write = Callable[[Channel], bytes]

_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_PLACE = Entry(
    id="urn:uuid:00000000-0000-4000-8000-000000000000",
    title="-",
    url="http://localhost/",
    created=_BEGINNING,
    published=_BEGINNING,
    updated=_BEGINNING,
    language="ar",
    summary="-",
    content="-",
)


def xml_items(write: Write, tag: str, channel: Channel, entries: Sequence[Entry]) -> list[bytes]:
    """Each entry as `write` writes it in a channel; `tag` is the element of an entry."""
    content = write(replace(channel, entries=tuple(entries)))
    return _elements(tag)(content)


def xml_frame(write: Write, tag: str, channel: Channel) -> Frame:
    """What `write` writes of a channel around its entries."""
    content = write(replace(channel, entries=(_PLACE,)))
    (place,) = _elements(tag)(content)
    head, _, tail = content.partition(place)
    return head, tail


def _elements(tag: str) -> Callable[[bytes], list[bytes]]:
    name = tag.encode()
    whole = rb"^ *<%b[ >].*?^ *</%b>\n" % (name, name)
    return partial(re.findall, re.compile(whole, re.MULTILINE | re.DOTALL))
