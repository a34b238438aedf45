"""The months and years in which events stand."""

from datetime import date

from ruznama.edition.shelf import Shown
from ruznama.edition.standing import months_of
from ruznama.edition.touched import Touched


class Almanac:
    """Events by month and year.

    Attributes:
        months: the events that touch each month, by its first day and then by UID.
        years: how many events begin in each year.
    """

    def __init__(self) -> None:
        self.months: dict[date, dict[str, Shown]] = {}
        self.years: dict[int, int] = {}

    def put(self, line: Shown, touched: Touched) -> None:
        """Takes in an event."""
        for first in months_of(line.listing):
            self.months.setdefault(first, {})[line.uid] = line
            touched.months.add(first)
        year = line.listing.days.first.year
        self.years[year] = self.years.get(year, 0) + 1
        self._touch(line, year, touched)

    def drop(self, line: Shown, touched: Touched) -> None:
        """Forgets an event."""
        for first in months_of(line.listing):
            del self.months[first][line.uid]
            if not self.months[first]:
                del self.months[first]
            touched.months.add(first)
        year = line.listing.days.first.year
        self.years[year] -= 1
        if not self.years[year]:
            del self.years[year]
        self._touch(line, year, touched)

    def _touch(self, line: Shown, year: int, touched: Touched) -> None:
        touched.calendars |= line.slugs
        touched.years.add(year)
        touched.events = True
