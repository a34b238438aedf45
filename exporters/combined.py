"""The record of an event that combined calendars show: one for life, whichever articles tell it.

Pure: what was shown and what articles tell now give what is shown from now on. Rules: RFC 5545
3.8.7 (SEQUENCE, LAST-MODIFIED), as for the events of one article in `articles.revisions.records`.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from uuid import UUID, uuid5

from articles.revisions.records import KEEP_CANCELLED, later
from exporters.dated import Listing

# Of UIDs that another event has taken meanwhile; RFC 7986 5.3.
_NAMESPACE = UUID("b0c7e0a4-5a3c-4b6d-8f0e-6f6a3b1f9d27")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article's event that is this one.

    Attributes:
        uid: of the event in its article.
        publisher: who publishes the article, folded; None where it names nobody.
        source: that the article is from.
    """

    uid: str
    article: str
    publisher: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """What is shown of an event, and who tells it.

    Attributes:
        listing: as it was last shown; UID, SEQUENCE, CREATED and LAST-MODIFIED are the record's.
        members: who tells it; where nobody does any more, who told it last.
        words: the UID of the member whose words show.
        slugs: of the slices that it is in.
        asleep: whether it is shown no more, and kept only for the day on which it is told again.
    """

    listing: Listing
    members: tuple[Member, ...]
    words: str
    slugs: frozenset[str] = frozenset()
    asleep: bool = False

    @property
    def uid(self) -> str:
        """Of the event, for its subscribers."""
        return self.listing.known.uid


def together(told: Sequence[Listing]) -> Listing:
    """What several articles tell as one event, in the words of the first.

    Named are those that do not cancel it, or all where all do; it is as old as the oldest and as
    late modified as the latest.
    """
    first = told[0]
    if len(told) == 1:
        return first
    sure = [each for each in told if each.known.status != "cancelled"] or told
    known = replace(
        first.known,
        created=min(each.known.created for each in told),
        last_modified=max(each.known.last_modified for each in told),
        missing=0,
    )
    return replace(
        first,
        known=known,
        tellings=tuple(chain.from_iterable(each.tellings for each in sure)),
    )


def shown_next(before: Listing, now: Listing, changed: datetime) -> Listing:
    """`now` under the record of `before`: nothing goes back, and what is seen to change counts.

    Args:
        before: as it was last shown.
        now: what articles tell.
        changed: the time of what changed it, in the record of change.
    """
    own, told = before.known, now.known
    kept = replace(told, uid=own.uid, created=own.created, sequence=own.sequence)
    there = replace(told.event, at=own.event.at)  # wherever it stands in the source by now
    as_before = replace(kept, last_modified=own.last_modified, event=there)
    same = replace(now, known=as_before) == before
    sequence = own.sequence + (_seen(before) != _seen(now))
    newer = told.last_modified > own.last_modified
    modified = told.last_modified if newer else own.last_modified
    if not same and not newer:
        modified = later(own.last_modified, changed)
    known = replace(kept, sequence=max(sequence, told.sequence), last_modified=modified)
    return now if known == told else replace(now, known=known)


def withdrawn(before: Listing, at: datetime) -> Listing:
    """An event that nobody tells any more: cancelled, as its subscribers see."""
    known = before.known
    cancelled = replace(
        known, status="cancelled", cancelled=known.cancelled or later(known.last_modified, at)
    )
    return shown_next(before, replace(before, known=cancelled, withdrawn=True, related=()), at)


def is_over(listing: Listing, now: datetime) -> bool:
    """Whether an event that nobody tells has been shown as cancelled for long enough."""
    cancelled = listing.known.cancelled
    return cancelled is not None and now - cancelled >= KEEP_CANCELLED


def free_uid(uid: str, taken: Hashable) -> str:
    """Another UID for an event whose own is that of another one by now."""
    return str(uuid5(_NAMESPACE, f"{uid}\n{taken}"))


def _seen(listing: Listing) -> tuple[object, ...]:
    """What a subscriber sees in a list of events."""
    event = listing.known.event
    return (event.title, listing.span, listing.comes, event.place, listing.known.status)
