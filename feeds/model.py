"""A feed as its writers take it, in the words of RFC 4287 (Atom): a channel and its entries.

What RSS calls an item and JSON Feed an item is an `Entry` here. All URLs are absolute ASCII
http(s) URLs, all moments aware datetimes, all text but `Entry.content` plain.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from articles.blocks import Image
from articles.model import Person
from articles.text import one_line

_NAMESPACE = UUID("0c2b2d1e-5f0b-4c53-9f5c-6a2f0e5a8d11")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomLink:
    """A reference to something that goes with a channel or an entry: atom:link (RFC 4287 4.2.7)."""

    rel: str
    href: str
    type: str | None = None
    title: str | None = None
    hreflang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """What an entry is about (RFC 4287 4.2.2)."""

    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as feed readers take it.

    Attributes:
        id: a URN, for life.
        title: one line.
        url: the page to read it on.
        created: when it first stood in the feed.
        published: never after `updated`; when it was first seen, where the article tells no day.
        summary: one line; never empty.
        content: the whole text as safe HTML.
        authors: never with an e-mail address.
        image: its lead picture.
        links: what goes with it, such as its calendar.
    """

    id: str
    title: str
    url: str
    created: datetime
    published: datetime
    updated: datetime
    language: str
    summary: str
    content: str
    authors: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()
    image: Image | None = None
    links: tuple[AtomLink, ...] = ()

    @property
    def undated(self) -> bool:
        """Whether the article tells no day of publication that can be: `published` is then ours."""
        return self.published == self.created


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletedEntry:
    """An entry that was withdrawn (RFC 6721).

    Attributes:
        ref: its id.
        when: when it was found gone.
        created: when it first stood in the feed, where that is known.
    """

    ref: str
    when: datetime
    created: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a feed lives: one path, in each format under its own suffix.

    Attributes:
        base_url: the site, with "/" at its end.
        path: such as "feed" or "feeds/sport"; ASCII, no suffix.
        query: with its "?", or empty.
    """

    base_url: str
    path: str = "feed"
    query: str = ""

    def url(self, suffix: str) -> str:
        """The URL of the feed in the format with this suffix."""
        return f"{self.base_url}{self.path}.{suffix}{self.query}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A feed.

    Attributes:
        title: its name in a subscriber's list.
        description: what it holds, in a sentence.
        home_url: the page that people read it on.
        address: where it lives itself.
        updated: when something in it last changed, a withdrawal too; never before an entry's.
        ttl: how often it is renewed.
        language: BCP 47.
        entries: in the order of writing, the newest first.
        deleted: what was withdrawn.
        icon: a square picture (PNG, JPEG or GIF).
        hub: the WebSub hub that tells of changes.
        links: what else goes with it, such as its calendar.
        stylesheet: CSS for people who open the XML in a browser.
        current: the feed to subscribe to, where this is a page of its archive (RFC 5005).
        prev_archive: the page of older entries.
        next_archive: the page of newer entries.
        alternates: the suffix and media type of each format that the feed is there in.
    """

    title: str
    description: str
    home_url: str
    address: Address
    updated: datetime
    ttl: timedelta
    language: str = "ar"
    entries: tuple[Entry, ...] = ()
    deleted: tuple[DeletedEntry, ...] = ()
    icon: str | None = None
    hub: str | None = None
    links: tuple[AtomLink, ...] = ()
    stylesheet: str | None = None
    current: Address | None = None
    prev_archive: Address | None = None
    next_archive: Address | None = None
    alternates: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The URN of the feed, shared by its formats and the pages of its archive."""
        return uuid5(_NAMESPACE, (self.current or self.address).url("atom")).urn

    def authors_of(self, entry: Entry) -> tuple[Person, ...]:
        """Who wrote an entry: where it names nobody, the feed itself (RFC 4287 4.2.1)."""
        return entry.authors or (Person(name=one_line(self.title), url=self.home_url),)
