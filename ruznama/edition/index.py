"""What is published, in the orders in which it is shown: renewed by what changed, never as a whole.

Everything that assemblies need of all articles together is here, in memory, and without a text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import RLock

from articles.checks.duplicates import Duplicates
from articles.text import fold
from exporters.combined import Combined, Member
from exporters.dated import Listing
from exporters.merging import Kin
from ruznama.edition.almanac import Almanac
from ruznama.edition.card import Card, Piece
from ruznama.edition.groups import Single
from ruznama.edition.merged import Merged, Moves
from ruznama.edition.ordered import Ordered
from ruznama.edition.shelf import Shelf, Shown
from ruznama.edition.site import Site
from ruznama.edition.slices import Slices
from ruznama.edition.standing import places_of
from ruznama.edition.touched import Touched

_MERGED_SOURCES = ("sources",)  # no publisher is called so

# Writes the content lines of an event that several articles tell; None where it cannot.
WriteLines = Callable[[Listing], Piece | None]


@dataclass(slots=True)
class Holding:
    """What one feed, calendar and page show: articles, the newest last, and events."""

    articles: Ordered[Card] = field(default_factory=Ordered)
    events: Shelf = field(default_factory=Shelf)


@dataclass(slots=True)
class _Taken:
    """What has come and gone with some articles: events, and whatever shows them."""

    touched: Touched = field(default_factory=Touched)
    gone: list[str] = field(default_factory=list)
    come: list[Single] = field(default_factory=list)


class Index:
    """All articles that are published, and their events.

    Attributes:
        everything: all of them.
        parts: those of each slice, by slug.
        months: the events that touch each month, by its first day and then by UID.
        years: how many events begin in each year.
        pages: the ids of the articles in each page of the archive, by its number.
        places: where an event stands on the page of its article, by its short path.
        slices: what can be subscribed to alone.
        lock: held while it is renewed, and by those who read more than one thing of it.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._known: dict[str, Card] = {}
        self._shown: dict[str, Card] = {}
        self._slugs: dict[str, frozenset[str]] = {}
        self._lines: dict[str, Shown] = {}
        self._duplicates = Duplicates()
        self._merged = Merged(
            partial(_kin, site) if site.merge_events else None,
            lambda article_id: article_id in self._known,
        )
        self.slices = Slices(dict(site.sources), dict(site.renamed))
        self.everything = Holding()
        self.lock = RLock()
        self.parts: dict[str, Holding] = {each.slug: Holding() for each in self.slices.offered()}
        self._almanac = Almanac()
        self.months = self._almanac.months
        self.years = self._almanac.years
        self.pages: dict[int, set[str]] = {}
        self.places: dict[str, str] = {}

    @property
    def cards(self) -> Mapping[str, Card]:
        """The articles that are shown, by id."""
        return self._shown

    @property
    def page_size(self) -> int:
        """How many articles a page of the archive has."""
        return max(1, self._site.feed_limit // 2)

    def card(self, article_id: str) -> Card | None:
        """What is known of an article, shown or not."""
        return self._known.get(article_id)

    def alike(self, article_id: str) -> list[tuple[str, str]]:
        """The ids and titles of the articles shown that say nearly the same as an article."""
        others = self._duplicates.alike(article_id)
        return [(each, self._shown[each].entry.title) for each in others if each in self._shown]

    def events_of(self, article_id: str) -> list[Shown]:
        """The events that an article tells, as they are shown."""
        uids = (each.known.uid for each in self._shown[article_id].listings)
        shown = (self._lines.get(self._merged.shown_as(uid) or "") for uid in uids)
        return list(filter(None, shown))

    def renew(
        self, cards: Iterable[Card], gone: Iterable[str], write: WriteLines, at: datetime
    ) -> Touched:
        """Takes in articles that are new or changed, and takes out those that are gone.

        Args:
            cards: of the articles.
            gone: the ids of those that were withdrawn.
            write: writes events that several articles tell.
            at: the newest time in the record of change.
        """
        with self.lock:
            taken = self._take(cards, gone)
            moves = self._merged.renew(taken.gone, taken.come, at)
            self._move(moves, taken.touched, write)
            return taken.touched

    def recall(
        self,
        cards: Iterable[Card],
        gone: Iterable[str],
        write: WriteLines,
        combined: Iterable[Combined],
    ) -> Touched:
        """Takes in what was published before; `combined` are the records that are kept of it."""
        with self.lock:
            taken = self._take(cards, gone)
            moves = self._merged.recall(combined, taken.gone, taken.come)
            self._move(moves, taken.touched, write)
            return taken.touched

    def news(self) -> dict[str, Combined]:
        """The records of events that are to be kept, by UID, since this was last asked."""
        news, self._merged.news = self._merged.news, {}
        return news

    def _take(self, cards: Iterable[Card], gone: Iterable[str]) -> _Taken:
        cards = sorted(cards, key=lambda card: card.came)
        gone = list(gone)
        moved = {card.id for card in cards} | set(gone)
        near = {each for one in moved for each in self._duplicates.alike(one)}
        for article_id in gone:
            self._known.pop(article_id, None)
            self._duplicates.drop(article_id)
        for card in cards:
            self._known[card.id] = card
            self._duplicates.put(card.id, card.measured)
        near |= {each for one in moved for each in self._duplicates.alike(one)}
        taken = _Taken()
        came = [card.id for card in cards]
        for article_id in dict.fromkeys((*came, *sorted(near | moved))):
            self._take_one(article_id, taken)
        return taken

    def _take_one(self, article_id: str, taken: _Taken) -> None:
        before, card = self._shown.get(article_id), self._visible(article_id)
        touched = taken.touched
        if article_id in self._known:  # hidden or not: whoever has its address keeps it
            touched.articles.add(article_id)
        else:
            touched.gone.add(article_id)
        if before is card:
            return
        was = self._take_out(before, touched) if before else frozenset()
        now_in = self._put_in(card, touched) if card else frozenset()
        touched.left[article_id] = was - now_in
        told = before.listings if before else ()
        tells = card.listings if card else ()
        if was != now_in or told != tells:
            taken.gone.extend(each.known.uid for each in told)
            taken.come.extend(_singles(card, now_in) if card else ())

    def _visible(self, article_id: str) -> Card | None:
        """The article, where it is to be shown: of those alike perhaps the first alone."""
        card = self._known.get(article_id)
        if card is None or not self._site.merge_alike:
            return card
        others = (self._known[each] for each in self._duplicates.alike(article_id))
        return None if any(other.came < card.came for other in others) else card

    def _take_out(self, card: Card, touched: Touched) -> frozenset[str]:
        del self._shown[card.id]
        for path, _ in places_of(card):
            self.places.pop(path, None)
            touched.places.add(path)
        slugs = self._slugs.pop(card.id)
        self.slices.drop(card)
        for holding in self._holdings(slugs):
            holding.articles.drop(card.order)
        page = card.place.number // self.page_size
        self.pages[page].discard(card.id)
        if not self.pages[page]:
            del self.pages[page]
        touched.slices |= slugs
        touched.pages.add(page)
        return slugs

    def _put_in(self, card: Card, touched: Touched) -> frozenset[str]:
        self._shown[card.id] = card
        self.places.update(places_of(card))
        touched.places.update(path for path, _ in places_of(card))
        slugs = self._slugs[card.id] = self.slices.put(card)
        for holding in self._holdings(slugs):
            holding.articles.put(card.order, card)
        page = card.place.number // self.page_size
        self.pages.setdefault(page, set()).add(card.id)
        touched.slices |= slugs
        touched.pages.add(page)
        return slugs

    def _holdings(self, slugs: Iterable[str]) -> Iterator[Holding]:
        yield self.everything
        for slug in slugs:
            yield self.parts.setdefault(slug, Holding())

    # events

    def _move(self, moves: Moves, touched: Touched, write: WriteLines) -> None:
        for record in moves.gone:
            line = self._lines.pop(record.uid, None)
            if line is not None:
                self._drop_line(line, touched)
        for record in moves.come:
            listing = record.listing
            card = self._known.get(listing.tellings[0].teller.id)
            lines = _written(card, listing) or write(listing)
            if lines is not None:
                self._put_line(Shown(listing=listing, lines=lines, slugs=record.slugs), touched)

    def _put_line(self, line: Shown, touched: Touched) -> None:
        self._lines[line.uid] = line
        for holding in self._holdings(line.slugs):
            holding.events.put(line)
        self._almanac.put(line, touched)

    def _drop_line(self, line: Shown, touched: Touched) -> None:
        for holding in self._holdings(line.slugs):
            holding.events.drop(line)
        self._almanac.drop(line, touched)


def _singles(card: Card, slugs: frozenset[str]) -> Iterator[Single]:
    """The events of an article that is in some slices."""
    for listing in card.listings:
        member = Member(
            uid=listing.known.uid,
            article=card.id,
            publisher=fold(listing.tellings[0].teller.publisher or "") or None,
            source=card.place.source,
        )
        yield Single(listing=listing, member=member, slugs=slugs)


def _kin(site: Site, member: Member) -> Kin:
    """Within what an event that is told twice is one: a publisher, else a source."""
    if member.source in site.merge_sources:
        return Kin(publisher=_MERGED_SOURCES, source=member.source)
    return Kin(publisher=member.publisher, source=member.source)


def _written(card: Card | None, listing: Listing) -> Piece | None:
    """The content lines of an event that this article alone tells."""
    pairs = zip(card.listings, card.lines, strict=True) if card else ()
    return next((lines for each, lines in pairs if each is listing), None)
