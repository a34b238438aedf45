"""The pictures that stand for pages where links to them are shared: articles, months, slices."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from ruznama.edition.index import Holding
from ruznama.pages.article import told
from ruznama.pages.canvas import Canvas
from ruznama.pages.months import picture_of_month
from ruznama.pages.pictures import Painter
from ruznama.pages.timescale import Drawn
from ruznama.publishing.current import Current
from ruznama.publishing.forms.outputs import Fence
from ruznama.publishing.paths import page_of, picture_of
from ruznama.publishing.storage.bounded import Bounded
from ruznama.publishing.storage.on_request import OnRequest
from ruznama.publishing.storage.snapshot import Body, Draw, body

_ROOM_OCTETS = 16_000_000


class Pictures:
    """Pictures, each drawn when it is first asked for."""

    def __init__(self, canvas: Canvas, painter: Painter, fence: Fence) -> None:
        self._canvas = canvas
        self._painter = painter
        self._fence = fence
        self._drawn: Bounded[str, Body] = Bounded(_ROOM_OCTETS, lambda each: each.octets)

    def of(self, current: Callable[[], Current], bodies: Mapping[str, Body]) -> Mapping[str, Draw]:
        """By path, what draws the picture of a page of a publication."""

        def draw(path: str) -> Draw | None:
            page = bodies.get(page_of(path) or "")
            # The page shows all that the picture does, so it is another one when that is.
            return partial(self._draw, path, page, current) if page else None

        return OnRequest(draw, lambda: filter(None, map(picture_of, bodies)))

    def _draw(self, path: str, page: Body, current: Callable[[], Current]) -> Body | None:
        kept = self._drawn.get(page.digest)
        if kept is None:
            kept = self._fence.tried(path, partial(self._picture, path, current))
            if kept is not None:
                self._drawn.put(page.digest, kept)
        return kept

    def _picture(self, path: str, current: Callable[[], Current]) -> Body:
        now = current()
        title, timeline = self._subject(path, now)
        drawn = self._painter.draw(title, self._canvas.site.title, timeline)
        return body(drawn, "image/png", changed=now.publication.changed)

    def _subject(self, path: str, now: Current) -> tuple[str, Drawn]:
        """The title of a page, and the events that stand below it."""
        _, room, *names = path.removesuffix(".png").split("/")
        if room == "articles":
            revision = now.publication.revision(names[0])
            return revision.article.title, told(self._canvas, revision)
        if room == "events":
            first = date(int(names[0]), int(names[1]), 1)
            told_in = now.index.months.get(first, {}).values()
            return picture_of_month(self._canvas, first, told_in)
        part = next(each for each in now.index.slices.offered() if each.slug == names[0])
        day = now.publication.changed.date()
        holding = now.index.parts.get(part.slug) or Holding()
        return part.name, self._canvas.around(holding.events, day)
