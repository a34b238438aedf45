"""What is published, in the orders in which it is shown: renewed by what changed, never as a whole.

Everything that assemblies need of all articles together is here, in memory, and without a text.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, timedelta
from itertools import islice
from threading import RLock

from articles.checks.duplicates import Duplicates
from exporters.dated import Listing
from exporters.merging import Kin, by_publisher, likeness
from ruznama.edition.card import Card, Piece
from ruznama.edition.merged import Merged, Moves
from ruznama.edition.ordered import Ordered
from ruznama.edition.shelf import Shelf, Shown
from ruznama.edition.site import Site
from ruznama.edition.slices import Slices

_MERGED_SOURCES = ("sources",)  # no publisher is called so
_MOST_MONTHS = 24
_MORE_THAN_A_MONTH = timedelta(days=31)

# Writes the content lines of an event that several articles tell; None where it cannot.
WriteLines = Callable[[Listing], Piece | None]


@dataclass(slots=True)
class Holding:
    """What one feed, calendar and page show: articles, the newest last, and events."""

    articles: Ordered[Card] = field(default_factory=Ordered)
    events: Shelf = field(default_factory=Shelf)


@dataclass(slots=True)
class Touched:
    """What a change has touched.

    Attributes:
        articles: whose own outputs are to be made.
        gone: articles that are not shown any more.
        slices: the slugs of those whose articles moved.
        calendars: the slugs of slices whose events moved.
        months: the first days of months whose events moved; `years` likewise.
        pages: of the archive.
        left: the slugs of slices that an article is not in any more, by its id.
    """

    articles: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    slices: set[str] = field(default_factory=set)
    calendars: set[str] = field(default_factory=set)
    months: set[date] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    events: bool = False
    left: dict[str, frozenset[str]] = field(default_factory=dict)


class Index:
    """All articles that are published, and their events.

    Attributes:
        everything: all of them.
        parts: those of each slice, by slug.
        months: the events that touch each month, by its first day and then by UID.
        years: how many events begin in each year.
        pages: the ids of the articles in each page of the archive, by its number.
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
        self._merged = Merged(self._kin if site.merge_events else None)
        self.slices = Slices(dict(site.sources), dict(site.renamed))
        self.everything = Holding()
        self.lock = RLock()
        self.parts: dict[str, Holding] = {each.slug: Holding() for each in self.slices.offered()}
        self.months: dict[date, dict[str, Shown]] = {}
        self.years: dict[int, int] = {}
        self.pages: dict[int, set[str]] = {}

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
        card = self._shown[article_id]
        return list(filter(None, (self._line_of(each, article_id) for each in card.listings)))

    def _line_of(self, listing: Listing, article_id: str) -> Shown | None:
        """The event as which one of an article is shown, perhaps with others that tell it."""
        own = self._lines.get(listing.known.uid)
        if own is not None:
            return own
        month = self.months.get(next(months_of(listing), date.min), {})
        key = likeness(listing)
        return next((one for one in month.values() if _tells(one, article_id, key)), None)

    def renew(self, cards: Iterable[Card], gone: Iterable[str], write: WriteLines) -> Touched:
        """Takes in articles that are new or changed, and takes out those that are gone."""
        with self.lock:
            return self._renew(cards, gone, write)

    def _renew(self, cards: Iterable[Card], gone: Iterable[str], write: WriteLines) -> Touched:
        cards = sorted(cards, key=lambda card: card.came)
        moved = {card.id for card in cards} | set(gone)
        near = {each for one in moved for each in self._duplicates.alike(one)}
        for article_id in gone:
            self._known.pop(article_id, None)
            self._duplicates.drop(article_id)
        for card in cards:
            self._known[card.id] = card
            self._duplicates.put(card.id, card.measured)
        near |= {each for one in moved for each in self._duplicates.alike(one)}
        touched, now = Touched(), Moves()
        first = Moves()
        came = [card.id for card in cards]
        for article_id in dict.fromkeys((*came, *sorted(near | moved))):
            self._renew_one(article_id, touched, first, now)
        self._move(self._merged.renew(first.gone, ()), touched, write)
        self._move(self._merged.renew(now.gone, now.come), touched, write)
        return touched

    def _renew_one(self, article_id: str, touched: Touched, first: Moves, now: Moves) -> None:
        before, card = self._shown.get(article_id), self._visible(article_id)
        if card is not None:
            touched.articles.add(article_id)
        elif before is not None:
            touched.gone.add(article_id)
        if before is card:
            return
        was = self._take_out(before, touched) if before else frozenset()
        now_in = self._put_in(card, touched) if card else frozenset()
        touched.left[article_id] = was - now_in
        told = before.listings if before else ()
        tells = card.listings if card else ()
        if was != now_in:
            first.gone.extend(told)
            now.come.extend(tells)
        elif told != tells:
            now.gone.extend(told)
            now.come.extend(tells)

    def _visible(self, article_id: str) -> Card | None:
        """The article, where it is to be shown: of those alike perhaps the first alone."""
        card = self._known.get(article_id)
        if card is None or not self._site.merge_alike:
            return card
        others = (self._known[each] for each in self._duplicates.alike(article_id))
        return None if any(other.came < card.came for other in others) else card

    def _take_out(self, card: Card, touched: Touched) -> frozenset[str]:
        del self._shown[card.id]
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
        for listing in moves.gone:
            line = self._lines.pop(listing.known.uid, None)
            if line is not None:
                self._drop_line(line, touched)
        for listing in moves.come:
            lines = self._written(listing) or write(listing)
            if lines is not None:
                tellers = (each.teller.id for each in listing.tellings)
                slugs = frozenset().union(*(self._slugs[each] for each in tellers))
                self._put_line(Shown(listing=listing, lines=lines, slugs=slugs), touched)

    def _written(self, listing: Listing) -> Piece | None:
        """The content lines of an event that one article alone tells."""
        card = self._known[listing.tellings[0].teller.id]
        pairs = zip(card.listings, card.lines, strict=True)
        return next((lines for each, lines in pairs if each is listing), None)

    def _put_line(self, line: Shown, touched: Touched) -> None:
        self._lines[line.uid] = line
        for holding in self._holdings(line.slugs):
            holding.events.put(line)
        for first in months_of(line.listing):
            self.months.setdefault(first, {})[line.uid] = line
            touched.months.add(first)
        year = line.listing.days.first.year
        self.years[year] = self.years.get(year, 0) + 1
        self._touch(line, year, touched)

    def _drop_line(self, line: Shown, touched: Touched) -> None:
        for holding in self._holdings(line.slugs):
            holding.events.drop(line)
        for first in months_of(line.listing):
            del self.months[first][line.uid]
            if not self.months[first]:
                del self.months[first]
            touched.months.add(first)
        year = line.listing.days.first.year
        self.years[year] -= 1
        if not self.years[year]:
            del self.years[year]
        self._touch(line, year, touched)

    def _touch(self, line: Shown, year: int, touched: Touched) -> None:
        touched.calendars |= line.slugs
        touched.years.add(year)
        touched.events = True

    def _kin(self, listing: Listing) -> Kin:
        """Within what an event that is told twice is one: a publisher, else a source."""
        source = self._known[listing.tellings[0].teller.id].place.source
        if source in self._site.merge_sources:
            return Kin(publisher=_MERGED_SOURCES, source=source)
        return Kin(publisher=by_publisher(listing).publisher, source=source)


def _tells(line: Shown, article_id: str, key: Hashable) -> bool:
    told = any(each.teller.id == article_id for each in line.listing.tellings)
    return told and likeness(line.listing) == key


def months_of(listing: Listing) -> Iterator[date]:
    """The first day of each month that an event touches; of years its first months only."""
    return islice(_months_of(listing), _MOST_MONTHS)


def _months_of(listing: Listing) -> Iterator[date]:
    first = listing.days.first.replace(day=1)
    while first <= listing.days.last and first.year < MAXYEAR:
        yield first
        first = (first + _MORE_THAN_A_MONTH).replace(day=1)
