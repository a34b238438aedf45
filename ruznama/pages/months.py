"""The pages of months with events, of their years, and of all years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ruznama.edition.shelf import Shown
from ruznama.pages.canvas import Canvas
from ruznama.pages.events import occasions
from ruznama.pages.subscribing import subscription
from ruznama.pages.tables import month

# The first days of the months before and after one, where there are any.
Around = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    """A month or year in a list."""

    name: str
    href: str
    count: int


def month_page(canvas: Canvas, first: date, around: Around, told: Iterable[Shown]) -> bytes:
    """The page of a month with events.

    Args:
        canvas: of the site.
        first: its first day.
        around: the months with events before and after it.
        told: its events.
    """
    before, after = around
    shown = occasions([line.listing for line in told], canvas.wording, canvas.root)
    return canvas.render(
        "month.html",
        month=month(first, shown, canvas.wording),
        weekdays=canvas.wording.weekdays(),
        kinds={one.kind for one in shown},
        before=_period(canvas, before) if before else None,
        after=_period(canvas, after) if after else None,
    )


def year_page(canvas: Canvas, year: int, months: Mapping[date, int]) -> bytes:
    """The page of a year: how many events each of its months has."""
    periods = [_period(canvas, first, count) for first, count in months.items()]
    address = f"{canvas.site.base_url}calendars/{year}.ics"
    return _periods(canvas, canvas.wording.digits(year), periods, up=True, calendar=address)


def years_page(canvas: Canvas, years: Mapping[int, int]) -> bytes:
    """The page of all years: how many events each has."""
    listed = [
        _Period(name=canvas.wording.digits(year), href=f"{canvas.root}events/{year}/", count=count)
        for year, count in years.items()
    ]
    heading = canvas.wording.say("Dates by month")
    address = f"{canvas.site.base_url}calendar.ics"
    return _periods(canvas, heading, listed, up=False, calendar=address)


def month_path(first: date) -> str:
    """Where the page of a month is."""
    return f"/events/{first.year}/{first.month:02}/"


def year_path(year: int) -> str:
    """Where the page of a year is."""
    return f"/events/{year}/"


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
    return _Period(name=name, href=canvas.root + month_path(first).lstrip("/"), count=count)
