"""The events of all articles in every form that programs subscribe to or load.

All forms hold the same events: those of the combined calendar, which is kept small enough for every
client. What is too long ago for it, or too much, stands in the calendars of the years.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from urllib.parse import parse_qsl, quote

from articles.errors import ChoiceError
from articles.revisions.known import Revision
from exporters.choices import choose, parse_choices
from exporters.dated import Listing, listings
from exporters.formats import FORMATS, ICS, CalendarFormat, Sheet, calendar_fault
from exporters.ics.calendar import CalendarInfo, KeptEvents, last_modified, style_of, write_events
from exporters.ics.readback import ReadBack
from exporters.ics.vevent import Style
from exporters.merging import Kin, by_publisher, merge
from exporters.window import window, years
from ruznama.edition.edition import Publication
from ruznama.edition.site import Site
from ruznama.edition.slices import Slice
from ruznama.publishing.filenames import disposition
from ruznama.publishing.outputs import OPEN_TO_ALL, Fence, Headers, Output
from ruznama.publishing.snapshot import Body, KeptBodies, Selection, body

COMBINED = f"/{ICS.name}"
_LONGEST_QUERY = 2_000
_MERGED_SOURCES = ("sources",)  # no publisher is called so


@dataclass(frozen=True, slots=True)
class _Shown:
    """The events of one calendar: all of them, and those that it has room for."""

    path: str
    title: str
    every: Sequence[Listing]
    roomy: Sequence[Listing]
    changed: datetime


class Calendars:
    """Writes calendars, one publication after the other; only what changed is written anew.

    Attributes:
        every: the events of the last publication.
    """

    def __init__(
        self, site: Site, fence: Fence, formats: Sequence[CalendarFormat] = FORMATS
    ) -> None:
        self._site = site
        self._formats = formats
        self._ics = next(form for form in formats if form.name == ICS.name)
        self._fence = fence
        self._kept = KeptEvents()
        self._read_back = ReadBack()
        self._shown: dict[str, _Shown] = {}
        self.every: list[Listing] = []

    def outputs(self, publication: Publication) -> Iterator[Output]:
        """Every form of the combined calendar, and a calendar for each year and each slice."""
        site = self._site
        told = self._sound(listings(publication.revisions, site.base_url))
        every = merge(told, partial(self._kin, publication)) if site.merge_events else told
        changed = last_modified(publication.revisions, publication.changed)
        self._shown, self.every = {}, every
        combined = self._show(COMBINED, site.title, every, changed)
        info = self._info(COMBINED, site.title, "", changed)
        for form in self._formats:
            yield self._output(form, f"/{form.name}", info, combined.roomy)
        for year, events in years(every).items():
            moved = max(event.known.last_modified for event in events)
            path = f"/calendars/{year}.ics"
            info = self._info(path, f"{site.title} {year}", "", moved)
            yield self._output(self._ics, path, info, events)
        for part in publication.slices:
            yield self._of_slice(part, every, changed)

    def _sound(self, told: list[Listing]) -> list[Listing]:
        """The events of which a VEVENT can be made; the others are left out of every calendar."""
        site = self._site
        style = Style(timezone=site.timezone, color=site.color, language=site.text_language)
        return [one for one in told if self._can_be_written(one, style)]

    def _can_be_written(self, one: Listing, style: Style) -> bool:
        write = partial(self._kept.event, one, style)
        return self._fence.tried(f"the event {one.known.uid}", write) is not None

    def _output(
        self,
        form: CalendarFormat,
        path: str,
        info: CalendarInfo,
        events: Sequence[Listing],
        called: str | None = None,
    ) -> Output:
        sheet = Sheet(info=info, events=events, kept=self._kept, read_back=self._read_back)
        uids = [one.known.uid for one in events]
        return Output(
            path=path,
            make=partial(form.write, sheet),
            content_type=form.content_type,
            headers=_file_headers(path.rpartition("/")[2], called or self._site.title),
            fault=lambda content: calendar_fault(form, content, uids, self._read_back),
        )

    def _kin(self, publication: Publication, listing: Listing) -> Kin:
        """Within what an event that is told twice is one: a publisher, else a source."""
        kin = by_publisher(listing)
        place = publication.places.get(listing.tellings[0].teller.id)
        if place is None:
            return kin
        if place.source in self._site.merge_sources:
            return Kin(publisher=_MERGED_SOURCES, source=place.source)
        return replace(kin, source=place.source)

    def _of_slice(self, part: Slice, every: Sequence[Listing], changed: datetime) -> Output:
        mine = [one for one in every if any(each.teller.id in part.ids for each in one.tellings)]
        moved = max((one.known.last_modified for one in mine), default=changed)
        path = f"/calendars/{part.slug}.ics"
        shown = self._show(path, f"{self._site.title}: {part.name}", mine, moved)
        info = self._info(path, shown.title, f"feeds/{quote(part.slug)}/", moved)
        return self._output(self._ics, path, info, shown.roomy)

    def _show(self, path: str, title: str, every: Sequence[Listing], changed: datetime) -> _Shown:
        """The events that a calendar has room for, kept for those who choose among them."""
        style = style_of(self._info(path, title, "", changed))
        roomy = window(
            every,
            around=changed.date(),
            keep=self._site.keep_events,
            octets=lambda listing: len(self._kept.event(listing, style)),
        )
        shown = _Shown(path=path, title=title, every=every, roomy=roomy, changed=changed)
        self._shown[path] = shown
        return shown

    def of_article(self, revision: Revision, path: str, page: str) -> Output:
        """The calendar of one article; its own changes alone move it."""
        changed = max(revision.updated, revision.events_updated)
        events = self._sound(listings([revision], self._site.base_url))
        info = self._info(path, revision.article.title, page, changed)
        return self._output(self._ics, path, info, events, called=info.title)

    def event_selection(self, revision: Revision, path: str, page: str) -> Selection:
        """What answers `?uid=` in the address of an article's calendar: one event alone."""
        return partial(self._of_event, revision, path, page)

    def _of_event(self, revision: Revision, path: str, page: str, query: str, today: date) -> Body:
        del today
        asked = dict(parse_qsl(query[:_LONGEST_QUERY])).get("uid", "")
        listed = self._sound(listings([revision], self._site.base_url))
        found = [one for one in listed if one.known.uid == asked]
        if not found:
            raise ChoiceError(parameter="uid", value=asked, expected="the UID of an event of it")
        known = found[0].known
        info = self._info(path, known.event.title, page, known.last_modified, query)
        content = write_events(info, found, kept=self._kept)
        return body(content, ICS.content_type, changed=known.last_modified)

    def forget_unused(self) -> None:
        """Forgets events that this publication did not write."""
        self._kept.forget_unused()
        self._read_back.forget_unused()

    def selections(self, kept: KeptBodies) -> Iterator[tuple[str, Selection]]:
        """By path, what answers choices in the address of a calendar."""
        for path, shown in self._shown.items():
            yield path, partial(self._kept_selection, kept, shown)

    def _kept_selection(self, kept: KeptBodies, shown: _Shown, query: str, today: date) -> Body:
        key = (shown.path, query, today)
        return kept.get(key, partial(self._select, shown, query, today))

    def _select(self, shown: _Shown, query: str, today: date) -> Body:
        choices = parse_choices(parse_qsl(query[:_LONGEST_QUERY], keep_blank_values=True))
        # A day that is asked for may be one that the calendar has no room for.
        events = shown.every if choices.since or choices.until else shown.roomy
        content = write_events(
            self._info(shown.path, shown.title, "", shown.changed, query),
            choose(events, choices, today),
            alarms=choices.alarms,
            mark_cancelled=choices.cancelled != "strike",
            kept=self._kept,
        )
        return body(content, ICS.content_type, changed=shown.changed)

    def _info(
        self, path: str, title: str, page: str, changed: datetime, query: str = ""
    ) -> CalendarInfo:
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
        )


def _file_headers(name: str, title: str) -> Headers:
    return (*OPEN_TO_ALL, ("Content-Disposition", disposition(name, title)))
