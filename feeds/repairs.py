"""What feedgen 1.0 cannot write, or writes wrongly, put right.

The two extensions are feedgen's own way of adding elements. Each repair has a test in
tests/feeds/test_repairs.py that fails on the day feedgen mends the fault, so that it can go. What
feedgen does well when it is given the right arguments is in `feeds.generator`.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID
from xml.sax.saxutils import quoteattr

import feedgen.entry
import feedgen.feed
from lxml.etree import ProcessingInstruction, SubElement, _Element

from feeds.elements import ATOM, HISTORY, SYNDICATION, TOMBSTONES, XML_LANG, plain, rfc822, rfc3339
from feeds.model import AtomLink, Channel, Entry

# feedgen sets the locale of the whole process for every date that it writes.
for _module in (feedgen.feed, feedgen.entry):
    _module.formatRFC2822 = rfc822

_PERIODS = (
    ("hourly", timedelta(hours=1)),
    ("daily", timedelta(days=1)),
    ("weekly", timedelta(weeks=1)),
)


class ChannelRepairs:
    """Adds to a feed what feedgen leaves out. `links` are those that it writes in Atom only."""

    channel: Channel
    links: Sequence[AtomLink]

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of the elements added; none that the feed does not use."""
        deleted = {"at": TOMBSTONES} if self.channel.deleted else {}
        archived = {"fh": HISTORY} if self.channel.current else {}
        return {"sy": SYNDICATION, **deleted, **archived}

    def extend_rss(self, feed: _Element) -> _Element:
        """Language, links other than "self", how often it is renewed."""
        channel = feed[0]
        feed.set(XML_LANG, self.channel.language)
        for link in self.links:
            SubElement(channel, f"{{{ATOM}}}link", link_attributes(link))
        period, frequency = _frequency(self.channel.ttl)
        # feedgen's own extension writes sy:UpdatePeriod, which no reader knows.
        SubElement(channel, f"{{{SYNDICATION}}}updatePeriod").text = period
        SubElement(channel, f"{{{SYNDICATION}}}updateFrequency").text = str(frequency)
        return self._extend(feed, channel)

    def extend_atom(self, feed: _Element) -> _Element:
        """What was withdrawn (RFC 6721 3)."""
        for deleted in self.channel.deleted:
            attributes = {"ref": deleted.ref, "when": rfc3339(deleted.when)}
            SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", attributes)
        return self._extend(feed, feed)

    def _extend(self, feed: _Element, channel: _Element) -> _Element:
        if self.channel.current:
            SubElement(channel, f"{{{HISTORY}}}archive")  # RFC 5005 4
        if self.channel.stylesheet:
            href = quoteattr(self.channel.stylesheet)
            feed.addprevious(
                ProcessingInstruction("xml-stylesheet", f'type="text/css" href={href}')
            )
        return feed


class EntryRepairs:
    """Adds to an entry what feedgen leaves out. `links` are those given to it, in order."""

    entry: Entry
    links: Sequence[AtomLink]

    def extend_rss(self, item: _Element) -> _Element:
        """When it last changed, and what goes with it."""
        SubElement(item, f"{{{ATOM}}}updated").text = rfc3339(self.entry.updated)
        for link in self.entry.links:
            SubElement(item, f"{{{ATOM}}}link", link_attributes(link))
        return item

    def extend_atom(self, entry: _Element) -> _Element:
        """Its language, what feedgen lost of its links, and a moment of change of its own."""
        entry.set(XML_LANG, self.entry.language)
        for element, link in zip(entry.findall("link"), self.links, strict=True):
            for name, value in link_attributes(link).items():
                element.set(name, value)
        updated = entry.find("updated")
        if updated is not None:
            updated.text = _told_apart(self.entry)
        return entry


def link_attributes(link: AtomLink) -> dict[str, str]:
    """The attributes of an Atom link."""
    given = {name: value for name, value in asdict(link).items() if value is not None}
    return {**given, "title": plain(link.title)} if link.title else given


def _told_apart(entry: Entry) -> str:
    """`entry.updated` with a fraction of a second of its own, the same for life.

    One run takes up many articles in the same second, and of entries with one moment no reader
    knows the order; the W3C validator warns of them.
    """
    return f"{rfc3339(entry.updated)[:-1]}.{UUID(entry.id).int % 10**9:09}Z"


def _frequency(ttl: timedelta) -> tuple[str, int]:
    """How often in which period, at the least, a feed with this time to live is renewed."""
    for name, period in _PERIODS:
        if ttl <= period:
            return name, period // max(ttl, timedelta(minutes=1))
    return _PERIODS[-1][0], 1
