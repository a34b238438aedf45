"""The events of one calendar in the order of time: what is near a day is found without a search."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from exporters.dated import Listing, sort_key
from exporters.window import ROOM
from ruznama.edition.card import Piece
from ruznama.edition.ordered import Ordered

# Longer events begin far from the days that they touch, and are looked at one by one.
_LONG = timedelta(days=31)
_STEP = 256
_NEAR = 100  # events on either side of a day, among which the order by days is settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An event as calendars show it: what is listed, its content lines, the slices it is in.

    Attributes:
        place: in every calendar, by which events are sorted.
    """

    listing: Listing
    lines: Piece
    slugs: frozenset[str]
    place: tuple[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", sort_key(self.listing))

    @property
    def uid(self) -> str:
        """The UID of the event."""
        return self.listing.known.uid

    @property
    def octets(self) -> int:
        """How long it is in a calendar file."""
        return self.lines[1]


class Shelf:
    """The events of one calendar."""

    def __init__(self) -> None:
        self._lines: Ordered[Shown] = Ordered()
        self._long: dict[str, Shown] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Shown]:
        return iter(self._lines)

    def put(self, line: Shown) -> None:
        """Takes in an event, or takes it in anew."""
        self._lines.put(line.place, line)
        reach = line.listing.reach
        if reach.last - reach.first > _LONG:
            self._long[line.uid] = line

    def drop(self, line: Shown) -> None:
        """Forgets an event."""
        self._lines.drop(line.place)
        self._long.pop(line.uid, None)

    def around(self, day: date) -> list[Shown]:
        """The events next to a day, many enough to take the last before and the first after it.

        What comes again may have begun long before. Without withdrawn ones, which have no article
        to link to.
        """
        at = self._lines.place((day.isoformat(), ""))
        near = {line.uid: line for line in self._lines.between(at - _NEAR, at + _NEAR)}
        near |= {uid: line for uid, line in self._long.items() if line.listing.comes}
        return [line for line in near.values() if not line.listing.withdrawn]

    def nearest(self, day: date) -> list[Shown]:
        """All the events that are nearest to a day and fill a calendar file, and some more."""
        at, step = self._lines.place((day.isoformat(), "")), _STEP
        while at > step or at + step < len(self):
            found = self._lines.between(at - step, at + step)
            reach = self._reach(found, day, at - step, at + step)
            near = (line for line in found if abs(line.listing.days.first - day) < reach)
            if sum(line.octets for line in near) > ROOM:
                return list({line.uid: line for line in (*found, *self._long.values())}.values())
            step *= 2
        return list(self)

    def _reach(self, found: list[Shown], day: date, first: int, last: int) -> timedelta:
        """How near every event is that is not among the found ones, at the nearest."""
        ends = [found[0]] if first > 0 else []
        ends += [found[-1]] if last < len(self) else []
        return min(abs(line.listing.days.first - day) for line in ends) - _LONG

    def of_year(self, year: int) -> list[Shown]:
        """The events that begin in a year, as their place counts its days."""
        first = self._lines.place((_padded(year - 1, "-12-30"), ""))
        last = self._lines.place((_padded(year + 1, "-01-02"), ""))
        found = self._lines.between(first, last)
        return [line for line in found if line.listing.days.first.year == year]


def _padded(year: int, rest: str) -> str:
    return f"{year:04}{rest}"
