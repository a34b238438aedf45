"""Where an event stands beside calendars: on the pages of months, at its short address."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from itertools import chain, islice

from exporters.dated import Listing
from exporters.links import event_anchor, short_path
from exporters.times import DaySpan
from ruznama.edition.card import Card

_MOST_MONTHS = 24
_MORE_THAN_A_MONTH = timedelta(days=31)


def places_of(card: Card) -> Iterator[tuple[str, str]]:
    """The short path of each event of an article, and where it stands, from the site's root."""
    for listing in card.listings:
        uid = listing.known.uid
        yield short_path(uid), f"articles/{card.id}/#{event_anchor(uid)}"


def months_of(listing: Listing) -> Iterator[date]:
    """The first days of the months whose pages show an event: those that it touches.

    Of years its first months only; a withdrawn one has no article to link to.
    """
    if listing.withdrawn:
        return iter(())
    touched = chain.from_iterable(map(_months_of, listing.touches))
    return islice(dict.fromkeys(touched), _MOST_MONTHS)


def _months_of(days: DaySpan) -> Iterator[date]:
    first = days.first.replace(day=1)
    while first <= days.last and first.year < MAXYEAR:
        yield first
        first = (first + _MORE_THAN_A_MONTH).replace(day=1)
