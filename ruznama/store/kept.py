"""What the store keeps besides revisions, as values: no SQL is needed to hold them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from articles.revisions.known import Revision

ItemState = Literal["unread", "full", "teaser", "held", "failed", "refused", "gone", "listing"]
Level = Literal["", "teaser", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an article belongs.

    Attributes:
        source: that it is from.
        number: how many articles came before it; for life, and never given again.
    """

    source: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an item: its article, the digest of what was read, whether it is pending."""

    id: str
    digest: str
    pending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A revision to be kept, the locator of its item and the digest of what was read."""

    revision: Revision
    locator: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceItem:
    """What the ledger of a source tells of one item, or of a page that lists items.

    Attributes:
        locator: fixed for its life within its source.
        url: where it is asked for now; None for a file.
        title: as it was told last.
        names: what it is found by (`ruznama.sources.remembered.identities`), sorted.
        state: how the last look at it ended.
        best: what of it is published: nothing yet, a teaser, all of it.
        since: when it was first seen.
        told: tells what the listing said of it last from everything else.
        held: tells a reading that was not believed from every other.
        problem: of the last look, where there was one; `remedy` what to do.
        failures: in a row.
        next_at: not to be asked for before.
        etag: as the last good answer told it; likewise `last_modified`. Of a file: its folder.
        moved_to: where it redirects to for good, `moves` times in a row.
    """

    locator: str
    url: str | None = None
    title: str = ""
    names: tuple[str, ...] = ()
    state: ItemState = "unread"
    best: Level = ""
    since: datetime
    told: str | None = None
    held: str | None = None
    problem: str | None = None
    remedy: str | None = None
    failures: int = 0
    next_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    moves: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether subscribers lack what they should have."""
        return self.state == "failed" and not self.best


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """How often anything visible changed, and when it last did; neither ever goes back.

    Attributes:
        numbered: how many articles there ever were.
        withdrawn: when one was last withdrawn.
    """

    counter: int
    at: datetime
    numbered: int = 0
    withdrawn: datetime | None = None
