"""The calendars of a year: one where it has room for all events, else one for each month, or day.

Each names the next, so that whoever follows them finds all events; none is ever too large for
clients. The calendar of a whole that is parted holds what is nearest to the day of the last change.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, groupby

from exporters.window import ROOM
from ruznama.edition.shelf import Shown

# From all events to those that a calendar has room for, the nearest to a day, in their order.
Fit = Callable[[Sequence[Shown], date], list[Shown]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A calendar of a year, or of a part of it.

    Attributes:
        path: where it is.
        name: of the year, month or day: "2026", "2026-05", "2026-05-11".
        following: the path of the next; None of the last.
    """

    path: str
    name: str
    lines: Sequence[Shown]
    following: str | None = None


def parts_of_year(year: int, lines: Sequence[Shown], around: date, fit: Fit) -> list[Part]:
    """The calendars of the events that begin in a year, in their order."""
    found = list(_parts(f"{year:04}", lines, around, fit))
    paths: list[str | None] = [part.path for part in found]
    return [
        replace(part, following=following)
        for part, following in zip(found, [*paths[1:], None], strict=True)
    ]


def months_apart(lines: Sequence[Shown]) -> dict[date, str]:
    """The addresses of the calendars of months, from the site's root, where a year has such."""
    if not is_parted(lines):
        return {}
    firsts = {line.listing.days.first.replace(day=1) for line in lines}
    return {first: _path(first.isoformat()[:7]).lstrip("/") for first in firsts}


def is_parted(lines: Sequence[Shown]) -> bool:
    """Whether events are too many for one calendar."""
    return sum(line.octets for line in lines) > ROOM


# The months of a year, the days of a month.
_WITHIN: Mapping[int, Callable[[date], str]] = {
    len("2026"): lambda day: day.isoformat()[:7],
    len("2026-05"): date.isoformat,
}


def _parts(name: str, lines: Sequence[Shown], around: date, fit: Fit) -> Iterator[Part]:
    if not is_parted(lines):
        yield Part(path=_path(name), name=name, lines=lines)
        return
    within = _WITHIN.get(len(name))
    if within is None:
        yield from _numbered(name, lines)
        return
    yield Part(path=_path(name), name=name, lines=fit(lines, around))
    for inner, told in groupby(lines, lambda line: within(line.listing.days.first)):
        yield from _parts(inner, list(told), around, fit)


def _numbered(name: str, lines: Sequence[Shown]) -> Iterator[Part]:
    """The events of one day that are too many for a calendar."""
    filled = accumulate(line.octets for line in lines)
    numbers = (octets // ROOM + 1 for octets in filled)
    for number, told in groupby(zip(numbers, lines, strict=True), lambda one: one[0]):
        called = name if number == 1 else f"{name}-{number}"
        yield Part(path=_path(called), name=name, lines=[line for _, line in told])


def _path(name: str) -> str:
    return f"/calendars/{name.replace('-', '/', 2)}.ics"
