"""What changed between two readings of an article: the identity of its events over time.

Pure: `revise` takes what is known and what was read now, and returns what is known from now on.
Rules: RFC 5545 3.8.7 (SEQUENCE, DTSTAMP, LAST-MODIFIED, CREATED), RFC 7986 5.3 (UID).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from articles.model import BACKWARDS, Article, Note, backwards_note
from articles.revisions.identity import new_uids
from articles.revisions.known import EventRevision, Revision
from articles.revisions.losses import lost_text
from articles.revisions.matching import match_events
from articles.revisions.records import ToldRow, first_record, is_over, later, not_told, told_again
from articles.revisions.visible import events_show_same, shows_same


def revise(
    previous: Revision | None, article: Article, now: datetime, *, agreed: bool = False
) -> Revision:
    """What is known after reading `article` at `now` (UTC); `previous` itself if nothing changed.

    A run that finds the source unchanged hands in `previous.article` again: it counts as a good
    reading, so it lets a vanished event go on to cancelled and a cancelled one be dropped.

    A reading without any row, or without over half of the rows or of the text, is not believed:
    the last good reading stays whole, text and events, with the note "held", until a reading tells
    them again, or a second one says the same (`agreed`; whoever calls tells by the `fingerprint`).
    """
    now = now.replace(microsecond=0)
    if previous is None:
        return _first(article, now)
    if article == previous.article and not previous.pending and not previous.held:
        return previous
    revision = _next(previous, article, now, agreed=agreed)
    return previous if revision == previous else revision


def _first(article: Article, now: datetime) -> Revision:
    rows = _rows(article)
    uids = new_uids(article.id, [row.event for row in rows], taken=())
    return Revision(
        id=article.id,
        article=article,
        created=now,
        updated=now,
        events_updated=now,
        events=tuple(first_record(row, uid, now) for row, uid in zip(rows, uids, strict=True)),
        notes=_notes(article, rows, ()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A reading beside what is known; `found` tells for the index of a row the event that it is."""

    previous: Revision
    article: Article
    rows: Sequence[ToldRow]
    found: Mapping[int, EventRevision]
    ambiguous: Sequence[int]
    now: datetime


def _next(previous: Revision, article: Article, now: datetime, *, agreed: bool) -> Revision:
    reading = _matched(previous, article, now)
    held = None if agreed else _held(reading)
    if held:
        return replace(previous, notes=(held,))
    dropped = _dropped(reading)
    events = _events(reading, dropped)
    changed = _stamps(events) - _stamps(previous.events)
    says_more = changed or not shows_same(article, previous.article)
    moves = changed or dropped
    return replace(
        previous,
        article=article,
        updated=later(previous.updated, now) if says_more else previous.updated,
        events_updated=later(previous.events_updated, now) if moves else previous.events_updated,
        events=events,
        retired=previous.retired + dropped,
        notes=_notes(article, reading.rows, reading.ambiguous),
    )


def _matched(previous: Revision, article: Article, now: datetime) -> _Reading:
    rows = _rows(article)
    # Those still told come first, so that a cancelled event never takes the place of one.
    known = sorted(previous.events, key=lambda known: known.missing)
    matches = match_events([known.event for known in known], [row.event for row in rows])
    return _Reading(
        previous=previous,
        article=article,
        rows=rows,
        found={row: known[index] for row, index in matches.known.items()},
        ambiguous=matches.ambiguous,
        now=now,
    )


def _held(reading: _Reading) -> Note | None:
    """A note where under half of the rows of the last reading, or of its text, are told now."""
    before = {
        known.uid for known in reading.previous.events if not known.missing and not known.cancelled
    }
    lost = len(before - _found_uids(reading))
    if not before or (reading.rows and 2 * lost <= len(before)):
        text = lost_text(reading.previous.article, reading.article)
    else:
        told = f"{lost} of {len(before)} events are gone at once"
        text = f"{told}: the last good reading stays published"
    return Note(code="held", text=text) if text else None


def _found_uids(reading: _Reading) -> set[str]:
    return {known.uid for known in reading.found.values()}


def _dropped(reading: _Reading) -> tuple[str, ...]:
    found = _found_uids(reading)
    return tuple(
        known.uid
        for known in reading.previous.events
        if is_over(known, reading.now) and known.uid not in found
    )


def _events(reading: _Reading, dropped: Collection[str]) -> tuple[EventRevision, ...]:
    """The events from now on: those told, those not told, without the dropped."""
    previous, found, now = reading.previous, reading.found, reading.now
    came = later(previous.events_updated, now)
    restated = not events_show_same(reading.article, previous.article)
    new = [row.event for index, row in enumerate(reading.rows) if index not in found]
    taken = (*(known.uid for known in previous.events), *previous.retired)
    uids = new_uids(previous.id, new, taken=taken)
    told = [
        told_again(found[index], row, now, restated=restated)
        if index in found
        else first_record(row, next(uids), came)
        for index, row in enumerate(reading.rows)
    ]
    gone = _found_uids(reading).union(dropped)
    passed_over = {
        known.uid: not_told(known, now, restated=restated)
        for known in previous.events
        if known.uid not in gone
    }
    return tuple(_in_place(previous.events, told, passed_over))


def _in_place(
    before: Iterable[EventRevision],
    told: Sequence[EventRevision],
    passed_over: Mapping[str, EventRevision],
) -> Iterator[EventRevision]:
    """`told` in order, each followed by what stood behind it before and is not told."""
    uids = {known.uid for known in told}
    followers: defaultdict[str | None, list[EventRevision]] = defaultdict(list)
    leader = None
    for known in before:
        if known.uid in uids:
            leader = known.uid
        elif known.uid in passed_over:
            followers[leader].append(passed_over[known.uid])
    yield from followers[None]
    for known in told:
        yield known
        yield from followers[known.uid]


def _rows(article: Article) -> list[ToldRow]:
    return [
        ToldRow(timeline=timeline.title, event=event)
        for timeline in article.timelines
        for event in timeline.events
    ]


def _notes(article: Article, rows: Sequence[ToldRow], ambiguous: Iterable[int]) -> tuple[Note, ...]:
    noted = {note.at for note in article.notes if note.code == BACKWARDS}
    ends = (row.event for row in rows if row.event.backwards and row.event.at not in noted)
    backwards = map(backwards_note, ends)
    unsure = (
        Note(
            code="ambiguous",
            text=f"rows of one title moved at once, matched in order: {rows[index].event.title}",
            at=rows[index].event.at,
        )
        for index in ambiguous
    )
    return (*backwards, *unsure)


def _stamps(events: Iterable[EventRevision]) -> set[tuple[str, datetime]]:
    return {(known.uid, known.last_modified) for known in events}
