"""What is to be published at one time: what moved since the last one, and the record around it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from articles.revisions.known import Revision, Tombstone
from ruznama.store.kept import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The articles that moved since the last publication, and what is known around them.

    Attributes:
        revisions: the articles that are new or changed; more than those do no harm.
        tombstones: every article that was withdrawn.
        counter: of the record of change; `changed` is its newest time.
        places: where each of `revisions` belongs, by id.
        numbered: how many articles there ever were.
        withdrawn: when one was last withdrawn, be it back by now; None while none ever was.
        revision: gives an article that did not move, by id; raises LookupError for none.
    """

    revisions: Sequence[Revision]
    tombstones: Sequence[Tombstone]
    counter: int
    changed: datetime
    places: Mapping[str, Place]
    numbered: int
    withdrawn: datetime | None
    revision: Callable[[str], Revision]
