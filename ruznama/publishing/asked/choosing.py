"""What is made when it is asked for: choices in an address, what is new in a feed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from urllib.parse import parse_qsl

from exporters.choices import Choices, choose
from feeds.choices import parse_feed_choices
from feeds.formats import FeedFormat
from ruznama.pages import overviews
from ruznama.pages.canvas import Canvas
from ruznama.publishing.asked.calendar_choices import CalendarChoices
from ruznama.publishing.asked.versions import Versions
from ruznama.publishing.current import Current
from ruznama.publishing.forms.calendars import COMBINED
from ruznama.publishing.forms.channels import Channels
from ruznama.publishing.forms.paging import HTML, SEARCH
from ruznama.publishing.paths import article_of, article_paths
from ruznama.publishing.storage.bounded import Bounded
from ruznama.publishing.storage.on_request import OnRequest
from ruznama.publishing.storage.snapshot import Body, Delta, Selection, body

_MOST_FOUND = 30  # articles, and events, on the page of a search
_ROOM_OCTETS = 16_000_000


class Chooser:
    """What one publication gives to those who choose from it, each choice made once."""

    def __init__(
        self,
        current: Callable[[], Current],
        canvas: Canvas,
        channels: Channels,
        calendars: CalendarChoices,
        versions: Versions,
        *,
        formats: Mapping[str, FeedFormat],
        served: bool,
    ) -> None:
        """`formats` are those of feeds, by suffix; `current` may have to read the index first."""
        self._current = current
        self._canvas = canvas
        self._channels = channels
        self._calendars = calendars
        self._versions = versions
        self._formats = formats
        self._served = served
        self._made: Bounded[object, Body] = Bounded(_ROOM_OCTETS, lambda each: each.octets)

    def selections(self) -> Mapping[str, Selection]:
        """By path, what answers choices in the query of an address."""
        return OnRequest(self._selection, self._selectable)

    def deltas(self) -> Mapping[str, Delta]:
        """By path, what is new in a feed since an earlier version of it (RFC 3229)."""
        return OnRequest(self._delta, self._channels.paths)

    def _selectable(self) -> Iterator[str]:
        index = self._current().index
        yield from self._channels.paths()
        yield COMBINED
        yield from (f"/calendars/{part.slug}.ics" for part in index.slices.offered())
        yield from ([SEARCH] if self._served else [])
        yield from (article_paths(each)[2] for each in index.cards)

    def _selection(self, path: str) -> Selection | None:
        make = self._chosen(path)
        return partial(self._kept, path, make) if make else None

    def _kept(self, path: str, make: Selection, query: str, today: date) -> Body:
        kept = self._made.get((path, query, today))
        if kept is None:
            with self._current().index.lock:
                kept = make(query, today)
            self._made.put((path, query, today), kept)
        return kept

    def _chosen(self, path: str) -> Selection | None:
        current = self._current()
        stem, _, suffix = path.lstrip("/").rpartition(".")
        if suffix in self._formats and stem in self._channels.feeds:
            form = self._formats[suffix]
            return lambda query, _: self._channels.select(stem, form, current, query)
        if path == SEARCH and self._served:
            return partial(self._search, current)
        if path == COMBINED:
            return partial(self._calendars.select, "", current)
        if path.startswith("/calendars/"):
            slug = stem.removeprefix("calendars/")
            known = any(part.slug == slug for part in current.index.slices.offered())
            return partial(self._calendars.select, slug, current) if known else None
        card = current.index.cards.get(article_of(path))
        if card is None:
            return None
        page, _, calendar = article_paths(card.id)
        return lambda query, _: self._calendars.one_event(card, calendar, page, query)

    def _search(self, current: Current, query: str, today: date) -> Body:
        words = parse_feed_choices(parse_qsl(query)).words
        cards = [current.index.cards.get(each) for each in current.find(words)] if words else []
        articles = sorted(filter(None, cards), key=lambda card: card.order, reverse=True)
        told = {
            line.uid: line.listing for card in articles for line in current.index.events_of(card.id)
        }
        found = choose(told.values(), Choices(words=words), today)
        page = overviews.search(self._canvas, words or "", found, articles, _MOST_FOUND)
        return body(page, HTML, changed=current.publication.changed)

    def _delta(self, path: str) -> Delta | None:
        stem, _, suffix = path.lstrip("/").rpartition(".")
        form = self._formats.get(suffix)
        if form is None or not self._versions.knows(path):
            return None
        return lambda digest: (
            self._made.get((path, digest)) or self._since(path, stem, form, digest)
        )

    def _since(self, path: str, stem: str, form: FeedFormat, digest: str) -> Body | None:
        feed = self._channels.feeds[stem]
        cards = self._versions.new(path, feed, digest)
        if cards is None:
            return None
        changed = self._current().publication.changed
        made = self._channels.written(feed.channel, cards, form, changed)
        self._made.put((path, digest), made)
        return made


def _articles(bodies: Iterable[str]) -> Iterator[str]:
    """The ids of the articles that have a page."""
    pages = (path for path in bodies if path.startswith("/articles/") and path.endswith("/"))
    return (path.split("/")[2] for path in pages)
