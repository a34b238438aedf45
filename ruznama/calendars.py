"""The events of all articles in every form that programs subscribe to or load.

All forms hold the same events: those of the combined calendar, which is kept small enough for every
client. What is too long ago for it, or too much, stands in the calendars of the years.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from urllib.parse import parse_qsl, quote

from articles.errors import ChoiceError
from articles.revisions import Revision
from exporters.choices import choose, parse_choices
from exporters.ics import CalendarInfo, KeptEvents, last_modified, style_of, write_events
from exporters.listings import Listing, listings
from exporters.merging import by_publisher, merge
from exporters.readback import ReadBack
from exporters.table import write_table
from exporters.timelinejs import write_timelinejs
from exporters.window import window, years
from ruznama.gate import calendar_fault
from ruznama.publication import Publication
from ruznama.site import Site
from ruznama.slices import Slice
from ruznama.snapshot import Body, KeptBodies, Selection, body

COMBINED = "/calendar.ics"
CALENDAR_TYPE = "text/calendar; charset=utf-8"
_OTHER_FORMS = ("/calendar.jcal", "/calendar.csv", "/timeline.json")
_LONGEST_QUERY = 2_000
_MERGED_SOURCES = ("sources",)  # no publisher is called so

Output = tuple[str, bytes, str]


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

    def __init__(self, site: Site) -> None:
        self._site = site
        self._kept = KeptEvents()
        self._read_back = ReadBack()
        self._shown: dict[str, _Shown] = {}
        self.every: list[Listing] = []

    def outputs(self, publication: Publication) -> Iterator[Output]:
        """Path, content and type of each form, with a calendar for each year and each slice."""
        site = self._site
        told = listings(publication.revisions, site.base_url)
        every = merge(told, partial(self._family, publication)) if site.merge_events else told
        changed = last_modified(publication.revisions, publication.changed)
        self._shown, self.every = {}, every
        combined = self._show(COMBINED, site.title, every, changed)
        calendar = self._write(COMBINED, site.title, "", changed, combined.roomy)
        yield COMBINED, calendar, CALENDAR_TYPE
        jcal, csv, timeline = _OTHER_FORMS
        yield jcal, self._read_back.jcal(calendar), "application/calendar+json"
        yield csv, write_table(combined.roomy), "text/csv; charset=utf-8; header=present"
        yield (
            timeline,
            write_timelinejs(site.title, combined.roomy, site.text_language),
            "application/json",
        )
        for year, events in years(every).items():
            path = f"/calendars/{year}.ics"
            moved = max(event.known.last_modified for event in events)
            yield path, self._write(path, f"{site.title} {year}", "", moved, events), CALENDAR_TYPE
        for part in publication.slices:
            yield self._of_slice(part, every, changed)

    def _family(self, publication: Publication, listing: Listing) -> Hashable:
        """Within what an event that is told twice is one: a publisher, or the merged sources."""
        place = publication.places.get(listing.tellings[0].teller.id)
        if place and place.source in self._site.merge_sources:
            return _MERGED_SOURCES
        return by_publisher(listing)

    def _of_slice(self, part: Slice, every: Sequence[Listing], changed: datetime) -> Output:
        mine = [one for one in every if any(each.teller.id in part.ids for each in one.tellings)]
        moved = max((one.known.last_modified for one in mine), default=changed)
        path = f"/calendars/{part.slug}.ics"
        shown = self._show(path, f"{self._site.title}: {part.name}", mine, moved)
        page = f"feeds/{quote(part.slug)}/"
        content = self._write(path, shown.title, page, moved, shown.roomy)
        return path, content, CALENDAR_TYPE

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

    def fault(self, path: str, content: bytes) -> str | None:
        """What is wrong with the bytes of a calendar; None where nothing is."""
        shown = self._shown.get(path)
        if shown is None:
            return None
        return calendar_fault(content, [one.known.uid for one in shown.roomy], self._read_back)

    def of_article(self, revision: Revision, path: str, page: str) -> bytes:
        """The calendar of one article; its own changes alone move it."""
        changed = max(revision.updated, revision.events_updated)
        events = listings([revision], self._site.base_url)
        return self._write(path, revision.article.title, page, changed, events)

    def event_selection(self, revision: Revision, path: str, page: str) -> Selection:
        """What answers `?uid=` in the address of an article's calendar: one event alone."""
        return partial(self._of_event, revision, path, page)

    def _of_event(self, revision: Revision, path: str, page: str, query: str, today: date) -> Body:
        del today
        asked = dict(parse_qsl(query[:_LONGEST_QUERY])).get("uid", "")
        listed = listings([revision], self._site.base_url)
        found = [one for one in listed if one.known.uid == asked]
        if not found:
            raise ChoiceError(parameter="uid", value=asked, expected="the UID of an event of it")
        known = found[0].known
        info = self._info(path, known.event.title, page, known.last_modified, query)
        content = write_events(info, found, kept=self._kept)
        return body(content, CALENDAR_TYPE, changed=known.last_modified)

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
        return body(content, CALENDAR_TYPE, changed=shown.changed)

    def _write(
        self, path: str, title: str, page: str, changed: datetime, events: Sequence[Listing]
    ) -> bytes:
        return write_events(self._info(path, title, page, changed), events, kept=self._kept)

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
