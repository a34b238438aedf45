"""The calendars: that of everything in each form, one for each year, slice and article.

All forms of it hold the same events: those of the combined calendar, which is kept small enough for
every client. What is too long ago for it, or too much, stands in the calendars of the years.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter
from urllib.parse import quote

from articles.revisions.known import Revision
from exporters.formats import ICS, CalendarFormat, calendar_fault
from exporters.ics.calendar import CalendarInfo
from exporters.ics.timestyle import zones_of
from exporters.window import window
from ruznama.edition.card import Card, Piece
from ruznama.edition.edition import Publication
from ruznama.edition.index import Holding, Index
from ruznama.edition.shelf import Shown
from ruznama.edition.site import Site
from ruznama.edition.slices import Slice
from ruznama.edition.touched import Touched
from ruznama.publishing.forms.about import EPOCH
from ruznama.publishing.forms.filenames import disposition
from ruznama.publishing.forms.outputs import OPEN_TO_ALL, FaultError, Output
from ruznama.publishing.forms.year_parts import Part, is_parted, parts_of_year
from ruznama.publishing.storage.joining import Pieces, split
from ruznama.publishing.storage.snapshot import Body

COMBINED = f"/{ICS.name}"
_LONGEST_QUERY = 2_000
_PLACE = attrgetter("place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A calendar to be: where, what it says of itself, its events in their order."""

    path: str
    info: CalendarInfo
    lines: Sequence[Shown]


class Calendars:
    """Writes calendars, one publication after the other; only what changed is written anew."""

    def __init__(self, site: Site, pieces: Pieces, formats: Sequence[CalendarFormat]) -> None:
        self._site = site
        self._pieces = pieces
        self._formats = formats
        self._ics = next(form for form in formats if form.name == ICS.name)
        self._written: dict[tuple[str, bytes], Piece] = {}
        self._laid: tuple[date | None, datetime | None] = (None, None)
        self._years: dict[int, list[str]] = {}

    def recall(self, index: Index, publication: Publication) -> None:
        """Knows what an earlier process published, without writing it."""
        self._laid = (self._site.day(publication.changed), publication.withdrawn)
        self._years = {
            year: [part.path for part in self._parted(index, year, self._laid_around)]
            for year in index.years
        }

    def outputs(
        self, index: Index, touched: Touched, publication: Publication, known: Mapping[str, Body]
    ) -> Iterator[Output]:
        """Every calendar that a change has touched, but those of articles.

        The combined ones are laid around the day of the last change, and turn with it. `known` is
        what is there.
        """
        laid = (self._site.day(publication.changed), publication.withdrawn)
        turned, self._laid = laid != self._laid, laid
        if touched.events or turned:
            yield from self._everything(index, publication, known)
        for year in sorted({*self._years, *index.years}):
            if year in touched.years or (turned and len(self._years.get(year, ())) > 1):
                yield from self._of_year(index, year)
        for part in index.slices.offered():
            moved = part.slug in touched.calendars or turned
            if moved or f"/calendars/{part.slug}.ics" not in known:
                sheet = self._slice_sheet(part, index, publication)
                yield self._output(self._ics, sheet)

    def _everything(
        self, index: Index, publication: Publication, known: Mapping[str, Body]
    ) -> Iterator[Output]:
        sheet = self._combined(index, publication)
        self._recall_forms(known)
        for form in self._formats:
            path = f"/{form.name}"
            info = self.info(COMBINED, self._site.title, "", sheet.info.changed)
            yield self._output(form, Sheet(path=path, info=info, lines=sheet.lines))

    def _combined(self, index: Index, publication: Publication) -> Sheet:
        title = self._site.title
        return self._sheet(COMBINED, title, "", index.everything, publication)

    def _slice_sheet(self, part: Slice, index: Index, publication: Publication) -> Sheet:
        path, page = f"/calendars/{part.slug}.ics", f"feeds/{quote(part.slug)}/"
        holding = index.parts.get(part.slug) or Holding()
        return self._sheet(path, f"{self._site.title}: {part.name}", page, holding, publication)

    def _sheet(
        self, path: str, title: str, page: str, holding: Holding, publication: Publication
    ) -> Sheet:
        """The calendar of what is held: the events that it has room for."""
        day = self._site.day(publication.changed)
        lines = _nearest(holding.events.nearest(day), day, self._site.keep_events)
        moments = (line.listing.known.last_modified for line in lines)
        moved = max((*moments, publication.withdrawn or EPOCH))
        return Sheet(path=path, info=self.info(path, title, page, moved), lines=lines)

    def _of_year(self, index: Index, year: int) -> Iterator[Output]:
        """Its calendar, or the calendars of its months; and none where there are none any more."""
        parts = self._parted(index, year, self._laid_around)
        for part in parts:
            moved = max(line.listing.known.last_modified for line in part.lines)
            following = part.following and f"{self._site.base_url}{part.following.lstrip('/')}"
            info = self.info(part.path, f"{self._site.title} {part.name}", "", moved)
            info = replace(info, following=following)
            yield self._output(self._ics, Sheet(path=part.path, info=info, lines=part.lines))
        paths = [part.path for part in parts]
        for gone in set(self._years.pop(year, ())) - set(paths):
            yield Output(path=gone, make=None)
        self._years |= {year: paths} if paths else {}

    def _parted(self, index: Index, year: int, around: date) -> list[Part]:
        lines = index.everything.events.of_year(year)
        return parts_of_year(year, lines, around, _nearest) if lines else []

    @property
    def _laid_around(self) -> date:
        return self._laid[0] or EPOCH.date()

    def emptied(self, path: str) -> Output:
        """The calendar of a year in which nothing is any more: whoever has its address keeps it."""
        stem = path.rpartition("/")[2].removesuffix(".ics")
        info = self.info(path, f"{self._site.title} {stem}", "", EPOCH)
        return self._output(self._ics, Sheet(path=path, info=info, lines=()))

    def of_article(self, revision: Revision, card: Card, path: str, page: str) -> Output:
        """The calendar of one article, as far as it has room; its own changes alone move it."""
        changed = max(revision.updated, revision.events_updated)
        info = self.info(path, revision.article.title, page, changed)
        lines = lines_of(card)
        if is_parted(lines):
            lines = _nearest(lines, self._site.day(changed))
        sheet = Sheet(path=path, info=info, lines=lines)
        return self._output(self._ics, sheet, called=info.title)

    # bytes

    def _output(self, form: CalendarFormat, sheet: Sheet, called: str | None = None) -> Output:
        name = sheet.path.rpartition("/")[2]
        following = sheet.info.following
        link = (("Link", f'<{following}>; rel="next"'),) if following else ()
        return Output(
            path=sheet.path,
            make=partial(self._parts, form, sheet),
            content_type=form.content_type,
            headers=(
                *OPEN_TO_ALL,
                *link,
                ("Content-Disposition", disposition(name, called or self._site.title)),
            ),
        )

    def _parts(self, form: CalendarFormat, sheet: Sheet) -> list[Piece]:
        told = (line.listing for line in sheet.lines)
        info = replace(sheet.info, zones=zones_of(told, local=self._site.local_zones))
        head, tail = form.frame(info, not sheet.lines)
        fault = calendar_fault(form, head + tail, [])
        if fault:
            raise FaultError(fault)
        events = self._events(form, sheet)
        if form.joint and events:
            joint = self._pieces.put(form.joint)
            events = [each for event in events for each in (joint, event)][1:]
        return [self._pieces.put(head), *events, self._pieces.put(tail)]

    def _events(self, form: CalendarFormat, sheet: Sheet) -> list[Piece]:
        """The events in a form, each written and read back once for as long as it is shown."""
        if form.event is None:
            return [line.lines for line in sheet.lines]
        made = {(form.name, line.lines[0]): line for line in sheet.lines}
        new = {key: line for key, line in made.items() if key not in self._written}
        if new:
            frame = form.frame(sheet.info, False)  # noqa: FBT003  the shape that all rows share
            contents = self._pieces.get(key[1] for key in new)
            for (key, line), content in zip(new.items(), contents, strict=True):
                written = form.event(line.listing, content, sheet.info.language)
                fault = calendar_fault(form, written.join(frame), [line.uid])
                if fault:
                    raise FaultError(fault)
                self._written[key] = self._pieces.put(written)
        return [self._written[key] for key in made]

    def _recall_forms(self, known: Mapping[str, Body]) -> None:
        """Takes from the forms that are there what an event is in each: they hold the same ones."""
        ics = _events_in(known.get(COMBINED), joint=False)
        shown = frozenset(ics)
        self._written = {key: piece for key, piece in self._written.items() if key[1] in shown}
        for form in self._formats:
            told = _events_in(known.get(f"/{form.name}"), joint=bool(form.joint))
            if len(told) == len(ics):
                pairs = zip(ics, told, strict=True)
                self._written |= {(form.name, lines): (event, 0) for lines, event in pairs}

    def sheet_of(self, slug: str, index: Index, publication: Publication) -> Sheet:
        """The calendar of a slice, or that of everything where the slug is ""."""
        if not slug:
            return self._combined(index, publication)
        part = next(each for each in index.slices.offered() if each.slug == slug)
        return self._slice_sheet(part, index, publication)

    def info(
        self, path: str, title: str, page: str, changed: datetime, query: str = ""
    ) -> CalendarInfo:
        """What a calendar at a path says of itself."""
        site = self._site
        source = f"{site.base_url}{quote(path.lstrip('/'))}"
        return CalendarInfo(
            title=title,
            description=site.description,
            url=f"{site.base_url}{page.lstrip('/')}",
            source=f"{source}?{query}" if query else source,
            base_url=site.base_url,
            refresh=site.refresh,
            changed=changed,
            language=site.text_language,
            timezone=site.timezone,
            color=site.color,
            local=site.local_zones,
            horizon=site.horizon,
            short_links=True,
        )


def fitting(lines: Iterable[Shown], around: date, keep: timedelta | None) -> list[Shown]:
    """Those that a calendar has room for, the nearest to a day first."""
    in_order = sorted(lines, key=_PLACE)
    touches, octets = attrgetter("listing.touches"), attrgetter("octets")
    return window(in_order, around=around, keep=keep, touches=touches, octets=octets)


def _nearest(lines: Iterable[Shown], around: date, keep: timedelta | None = None) -> list[Shown]:
    """Likewise, in the order of time."""
    return sorted(fitting(lines, around, keep), key=_PLACE)


def lines_of(card: Card) -> list[Shown]:
    """The events of one article in their order."""
    pairs = zip(card.listings, card.lines, strict=True)
    shown = (Shown(listing=each, lines=lines, slugs=frozenset()) for each, lines in pairs)
    return sorted(shown, key=_PLACE)


def _events_in(known: Body | None, *, joint: bool) -> list[bytes]:
    """The digests of the events that a calendar is joined from."""
    return split(known.parts)[1:-1][:: 2 if joint else 1] if known else []
