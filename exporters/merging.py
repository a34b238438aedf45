"""When the events that two articles tell are one event.

Both are on the same days, and at the same hour where both tell one, and their titles say the same.
A wrong merge hides an event; a missed one only shows it twice.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from articles.expansion import BEGUN
from articles.model import Recurrence
from articles.text import fold
from exporters.dated import Listing
from exporters.sameness import keys, names_one, perhaps_same, same_happening
from exporters.times import ClockSpan


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
        _are_at_once(listing, other)
        and same_happening(listing.known.event.title, other.known.event.title) == "same"
        and (_may_be_there(listing, other) or names_one(listing.known.event.title))
    )


def may_be_one(listing: Listing, other: Listing) -> bool:
    """Whether two events are perhaps one: then both are shown, and each tells of the other."""
    titles = (listing.known.event.title, other.known.event.title)
    return perhaps_same(*titles) and _are_at_once(listing, other)


def when_met(listing: Listing) -> Hashable:
    """What those share that are perhaps one: the days, or the rule."""
    return ("on", listing.comes.rule if listing.comes else listing.days)


def meeting_points(listing: Listing) -> list[Hashable]:
    """Where an event meets those that are one with it: they share one of these at least."""
    when = listing.comes.rule if listing.comes else listing.days
    return [(when, key) for key in sorted(keys(listing.known.event.title))]


def _are_at_once(listing: Listing, other: Listing) -> bool:
    if listing.comes and other.comes:
        return _come_together(listing, other, listing.comes, other.comes)
    once = listing.comes is other.comes is None
    return once and listing.days == other.days and len(_clock(listing) | _clock(other)) <= 1


def _come_together(one: Listing, two: Listing, comes: Recurrence, came: Recurrence) -> bool:
    """Whether two that come again do so at the same times, as far as each is told.

    What nobody says the beginning of begins when its article was published, and what nobody says
    the end of ends nowhere: these need not be the same.
    """
    starts = [each.known.event.start for each in (one, two)]
    ends = {
        each.known.event.recurrence and each.known.event.recurrence.until for each in (one, two)
    }
    begun = any(BEGUN in start.inferred for start in starts)
    return (
        comes.rule == came.rule
        and len({(start.value[10:], start.timezone) for start in starts}) == 1
        and (begun or starts[0].day == starts[1].day)
        and len(ends - {None}) <= 1
        and one.reach.first <= two.reach.last
        and two.reach.first <= one.reach.last
    )


def _clock(listing: Listing) -> set[object]:
    return {listing.span.start} if isinstance(listing.span, ClockSpan) else set()


def _may_be_there(listing: Listing, other: Listing) -> bool:
    """Whether two events can be at one place; "a match" is many where it tells no more."""
    one, two = (set(fold(each.known.event.place or "").split()) for each in (listing, other))
    return not one or not two or bool(one & two)
