"""What is known of an article between two readings: its revision, or that it was withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from articles.model import Article, Note
from articles.revisions.records import EventRevision


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
    def first(self) -> EventRevision | None:
        """The event known longest, which the others are related to."""
        return min(self.events, key=lambda known: (known.created, known.uid), default=None)

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
