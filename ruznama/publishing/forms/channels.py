"""The feeds: the one of everything, the pages of its archive, one for each slice.

A feed holds its newest entries. A service goes on behind them from wherever a reader stands, so
that nobody who walks meets or misses what comes and goes meanwhile; files have the archive. A feed
is joined from the entries that cards hold; only those that a change has touched are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from urllib.parse import parse_qsl, unquote

from articles.text import fold
from feeds.choices import FeedChoices, parse_feed_choices
from feeds.entries import deleted_entry, entry_id
from feeds.formats import FeedFormat, feed_fault
from feeds.model import Channel, DeletedEntry
from ruznama.edition.card import Card, Piece
from ruznama.edition.edition import Publication
from ruznama.edition.index import Holding, Index
from ruznama.edition.site import Site
from ruznama.edition.slices import Slice
from ruznama.edition.touched import Touched
from ruznama.publishing.current import Current, Find
from ruznama.publishing.forms.about import EPOCH, About, without_place
from ruznama.publishing.forms.archive import Archive, archive
from ruznama.publishing.forms.outputs import OPEN_TO_ALL, FaultError, Output
from ruznama.publishing.storage.joining import Pieces
from ruznama.publishing.storage.snapshot import Body, body

FEED = "feed"
_LONGEST_QUERY = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed and the articles that it shows, the newest first."""

    channel: Channel
    cards: Sequence[Card]

    @property
    def path(self) -> str:
        """Where it is looked up: percent-decoded, without suffix."""
        return unquote(self.channel.address.path)


class Channels:
    """Writes feeds, one publication after the other; only what changed is written anew.

    Attributes:
        about: what stands around them.
        feeds: by path without suffix, those of everything and of slices.
    """

    def __init__(
        self, site: Site, pieces: Pieces, formats: Sequence[FeedFormat], *, served: bool
    ) -> None:
        self._site = site
        self._pieces = pieces
        self._formats = formats
        self._served = served
        self._archive = Archive()
        self._withdrawn: datetime | None = None
        self.about = About(site, formats, served=served)
        self.feeds: dict[str, Feed] = {}

    def paths(self) -> tuple[str, ...]:
        """Every feed in each format, but the pages of the archive."""
        return tuple(f"/{path}.{form.suffix}" for path in self.feeds for form in self._formats)

    def recall(self, index: Index, publication: Publication) -> None:
        """Knows what an earlier process published, without writing it."""
        self._archive = archive(index, publication.numbered, self._site.feed_limit)
        self._withdrawn = publication.withdrawn
        self.feeds = {FEED: self._everything(index, publication)}
        for part in index.slices.offered():
            feed = self._of_slice(part, index, publication)
            self.feeds[feed.path] = feed

    def outputs(
        self, index: Index, touched: Touched, publication: Publication, known: Mapping[str, Body]
    ) -> Iterator[Output]:
        """Every feed that a change has touched, in each format; `known` is what is there."""
        shrunk = publication.withdrawn != self._withdrawn
        self._withdrawn = publication.withdrawn
        before = self._archive
        self._archive = archive(index, publication.numbered, self._site.feed_limit)
        main = self._everything(index, publication)
        yield from self._show(main)
        for page in self._archive.renewed(before, touched.pages):
            yield from self._documents(self._page(main.channel, index, page))
        for part in index.slices.offered():
            path = f"feeds/{part.slug}"
            if part.slug in touched.slices or shrunk or path not in self.feeds:
                yield from self._show(self._of_slice(part, index, publication))
            elif not all(f"/{path}.{form.suffix}" in known for form in self._formats):
                yield from self._documents(self.feeds[path])
        offered = [FEED, *(f"feeds/{part.slug}" for part in index.slices.offered())]
        self.feeds = {path: self.feeds[path] for path in offered}

    # what is in them

    def _everything(self, index: Index, publication: Publication) -> Feed:
        deleted = tuple(map(deleted_entry, publication.tombstones))
        channel = replace(self.about.everything, deleted=deleted)
        cards = self._newest(index.everything)
        older = self.about.older(channel.address, cards, len(index.everything.articles))
        if not self._served and self._archive.last is not None:
            older = self.about.page(self._archive.last)
        return self._dated(replace(channel, prev_archive=older), cards, publication)

    def _page(self, main: Channel, index: Index, page: int) -> Feed:
        """A page of the archive (RFC 5005, 4), naming its neighbours and the feed itself."""
        older, newer = self._archive.around[page]
        cards = _newest_first([index.cards[each] for each in self._archive.pages[page]])
        channel = replace(
            main,
            address=self.about.page(page),
            current=main.address,
            updated=max((card.entry.updated for card in cards), default=EPOCH),
            deleted=(),
            prev_archive=None if older is None else self.about.page(older),
            next_archive=None if newer is None else self.about.page(newer),
        )
        return Feed(channel=channel, cards=cards)

    def _newest(self, holding: Holding) -> Sequence[Card]:
        return holding.articles.last(self._site.feed_limit)

    def _of_slice(self, part: Slice, index: Index, publication: Publication) -> Feed:
        channel = self.about.of_slice(part)
        holding = index.parts.get(part.slug) or Holding()
        cards = self._newest(holding)
        older = self.about.older(channel.address, cards, len(holding.articles))
        left = (
            DeletedEntry(ref=entry_id(article_id), when=when)
            for article_id, when in part.left.items()
        )
        channel = replace(channel, deleted=tuple(left), prev_archive=older)
        return self._dated(channel, cards, publication)

    def _dated(self, channel: Channel, cards: Sequence[Card], publication: Publication) -> Feed:
        """The feed with the time of what changed last in it."""
        moments = [card.entry.updated for card in cards] + [one.when for one in channel.deleted]
        updated = max((*moments, publication.withdrawn or EPOCH))
        return Feed(channel=replace(channel, updated=updated), cards=cards)

    # bytes

    def _show(self, feed: Feed) -> Iterator[Output]:
        self.feeds[feed.path] = feed
        return self._documents(feed)

    def _documents(self, feed: Feed) -> Iterator[Output]:
        for form in self._formats:
            yield Output(
                path=f"/{feed.path}.{form.suffix}",
                make=partial(self._parts, feed, form),
                content_type=form.content_type,
                headers=(*OPEN_TO_ALL, ("Link", _links(feed.channel, form))),
            )

    def _parts(self, feed: Feed, form: FeedFormat) -> list[Piece]:
        head, tail = form.frame(feed.channel)
        fault = feed_fault(form, head + tail, ())
        if fault:
            raise FaultError(fault)
        items = [card.items[form.suffix] for card in feed.cards if form.suffix in card.items]
        return [self._pieces.put(head), *self._joined(items, form.joint), self._pieces.put(tail)]

    def _joined(self, items: Sequence[Piece], joint: bytes) -> Sequence[Piece]:
        if not joint:
            return items
        between = self._pieces.put(joint)
        return [each for item in items for each in (between, item)][1:]

    # what is asked for

    def select(self, path: str, form: FeedFormat, current: Current, query: str) -> Body:
        """What a query chooses of a feed; raises ChoiceError for a value that means nothing."""
        choices = parse_feed_choices(parse_qsl(query[:_LONGEST_QUERY], keep_blank_values=True))
        channel = self.feeds[path].channel
        held = _wanted(self._held(path, current.index), choices, current.find)
        cards = held[: choices.limit or self._site.feed_limit]
        address = replace(channel.address, query=f"?{query}")
        chosen = replace(
            channel,
            title=f"{channel.title}: {choices.words}" if choices.words else channel.title,
            address=address,
            current=without_place(address) if choices.before else None,
            prev_archive=self.about.older(address, cards, len(held)),
            hub=None,
        )
        return self.written(chosen, cards, form, current.publication.changed)

    def written(
        self, channel: Channel, cards: Sequence[Card], form: FeedFormat, changed: datetime
    ) -> Body:
        """A feed of some articles that is kept nowhere."""
        items = [card.items[form.suffix][0] for card in cards if form.suffix in card.items]
        content = form.joined(channel, self._pieces.get(items))
        headers = (("Link", _links(channel, form)),)
        return body(content, form.content_type, changed=changed, headers=headers)

    def _held(self, path: str, index: Index) -> Sequence[Card]:
        slug = path.removeprefix("feeds/")
        holding = index.everything if path == FEED else index.parts.get(slug)
        return holding.articles.last(len(holding.articles)) if holding else []


def _newest_first(cards: Sequence[Card]) -> list[Card]:
    return sorted(cards, key=lambda card: card.order, reverse=True)


def _wanted(cards: Sequence[Card], choices: FeedChoices, find: Find) -> list[Card]:
    """The articles that a reader asks for."""
    if choices.before is not None:
        place = choices.before
        cards = [card for card in cards if card.order < place]
    if choices.words is not None:
        found = set(find(choices.words))
        cards = [card for card in cards if card.id in found]
    if choices.tag is not None:
        tag = fold(choices.tag)
        cards = [card for card in cards if tag in map(fold, card.terms)]
    if choices.source is not None:
        source = fold(choices.source)
        cards = [
            card for card in cards if source in card.origins or source == fold(card.place.source)
        ]
    return list(cards)


def _links(channel: Channel, form: FeedFormat) -> str:
    """The Link header of a feed (RFC 8288)."""
    hub = f', <{channel.hub}>; rel="hub"' if channel.hub else ""
    return f'<{channel.address.url(form.suffix)}>; rel="self"{hub}'
