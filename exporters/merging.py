"""One event that several articles tell stands once in the combined calendar.

Merged are events of the same days, and of the same hour where both tell one, with the same title:
spelling, punctuation and "ال" make no difference, one word more or another order does. Arabic
script marks no names, and a wrong merge hides an event where a missed one only shows it twice. Rows
of one article are never merged.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from articles.text import fold
from exporters.dated import ClockSpan, Listing

_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
_STEM = 2  # letters that must be left of a word without its prefix


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Within what an article's event that is told twice is one.

    Attributes:
        publisher: who publishes the article, in whatever source; None where it names nobody.
        source: where an article that names nobody shares events with all the others.
    """

    publisher: Hashable = None
    source: Hashable = None


def by_publisher(listing: Listing) -> Kin:
    """The publisher, folded."""
    return Kin(publisher=fold(listing.tellings[0].teller.publisher or "") or None)


def merge(events: Iterable[Listing], kin: Callable[[Listing], Kin] = by_publisher) -> list[Listing]:
    """The events, those that several related articles tell made one.

    It is the one known longest, with the articles of all; cancelled only where all are, and as
    late modified as the latest.
    """
    alike: defaultdict[Hashable, list[Listing]] = defaultdict(list)
    for listing in events:
        alike[likeness(listing)].append(listing)
    return [_one(members) for told in alike.values() for members in _groups(told, kin)]


def likeness(listing: Listing) -> Hashable:
    """What two events must share to be one: their days and the words of their titles."""
    return (listing.days, _words(listing.known.event.title))


@dataclass(slots=True)
class _Group:
    """The listings of one event, the one known longest first."""

    members: list[Listing] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    clocks: set[datetime] = field(default_factory=set)
    sources: set[Hashable] = field(default_factory=set)
    publisher: Hashable = None

    def add(self, listing: Listing, kin: Kin) -> None:
        self.members.append(listing)
        self.articles.add(listing.tellings[0].teller.id)
        self.clocks |= _clock(listing)
        self.sources |= {kin.source} - {None}
        if self.publisher is None:
            self.publisher = kin.publisher

    def takes(self, listing: Listing, kin: Kin) -> bool:
        return (
            listing.tellings[0].teller.id not in self.articles
            and len(self.clocks | _clock(listing)) <= 1
            and self._is_of(kin)
        )

    def _is_of(self, kin: Kin) -> bool:
        if self.publisher is None or kin.publisher is None:
            return kin.source in self.sources
        return self.publisher == kin.publisher


def _groups(told: list[Listing], kin: Callable[[Listing], Kin]) -> Iterator[list[Listing]]:
    groups: list[_Group] = []
    for listing in sorted(told, key=lambda one: (one.known.created, one.known.uid)):
        own = kin(listing)
        group = next((group for group in groups if group.takes(listing, own)), None)
        if group is None:
            group = _Group()
            groups.append(group)
        group.add(listing, own)
    return (group.members for group in groups)


def _clock(listing: Listing) -> set[datetime]:
    return {listing.span.start} if isinstance(listing.span, ClockSpan) else set()


def _one(members: list[Listing]) -> Listing:
    if len(members) == 1:
        return members[0]
    first = members[0]
    told = [member for member in members if member.known.status != "cancelled"] or members
    known = replace(
        first.known,
        last_modified=max(member.known.last_modified for member in members),
        event=told[0].known.event,
        status=told[0].known.status,
        cancelled=told[0].known.cancelled,
    )
    tellings = tuple(chain.from_iterable(member.tellings for member in told))
    return replace(first, known=known, span=told[0].span, tellings=tellings)


def _words(title: str) -> tuple[str, ...]:
    folded = fold(title)
    return tuple(_stem(word) for word in re.findall(r"\w+", folded)) or (folded,)


def _stem(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _STEM:
            return word.removeprefix(prefix)
    return word
