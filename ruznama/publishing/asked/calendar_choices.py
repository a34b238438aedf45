"""What is asked of a calendar in its address: some of its events, reminders, one event alone."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl

from articles.errors import ChoiceError
from exporters.choices import Choices, choose, last_over, parse_choices
from exporters.dated import Listing
from exporters.formats import ICS
from exporters.ics.calendar import CalendarInfo, event_lines, write_events
from exporters.ics.vevent import Style
from ruznama.edition.card import Card
from ruznama.edition.shelf import Shown
from ruznama.edition.site import Site
from ruznama.publishing.current import Current
from ruznama.publishing.forms.calendars import Calendars, fitting, lines_of
from ruznama.publishing.storage.joining import Pieces
from ruznama.publishing.storage.snapshot import Body, body

_LONGEST_QUERY = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChoices:
    """Answers what is asked for of the calendars."""

    site: Site
    calendars: Calendars
    pieces: Pieces

    def select(self, slug: str, current: Current, query: str, today: date) -> Body:
        """What a query chooses of the calendar of a slice, or of everything where it is "".

        It has room for no more than that calendar. What asks for what is upcoming turns at
        midnight, and is as new as the day on which an event was last over.

        Raises:
            ChoiceError: a value means nothing.
        """
        choices = parse_choices(parse_qsl(query[:_LONGEST_QUERY], keep_blank_values=True))
        index = current.index
        sheet = self.calendars.sheet_of(slug, index, current.publication)
        lines = sheet.lines
        if choices.since or choices.until:
            # A day that is asked for may be one that the calendar has no room for.
            lines = list(index.parts[slug].events if slug else index.everything.events)
        if choices.words is not None:
            found = set(current.find(choices.words))
            lines = [line for line in lines if _tells(line, found)]
        by_uid = {line.uid: line for line in lines}
        told = [line.listing for line in lines]
        chosen = choose(told, choices, today)
        around = choices.since or choices.until or today
        roomy = fitting((by_uid[each.known.uid] for each in chosen), around, None)
        turned = today if around == today and len(roomy) < len(chosen) else None
        if choices.upcoming and turned is None:
            turned = last_over(choose(told, replace(choices, upcoming=False), today), today)
        changed = sheet.info.changed
        if turned is not None:
            changed = max(changed, self.site.midnight(turned))
        info = self.calendars.info(sheet.path, sheet.info.title, "", changed, query)
        return self._written_out(info, roomy, choices)

    def _written_out(self, info: CalendarInfo, lines: Sequence[Shown], choices: Choices) -> Body:
        contents = self.pieces.get(line.lines[0] for line in lines)
        by_uid = dict(zip((line.uid for line in lines), contents, strict=True))

        def content_lines(listing: Listing, style: Style) -> bytes:
            as_kept = style.mark_cancelled or listing.known.status != "cancelled"
            return by_uid[listing.known.uid] if as_kept else event_lines(listing, style)

        content = write_events(
            info,
            (line.listing for line in lines),
            alarms=choices.alarms,
            mark_cancelled=choices.cancelled != "strike",
            lines=content_lines,
        )
        return body(content, ICS.content_type, changed=info.changed)

    def one_event(self, card: Card, path: str, page: str, query: str) -> Body:
        """What answers `?uid=` in the address of an article's calendar: one event alone.

        Raises:
            ChoiceError: the article tells no such event.
        """
        asked = dict(parse_qsl(query[:_LONGEST_QUERY])).get("uid", "")
        found = [line for line in lines_of(card) if line.uid == asked]
        if not found:
            raise ChoiceError(parameter="uid", value=asked, expected="the UID of an event of it")
        known = found[0].listing.known
        info = self.calendars.info(path, known.event.title, page, known.last_modified, query)
        return self._written_out(info, found, Choices())


def _tells(line: Shown, article_ids: AbstractSet[str]) -> bool:
    return any(each.teller.id in article_ids for each in line.listing.tellings)
