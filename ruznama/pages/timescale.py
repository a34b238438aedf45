"""A timeline to scale: where on a line each event stands, in percent from the line's start.

Only numbers; `templates/parts.html` draws them as SVG, which percentages fit to any width. Time
runs in the direction of the writing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from ruznama.pages.events import Kind, Occasion
from ruznama.pages.wording import Wording

_MARGIN = 9.0  # percent that stay free at each end: half the words of a tick
_APART = 5.0  # percent between two marks of one lane
_MOST_LANES = 6
_CROWD = 4  # marks this near to each other that are still drawn one by one
_MOST_OCTETS = 45_000
_MOST_STEPS = 4  # between the days that the line names
_DAYS = (1, 2, 3, 5, 7, 10, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 36000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plotted:
    """An event, or several that stand too near to each other; all places in percent.

    Attributes:
        x: its first day.
        low: the left end of its days; `width` is how far they reach.
        lane: from 0, the one next to the line.
        before: where it was moved from.
        count: how many events it stands for.
    """

    x: float
    low: float
    width: float
    lane: int
    kind: Kind
    title: str
    before: float | None
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day that the line names; its words stand in the middle under it."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What is drawn. `lanes` counts them."""

    marks: tuple[Plotted, ...]
    ticks: tuple[Tick, ...]
    lanes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A timeline as a page draws it; `more` counts the events that it has no room for."""

    occasions: Sequence[Occasion]
    scale: Scale | None
    more: int

    @property
    def kinds(self) -> set[str]:
        """What its marks tell apart."""
        return {one.kind for one in self.occasions}


def drawn(occasions: Sequence[Occasion], wording: Wording, *, more: int = 0) -> Drawn:
    """A timeline as it is drawn, as far as a page has room for it.

    `more` counts the events that were left out before.
    """
    sizes = accumulate(one.octets for one in occasions)
    shown = [one for one, size in zip(occasions, sizes, strict=True) if size <= _MOST_OCTETS]
    left = len(occasions) - len(shown)
    return Drawn(occasions=shown, scale=scale(shown, wording), more=left + max(0, more))


def scale(occasions: Sequence[Occasion], wording: Wording) -> Scale | None:
    """The events to scale; None where they do not spread over several days."""
    days = [day for one in occasions for day in (one.days.first, one.days.last)]
    days += [one.moved_from for one in occasions if one.moved_from]
    if len(set(days)) < 2:  # noqa: PLR2004  one day is no line
        return None
    first, last = min(days), max(days)
    place = _placer(first, last, from_right=wording.direction == "rtl")
    marks = tuple(_in_lanes(_marks(occasions, place)))
    return Scale(
        marks=marks,
        ticks=tuple(_ticks(first, last, place, wording)),
        lanes=1 + max(mark.lane for mark in marks),
    )


_Place = Callable[[date], float]


def _placer(first: date, last: date, *, from_right: bool) -> _Place:
    span = (last - first).days

    def place(day: date) -> float:
        share = _MARGIN + (100 - 2 * _MARGIN) * (day - first).days / span
        return round(100 - share if from_right else share, 2)

    return place


def _marks(occasions: Sequence[Occasion], place: _Place) -> list[Plotted]:
    """The events in their order; where many stand in one strip of the line, one mark for them."""
    strips: dict[object, list[Plotted]] = {}
    for number, one in enumerate(occasions):
        mark = _mark(one, place)
        strip = round(mark.x / _APART) if mark.width < _APART else f"long {number}"
        strips.setdefault(strip, []).append(mark)
    marks = [
        mark
        for strip in strips.values()
        for mark in (strip if len(strip) <= _CROWD else [_cluster(strip)])
    ]
    return sorted(marks, key=lambda mark: abs(mark.x - place(occasions[0].days.first)))


def _mark(one: Occasion, place: _Place) -> Plotted:
    x = place(one.days.first)
    low, high = sorted((x, place(one.days.last)))
    return Plotted(
        x=x,
        low=low,
        width=round(high - low, 2),
        lane=0,
        kind=one.kind,
        title=one.title,
        before=place(one.moved_from) if one.moved_from else None,
    )


def _cluster(strip: Sequence[Plotted]) -> Plotted:
    """One mark in the midst of several."""
    x = round((strip[0].x + strip[-1].x) / 2, 2)
    title = " · ".join(mark.title for mark in strip)
    return Plotted(
        x=x, low=x, width=0, lane=0, kind="sure", title=title, before=None, count=len(strip)
    )


def _in_lanes(marks: Sequence[Plotted]) -> Iterator[Plotted]:
    """The marks in lanes, so that none hides another; the last lane takes what is left."""
    lanes: list[list[tuple[float, float]]] = []
    for mark in marks:
        low, high = mark.low, mark.low + mark.width
        lane = next(
            (number for number, taken in enumerate(lanes) if _is_free(taken, low, high)), None
        )
        if lane is None and len(lanes) < _MOST_LANES:
            lanes.append([])
        lane = len(lanes) - 1 if lane is None else lane
        lanes[lane].append((low, high))
        yield replace(mark, lane=lane)


def _is_free(taken: Sequence[tuple[float, float]], low: float, high: float) -> bool:
    return all(high + _APART <= start or low - _APART >= end for start, end in taken)


def _ticks(first: date, last: date, place: _Place, wording: Wording) -> Iterator[Tick]:
    """The days that the line names: as many as have room, at round distances."""
    days, pattern = _named_days(first, last)
    for day in days:
        if first <= day <= last:
            yield Tick(x=place(day), label=wording.day(day, pattern))


def _named_days(first: date, last: date) -> tuple[list[date], str]:
    span = (last - first).days
    for step in _DAYS:
        if span / step <= _MOST_STEPS:
            return [first + timedelta(days=day) for day in range(0, span + 1, step)], "d MMM"
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in _MONTHS if months / step <= _MOST_STEPS), _MONTHS[-1])
    begin = first.year * 12 + first.month - 1
    begin += -begin % step
    numbers = range(begin, last.year * 12 + last.month, step)
    days = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    return days, "y" if step % 12 == 0 else "MMM y"
