"""An article's card and its pieces: its entry in each format, its events as content lines.

Each piece is read back by a parser that did not write it before anything is joined from it; what
cannot be written or read back is left out, and the last good one stays where there was one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlsplit

from articles.checks.duplicates import measure
from articles.revisions.known import Revision
from articles.text import fold
from exporters.dated import Listing, listings
from exporters.ics.calendar import event_lines
from exporters.ics.grammar import event_fault
from exporters.ics.vevent import Style
from feeds.entries import entry
from feeds.formats import FeedFormat, feed_fault
from feeds.items import Frame
from feeds.model import Channel, Entry
from ruznama.edition.card import Card, Piece
from ruznama.edition.site import Site
from ruznama.edition.slices import terms
from ruznama.publishing.forms.outputs import FaultError, Fence
from ruznama.publishing.storage.joining import Pieces
from ruznama.store.kept import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Makes cards of articles.

    Attributes:
        channel: that of everything: an entry that names nobody is by the site.
    """

    site: Site
    channel: Channel
    formats: Sequence[FeedFormat]
    pieces: Pieces
    fence: Fence
    _frames: dict[str, Frame] = field(default_factory=dict, init=False)

    def card(self, revision: Revision, place: Place, before: Card | None) -> Card | None:
        """The card of an article; as it was before where none can be made of it now."""
        make = partial(self._card, revision, place, before)
        return self.fence.tried(f"the article {revision.id}", make) or before

    def lines(self, listing: Listing) -> Piece | None:
        """The content lines of an event as a piece; None where they cannot be written."""
        return self.fence.tried(f"the event {listing.known.uid}", partial(self._lines, listing))

    def _card(self, revision: Revision, place: Place, before: Card | None) -> Card:
        article = revision.article
        made = entry(revision, base_url=self.site.base_url)
        hosts = (urlsplit(article.url or "").hostname, urlsplit(article.source.name).hostname)
        told = listings([revision], self.site.base_url, self.site.horizon)
        written = [(each, self.lines(each)) for each in told]
        sound = [(each, lines) for each, lines in written if lines is not None]
        return Card(
            id=revision.id,
            place=place,
            created=revision.created,
            events_updated=revision.events_updated,
            entry=replace(made, content=""),
            items=self._items(revision.id, made, before),
            listings=tuple(each for each, _ in sound),
            lines=tuple(lines for _, lines in sound),
            terms=tuple(terms(article)),
            origins=frozenset(fold(each) for each in (article.publisher, *hosts) if each),
            measured=measure(article),
        )

    def _items(self, article_id: str, told: Entry, before: Card | None) -> dict[str, Piece]:
        items = dict(before.items) if before else {}
        for form in self.formats:
            what = f"the article {article_id} in {form.suffix}"
            made = self.fence.tried(what, partial(self._item, form, told))
            if made is not None:
                items[form.suffix] = made
        return items

    def _item(self, form: FeedFormat, told: Entry) -> Piece:
        (item,) = form.items(self.channel, (told,))
        fault = feed_fault(form, item.join(self._frame(form)), (told,))
        if fault:
            raise FaultError(fault)
        return self.pieces.put(item)

    def _frame(self, form: FeedFormat) -> Frame:
        """What stands around an entry that is read back."""
        if form.suffix not in self._frames:
            self._frames[form.suffix] = form.frame(self.channel)
        return self._frames[form.suffix]

    def _lines(self, listing: Listing) -> Piece:
        site = self.site
        style = Style(
            timezone=site.timezone,
            language=site.text_language,
            local=site.local_zones,
            base_url=site.base_url,
        )
        made = event_lines(listing, style)
        fault = event_fault(made, listing.known.uid)
        if fault:
            raise FaultError(fault)
        return self.pieces.put(made)
