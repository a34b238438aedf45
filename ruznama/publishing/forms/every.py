"""Everything that is published, in all its forms, of what a change has touched."""

from collections.abc import Iterator, Mapping, Sequence

from exporters.formats import CalendarFormat
from feeds.formats import FeedFormat
from ruznama.edition.edition import Publication
from ruznama.edition.index import Index
from ruznama.edition.touched import Touched
from ruznama.pages.canvas import Canvas
from ruznama.publishing.forms.calendars import Calendars
from ruznama.publishing.forms.cards import Writer
from ruznama.publishing.forms.channels import Channels
from ruznama.publishing.forms.directories import Lists
from ruznama.publishing.forms.documents import Documents
from ruznama.publishing.forms.outputs import Fence, Output
from ruznama.publishing.forms.paging import Paging
from ruznama.publishing.storage.joining import Pieces
from ruznama.publishing.storage.snapshot import Body


class Forms:
    """What writes each form.

    Attributes:
        paging: the pages.
        channels: the feeds.
        calendars: the calendars.
        writer: an article's pieces, of which feeds and calendars are joined.
    """

    def __init__(
        self,
        canvas: Canvas,
        pieces: Pieces,
        fence: Fence,
        feed_formats: Sequence[FeedFormat],
        calendar_formats: Sequence[CalendarFormat],
        *,
        served: bool,
    ) -> None:
        site = canvas.site
        self._fence = fence
        self.paging = Paging(canvas, pieces, served=served)
        self.channels = Channels(site, pieces, feed_formats, served=served)
        self.calendars = Calendars(site, pieces, calendar_formats)
        self.writer = Writer(
            site=site,
            channel=self.channels.about.everything,
            formats=feed_formats,
            pieces=pieces,
            fence=fence,
        )
        self._documents = Documents(
            canvas=canvas, paging=self.paging, calendars=self.calendars, pieces=pieces
        )
        self._lists = Lists(site=site, pieces=pieces)

    def recall(self, index: Index, publication: Publication) -> None:
        """Knows what an earlier process published, without writing it."""
        self.channels.recall(index, publication)
        self.calendars.recall(index, publication)
        self.paging.recall(index, publication)

    def outputs(
        self,
        index: Index,
        touched: Touched,
        publication: Publication,
        known: Mapping[str, Body],
        *,
        first: bool,
    ) -> Iterator[Output]:
        """Each path that a change has touched, and how its body is made.

        `known` is what is there; `first` tells whether nothing was made before.
        """
        if first:
            yield from self.paging.fixed()
        yield from self.channels.outputs(index, touched, publication, known)
        yield from self.calendars.outputs(index, touched, publication, known)
        yield from self._lists.outputs(index, self.channels.feeds)
        yield from self.paging.outputs(index, touched, publication, known)
        moved = {one.id: one for one in publication.revisions}
        for article_id in sorted(touched.articles):
            revision = moved.get(article_id) or publication.revision(article_id)
            card, alike = index.card(article_id), index.alike(article_id)
            assert card is not None  # noqa: S101  the index has just touched it
            yield from self._documents.outputs(revision, card, alike)
        for article_id in touched.gone:
            self._fence.forget(f"the article {article_id}")
            yield from self._documents.vanished(article_id)
