"""The record of one event over time: what changed, and what that does to its revision number.

Pure: each function takes the record so far and what was read now, and returns the record from now
on. Rules: RFC 5545 3.8.7 (SEQUENCE, DTSTAMP, LAST-MODIFIED, CREATED).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from articles.expansion import BEGUN, recurrence_text
from articles.model import Event, When
from articles.revisions.known import Change, ChangedField, EventRevision

KEEP_CANCELLED = timedelta(days=30)
CANCEL_AFTER = 2  # good readings in a row that did not tell an event
KEEP_CHANGES = 20  # of one event: a row that comes and goes must not grow for ever

_SECOND = timedelta(seconds=1)
# What a subscriber sees in a list of events; other changes are told by LAST-MODIFIED alone.
_SEEN: frozenset[ChangedField] = frozenset(
    {"title", "start", "end", "place", "status", "recurrence"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """An event as told now, under the title of its timeline."""

    timeline: str | None
    event: Event


def first_record(row: ToldRow, uid: str, now: datetime) -> EventRevision:
    """The record of an event that was not known."""
    return EventRevision(
        uid=uid,
        created=now,
        last_modified=now,
        timeline=row.timeline,
        event=row.event,
        status=row.event.status,
    )


def told_again(
    known: EventRevision, row: ToldRow, now: datetime, *, restated: bool
) -> EventRevision:
    """`known` as `row` tells it now, also back from cancelled.

    Args:
        known: the record so far.
        row: what tells it.
        now: when.
        restated: whether something that every event of the article shows has changed.
    """
    event = _begun_before(row.event, known.event)
    quiet = restated or row.timeline != known.timeline or _unlisted(event) != _unlisted(known.event)
    record = replace(
        known,
        timeline=row.timeline,
        event=event,
        status=event.status,
        missing=0,
        cancelled=None,
    )
    if record == known and not restated:
        return known  # the very object: writers keep what they made of it
    return _changed(record, now, _changes(known, record, now), quiet=quiet)


def _begun_before(event: Event, known: Event) -> Event:
    """What comes again from when it is told on, from when it was told first."""
    comes, came = event.recurrence, known.recurrence
    day, before = event.start.day, known.start.day
    again = comes is not None and came is not None and comes.rule == came.rule
    if BEGUN not in event.start.inferred or not again or day is None or before is None:
        return event
    start = replace(event.start, value=f"{before.isoformat()}{event.start.value[10:]}")
    if event.end is None or event.end.day is None:
        return replace(event, start=start)
    last = (before + (event.end.day - day)).isoformat()
    return replace(event, start=start, end=replace(event.end, value=last + event.end.value[10:]))


def not_told(known: EventRevision, now: datetime, *, restated: bool) -> EventRevision:
    """`known` after one more good reading without it; cancelled after `CANCEL_AFTER` of them."""
    record = replace(known, missing=min(known.missing + 1, CANCEL_AFTER))
    if record.missing == CANCEL_AFTER and not known.cancelled:
        record = replace(record, status="cancelled", cancelled=now)
    return _changed(record, now, _changes(known, record, now), quiet=restated)


def is_over(known: EventRevision, now: datetime) -> bool:
    """Whether it has been cancelled for so long that it is dropped."""
    return known.cancelled is not None and now - known.cancelled >= KEEP_CANCELLED


def later(previous: datetime, now: datetime) -> datetime:
    """`now`, but always after `previous`: clocks go back, and iCalendar counts whole seconds."""
    return max(now, previous + _SECOND)


def _changed(
    record: EventRevision, now: datetime, changes: tuple[Change, ...], *, quiet: bool
) -> EventRevision:
    """`record` with `changes` noted; `quiet`: something changed that no field tells.

    Source: RFC 5545 3.8.7.3 (LAST-MODIFIED), 3.8.7.4 (SEQUENCE counts significant revisions).
    """
    if not changes and not quiet:
        return record
    return replace(
        record,
        sequence=record.sequence + any(change.field in _SEEN for change in changes),
        last_modified=later(record.last_modified, now),
        changes=(record.changes + changes)[-KEEP_CHANGES:],
    )


def _changes(before: EventRevision, after: EventRevision, now: datetime) -> tuple[Change, ...]:
    if before.event == after.event and before.status == after.status:
        return ()
    said, says = _says(before), _says(after)
    return tuple(
        Change(at=now, field=field, before=said[field])
        for field in said
        if said[field] != says[field]
    )


def _says(record: EventRevision) -> dict[ChangedField, str]:
    event = record.event
    return {
        "title": event.title,
        "start": _moment(event.start),
        "end": _moment(event.end) if event.end else "",
        "place": event.place or "",
        "status": record.status,
        "recurrence": recurrence_text(event.recurrence) if event.recurrence else "",
        "description": event.description or "",
        "url": event.url or "",
    }


def _moment(when: When) -> str:
    return f"{when.value}[{when.timezone}]" if when.is_clock and when.timezone else when.value


def _unlisted(event: Event) -> tuple[object, ...]:
    """What writers show of an event beside the changed fields."""
    return (event.raw, event.group, event.all_day, event.start.calendar)
