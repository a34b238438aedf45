"""The pages of months with events, of their years, and of all years."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from exporters.dated import Listing
from ruznama.pages.canvas import Canvas
from ruznama.pages.events import occasions
from ruznama.pages.subscribing import subscription
from ruznama.pages.tables import month, months

# The path of a page, what makes it, and what it is made from where that is cheap to compare.
MonthPage = tuple[str, Callable[[], bytes], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    """A month or year in a list."""

    name: str
    href: str
    count: int


def month_pages(canvas: Canvas, every: Sequence[Listing]) -> Iterator[MonthPage]:
    """The page of each month with events, of each year, and of all years."""
    by_month = months(every)
    firsts = list(by_month)
    for index, first in enumerate(firsts):
        around = (firsts[index - 1 : index], firsts[index + 1 : index + 2])
        key = (by_month[first], around)
        yield f"/events/{_path(first)}/", partial(_month, canvas, first, key), key
    yield from _years(canvas, by_month)


def _month(
    canvas: Canvas, first: date, key: tuple[Sequence[Listing], tuple[list[date], list[date]]]
) -> bytes:
    told, (before, after) = key
    shown = occasions(told, canvas.wording, canvas.root)
    return canvas.render(
        "month.html",
        month=month(first, shown, canvas.wording),
        weekdays=canvas.wording.weekdays(),
        kinds={one.kind for one in shown},
        before=_period(canvas, before[0]) if before else None,
        after=_period(canvas, after[0]) if after else None,
    )


def _years(canvas: Canvas, by_month: Mapping[date, Sequence[Listing]]) -> Iterator[MonthPage]:
    years: dict[int, list[_Period]] = {}
    for first, told in by_month.items():
        years.setdefault(first.year, []).append(_period(canvas, first, len(told)))
    listed = []
    for year, periods in years.items():
        path, name = f"events/{year}/", canvas.wording.digits(year)
        count = sum(period.count for period in periods)
        listed.append(_Period(name=name, href=canvas.root + path, count=count))
        address = f"{canvas.site.base_url}calendars/{year}.ics"
        make = partial(_periods, canvas, name, periods, up=True, calendar=address)
        yield f"/{path}", make, None
    heading = canvas.wording.say("Dates by month")
    address = f"{canvas.site.base_url}calendar.ics"
    yield "/events/", partial(_periods, canvas, heading, listed, up=False, calendar=address), None


def _periods(
    canvas: Canvas, heading: str, periods: Sequence[_Period], *, up: bool, calendar: str
) -> bytes:
    return canvas.render(
        "months.html",
        heading=heading,
        listed=periods,
        up=up,
        calendar=subscription(calendar) if periods else None,
    )


def _period(canvas: Canvas, first: date, count: int = 0) -> _Period:
    name = canvas.wording.day(first, "LLLL y")
    return _Period(name=name, href=f"{canvas.root}events/{_path(first)}/", count=count)


def _path(first: date) -> str:
    return f"{first.year}/{first.month:02}"
