"""An article as it stands beside others: what feeds, calendars and lists show of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from exporters.dated import Listing
from feeds.model import Entry
from ruznama.store.kept import Place

# The digest of bytes that are kept as a piece, and how many they are.
Piece = tuple[bytes, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is shown of an article beside others, without its text.

    Attributes:
        id: of the article; `place` where it belongs.
        created: when it was first seen.
        events_updated: when an event of it last changed, came or was dropped.
        entry: without its content, which stands in the items.
        items: its entry in each format of feeds that it can be written in, by suffix.
        listings: its events that calendars list.
        lines: the content lines of each of them (RFC 5545).
        terms: its section and tags.
        origins: what it can be chosen by beside its source: publisher and hosts, folded.
        measured: what tells how alike another text is (`articles.checks.duplicates`).
    """

    # How pydantic writes the digests as JSON, in the store.
    __pydantic_config__: ClassVar[dict[str, str]] = {
        "ser_json_bytes": "base64",
        "val_json_bytes": "base64",
    }

    id: str
    place: Place
    created: datetime
    events_updated: datetime
    entry: Entry
    items: dict[str, Piece]
    listings: tuple[Listing, ...]
    lines: tuple[Piece, ...]
    terms: tuple[str, ...]
    origins: frozenset[str]
    measured: bytes | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        """Its place in every feed: by date of publication, then by id."""
        return (self.entry.published, self.entry.id)

    @property
    def came(self) -> tuple[datetime, str]:
        """Its place among those that were first seen."""
        return (self.created, self.id)
