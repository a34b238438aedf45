"""A publication to a snapshot: what a change has touched is made; everything else stays.

A body is joined from pieces, and a piece is made once. The same articles give the same bytes, in
one publication or in many.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import MappingProxyType

from exporters.formats import FORMATS as CALENDAR_FORMATS
from exporters.formats import CalendarFormat
from feeds.formats import FORMATS as FEED_FORMATS
from feeds.formats import FeedFormat
from ruznama.edition.card import Card
from ruznama.edition.edition import Publication
from ruznama.edition.index import Index
from ruznama.edition.site import Site
from ruznama.edition.touched import Touched
from ruznama.pages.canvas import Canvas
from ruznama.pages.pictures import Painter
from ruznama.publishing.asked.calendar_choices import CalendarChoices
from ruznama.publishing.asked.choosing import Chooser
from ruznama.publishing.asked.event_moves import moves
from ruznama.publishing.asked.picturing import Pictures
from ruznama.publishing.asked.versions import Versions
from ruznama.publishing.bodies import Bodies
from ruznama.publishing.current import Current
from ruznama.publishing.forms.every import Forms
from ruznama.publishing.forms.outputs import Fence
from ruznama.publishing.forms.searching import findable
from ruznama.publishing.paths import stays
from ruznama.publishing.storage.found import gone_paths
from ruznama.publishing.storage.joining import Pieces
from ruznama.publishing.storage.memory import MemoryStore
from ruznama.publishing.storage.moved import led_on
from ruznama.publishing.storage.on_request import OnRequest
from ruznama.publishing.storage.snapshot import Snapshot
from ruznama.publishing.storage.storing import Kept, Renewed


class Publisher:
    """Makes snapshots, one after the other, of what moved in between.

    Attributes:
        sequence: the highest SEQUENCE that was ever published.
    """

    def __init__(
        self,
        site: Site,
        *,
        served: bool = True,
        pictures: bool = True,
        store: Kept | None = None,
        feed_formats: Sequence[FeedFormat] = FEED_FORMATS,
        calendar_formats: Sequence[CalendarFormat] = CALENDAR_FORMATS,
    ) -> None:
        self._site = site
        self._served = served
        self._store = store or MemoryStore()
        self._fence = Fence()
        self._pieces = Pieces(self._store)
        painter = Painter.found() if pictures else None
        self._canvas = Canvas(site, served=served, pictured=painter is not None)
        self._forms = Forms(
            self._canvas, self._pieces, self._fence, feed_formats, calendar_formats, served=served
        )
        self._pictures = Pictures(self._canvas, painter, self._fence) if painter else None
        self._versions = Versions()
        self._formats = {form.suffix: form for form in feed_formats}
        self._index = Index(site)
        self._bodies = Bodies(self._pieces, self._fence, frozenset(site.retired))
        self._publication: Publication | None = None
        self._bodies_at = 0
        self.sequence = 0
        self._index_at: int | None = None
        self._recalled = Touched()

    def publish(self, publication: Publication) -> Snapshot:
        """Everything that is served from now on, made anew where an article that moved touches it.

        What was published before is known from the store: call `follow` where another process may
        have published since.
        """
        self._ready()
        cards = self._cards(publication)
        told_gone = (tombstone.id for tombstone in publication.tombstones)
        gone = [each for each in told_gone if self._index.card(each) is not None]
        touched = self._taken(cards.values(), gone, publication.changed)
        combined = self._index.news()
        first, standing = self._publication is None, self._bodies.standing()
        for output in self._forms.outputs(self._index, touched, publication, standing, first=first):
            self._bodies.make(output, publication.changed)
        offered = set(self._store.offered())
        self._empty(offered, publication.changed)
        self._pieces.flush()
        told = (each.sequence for one in publication.revisions for each in one.events)
        known = (each.listing.known.sequence for each in combined.values())
        self.sequence = max((self.sequence, *told, *known))
        news = self._bodies.news()
        new = {path: one for path, one in news.items() if one is not None}
        self._store.keep(
            Renewed(
                counter=publication.counter,
                sequence=self.sequence,
                changed=publication.changed,
                bodies=news,
                cards=cards,
                withdrawn=gone,
                texts={one.id: findable(one.article) for one in publication.revisions},
                left_out=self._fence.left_out,
                combined=combined,
                slices=self._index.slices.news(),
                moves=moves(new, self._bodies.before(), self._pieces) if self._served else {},
                offered=sorted(filter(stays, new.keys() - offered)),
            )
        )
        self._bodies.kept()
        self._publication = publication
        self._bodies_at = self._index_at = publication.counter
        self._remember()
        return self._snapshot(publication)

    def _taken(self, cards: Iterable[Card], gone: Iterable[str], changed: datetime) -> Touched:
        """Takes articles into the index and out of it; what shows them."""
        touched = self._index.renew(cards, gone, self._forms.writer.lines, changed)
        touched.add(self._recalled)
        self._recalled = Touched()
        for article_id, slugs in touched.left.items():
            self._index.slices.leave(article_id, slugs, changed)
        return touched

    def _empty(self, offered: AbstractSet[str], changed: datetime) -> None:
        """Makes what was offered once, and in which nothing is any more."""
        for path in sorted(offered - self._bodies.standing().keys()):
            room = self._forms.calendars if path.endswith(".ics") else self._forms.paging
            self._bodies.make(room.emptied(path), changed)

    def follow(self, publication: Publication) -> Snapshot | None:
        """What another process, or an earlier one, has published; None where nothing is kept.

        `publication` is what is known around the articles, none of which is looked at.
        """
        head = self._store.head()
        if head is None:
            return None
        self._bodies.take(self._store.bodies(self._bodies_at))
        publication = replace(publication, counter=head.counter, changed=head.changed)
        self._fence.recall(head.left_out)
        self.sequence = max(self.sequence, head.sequence)
        self._publication, self._bodies_at = publication, head.counter
        if self._index_at is not None:
            self._read_cards()
        return self._snapshot(publication)

    def _ready(self) -> Index:
        """The index, read from the store where this process has not done so yet."""
        with self._index.lock:
            if self._index_at is None:
                self._read_cards()
        return self._index

    def _read_cards(self) -> None:
        """Brings the index to the edition whose bodies are known."""
        with self._index.lock:
            moved = dict(self._store.cards(self._index_at or 0))
            cards = [card for card in moved.values() if card is not None]
            gone = [article_id for article_id, card in moved.items() if card is None]
            self._index.slices.recall(self._store.slices())
            combined = self._store.combined(self._index_at or 0)
            recalled = self._index.recall(cards, gone, self._forms.writer.lines, combined)
            self._index_at = self._bodies_at
            publication = self._publication
            if publication is None:
                self._recalled = recalled  # of an earlier edition: nothing of it is made yet
            else:
                self._forms.recall(self._index, publication)
                self._remember()

    def _remember(self) -> None:
        feeds = self._forms.channels.feeds
        self._versions.remember_all(feeds, self._formats, self._bodies.standing())

    def _cards(self, publication: Publication) -> dict[str, Card]:
        """The cards of the articles that moved, by id; without those of which none can be made."""
        made = (
            self._forms.writer.card(one, publication.places[one.id], self._index.card(one.id))
            for one in publication.revisions
        )
        return {card.id: card for card in made if card is not None}

    def _snapshot(self, publication: Publication) -> Snapshot:
        bodies, moved = led_on(self._bodies.standing(), self._site.renamed, served=self._served)
        current = partial(self._current, publication)
        chooser = Chooser(
            current,
            self._canvas,
            self._forms.channels,
            CalendarChoices(site=self._site, calendars=self._forms.calendars, pieces=self._pieces),
            self._versions,
            formats=self._formats,
            served=self._served,
        )
        return Snapshot(
            bodies=MappingProxyType(bodies),
            gone=gone_paths(self._site, publication.tombstones, bodies),
            max_age_s=int(self._site.refresh.total_seconds()),
            selections=chooser.selections(),
            deltas=chooser.deltas(),
            feeds=self._forms.channels.paths(),
            pictures=self._pictures.of(current, self._bodies.standing()) if self._pictures else {},
            left_out=MappingProxyType(dict(self._fence.left_out)),
            moved=moved,
            together=self._pieces.together,
            places=OnRequest(self._place, lambda: list(self._ready().places)),
            moved_events=self._store.moved_events,
        )

    def _place(self, path: str) -> str | None:
        return self._ready().places.get(path)

    def _current(self, publication: Publication) -> Current:
        return Current(index=self._ready(), publication=publication, find=self._store.find)
