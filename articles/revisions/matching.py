"""Which events of a new reading are which events of the last one.

The passes go from the surest sign to the weakest; within a pass equals are paired in row order.
Every pass puts events into buckets, so the work grows with their number, not with its square.
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop

from articles.called_off import without_state
from articles.model import Event
from articles.revisions.rewording import adds_little, holds_all, words_of
from articles.text import fold

# Dice's coefficient of the letter pairs. One word more or less in a title of two to six words
# leaves 0.6 to 0.95; different events of one day in news timelines stay below 0.5.
NEAR_TITLE = 0.6
# Rows of one day that changed their titles at once; past this many pairs they go by row order.
_MOST_PAIRS = 2_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """What was found.

    Attributes:
        known: for the index of each told event the index of the known event that it is.
        ambiguous: indexes of told events that could also have been another known one.
    """

    known: dict[int, int] = field(default_factory=dict)
    ambiguous: list[int] = field(default_factory=list)


def match_events(known: Sequence[Event], told: Sequence[Event]) -> Matches:
    """For the events told now, which known ones they are; each is matched once at most.

    In this order: the same row; same title and date; same title on the same day; same title on
    another date (it moved), which leaves the others of that title where they are; the same words
    of the source (they are read another way, or corrected); a near title on the same day (it was
    reworded); all its words and more on the same day (rows were joined); a word or two more or less
    on another date (it moved and was reworded), where no other could be meant. Titles are compared
    folded (`articles.text.fold`).
    """
    matches = Matches()
    _pair_equals(known, told, matches, _row)
    titles = _FoldedTitles()
    _pair_equals(known, told, matches, lambda event: (titles[event.title], event.start.value))
    _pair_equals(known, told, matches, lambda event: (titles[event.title], _day(event)))
    _note_ambiguous(known, told, matches, titles)
    _pair_moved(known, told, matches, titles)
    _pair_equals(known, told, matches, lambda event: event.raw or event)
    _pair_reworded(known, told, matches, titles)
    _pair_only(known, told, matches, _is_joined)
    _pair_only(known, told, matches, _is_moved_and_reworded)
    return matches


def letter_pairs(title: str) -> Counter[str]:
    """What `likeness` compares."""
    return Counter(title[at : at + 2] for at in range(max(1, len(title) - 1)))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient: 1 for the same letter pairs, 0 for none in common."""
    return 2 * (one & other).total() / (one.total() + other.total())


class _FoldedTitles(dict[str, str]):
    """Folds each title once; what it tells of its state makes it no other event."""

    def __missing__(self, title: str) -> str:
        self[title] = folded = without_state(fold(title))
        return folded


def _row(event: Event) -> Hashable:
    end = event.end and event.end.value
    return (event.title, event.start.value, end, event.place, event.group, event.raw)


def _day(event: Event) -> Hashable:
    return event.start.day or event.start.value


def _pair_equals(
    known: Sequence[Event],
    told: Sequence[Event],
    matches: Matches,
    key: Callable[[Event], Hashable],
) -> None:
    waiting = _buckets(known, _free(known, matches.known.values()), key)
    for index in _free(told, matches.known):
        bucket = waiting.get(key(told[index]))
        if bucket:
            matches.known[index] = bucket.popleft()


def _pair_moved(
    known: Sequence[Event], told: Sequence[Event], matches: Matches, titles: _FoldedTitles
) -> None:
    """Pairs events of one title that no other of that title stands between.

    Of "session" on the 5th, 12th and 19th, then on the 12th, 19th and 26th, the first is over and
    the last is new: none has moved.
    """
    before, now = _Stayed(titles), _Stayed(titles)
    for new, old in matches.known.items():
        before.add(known[old])
        now.add(told[new])
    places = {id(event): before.place(event) for event in known}
    places |= {id(event): now.place(event) for event in told}
    _pair_equals(known, told, matches, lambda event: (titles[event.title], places[id(event)]))


class _Stayed:
    """The starts of the events of one reading that are known in the other, by title, in order."""

    def __init__(self, titles: _FoldedTitles) -> None:
        self._titles = titles
        self._starts: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, event: Event) -> None:
        """Takes in one that stays."""
        insort(self._starts[self._titles[event.title]], event.start.value)

    def place(self, event: Event) -> int:
        """How many of its title stand before it."""
        return bisect_left(self._starts[self._titles[event.title]], event.start.value)


def _pair_reworded(
    known: Sequence[Event], told: Sequence[Event], matches: Matches, titles: _FoldedTitles
) -> None:
    before = _buckets(known, _free(known, matches.known.values()), _day)
    now = _buckets(told, _free(told, matches.known), _day)
    for day in before.keys() & now.keys():
        pairs = _nearest_first(
            {index: titles[known[index].title] for index in before[day]},
            {index: titles[told[index].title] for index in now[day]},
        )
        taken: set[int] = set()
        for new, old in pairs:
            if new not in matches.known and old not in taken:
                matches.known[new] = old
                taken.add(old)


def _pair_only(
    known: Sequence[Event],
    told: Sequence[Event],
    matches: Matches,
    fits: Callable[[Event, Event], bool],
) -> None:
    """Pairs what fits nothing else."""
    old, new = _free(known, matches.known.values()), _free(told, matches.known)
    if len(old) * len(new) > _MOST_PAIRS:
        return
    for index in new:
        fitting = [at for at in old if fits(known[at], told[index])]
        if len(fitting) == 1 and sum(fits(known[fitting[0]], told[other]) for other in new) == 1:
            matches.known[index] = fitting[0]


def _is_joined(known: Event, told: Event) -> bool:
    return _day(known) == _day(told) and holds_all(words_of(told.title), words_of(known.title))


def _is_moved_and_reworded(known: Event, told: Event) -> bool:
    return _day(known) != _day(told) and adds_little(words_of(known.title), words_of(told.title))


def _nearest_first(old: dict[int, str], new: dict[int, str]) -> Iterable[tuple[int, int]]:
    """Pairs (new, old) of near titles, the nearest first, then in row order."""
    letters = {title: letter_pairs(title) for title in {*old.values(), *new.values()}}
    if len(old) * len(new) > _MOST_PAIRS:
        candidates = list(zip(new, old, strict=False))
    else:
        candidates = [(after, before) for after in new for before in old]
    scored = [
        (-near, after, before)
        for after, before in candidates
        if (near := likeness(letters[new[after]], letters[old[before]])) >= NEAR_TITLE
    ]
    # Of the parts that a row was split in, all begin as it did: the first goes on.
    scored = [(-1 if new[a].startswith(f"{old[b]}:") else near, a, b) for near, a, b in scored]
    heapify(scored)
    while scored:
        _, after, before = heappop(scored)
        yield after, before


def _note_ambiguous(
    known: Sequence[Event], told: Sequence[Event], matches: Matches, titles: _FoldedTitles
) -> None:
    """Several rows of one title moved at once: which is which, only their order tells."""
    old = Counter(titles[known[index].title] for index in _free(known, matches.known.values()))
    new = Counter(titles[told[index].title] for index in _free(told, matches.known))
    for index in _free(told, matches.known):
        title = titles[told[index].title]
        if old[title] and old[title] + new[title] > 2:  # noqa: PLR2004  more than one pair
            matches.ambiguous.append(index)


def _free(events: Sequence[Event], taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [index for index in range(len(events)) if index not in gone]


def _buckets(
    events: Sequence[Event], indexes: Iterable[int], key: Callable[[Event], Hashable]
) -> dict[Hashable, deque[int]]:
    buckets: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index in indexes:
        buckets[key(events[index])].append(index)
    return buckets
