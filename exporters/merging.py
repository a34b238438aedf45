"""When the events that two articles tell are one event.

Both are on the same days, and at the same hour where both tell one, and their titles say the same.
A wrong merge hides an event; a missed one only shows it twice.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from articles.text import fold
from exporters.dated import ClockSpan, Listing
from exporters.sameness import keys, names_one, same_happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Within what an article's event that is told twice is one.

    Attributes:
        publisher: who publishes the article, in whatever source; None where it names nobody.
        source: where an article that names nobody shares events with all the others.
    """

    publisher: Hashable = None
    source: Hashable = None


def are_kin(kin: Iterable[Kin], other: Kin) -> bool:
    """Whether an article belongs to those that tell an event."""
    told = list(kin)
    publisher = next((each.publisher for each in told if each.publisher is not None), None)
    if publisher is None or other.publisher is None:
        return other.source in {each.source for each in told} - {None}
    return publisher == other.publisher


def are_one(listing: Listing, other: Listing) -> bool:
    """Whether two events are one by what is told of them."""
    return (
        listing.days == other.days
        and len(_clock(listing) | _clock(other)) <= 1
        and same_happening(listing.known.event.title, other.known.event.title) == "same"
        and (_may_be_there(listing, other) or names_one(listing.known.event.title))
    )


def meeting_points(listing: Listing) -> list[Hashable]:
    """Where an event meets those that are one with it: they share one of these at least."""
    return [(listing.days, key) for key in sorted(keys(listing.known.event.title))]


def _clock(listing: Listing) -> set[object]:
    return {listing.span.start} if isinstance(listing.span, ClockSpan) else set()


def _may_be_there(listing: Listing, other: Listing) -> bool:
    """Whether two events can be at one place; "a match" is many where it tells no more."""
    one, two = (set(fold(each.known.event.place or "").split()) for each in (listing, other))
    return not one or not two or bool(one & two)
