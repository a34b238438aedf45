"""OPML 2.0: a list of feeds that a reader takes in at once."""

from collections.abc import Sequence
from datetime import datetime

from lxml.etree import Element, SubElement, XMLSyntaxError, fromstring, tostring

from feeds.elements import plain, rfc822
from feeds.model import Channel


def write_opml(title: str, channels: Sequence[Channel], *, modified: datetime) -> bytes:
    """The list of `channels` in their order, each by its RSS address; UTF-8.

    Source: OPML 2.0 specification, "subscription lists".

    Args:
        title: the name of the list.
        channels: the feeds; their entries are not needed.
        modified: when the list last changed.
    """
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = plain(title)
    SubElement(head, "dateModified").text = rfc822(modified)
    body = SubElement(root, "body")
    for channel in channels:
        SubElement(
            body,
            "outline",
            type="rss",
            text=plain(channel.title),
            title=plain(channel.title),
            description=plain(channel.description),
            language=channel.language,
            htmlUrl=channel.home_url,
            xmlUrl=channel.address.url("rss"),
        )
    xml: bytes = tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return xml


def opml_fault(channels: Sequence[Channel], content: bytes) -> str | None:
    """What is wrong with the bytes of a list; None where they name exactly these feeds."""
    try:
        told = [outline.get("xmlUrl") for outline in fromstring(content).iter("outline")]
    except XMLSyntaxError as error:
        return f"cannot be read back: {error!r}"
    wanted = [channel.address.url("rss") for channel in channels]
    return None if told == wanted else f"names {len(told)} feeds, not the {len(wanted)} written"
