"""One event from what one row, item or line tells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from articles.blocks import At
from articles.called_off import is_state, moved_to, status_told
from articles.dates import FoundDate, find_dates
from articles.dates.shapes import tells_from_today
from articles.head.title import LONGEST_TITLE, first_clause
from articles.model import Event, Note, Recurrence, When
from articles.text import one_line
from articles.timelines.recurring import find_told, times_of

_LONGEST_DATE = 80
_DATE_SHARE = 0.6
_EDGES = " \t\n.،؛:,;-–—|\u200e\u200f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The words of one event, before they are read.

    Attributes:
        title: what happens.
        dates: what the words of its date say.
        last: what the words of its end say, where it has words of its own.
        remarks: further texts, told in the description.
        url: where a link in it leads.
        group: the section of the table.
        raw: the whole row or item.
    """

    title: str
    dates: Sequence[FoundDate]
    last: Sequence[FoundDate] = ()
    place: str | None = None
    remarks: tuple[str, ...] = ()
    url: str | None = None
    group: str | None = None
    raw: str
    at: At


def read_event(telling: Telling) -> Event:
    """The event; a title longer than a headline is cut, and told in full in the description.

    An hour is told to the minute, as a calendar shows it: "8 مساءً" is 20:00.
    """
    found = telling.dates[0]
    title = one_line(telling.title).strip(_EDGES)
    remarks = telling.remarks
    if len(title) > LONGEST_TITLE:
        remarks = (title, *remarks)
        title = first_clause(title)
    start, end, recurrence = times_of(found)
    if telling.last:
        end, recurrence = _ended(telling.last[0], end, recurrence)
    status = status_told((telling.title, *telling.remarks))
    moved = _moved(telling.title, start)
    if moved is not None:
        start, end = moved.starts, moved.ends
        status = "confirmed" if status == "tentative" else status
    return Event(
        title=title,
        start=_to_the_minute(start),
        end=_to_the_minute(end) if end and end != start else None,
        all_day=not start.is_clock,
        place=one_line(telling.place or "") or None,
        description="\n".join(text for text in remarks if not is_state(text)) or None,
        url=telling.url,
        status=status,
        group=one_line(telling.group or "") or None,
        raw=telling.raw,
        at=telling.at,
        recurrence=None if moved else recurrence,
    )


def _ended(
    last: FoundDate, end: When | None, recurrence: Recurrence | None
) -> tuple[When | None, Recurrence | None]:
    """The end as a column of its own tells it; of what comes again it is the last day."""
    told = last.ends or last.starts
    if recurrence is None or told.day is None or told.is_clock:
        return told, recurrence
    return end, replace(recurrence, until=told.day.isoformat())


def _to_the_minute(when: When) -> When:
    return replace(when, value=f"{when.value}:00", grain="minute") if when.grain == "hour" else when


def date_notes(dates: Sequence[FoundDate], text: str, at: At) -> list[Note]:
    """What an editor should know about the date that `text` tells, or that it tells none."""
    if not is_read(dates, text):
        if tells_from_today(text):
            return [waits_note(text, at)]
        if any(map(str.isdigit, text)):
            return [Note(code="date-impossible", text=f"there is no such date: {text}", at=at)]
        return [Note(code="date-missing", text=f"no date in: {text}", at=at)]
    notes = []
    if dates[0].starts.day is None:
        problem = f"no day in the date, so it is in no calendar: {dates[0].text}"
        notes.append(Note(code="date-coarse", text=problem, at=at))
    if "weekday" in dates[0].flags:
        problem = f"the weekday is not that of the date: {dates[0].text}"
        notes.append(Note(code="weekday", text=problem, at=at))
    if "calendars" in dates[0].flags:
        problem = f"the Hijri and the Gregorian date are not the same day: {dates[0].text}"
        notes.append(Note(code="calendars", text=problem, at=at))
    return notes


def waits_note(text: str, at: At) -> Note:
    """What an editor is told of a day that is told from one that is not known."""
    problem = f"told from the day of publication, which is not known: {text}"
    return Note(code="date-waits", text=problem, at=at)


def is_read(dates: Sequence[FoundDate], text: str) -> bool:
    """Whether the words of a date were understood.

    A month with a number left over beside it is a day that does not exist ("32 September").
    """
    if not dates:
        return False
    if dates[0].starts.day is not None:
        return True
    rest = text
    for found in reversed(dates):
        rest = rest[: found.span[0]] + rest[found.span[1] :]
    return not any(map(str.isdigit, rest))


def is_date(text: str, at: datetime) -> bool:
    """Whether a short text is a date and little else."""
    if not text or len(text) > _LONGEST_DATE:
        return False
    said = sum(found.span[1] - found.span[0] for found in find_told(text, at))
    return said >= _DATE_SHARE * len(text)


def _moved(title: str, start: When) -> FoundDate | None:
    """The day to which a title puts its event off, in the year of the day that it is put off."""
    words, before = moved_to(title), start.day
    if words is None or before is None:
        return None
    dates = find_dates(words, datetime.combine(before, time.min, UTC))
    return dates[0] if dates and dates[0].starts.day is not None else None
