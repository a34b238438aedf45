"""The pages that list: front, feeds, slices, searches, nothing found, and how sources fare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from urllib.parse import quote, urlencode

from exporters.dated import Listing, sort_key
from ruznama.edition.card import Card
from ruznama.edition.index import Holding, Index
from ruznama.edition.slices import Slice
from ruznama.pages.canvas import Canvas, shortened_name
from ruznama.pages.events import shortened
from ruznama.pages.subscribing import subscription, subscriptions
from ruznama.review import Doubt
from ruznama.store.runs import SourceStatus

_PARTS_OCTETS, _ALL_PARTS_OCTETS = 8_000, 60_000
_MOST_SOURCES = 100
_MOST_DOUBTS = 100
_LONGEST_SUMMARY = 300
_PART_OCTETS = 50
_LATEST, _FEW = 6, 5  # articles on a page; the archive has all


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teaser:
    """An article in a list."""

    id: str
    title: str
    summary: str
    published: datetime
    undated: bool


def front(canvas: Canvas, index: Index, changed: datetime) -> bytes:
    """The front page: the events around the last change, the latest articles.

    Args:
        canvas: of the site.
        index: what is published.
        changed: the newest time in the record of change.
    """
    return canvas.render(
        "index.html",
        shown=canvas.around(index.everything.events, canvas.site.day(changed)),
        latest=_teasers(index.everything.articles.last(_LATEST)),
        changed=changed,
        slices=_parts(index.slices.offered(), _PARTS_OCTETS),
        **_everything(canvas),
    )


def embed(canvas: Canvas, index: Index, day: date) -> bytes:
    """The events around a day, for a frame on another site: light, without a script."""
    shown = canvas.around(index.everything.events, day)
    calendar = subscription(f"{canvas.site.base_url}calendar.ics")
    return canvas.render("embed.html", shown=shown, webcal=calendar["webcal"])


def archive(
    canvas: Canvas, cards: Iterable[Card], *, newer: str | None, older: str | None
) -> bytes:
    """A page of all articles, with the addresses of its neighbours."""
    return canvas.render("archive.html", articles=_teasers(cards), newer=newer, older=older)


def feeds(canvas: Canvas, slices: Sequence[Slice]) -> bytes:
    """The page of all that one can subscribe to."""
    parts = _parts(slices, _ALL_PARTS_OCTETS)
    return canvas.render("feeds.html", slices=parts, **_everything(canvas))


def of_slice(canvas: Canvas, part: Slice, holding: Holding, day: date) -> bytes:
    """The page of a slice: what it holds around a day, and how to subscribe to it."""
    base = canvas.site.base_url
    return canvas.render(
        "slice.html",
        name=shortened(part.name),
        slug=quote(part.slug),
        article_count=len(part.ids),
        event_count=len(holding.events),
        shown=canvas.around(holding.events, day),
        latest=_teasers(holding.articles.last(_LATEST)),
        **subscriptions(
            f"{base}feeds/{quote(part.slug)}", f"{base}calendars/{quote(part.slug)}.ics"
        ),
    )


def search(
    canvas: Canvas, words: str, found: Sequence[Listing], articles: Sequence[Card], most: int
) -> bytes:
    """The page of what holds some words; `most` of each kind are shown."""
    query = urlencode({"q": words})
    base = canvas.site.base_url
    return canvas.render(
        "search.html",
        words=words,
        event_count=len(found),
        article_count=len(articles),
        shown=canvas.draw(sorted(found, key=sort_key)[:most], more=len(found) - most),
        latest=_teasers(articles[:most]),
        feed=f"{base}feed.rss?{query}",
        calendar=subscription(f"{base}calendar.ics?{query}"),
    )


def missing(canvas: Canvas, index: Index) -> bytes:
    """The page of an address where nothing is."""
    return canvas.render("missing.html", latest=_teasers(index.everything.articles.last(_FEW)))


def status(
    canvas: Canvas, sources: Sequence[SourceStatus], now: datetime, left_out: int = 0
) -> bytes:
    """The page on how the sources fare, those that fail first; of a failure no details.

    `left_out` counts what could not be published.
    """
    ordered = sorted(sources, key=lambda source: -source.run.failures)
    return canvas.render(
        "status.html",
        sources=ordered[:_MOST_SOURCES],
        more=max(0, len(ordered) - _MOST_SOURCES),
        now=now,
        left_out=left_out,
    )


def review(canvas: Canvas, doubts: Sequence[Doubt], *, writable: bool = False) -> bytes:
    """The page of what needs an editor's eye; `writable` where it takes corrections."""
    shown = doubts[:_MOST_DOUBTS]
    more = len(doubts) - len(shown)
    return canvas.render("review.html", doubts=shown, more=more, writable=writable)


def _everything(canvas: Canvas) -> dict[str, object]:
    base = canvas.site.base_url
    return subscriptions(f"{base}feed", f"{base}calendar.ics")


def _teasers(latest: Iterable[Card]) -> list[_Teaser]:
    return [
        _Teaser(
            id=card.id,
            title=shortened(card.entry.title),
            summary=shortened(card.entry.summary or "", _LONGEST_SUMMARY),
            published=card.entry.published,
            undated=card.entry.undated,
        )
        for card in latest
    ]


def _parts(slices: Sequence[Slice], octets: int) -> list[tuple[str, str]]:
    """The address and name of each slice that holds something, as many as a page has room for."""
    parts = [(quote(one.slug), shortened_name(one.name)) for one in slices if one.ids]
    sizes = accumulate(_PART_OCTETS + len(path) + len(name.encode()) for path, name in parts)
    return [part for part, size in zip(parts, sizes, strict=True) if size <= octets]
