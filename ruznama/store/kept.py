"""What the store keeps besides revisions, as values: no SQL is needed to hold them."""

from dataclasses import dataclass
from datetime import datetime

from articles.revisions.known import Revision


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
class Visit:
    """What is remembered of an address that is asked again.

    Attributes:
        etag: as the last good answer told it; likewise `last_modified`.
        next_at: not to be asked before.
        failures: in a row; `problem` and `remedy` are of the last one.
        moved_to: where it redirects to for good, `moves` times in a row.
    """

    next_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    problem: str | None = None
    remedy: str | None = None
    moved_to: str | None = None
    moves: int = 0


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
