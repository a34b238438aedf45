"""A channel as feedgen takes it, for RSS and Atom.

feedgen goes wrong where it is left to its defaults: dates default to now, entries come out in
reverse, a thumbnail gets a group of one, content without a type is text. Nothing is left to them.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from html import escape
from typing import Any, Literal

from feedgen.feed import FeedGenerator

from articles.model import Person
from feeds.elements import plain
from feeds.model import AtomLink, Channel, Entry
from feeds.repairs import ChannelRepairs, EntryRepairs, link_attributes

NAME = "Ruznama"
XmlFormat = Literal["rss", "atom"]
_RSS_SPECIFICATION = "https://www.rssboard.org/rss-specification"


def feed_generator(channel: Channel, form: XmlFormat) -> Any:
    """Feedgen's generator (which has no types) holding `channel` and its entries."""
    links = list(_links(channel, form))
    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.load_extension("media")
    feed.register_extension("repairs", ChannelRepairs, EntryRepairs)
    feed.repairs.channel = channel
    feed.repairs.links = [link for link in links if link.rel != "self"]
    feed.id(channel.id)
    feed.title(plain(channel.title))
    feed.description(plain(channel.description))
    feed.author(name=plain(channel.title))
    feed.language(channel.language)
    feed.link([link_attributes(link) for link in links])
    feed.updated(channel.updated)
    feed.ttl(max(1, channel.ttl // timedelta(minutes=1)))
    feed.generator(NAME)
    feed.docs(_RSS_SPECIFICATION)
    if channel.icon and form == "rss":
        feed.image(channel.icon)
    feed.icon(channel.icon)
    for entry in channel.entries:
        _add(feed, entry, channel.authors_of(entry))
    return feed


def _links(channel: Channel, form: XmlFormat) -> Iterator[AtomLink]:
    """The links of a feed. The last becomes the link of an RSS channel."""
    kind = f"application/{form}+xml"
    yield AtomLink(rel="self", href=channel.address.url(form), type=kind)
    if channel.hub:
        yield AtomLink(rel="hub", href=channel.hub)
    for rel, address in (
        ("current", channel.current),
        ("prev-archive", channel.prev_archive),
        ("next-archive", channel.next_archive),
    ):
        if address:
            yield AtomLink(rel=rel, href=address.url(form), type=kind)
    for suffix, media_type in channel.alternates:
        if suffix != form:
            url = channel.address.url(suffix)
            yield AtomLink(rel="alternate", href=url, type=media_type, hreflang=channel.language)
    yield from channel.links
    home = channel.home_url
    yield AtomLink(rel="alternate", href=home, type="text/html", hreflang=channel.language)


def _add(feed: Any, entry: Entry, authors: Sequence[Person]) -> None:
    item = feed.add_entry(order="append")
    page = AtomLink(rel="alternate", href=entry.url, type="text/html", hreflang=entry.language)
    item.repairs.entry = entry
    item.repairs.links = (page, *entry.links)
    item.id(entry.id)
    item.title(plain(entry.title))
    summary = plain(entry.summary)
    item.summary(summary)
    # To RSS readers a description is HTML (RSS Best Practices Profile, "Description").
    item.description(escape(summary, quote=False))
    item.content(entry.content, type="html")
    item.published(entry.published)
    item.updated(entry.updated)
    item.link([link_attributes(link) for link in item.repairs.links])
    item.category([{"term": plain(category.term)} for category in entry.categories])
    item.author([_person(person) for person in entry.authors])
    # RSS wants an author's e-mail address; dc:creator takes a name. Unlike Atom, RSS has no author
    # of the feed that an entry could inherit.
    item.dc.dc_creator([plain(person.name) for person in authors])
    item.dc.dc_language(entry.language)
    if entry.image:
        sizes = {"width": entry.image.width, "height": entry.image.height}
        given = {name: str(size) for name, size in sizes.items() if size and size > 0}
        item.media.thumbnail(url=entry.image.url, group=None, **given)


def _person(person: Person) -> dict[str, str]:
    named = {"name": plain(person.name)}
    return {**named, "uri": person.url} if person.url else named
