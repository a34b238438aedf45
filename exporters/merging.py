"""One event that several articles tell stands once in the combined calendar.

Merged are events of the same days with near titles that share their names. Arabic script marks no
names, so the rule is strict: all words of one title must be in the other, since a single word,
"Jordan" for "Qatar", makes another match of it. Rows of one article are never merged.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from articles.revisions.matching import NEAR_TITLE, letter_pairs, likeness
from articles.text import fold
from exporters.dated import ClockSpan, DaySpan, Listing

# Words in common that make two titles one event; "the meeting" alone could be any.
_SHARED_WORDS = 2
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
_STEM = 2  # letters that must be left of a word without its prefix
# More events of one day than this are merged only where their words are the same.
_CROWD = 200


class Nameless(NamedTuple):
    """The articles of one source that name no publisher: files, as a rule.

    Less is known of them, so only events with the same words are one.
    """

    source: str


def by_publisher(listing: Listing) -> str | None:
    """The publisher, folded; None, which nothing is merged with, where the article names none."""
    return fold(listing.tellings[0].teller.publisher or "") or None


def merge(
    events: Iterable[Listing], family: Callable[[Listing], Hashable] = by_publisher
) -> list[Listing]:
    """The events, those that several articles of one family tell made one.

    It is the one known longest, with the articles of all; cancelled only where all are, and as
    late modified as the latest. Events whose family is None stay as they are.
    """
    days: defaultdict[tuple[Hashable, DaySpan], list[Listing]] = defaultdict(list)
    alone: list[Listing] = []
    for listing in events:
        kin = family(listing)
        if kin is None:
            alone.append(listing)
        else:
            days[kin, listing.days].append(listing)
    merged = (_merged(day, exact=isinstance(kin, Nameless)) for (kin, _), day in days.items())
    return [*alone, *chain.from_iterable(merged)]


@dataclass(slots=True)
class _Group:
    """The listings of one event, the one known longest first; `words` are of its title."""

    words: frozenset[str]
    members: list[Listing] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)

    def add(self, listing: Listing) -> None:
        self.members.append(listing)
        self.articles.add(listing.tellings[0].teller.id)

    def takes(self, listing: Listing, words: frozenset[str], *, exact: bool) -> bool:
        return (
            listing.tellings[0].teller.id not in self.articles
            and (not exact or self.words == words)
            and _share_words(self.words, words)
            and _share_time(self.members[0], listing)
            and likeness(_letters(self.members[0]), _letters(listing)) >= NEAR_TITLE
        )


def _merged(day: list[Listing], *, exact: bool) -> Iterable[Listing]:
    if len({listing.tellings[0].teller.id for listing in day}) == 1:
        return day
    return (_one(group.members) for group in _groups(day, exact=exact))


def _groups(day: list[Listing], *, exact: bool) -> list[_Group]:
    groups: list[_Group] = []
    by_words: defaultdict[frozenset[str], list[_Group]] = defaultdict(list)
    for listing in sorted(day, key=lambda told: (told.known.created, told.known.uid)):
        words = _words(listing.known.event.title)
        candidates = groups if len(day) <= _CROWD else by_words[words]
        group = next(
            (group for group in candidates if group.takes(listing, words, exact=exact)), None
        )
        if group is None:
            group = _Group(words)
            groups.append(group)
            by_words[words].append(group)
        group.add(listing)
    return groups


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


def _words(title: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"\w+", fold(title)))


def _stem(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _STEM:
            return word.removeprefix(prefix)
    return word


# Folded. A title with such a word more tells of something else than the title without it.
_TURNS = frozenset(
    _stem(word)
    for word in (
        "الغاء تاجيل تعليق ارجاء رفض نفي ذكري استعدادا تمهيدا قبل قبيل بعد عقب عشيه ضد لا لن لم"
    ).split()
)


def _share_words(one: frozenset[str], other: frozenset[str]) -> bool:
    less, more = sorted((one, other), key=len)
    return len(less) >= _SHARED_WORDS and less <= more and not (more - less) & _TURNS


def _share_time(one: Listing, other: Listing) -> bool:
    clocks = [told.span.start for told in (one, other) if isinstance(told.span, ClockSpan)]
    return len(set(clocks)) <= 1


def _letters(listing: Listing) -> Counter[str]:
    return letter_pairs(fold(listing.known.event.title))
