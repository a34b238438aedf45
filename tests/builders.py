"""Articles and revisions made by hand, for tests that need no reader."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from articles.blocks import At, TextBlock
from articles.model import Article, Event, Recurrence, Source, Timeline, When
from articles.revisions.known import Revision, Tombstone
from articles.revisions.revise import revise
from ruznama.edition.edition import Publication
from ruznama.store.kept import Place

START = datetime(2025, 9, 1, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

ARRIVAL = ("وصول الوفود إلى العاصمة", "2025-09-23")
PARADE = ("عرض الطائرات فوق النهر", "2025-09-24")
SUMMIT = ("القمة الثنائية", "2025-09-25")
FAREWELL = ("حفل الوداع", "2025-09-26")
ROWS = (ARRIVAL, PARADE, SUMMIT, FAREWELL)

Row = tuple[str, str]


def event(title: str, start: str, end: str | None = None, **fields: Any) -> Event:
    """An event of whole days."""
    return Event(title=title, start=When(value=start), end=end and When(value=end), **fields)


def timed(title: str, start: str, end: str | None = None, **fields: Any) -> Event:
    """An event with a time of day, in Riyadh where `timezone` says nothing else."""
    zone = fields.pop("timezone", "Asia/Riyadh")

    def when(value: str) -> When:
        return When(value=value, grain="minute", timezone=zone)

    return Event(title=title, start=when(start), end=end and when(end), all_day=False, **fields)


TUESDAYS = Recurrence(rule="FREQ=WEEKLY;BYDAY=TU", until="2026-06-30")


def weekly(comes: Recurrence = TUESDAYS, *, start: str = "2026-04-28", **fields: Any) -> Event:
    """A poetry evening at six on every Tuesday, in Cairo, where the clocks change."""
    zone = fields.pop("timezone", "Africa/Cairo")
    told = timed("أمسية شعرية", f"{start}T18:00", timezone=zone, **fields)
    return replace(told, recurrence=comes)


def article(rows: Sequence[Row | Event] = ROWS, **fields: Any) -> Article:
    """An article with one table; each row stands on a line of its own."""
    events = tuple(
        replace(
            row if isinstance(row, Event) else event(*row, raw=f"{row[1]} | {row[0]}"),
            at=At(line=10 + index, row=index + 1),
        )
        for index, row in enumerate(rows)
    )
    given: dict[str, Any] = {
        "id": "summit",
        "title": "أربعة أيام في العاصمة",
        "source": Source(kind="text", name="summit.txt", sha256="0" * 64),
        "blocks": (TextBlock(type="paragraph", text="نص الخبر", at=At(line=2)),),
        "timelines": (Timeline(title="المواعيد", kind="table", events=events),),
    }
    return Article(**{**given, **fields})


def first_reading(rows: Sequence[Row | Event] = ROWS, **fields: Any) -> Revision:
    """What is known after the first reading, at `START`."""
    return revise(None, article(rows, **fields), START)


def uids(revision: Revision) -> dict[str, str]:
    """The UIDs by title; titles must differ."""
    by_title = {known.event.title: known.uid for known in revision.events}
    assert len(by_title) == len(revision.events)
    return by_title


def publication(
    revisions: Sequence[Revision],
    changed: datetime,
    *,
    tombstones: Sequence[Tombstone] = (),
    of: Callable[[Revision], str] = lambda _: "news",
) -> Publication:
    """Revisions as they are published: numbered as they came, each of one source."""
    ordered = sorted(revisions, key=lambda one: (one.created, one.id))
    places = {one.id: Place(source=of(one), number=number) for number, one in enumerate(ordered)}
    return Publication(
        revisions=revisions,
        tombstones=tombstones,
        counter=int(changed.timestamp()),
        changed=changed,
        places=places,
        numbered=len(revisions),
        withdrawn=max((one.gone for one in tombstones), default=None),
        revision={one.id: one for one in revisions}.__getitem__,
    )
