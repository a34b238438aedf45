"""The pages of a publication: those of articles, months, slices, and those that list."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from operator import attrgetter

from ruznama.edition.edition import Publication
from ruznama.edition.index import Holding, Index
from ruznama.edition.touched import Touched
from ruznama.pages import overviews
from ruznama.pages.canvas import Canvas
from ruznama.pages.months import (
    days_in_month,
    month_page,
    month_path,
    year_page,
    year_path,
    years_page,
)
from ruznama.publishing.forms.embedding import embedded
from ruznama.publishing.forms.neighbours import with_new_neighbours
from ruznama.publishing.forms.outputs import Output
from ruznama.publishing.forms.year_parts import months_apart
from ruznama.publishing.storage.joining import Pieces
from ruznama.publishing.storage.snapshot import MISSING, Body

SEARCH = "/search"
ARCHIVE = "/archive/"
_LEADING_ON = (
    '<!doctype html><meta charset="utf-8"><title>…</title>'
    '<meta http-equiv="refresh" content="0;url={0}"><a href="{0}">{0}</a>\n'
)
HTML = "text/html; charset=utf-8"

_LAST_PAGES = 2  # of the archive, on its first page: the very last may hold one article


class Paging:
    """Makes pages, one publication after the other; only what changed is made anew."""

    def __init__(self, canvas: Canvas, pieces: Pieces, *, served: bool) -> None:
        self._canvas = canvas
        self._pieces = pieces
        self._served = served
        self._months: list[date] = []
        self._archived: list[int] = []
        self._day: date | None = None

    def recall(self, index: Index, publication: Publication) -> None:
        """Knows what an earlier process published, without making it."""
        self._months = sorted(index.months)
        self._archived = sorted(index.pages)
        self._day = self._canvas.site.day(publication.changed)

    def fixed(self) -> Iterator[Output]:
        """What no article changes."""
        sitemap = f"User-agent: *\nAllow: /\nSitemap: {self._canvas.site.base_url}sitemap.xml\n"
        yield self._plain("/robots.txt", sitemap.encode(), "text/plain; charset=utf-8")
        for path, content, content_type in self._canvas.assets():
            yield self._plain(path, content, content_type)
        if self._served:
            yield self.page(SEARCH, partial(overviews.search, self._canvas, "", [], [], 0))

    def outputs(
        self, index: Index, touched: Touched, publication: Publication, known: Mapping[str, Body]
    ) -> Iterator[Output]:
        """Every page that a change has touched, but those of articles; `known` is what is there."""
        canvas, day = self._canvas, self._canvas.site.day(publication.changed)
        turned, self._day = day != self._day, day
        slices = index.slices.offered()
        yield self.page("/", partial(overviews.front, canvas, index, publication.changed))
        yield self.page("/feeds/", partial(overviews.feeds, canvas, slices))
        yield self.page(MISSING, partial(overviews.missing, canvas, index))
        yield from self._of_months(index, touched)
        if not self._served:
            yield from self._of_places(index, touched)
        yield from self._of_archive(index, touched)
        yield from embedded(canvas, self._pieces, index, day)
        for part in slices:
            path = f"/feeds/{part.slug}/"
            moved = part.slug in touched.slices or part.slug in touched.calendars
            if moved or turned or path not in known:
                holding = index.parts.get(part.slug) or Holding()
                yield self.page(path, partial(overviews.of_slice, canvas, part, holding, day))

    def _of_places(self, index: Index, touched: Touched) -> Iterator[Output]:
        """Pages at the short addresses of events that lead to them: a folder cannot redirect."""
        for path in sorted(touched.places):
            place = index.places.get(path)
            if place is None:
                yield Output(path=f"{path}/", make=None)
            else:
                leading = _LEADING_ON.format(f"../../{place}").encode()
                yield self._plain(f"{path}/", leading, HTML)

    def _of_months(self, index: Index, touched: Touched) -> Iterator[Output]:
        """The page of each month with events, of each year, and of all years."""
        before, self._months = self._months, sorted(index.months)
        moved = with_new_neighbours(before, self._months) | touched.months
        around = [None, *self._months, None]
        for at, first in enumerate(self._months):
            if first in moved:
                told = list(index.months[first].values())
                make = partial(month_page, self._canvas, first, (around[at], around[at + 2]), told)
                yield self.page(month_path(first), make)
        yield from self._of_years(index, _years(before), {first.year for first in moved})
        yield from self._vanished(map(month_path, set(before) - set(self._months)))

    def _of_years(self, index: Index, before: list[int], moved: set[int]) -> Iterator[Output]:
        years = _years(self._months)
        around = [None, *years, None]
        for at, year in enumerate(years):
            if year in with_new_neighbours(before, years) | moved:
                days = {
                    first: days_in_month(first, index.months[first].values())
                    for first in self._months
                    if first.year == year
                }
                near = (around[at], around[at + 2])
                calendars = months_apart(index.everything.events.of_year(year))
                make = partial(year_page, self._canvas, year, near, days, calendars)
                yield self.page(year_path(year), make)
        counts = {first: len(index.months[first]) for first in self._months}
        yield self.page("/events/", partial(years_page, self._canvas, _by_year(counts)))
        yield from self._vanished(map(year_path, set(before) - set(years)))

    def _of_archive(self, index: Index, touched: Touched) -> Iterator[Output]:
        """All articles, in pages that a new one does not move; the last two stand together too."""
        before, self._archived = self._archived, sorted(index.pages)
        moved = with_new_neighbours(before, self._archived) | touched.pages
        around = [None, *map(archive_path, self._archived), ARCHIVE]
        for at, number in enumerate(self._archived):
            if number in moved:
                near = (around[at], around[at + 2])
                yield self._archive_page(index, around[at + 1] or ARCHIVE, [number], near)
        older = around[-4] if len(self._archived) > _LAST_PAGES else None
        yield self._archive_page(index, ARCHIVE, self._archived[-_LAST_PAGES:], (older, None))
        yield from self._vanished(map(archive_path, set(before) - set(self._archived)))

    def _archive_page(
        self, index: Index, path: str, numbers: list[int], near: tuple[str | None, str | None]
    ) -> Output:
        ids = [each for number in numbers for each in index.pages[number]]
        cards = sorted((index.cards[each] for each in ids), key=attrgetter("order"), reverse=True)
        older, newer = (one and self._canvas.root + one.lstrip("/") for one in near)
        make = partial(overviews.archive, self._canvas, cards, newer=newer, older=older)
        return self.page(path, make)

    def emptied(self, path: str) -> Output:
        """The page of a year, a month or a part of the archive in which nothing is any more."""
        nobody = (None, None)
        room, *names = path.strip("/").split("/")
        if room == "archive":
            make = partial(overviews.archive, self._canvas, (), newer=None, older=None)
        elif len(names) == 1:
            make = partial(year_page, self._canvas, int(names[0]), nobody, {}, {})
        else:
            first = date(int(names[0]), int(names[1]), 1)
            make = partial(month_page, self._canvas, first, nobody, ())
        return self.page(path, make)

    def page(self, path: str, make: Callable[[], bytes]) -> Output:
        """A page as an output."""
        return Output(path=path, make=lambda: [self._pieces.put(make())], content_type=HTML)

    def _vanished(self, paths: Iterable[str]) -> Iterator[Output]:
        return (Output(path=path, make=None) for path in paths)

    def _plain(self, path: str, content: bytes, content_type: str) -> Output:
        return Output(
            path=path, make=lambda: [self._pieces.put(content)], content_type=content_type
        )


def archive_path(number: int) -> str:
    """Where a page of the archive is, beside its feeds."""
    return f"{ARCHIVE}{number + 1}/"


def _years(months: Iterable[date]) -> list[int]:
    return sorted({first.year for first in months})


def _by_year(counts: Mapping[date, int]) -> dict[int, int]:
    years: dict[int, int] = {}
    for first, count in counts.items():
        years[first.year] = years.get(first.year, 0) + count
    return years
