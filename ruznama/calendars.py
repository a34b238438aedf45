"""The events of all articles in every form that programs subscribe to or load.

All forms hold the same events: those of the combined calendar, which is kept small enough for every
client. What is too long ago for it, or too much, stands in the calendars of the years.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import parse_qsl

from articles.revisions import Revision
from exporters.choices import choose, parse_choices
from exporters.ics import CalendarInfo, KeptEvents, last_modified, style_of, write_events
from exporters.jcal import write_jcal
from exporters.listings import Listing, listings
from exporters.merging import merge
from exporters.table import write_table
from exporters.timelinejs import write_timelinejs
from exporters.window import window, years
from ruznama.site import Site
from ruznama.snapshot import Body, Selection, body

COMBINED = "/calendar.ics"
CALENDAR_TYPE = "text/calendar; charset=utf-8"
_OTHER_FORMS = ("/calendar.jcal", "/calendar.csv", "/timeline.json")
_MOST_SELECTIONS = 256  # kept of one snapshot
_LONGEST_QUERY = 2_000

Output = tuple[str, bytes, str]


@dataclass(frozen=True, slots=True)
class _Shown:
    """The events of one publication: all, and those of the combined calendar."""

    every: Sequence[Listing]
    combined: Sequence[Listing]
    changed: datetime


class Calendars:
    """Writes calendars, one publication after the other; only what changed is written anew."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._kept = KeptEvents()
        self._shown = _Shown((), (), datetime.fromtimestamp(0, UTC))

    def outputs(self, revisions: Sequence[Revision], changed: datetime) -> Iterator[Output]:
        """Path, content and type of each form, with a calendar for each year."""
        site = self._site
        told = listings(revisions, site.base_url)
        every = merge(told) if site.merge_events else told
        changed = last_modified(revisions, changed)
        style = style_of(self._info(COMBINED, site.title, "", changed))
        combined = window(
            every,
            around=changed.date(),
            keep=site.keep_events,
            octets=lambda listing: len(self._kept.event(listing, style)),
        )
        self._shown = _Shown(every=every, combined=combined, changed=changed)
        calendar = self._write(COMBINED, site.title, "", changed, combined)
        yield COMBINED, calendar, CALENDAR_TYPE
        jcal, csv, timeline = _OTHER_FORMS
        yield jcal, write_jcal(calendar), "application/calendar+json"
        yield csv, write_table(combined), "text/csv; charset=utf-8; header=present"
        yield timeline, write_timelinejs(site.title, combined), "application/json"
        for year, events in years(every).items():
            path = f"/calendars/{year}.ics"
            moved = max(event.known.last_modified for event in events)
            yield path, self._write(path, f"{site.title} {year}", "", moved, events), CALENDAR_TYPE

    def of_article(self, revision: Revision, path: str, page: str) -> bytes:
        """The calendar of one article; its own changes alone move it."""
        changed = max(revision.updated, revision.events_updated)
        events = listings([revision], self._site.base_url)
        return self._write(path, revision.article.title, page, changed, events)

    def forget_unused(self) -> None:
        """Forgets events that this publication did not write."""
        self._kept.forget_unused()

    def selection(self) -> Selection:
        """Answers choices in the address of the combined calendar from what was published last."""
        shown = self._shown

        def selected(query: str, today: date) -> Body:
            choices = parse_choices(parse_qsl(query[:_LONGEST_QUERY], keep_blank_values=True))
            # A day that is asked for may be one that the combined calendar has no room for.
            events = shown.every if choices.since or choices.until else shown.combined
            content = write_events(
                self._info(COMBINED, self._site.title, "", shown.changed, query),
                choose(events, choices, today),
                alarms=choices.alarms,
                mark_cancelled=choices.cancelled != "strike",
                kept=self._kept,
            )
            return body(content, CALENDAR_TYPE, changed=shown.changed)

        return lru_cache(maxsize=_MOST_SELECTIONS)(selected)

    def _write(
        self, path: str, title: str, page: str, changed: datetime, events: Sequence[Listing]
    ) -> bytes:
        return write_events(self._info(path, title, page, changed), events, kept=self._kept)

    def _info(
        self, path: str, title: str, page: str, changed: datetime, query: str = ""
    ) -> CalendarInfo:
        site = self._site
        source = f"{site.base_url}{path.lstrip('/')}"
        return CalendarInfo(
            title=title,
            description=site.description,
            url=f"{site.base_url}{page.lstrip('/')}",
            source=f"{source}?{query}" if query else source,
            base_url=site.base_url,
            refresh=site.refresh,
            changed=changed,
            language=site.language,
            timezone=site.timezone,
            color=site.color,
        )
