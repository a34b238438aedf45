"""The pages of months with events, of their years, and of all years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exporters.dated import sort_key
from exporters.times import DaySpan
from ruznama.edition.shelf import Shown
from ruznama.pages.canvas import Canvas
from ruznama.pages.events import occasions
from ruznama.pages.subscribing import subscription
from ruznama.pages.tables import SmallMonth, last_of_month, month, small_month
from ruznama.pages.timescale import Drawn

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
    last = last_of_month(first)
    times = [each for line in told for each in line.listing.within(first, last)]
    shown = occasions(times, canvas.wording, canvas.root)
    return canvas.render(
        "month.html",
        month=month(first, shown, canvas.wording),
        path=month_path(first).strip("/"),
        weekdays=canvas.wording.weekdays(),
        kinds={one.kind for one in shown},
        before=_period(canvas, before) if before else None,
        up=_year(canvas, first.year),
        after=_period(canvas, after) if after else None,
    )


def picture_of_month(canvas: Canvas, first: date, told: Iterable[Shown]) -> tuple[str, Drawn]:
    """What stands for the page of a month where a link to it is shared: its name and events."""
    last = last_of_month(first)
    listed = sorted(
        (each for line in told for each in line.listing.within(first, last)), key=sort_key
    )
    return canvas.wording.day(first, "LLLL y"), canvas.draw(listed, more=0)


def year_page(
    canvas: Canvas,
    year: int,
    around: tuple[int | None, int | None],
    told: Mapping[date, Sequence[DaySpan]],
    calendars: Mapping[date, str],
) -> bytes:
    """The page of a year: its months as small tables, in which days with events are links.

    Args:
        canvas: of the site.
        year: which.
        around: the years with events before and after it.
        told: the days of the events of each month that has any, by its first day.
        calendars: the paths of the months' calendars likewise; none where the year has but one.
    """
    before, after = around
    wording = canvas.wording
    months = [small_month(date(year, number, 1), told, wording) for number in range(1, 13)]
    return canvas.render(
        "year.html",
        name=wording.digits(year),
        months=[
            replace(
                one,
                href=_month_href(canvas, one),
                calendar=calendars.get(one.first) and canvas.site.base_url + calendars[one.first],
            )
            for one in months
        ],
        parted=bool(calendars),
        weekdays=wording.short_weekdays(),
        before=_year(canvas, before) if before else None,
        up=_Period(name=wording.say("All years"), href=f"{canvas.root}events/", count=0),
        after=_year(canvas, after) if after else None,
        calendar=subscription(f"{canvas.site.base_url}calendars/{year}.ics"),
    )


def years_page(canvas: Canvas, years: Mapping[int, int]) -> bytes:
    """The page of all years: how many events each has."""
    address = f"{canvas.site.base_url}calendar.ics"
    return canvas.render(
        "months.html",
        heading=canvas.wording.say("Dates by month"),
        listed=[_year(canvas, year, count) for year, count in years.items()],
        calendar=subscription(address) if years else None,
    )


def days_in_month(first: date, told: Iterable[Shown]) -> list[DaySpan]:
    """The days of events in the month that begins on `first`, of each of their times."""
    last = last_of_month(first)
    return [each.days for line in told for each in line.listing.within(first, last)]


def month_path(first: date) -> str:
    """Where the page of a month is."""
    return f"/events/{first.year}/{first.month:02}/"


def year_path(year: int) -> str:
    """Where the page of a year is."""
    return f"/events/{year}/"


def _year(canvas: Canvas, year: int, count: int = 0) -> _Period:
    href = canvas.root + year_path(year).lstrip("/")
    return _Period(name=canvas.wording.digits(year), href=href, count=count)


def _month_href(canvas: Canvas, one: SmallMonth) -> str | None:
    return canvas.root + month_path(one.first).lstrip("/") if one.count else None


def _period(canvas: Canvas, first: date) -> _Period:
    name = canvas.wording.day(first, "LLLL y")
    return _Period(name=name, href=canvas.root + month_path(first).lstrip("/"), count=0)
