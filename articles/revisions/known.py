"""What is known of an article and its events: the last good reading with its history.

Values only; how a new reading changes them is `articles.revisions.revise`. The store keeps them as
JSON under the names of their fields, so a field that is renamed or taken away is lost there.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from articles.model import Article, Event, EventStatus, Grain, Note, When

ChangedField = Literal[
    "title", "start", "end", "place", "status", "recurrence", "description", "url"
]

# The grain of an ISO 8601 value, by its length.
_GRAINS: dict[int, Grain] = {
    4: "year",
    7: "month",
    8: "week",
    10: "day",
    13: "hour",
    16: "minute",
    19: "second",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of an event.

    Attributes:
        at: when it was seen.
        before: what the field said; "" for nothing. A date is cut to its grain, a time of day has
            its zone behind it: "2025-09-23", "2025-09-23T20:30[Asia/Riyadh]" (after RFC 9557).
    """

    at: datetime
    field: ChangedField
    before: str

    @property
    def when(self) -> When | None:
        """The date that `before` told; None for other fields, or where there was none."""
        if self.field not in {"start", "end"} or not self.before:
            return None
        value, _, zone = self.before.partition("[")
        return When(value=value, grain=_GRAINS[len(value)], timezone=zone.rstrip("]") or None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRevision:
    """The record of one event, for life.

    Attributes:
        uid: fixed when first seen; ASCII.
        sequence: raised by each change that a subscriber sees.
        created: when it was first seen.
        last_modified: when its last change was seen; strictly later with each change.
        timeline: the title of its timeline.
        event: as last told.
        status: `event.status`, or "cancelled" where its row has vanished.
        missing: good readings in a row that did not tell it.
        cancelled: when it was taken for cancelled because its row vanished.
        changes: its changes so far, oldest first.
    """

    uid: str
    sequence: int = 0
    created: datetime
    last_modified: datetime
    timeline: str | None = None
    event: Event
    status: EventStatus = "confirmed"
    missing: int = 0
    cancelled: datetime | None = None
    changes: tuple[Change, ...] = ()

    @property
    def moved_from(self) -> When | None:
        """Its start before it last moved; None for an event that never did."""
        starts = (change.when for change in reversed(self.changes) if change.field == "start")
        return next(starts, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An article and its events as published: the last good reading with its history.

    Attributes:
        id: the article's id, for life (also when a later reading suggests another).
        created: when it was first seen; stands in for a missing date of publication.
        updated: when its last visible change was seen.
        events_updated: when an event last changed, came or was dropped.
        events: in the order of the article; cancelled ones where they stood.
        retired: UIDs of dropped events, never given again.
        notes: what `revise` found ("held" readings, "ambiguous" matches).
    """

    id: str
    article: Article
    created: datetime
    updated: datetime
    events_updated: datetime
    events: tuple[EventRevision, ...] = ()
    retired: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def held(self) -> bool:
        """Whether the last reading was not believed because most or all of its rows were gone."""
        return any(note.code == "held" for note in self.notes)

    @property
    def pending(self) -> bool:
        """Whether an unchanged reading can still change this (a vanished or cancelled event).

        Not while a reading is held: the source then stays unchanged with a reading that is not
        believed.
        """
        return not self.held and any(known.missing or known.cancelled for known in self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An article that was withdrawn: its id, and when it was found gone (RFC 6721)."""

    id: str
    gone: datetime
