"""What is published at one time, as every output takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from articles.revisions.known import Revision, Tombstone
from ruznama.edition.slices import Slice
from ruznama.store.kept import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The articles of one time, and what is known around them.

    Attributes:
        revisions: every article.
        tombstones: every article that was withdrawn.
        changed: the newest time in the record of change.
        places: where each article belongs, by id.
        numbered: how many articles there ever were.
        slices: what can be subscribed to alone.
        alike: the articles that say nearly the same as an article, by id.
    """

    revisions: Sequence[Revision]
    tombstones: Sequence[Tombstone]
    changed: datetime
    places: Mapping[str, Place]
    numbered: int
    slices: Sequence[Slice] = ()
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
