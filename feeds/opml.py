"""OPML 2.0: a list of feeds that a reader takes in at once.

Readers subscribe to whatever a list names, in whichever group it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml.etree import Element, SubElement, XMLSyntaxError, _Element, fromstring, tostring

from feeds.elements import plain, rfc822
from feeds.model import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedGroup:
    """Feeds that readers show together, and what they call them."""

    title: str
    channels: Sequence[Channel]


def write_opml(
    title: str,
    channels: Sequence[Channel],
    *,
    modified: datetime,
    groups: Sequence[FeedGroup] = (),
) -> bytes:
    """The list of `channels` in their order, each by its RSS address, then the groups; UTF-8.

    Source: OPML 2.0 specification, "subscription lists".

    Args:
        title: the name of the list.
        channels: the feeds that stand in no group; their entries are not needed.
        modified: when the list last changed.
        groups: further feeds; a group of none is left out.
    """
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = plain(title)
    SubElement(head, "dateModified").text = rfc822(modified)
    body = SubElement(root, "body")
    _add(body, channels)
    for group in groups:
        if group.channels:
            called = plain(group.title)
            _add(SubElement(body, "outline", text=called, title=called), group.channels)
    xml: bytes = tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return xml


def opml_fault(channels: Sequence[Channel], content: bytes) -> str | None:
    """What is wrong with the bytes of a list; None where they name exactly these feeds."""
    try:
        outlines = fromstring(content).iter("outline")
    except XMLSyntaxError as error:
        return f"cannot be read back: {error!r}"
    told = [outline.get("xmlUrl") for outline in outlines if outline.get("type") == "rss"]
    wanted = [channel.address.url("rss") for channel in channels]
    return None if told == wanted else f"names {len(told)} feeds, not the {len(wanted)} written"


def _add(parent: _Element, channels: Sequence[Channel]) -> None:
    for channel in channels:
        SubElement(
            parent,
            "outline",
            type="rss",
            text=plain(channel.title),
            title=plain(channel.title),
            description=plain(channel.description),
            language=channel.language,
            htmlUrl=channel.home_url,
            xmlUrl=channel.address.url("rss"),
        )
