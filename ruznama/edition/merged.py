"""The events of all articles, those that several tell made one; one change costs one change."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from exporters.dated import Listing
from exporters.merging import Kin, likeness, merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What a change makes of the events that are shown: those that go, and those that come."""

    gone: list[Listing] = field(default_factory=list)
    come: list[Listing] = field(default_factory=list)


class Merged:
    """The events of all articles as they are shown."""

    def __init__(self, kin: Callable[[Listing], Kin] | None) -> None:
        """`kin` tells within what an event told twice is one; None where none ever is."""
        self._kin = kin
        self._told: dict[Hashable, dict[str, Listing]] = defaultdict(dict)
        self._shown: dict[Hashable, list[Listing]] = {}

    def renew(self, gone: Iterable[Listing], come: Iterable[Listing]) -> Moves:
        """Takes in what articles tell now in place of what they told."""
        touched = set()
        for listing in gone:
            key = self._key(listing)
            self._told[key].pop(listing.known.uid, None)
            touched.add(key)
        for listing in come:
            key = self._key(listing)
            self._told[key][listing.known.uid] = listing
            touched.add(key)
        moves = Moves()
        for key in touched:
            self._show(key, moves)
        return moves

    def _key(self, listing: Listing) -> Hashable:
        return listing.known.uid if self._kin is None else likeness(listing)

    def _show(self, key: Hashable, moves: Moves) -> None:
        before = self._shown.pop(key, [])
        told = list(self._told[key].values())
        now = told if self._kin is None else merge(told, self._kin)
        if told:
            self._shown[key] = now
        else:
            del self._told[key]
        moves.gone.extend(each for each in before if each not in now)
        moves.come.extend(each for each in now if each not in before)
